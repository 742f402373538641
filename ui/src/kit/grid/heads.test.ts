import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { createRawSnippet, type ComponentProps } from "svelte";
import { describe, expect, it, vi } from "vitest";
import DataGrid, { type Column } from "../DataGrid.svelte";
import CopyHost from "./CopyHost.test.svelte";
import { givingRoom, saying, staged } from "./staged";

type Row = string;
const link = createRawSnippet<[Row, number, number]>((row) => ({
  render: () => `<a href="#/jobs/1" tabindex="-1">open ${row()}</a>`,
}));
const columns: Column<Row>[] = [
  { id: "name", title: "Person", width: "120px", head: true, sort: "name", cell: saying<Row>((row) => row) },
  { id: "key", title: "Key", width: "110px", cell: saying<Row>((row) => `K ${row}`) },
  { id: "link", title: "Link", width: "110px", cell: link },
];
const rowsFrom = (offset: number, limit: number) =>
  Promise.resolve(Array.from({ length: limit }, (_, n) => `row ${offset + n}`));

givingRoom();

const shown = (more: Partial<ComponentProps<typeof DataGrid<Row>>> = {}) =>
  staged<Row>(
    { label: "People", columns, total: 900, fetch: rowsFrom, loading: "Loading", ...more },
    "rowheader",
    3,
  );

describe("the head of a row", () => {
  it("is stood on, and its title sorts by key and by hand", async () => {
    const onsort = vi.fn();
    const { press, active } = await shown({ onsort });
    await press("ArrowDown");
    expect([active()?.getAttribute("role"), active()?.getAttribute("aria-colindex")]).toEqual([
      "rowheader",
      "1",
    ]);
    await press("ArrowUp");
    expect(active()?.textContent).toBe("Person");
    await press("Enter");
    expect(onsort).toHaveBeenLastCalledWith({ by: "name", descending: false });
    await fireEvent.click(screen.getByText("Person"));
    expect(onsort).toHaveBeenCalledTimes(2);
  });

  it("is passed by where it is still", async () => {
    const [head, ...others] = columns;
    const { press, active } = await shown({
      columns: [{ ...(head as Column<Row>), still: true }, ...others],
    });
    await press("ArrowDown");
    expect([active()?.textContent, active()?.getAttribute("aria-colindex")]).toEqual(["K row 0", "2"]);
    await press("Home");
    expect(active()?.textContent).toBe("K row 0");
    // A click on it stands in its row.
    await fireEvent.click(screen.getByText("row 3"));
    expect(active()?.textContent).toBe("K row 3");
  });
});

describe("a link in a row", () => {
  it("keeps what sets it off to itself, and leads on with all other keys", async () => {
    const onactivate = vi.fn();
    const { active, press } = await shown({ onactivate });
    const first = screen.getByText("open row 0");
    await fireEvent.click(first);
    await fireEvent.keyDown(first, { key: "Enter" });
    await fireEvent.dblClick(first);
    expect(onactivate).not.toHaveBeenCalled();
    await fireEvent.keyDown(first, { key: "ArrowDown" });
    expect(active()?.textContent).toBe("open row 1");
    await press("Enter");
    expect(onactivate).toHaveBeenCalledExactlyOnceWith(1, "row 1");
    await fireEvent.dblClick(screen.getByText("row 2"));
    expect(onactivate).toHaveBeenLastCalledWith(2, "row 2");
  });
});

describe("a row that is shown", () => {
  it("comes into sight with those around it, without being stood on", async () => {
    const { component, grid } = await shown();
    (component as unknown as { show: (row: number) => void }).show(700);
    await waitFor(() => expect(screen.getByText("row 700")).toBeTruthy());
    expect(screen.getByText("row 703")).toBeTruthy();
    expect(grid.hasAttribute("aria-activedescendant")).toBe(false);
  });
});

describe("a copy", () => {
  it("asks for the rows that are not here yet", async () => {
    const copy = vi.fn();
    const grid = { label: "People", columns, total: 900, fetch: rowsFrom, loading: "Loading" };
    render(CopyHost, { copy, grid: grid as unknown as ComponentProps<typeof DataGrid<unknown>> });
    await waitFor(() => expect(screen.getAllByRole("rowheader").length).toBeGreaterThan(3));
    const body = screen.getByRole("grid");
    await fireEvent.keyDown(body, { key: "a", ctrlKey: true });
    await fireEvent.keyDown(body, { key: "c", ctrlKey: true });
    await waitFor(() => expect(copy).toHaveBeenCalledOnce());
    const [table, , cells] = copy.mock.calls[0] as [HTMLTableElement, Element, number];
    expect([table.rows.length, cells]).toEqual([900, 2_700]);
    expect(table.rows[899]?.textContent).toContain("row 899");
  });
});
