import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ErrorCode, Ipc, StartupView } from "../ipc/contract";
import { fakeIpc } from "../ipc/fake";
import { failure } from "../ipc/fake/scenario";
import { m } from "../messages";
import { App } from "./app.svelte";
import { handleKey } from "./keys";
import { Session } from "./session.svelte";
import { waysOn } from "./startup";

beforeEach(() => {
  location.hash = "";
});

const view: StartupView = {
  version: "0.1.0",
  vault: { backend: "secret_service", state: "open" },
  bound: "secret_service",
  problem: null,
  settings: { language: "en", theme: "system", notifications: true, sharing: false, zoom: 100 },
  openFile: null,
  demo: false,
};

function session(part: Partial<Ipc>): Session {
  return new Session({ ...fakeIpc(), ...part });
}

describe("Session", () => {
  it("is ready once the vault is open, with the active connection", async () => {
    const made = session({});
    expect(made.phase).toBe("loading");
    await made.start();
    expect(made.phase).toBe("ready");
    expect(made.active?.name).toBe("Aurora Têxtil S.A.");
  });

  it("asks nothing else of the shell while the vault has a problem", async () => {
    const connections = vi.fn();
    const made = session({
      startup: () => Promise.resolve({ ...view, problem: failure("vault_locked") }),
      connections,
    });
    await made.start();
    expect(made.phase).toBe("problem");
    expect(connections).not.toHaveBeenCalled();
  });

  it("stays at the problem with a wrong passphrase and goes on with the right one", async () => {
    const made = session({ ...fakeIpc("error") });
    await made.start();
    expect(made.problem?.code).toBe("vault_absent");
    await made.unlock("short");
    expect(made.problem?.code).toBe("passphrase_wrong");
    await made.unlock("long enough to be right");
    expect(made.phase).toBe("ready");
    expect(made.vault?.backend).toBe("passphrase");
  });

  it("goes on for this session only, and says so", async () => {
    const made = session({ ...fakeIpc("error") });
    await made.start();
    await made.useSessionOnly();
    expect(made.phase).toBe("ready");
    expect(made.vault?.backend).toBe("session");
  });

  it("shows a language and a theme at once and takes them back when saving fails", async () => {
    let refuse: (error: unknown) => void = () => undefined;
    const made = session({
      startup: () => Promise.resolve(view),
      saveSettings: () => new Promise((_, reject) => (refuse = reject)),
    });
    await made.start();
    const saving = made.save({
      language: "pt-BR",
      theme: "dark",
      notifications: true,
      sharing: false,
      zoom: 100,
    });
    expect(m.nav_jobs()).toBe("Envios");
    expect(document.documentElement.lang).toBe("pt-BR");
    expect(document.documentElement.dataset.theme).toBe("dark");
    refuse(failure("disk_full"));
    await saving;
    expect(m.nav_jobs()).toBe("Jobs");
    expect(document.documentElement.dataset.theme).toBeUndefined();
    expect(made.notice?.code).toBe("disk_full");
  });
});

describe("waysOn", () => {
  it("never offers to forget a history that cannot be read", () => {
    const history: ErrorCode[] = [
      "history_key_missing",
      "history_wrong_key",
      "history_corrupt",
      "history_newer",
    ];
    for (const code of history) expect(waysOn(code).sessionOnly).toBe(false);
    expect(waysOn("vault_absent")).toEqual({
      passphrase: true,
      sessionOnly: true,
      backup: false,
      recovery: null,
    });
  });
  it("offers a backup for a damaged history alone", () => {
    const codes: ErrorCode[] = [
      "history_corrupt",
      "history_wrong_key",
      "history_key_missing",
      "history_newer",
    ];
    expect(codes.map((code) => waysOn(code).backup)).toEqual([true, true, false, false]);
  });
});

describe("App", () => {
  it("hands a file that the system opened to the import", async () => {
    const app = new App({
      ...fakeIpc(),
      startup: () => Promise.resolve({ ...view, openFile: "/home/a.xlsx" }),
    });
    await app.start();
    expect(app.router.route).toEqual({ name: "import" });
    expect(app.takeIncoming()).toBe("/home/a.xlsx");
  });

  it("keeps the place when the dialog is cancelled, and shows why it failed", async () => {
    const pickFile = vi
      .fn<Ipc["pickFile"]>()
      .mockResolvedValueOnce(null)
      .mockRejectedValueOnce(failure("internal"));
    const app = new App({ ...fakeIpc(), pickFile });
    await app.chooseFile();
    expect(app.incoming).toBeNull();
    await app.chooseFile();
    expect(app.session.notice?.code).toBe("internal");
  });
});

describe("handleKey", () => {
  const press = (key: string, more: KeyboardEventInit = {}) =>
    new KeyboardEvent("keydown", { key, cancelable: true, ...more });

  it("opens the file dialog, the settings and the list of shortcuts", () => {
    const pickFile = vi.fn(() => Promise.resolve(null));
    const app = new App({ ...fakeIpc(), pickFile });
    const show = vi.fn();
    handleKey(press("o", { ctrlKey: true }), app, { palette: show, shortcuts: show });
    handleKey(press(",", { metaKey: true }), app, { palette: show, shortcuts: show });
    handleKey(press("?"), app, { palette: show, shortcuts: show });
    expect(pickFile).toHaveBeenCalledOnce();
    expect(app.router.route).toEqual({ name: "settings" });
    expect(show).toHaveBeenCalledOnce();
  });

  it("leaves a question mark to the field it is typed in", () => {
    const show = vi.fn();
    const field = document.body.appendChild(document.createElement("input"));
    const event = press("?", { bubbles: true });
    field.addEventListener("keydown", (each) =>
      handleKey(each, new App(fakeIpc()), { palette: show, shortcuts: show }),
    );
    field.dispatchEvent(event);
    expect(show).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(false);
  });
});
