import { describe, expect, it, vi } from "vitest";
import { fakeIpc } from "../ipc/fake";
import { App } from "./app.svelte";
import { commandsOf } from "./commands";
import { handleKey } from "./keys";
import { nextSize, sizeNames, sizeOf } from "./sizes";

describe("sizes", () => {
  it("go up and down by those there are, and end there", () => {
    const up = [80];
    while (nextSize(up.at(-1) ?? 0, true) !== up.at(-1)) up.push(nextSize(up.at(-1) ?? 0, true));
    expect(up).toEqual([80, 90, 100, 110, 125, 150, 175, 200]);
    expect([nextSize(80, false), nextSize(200, true)]).toEqual([80, 200]);
    // One that was kept by another version lies between.
    expect([nextSize(130, false), nextSize(130, true)]).toEqual([125, 150]);
    expect(sizeNames().map(({ value }) => Number(value))).toEqual(up);
  });

  it("are asked for by the keys that every program has, with Shift or without", () => {
    expect(["+", "=", "-", "_", "0", "1"].map((key) => sizeOf(key, 150))).toEqual([
      175,
      175,
      125,
      125,
      100,
      undefined,
    ]);
  });

  it("are kept as they are chosen, by a key and by the palette", async () => {
    const app = new App(fakeIpc());
    await app.start();
    const saved = vi.spyOn(app.ipc, "saveSettings");
    const sheets = { palette: () => undefined, shortcuts: () => undefined };
    const press = (key: string) =>
      handleKey(new KeyboardEvent("keydown", { key, ctrlKey: true }), app, sheets);
    expect(press("+")).toBe(true);
    expect(app.session.settings.zoom).toBe(110);
    commandsOf(app, sheets)
      .find(({ id }) => id === "size-larger")
      ?.run();
    expect(app.session.settings.zoom).toBe(125);
    expect(press("0")).toBe(true);
    expect(app.session.settings.zoom).toBe(100);
    // What is so already is not kept again.
    press("0");
    expect(saved.mock.calls.map(([settings]) => settings.zoom)).toEqual([110, 125, 100]);
  });
});
