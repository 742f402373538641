/** The one door to the shell: the real one inside Tauri, its twin in a browser. */
import type { Ipc } from "./contract";

export async function openIpc(): Promise<Ipc> {
  if ("isTauri" in globalThis) return (await import("./tauri")).tauriIpc;
  return (await import("./fake")).fakeIpc(new URLSearchParams(location.search).get("scenario"));
}
