import { describe, expect, it, vi } from "vitest";
import { fakeIpc } from "../ipc/fake";
import { failure } from "../ipc/fake/scenario";
import { Layouts } from "./layouts.svelte";

const narrow = { widths: { name: 90 }, hidden: ["key"] };

describe("the layouts of tables", () => {
  it("are there again after the window was left", async () => {
    const ipc = fakeIpc();
    const fail = vi.fn();
    new Layouts(ipc, fail).keep("review", narrow);
    const again = new Layouts(ipc, fail);
    expect(again.of("review")).toBeUndefined();
    await again.load();
    expect([again.of("review"), again.of("job")]).toEqual([narrow, undefined]);
    expect(fail).not.toHaveBeenCalled();
  });

  it("stay as they were made meanwhile, whatever was kept before", async () => {
    const ipc = fakeIpc();
    await ipc.keepGridLayout("review", narrow);
    const layouts = new Layouts(ipc, vi.fn());
    const wide = { widths: { name: 400 }, hidden: [] };
    layouts.keep("review", wide);
    await layouts.load();
    expect(layouts.of("review")).toEqual(wide);
  });

  it("are in force though they could not be kept, which is told", async () => {
    const refused = failure("internal");
    const ipc = { ...fakeIpc(), keepGridLayout: () => Promise.reject(refused) };
    const fail = vi.fn();
    const layouts = new Layouts(ipc, fail);
    layouts.keep("review", narrow);
    await vi.waitFor(() => expect(fail).toHaveBeenCalledWith(refused));
    expect(layouts.of("review")).toEqual(narrow);
  });
});
