import { afterEach, expect, test, vi } from "vitest";
import { fakeIpc } from "../ipc/fake";
import type { BarMenu, Ipc } from "../ipc/contract";
import { App } from "./app.svelte";
import { followMenuBar, tellMenuBar } from "./menuBar";

const sheets = { palette: vi.fn(), shortcuts: vi.fn() };
afterEach(() => vi.clearAllMocks());

async function opened(): Promise<{ app: App; told: BarMenu[]; choose: (id: string) => void }> {
  const told: BarMenu[] = [];
  let choose: (id: string) => void = () => undefined;
  const ipc: Ipc = Object.assign(fakeIpc("usual"), {
    showMenuBar: (menu: BarMenu) => Promise.resolve(void told.push(menu)),
    onMenuChosen: (heard: (id: string) => void) => {
      choose = heard;
      return () => (choose = () => undefined);
    },
  });
  const app = new App(ipc);
  await app.start();
  return { app, told, choose: (id) => choose(id) };
}

test("the bar says what the window's menu says, with its keys", async () => {
  const { app, told } = await opened();
  tellMenuBar(app, sheets);
  const lines = told[0]?.parts.flat() ?? [];
  expect(lines.find(({ id }) => id === "open")?.keys).toBe("Ctrl O");
  expect(lines.find(({ id }) => id === "go-people")?.keys).toBe("Ctrl 4");
  expect(lines.every(({ text }) => text !== "")).toBe(true);
});

test("what is chosen in the bar is done in the window, and nothing else is", async () => {
  const { app, choose } = await opened();
  const end = followMenuBar(app, sheets);
  choose("go-history");
  expect(app.router.route.name).toBe("history");
  choose("palette");
  expect(sheets.palette).toHaveBeenCalledOnce();
  choose("quit");
  end();
  choose("shortcuts");
  expect(sheets.shortcuts).not.toHaveBeenCalled();
});
