/** The one door to the shell: the real one inside Tauri, its twin in a browser. */
import type { Ipc } from "./contract";

export async function openIpc(): Promise<Ipc> {
  if ("isTauri" in globalThis) return (await import("./tauri")).tauriIpc;
  const asked = new URLSearchParams(location.search);
  return (await import("./fake")).fakeIpc(asked.get("scenario"), asked.get("language"));
}
