import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { createRawSnippet, type ComponentProps } from "svelte";
import { describe, expect, it, vi } from "vitest";
import DataGrid, { type Column } from "./DataGrid.svelte";
import { mostPixels } from "./grid/scroll";
import { givingRoom, saying, staged } from "./grid/staged";

interface Row {
  name: string;
  key: string;
}
const columns: Column<Row>[] = [
  { id: "mark", title: "What", quiet: true, width: "34px", cell: saying<Row>(() => "+") },
  {
    id: "name",
    title: "Person",
    width: "minmax(100px, 1fr)",
    personal: "name",
    sort: "name",
    cell: saying<Row>((row) => row.name),
  },
  { id: "key", title: "Key", width: "110px", personal: "value", cell: saying<Row>((row) => row.key) },
];
const rowsFrom = (offset: number, limit: number): Promise<Row[]> =>
  Promise.resolve(
    Array.from({ length: limit }, (_, n) => ({ name: `Person ${offset + n}`, key: `K${offset + n}` })),
  );

givingRoom();

const shown = (more: Partial<ComponentProps<typeof DataGrid<Row>>> = {}) =>
  staged<Row>(
    { label: "People", columns, total: 60, fetch: rowsFrom, loading: "Loading", ...more },
    "gridcell",
    8,
  );

describe("the keys of a grid", () => {
  it("go from cell to cell, and tell of a row once it is another one", async () => {
    const onselect = vi.fn();
    const { press, active } = await shown({ onselect });
    await press("ArrowDown");
    await press("ArrowRight");
    expect(active()?.textContent).toBe("Person 0");
    await press("ArrowDown");
    expect([active()?.textContent, active()?.getAttribute("aria-colindex")]).toEqual(["Person 1", "2"]);
    expect(active()?.closest("[role=row]")?.getAttribute("aria-rowindex")).toBe("3");
    await press("End");
    expect(active()?.textContent).toBe("K1");
    expect(onselect.mock.calls.at(-1)).toEqual([1, { name: "Person 1", key: "K1" }]);
  });

  it("lead to the very last row of a million, which is drawn within what an engine takes", async () => {
    const onselect = vi.fn();
    const { grid, press, active } = await shown({ total: 1_000_000, onselect });
    expect(grid.getAttribute("aria-rowcount")).toBe("1000001");
    await press("End", { ctrlKey: true });
    await waitFor(() => expect(active()?.textContent).toBe("K999999"));
    const row = active()?.closest<HTMLElement>("[role=row]");
    expect(row?.getAttribute("aria-rowindex")).toBe("1000001");
    expect(row?.style.translate).toBe(`0 ${mostPixels - 34}px`);
    // Its page was not here when it was gone to.
    await waitFor(() =>
      expect(onselect).toHaveBeenCalledWith(999_999, expect.objectContaining({ key: "K999999" })),
    );
    await press("Home", { ctrlKey: true });
    expect(active()?.closest<HTMLElement>("[role=row]")?.style.translate).toBe("0 0px");
  });

  it("reach the titles above the first row, sort there and come back", async () => {
    const onsort = vi.fn();
    const { press, active } = await shown({ onsort, order: { by: "name", descending: false } });
    await press("ArrowDown");
    await press("ArrowUp");
    expect(active()?.getAttribute("role")).toBe("columnheader");
    await press("ArrowRight");
    expect(active()?.getAttribute("aria-sort")).toBe("ascending");
    await press("Enter");
    expect(onsort).toHaveBeenLastCalledWith({ by: "name", descending: true });
    // A column that nothing is sorted by says so by saying nothing.
    await press("ArrowRight");
    await press("Enter");
    expect([active()?.hasAttribute("aria-sort"), onsort.mock.calls.length]).toEqual([false, 1]);
    await press("ArrowDown");
    expect(active()?.textContent).toBe("K0");
  });

  it("leave those to a field inside a row that are pressed in it", async () => {
    const field = createRawSnippet<[Row, number, number]>(() => ({ render: () => "<input />" }));
    const onactivate = vi.fn();
    const first = { id: "field", title: "Field", width: "90px", cell: field };
    const { press } = await shown({ columns: [first, ...columns], onactivate });
    await press("ArrowDown");
    const [input] = screen.getAllByRole("textbox");
    await fireEvent.keyDown(input as HTMLElement, { key: "Enter" });
    expect(onactivate).not.toHaveBeenCalled();
    await press("Enter");
    expect(onactivate).toHaveBeenCalledOnce();
  });
});

