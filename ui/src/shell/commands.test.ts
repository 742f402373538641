import { describe, expect, it, vi } from "vitest";
import { fakeIpc } from "../ipc/fake";
import { App } from "./app.svelte";
import { commandsOf, fit, screenOf, type Command } from "./commands";

const sheets = { palette: () => undefined, shortcuts: () => undefined };

async function started(scenario: string | null = null): Promise<App> {
  const app = new App(fakeIpc(scenario));
  await app.start();
  return app;
}

function find(app: App, text: string): string[] {
  const all = commandsOf(app, sheets, {
    recent: [{ name: "Folha_março.xlsx", path: "/payroll/Folha_março.xlsx" }],
    jobs: [],
  });
  return all.filter((each) => fit(each, text) > 0).map(({ id }) => id);
}

describe("commands", () => {
  it("are found by the beginnings of words, without accents and in any order", async () => {
    const app = await started();
    expect(find(app, "marco")).toEqual(["recent-/payroll/Folha_março.xlsx"]);
    expect(find(app, "payroll folha")).toHaveLength(1);
    expect(find(app, "dark theme")).toEqual(["theme-dark"]);
    expect(find(app, "xyzzy")).toEqual([]);
    expect(find(app, "")).toHaveLength(find(app, " ").length);
  });

  it("put what begins a word before what stands within one", () => {
    const command = (text: string): Command => ({ id: text, group: "do", text, run: () => undefined });
    expect(fit(command("Open the jobs"), "jo")).toBeGreaterThan(fit(command("Banjo"), "jo"));
  });

  it("offer no screen of a connection where there is none", async () => {
    const ids = commandsOf(await started("empty"), sheets).map(({ id }) => id);
    expect(ids).toContain("go-connections");
    expect(ids).toContain("go-settings");
    expect(ids).not.toContain("go-desk");
    expect(ids).not.toContain("go-settings-guards");
  });

  it("go where they say, and open what was open before", async () => {
    const app = await started();
    const receive = vi.spyOn(app, "receiveFile");
    const all = commandsOf(app, sheets, { recent: [{ name: "a.csv", path: "/a.csv" }], jobs: [] });
    all.find(({ id }) => id === "go-history")?.run();
    expect(app.router.route).toEqual({ name: "history" });
    all.find(({ id }) => id === "recent-/a.csv")?.run();
    expect(receive).toHaveBeenCalledWith("/a.csv");
  });

  it("have a number for each screen of the rail and no more", () => {
    expect(screenOf("1")).toEqual({ name: "desk" });
    expect(screenOf("9")).toBeUndefined();
    expect(screenOf("k")).toBeUndefined();
  });
});
