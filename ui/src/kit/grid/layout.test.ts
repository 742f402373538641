import { createRawSnippet } from "svelte";
import { describe, expect, it } from "vitest";
import type { Column } from "./columns";
import { Layout } from "./layout.svelte";

const cell = createRawSnippet<[unknown, number, number]>(() => ({ render: () => "<b></b>" }));
const column = (id: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  id,
  title: id,
  width: "100px",
  cell,
  ...more,
});
const layoutOf = (columns: Column<unknown>[], sight = { width: 400, left: 0 }) =>
  new Layout(
    () => columns,
    sight,
    () => null,
  );

describe("the columns of a layout", () => {
  it("are hidden but the last, and come back", () => {
    const [name, key, from] = [column("name", { head: true }), column("key"), column("from")];
    const layout = layoutOf([name, key, from]);
    layout.toggle(key);
    expect([layout.isHidden(key), layout.isLast(from)]).toEqual([true, true]);
    layout.toggle(from);
    expect(layout.shown).toEqual([name, from]);
    layout.toggle(key);
    expect(layout.isTouched).toBe(false);
  });

  it("are numbered from the first that the keys go to, heads before all others", () => {
    const [row, name, key] = [column("row", { head: true, still: true }), column("name"), column("key")];
    const still = layoutOf([row, name, key]);
    expect([still.stood, still.still]).toEqual([[name, key], 1]);
    expect(still.drawnHeads.map(({ number }) => number)).toEqual([-1]);
    expect(still.drawn.map(({ number }) => number)).toEqual([0, 1]);
    const stood = layoutOf([{ ...name, head: true }, key, row].map((each) => ({ ...each, still: false })));
    expect([stood.still, stood.drawnHeads.map(({ number }) => number)]).toEqual([0, [0, 1]]);
    expect(stood.drawn.map(({ number }) => number)).toEqual([2]);
  });

  it("are scrolled to past the heads, which are in sight already", () => {
    const many = Array.from({ length: 9 }, (_, n) => column(`c${n}`));
    const layout = layoutOf([column("name", { head: true }), ...many], { width: 400, left: 50 });
    expect([layout.leftFor(0), layout.leftFor(1), layout.leftFor(9)]).toEqual([50, 0, 600]);
    expect([layout.isDrawn(0), layout.isDrawn(9)]).toEqual([true, true]);
  });
});