describe("a selection of cells", () => {
  const among = () =>
    screen.getAllByRole("gridcell").filter((cell) => cell.getAttribute("aria-selected") === "true");

  it("grows with Shift and goes with Escape", async () => {
    const { press } = await shown();
    for (const key of ["ArrowDown", "ArrowRight"]) await press(key);
    for (const key of ["ArrowDown", "ArrowRight"]) await press(key, { shiftKey: true });
    expect(among().map((cell) => cell.textContent)).toEqual(["Person 0", "K0", "Person 1", "K1"]);
    await press("Escape");
    expect(among()).toEqual([]);
  });

  it("takes all by Control and A without leading away, and a stretch by Shift and a click", async () => {
    const { press, active } = await shown({ total: 3 });
    await press("ArrowDown");
    await press("a", { ctrlKey: true });
    expect([among().length, active()?.textContent]).toEqual([9, "+"]);
    await press("Home", { ctrlKey: true });
    await fireEvent.click(screen.getByText("Person 2"), { shiftKey: true });
    expect(among()).toHaveLength(6);
  });

  it("ends with the rows that it was made on", async () => {
    const props = { label: "People", columns, total: 60, fetch: rowsFrom, loading: "Loading", version: 1 };
    const { rerender } = render(DataGrid<Row>, props);
    const grid = screen.getByRole("grid");
    await waitFor(() => expect(screen.getAllByText(/^Person/).length).toBeGreaterThan(3));
    await fireEvent.keyDown(grid, { key: "ArrowDown" });
    await fireEvent.keyDown(grid, { key: "ArrowDown", shiftKey: true });
    expect(among()).toHaveLength(2);
    await rerender({ ...props, version: 2 });
    expect(among()).toEqual([]);
  });
});

describe("the columns of a grid", () => {
  const tracks = (grid: HTMLElement) => grid.style.getPropertyValue("--tracks");

  it("are made wider and narrower by key on their title", async () => {
    const { grid, press } = await shown();
    expect(tracks(grid)).toBe("34px 256px 110px");
    for (const key of ["ArrowDown", "ArrowUp", "End"]) await press(key);
    await press("ArrowRight", { altKey: true });
    expect(tracks(grid)).toBe("34px 240px 126px");
    await press("ArrowLeft", { altKey: true });
    await press("ArrowLeft", { altKey: true });
    expect(tracks(grid)).toBe("34px 272px 94px");
  });

  it("are dragged by their edge, and a plain click on it sorts nothing", async () => {
    const onsort = vi.fn();
    const { grid } = await shown({ onsort });
    const [edge] = screen.getAllByTestId("column-edge");
    Object.assign(edge as HTMLElement, { setPointerCapture: () => undefined });
    await fireEvent.pointerDown(edge as HTMLElement, { clientX: 290, button: 0, pointerId: 1 });
    await fireEvent.pointerMove(edge as HTMLElement, { clientX: 250 });
    expect(tracks(grid)).toBe("34px 216px 110px");
    await fireEvent.pointerUp(edge as HTMLElement);
    await fireEvent.click(edge as HTMLElement);
    expect([tracks(grid), onsort.mock.calls.length]).toEqual(["34px 216px 110px", 0]);
  });

  it("scroll sideways where they do not fit: none is squeezed below what it needs", async () => {
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(180);
    const { grid } = await shown();
    expect([tracks(grid), grid.style.getPropertyValue("--all")]).toEqual(["34px 100px 110px", "244px"]);
  });
});
