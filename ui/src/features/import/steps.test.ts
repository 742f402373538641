import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeIpc } from "../../ipc/fake";
import { ImportState } from "./import.svelte";
import BulkDialog from "./BulkDialog.svelte";
import Columns from "./Columns.svelte";
import FixTools from "./FixTools.svelte";
import { Problems } from "./problems.svelte";
import Preview from "./Preview.svelte";
import Reading from "./Reading.svelte";

afterEach(cleanup);

async function opened(path: string, scenario: string | null = null) {
  const ipc = fakeIpc(scenario);
  const current = new ImportState(ipc, 1);
  await current.open(path);
  await current.chooseIntent("full");
  if (!current.view) throw new Error("not opened");
  return { ipc, current, view: current.view };
}

describe("Reading", () => {
  it("shows names under each encoding, marks the one in use, and hands on the one chosen", async () => {
    const { view } = await opened("/somewhere/Folha.csv");
    const onencoding = vi.fn();
    render(Reading, { file: view.file, busy: false, onencoding, ondelimiter: vi.fn() });
    expect(screen.getByText("Otávio Lacerda Sá")).toBeTruthy();
    expect(screen.getByText("JoÒo Fontoura")).toBeTruthy();
    const inUse = screen.getByTestId<HTMLInputElement>("encoding-windows-1252");
    expect([inUse.checked, screen.getByTestId<HTMLInputElement>("encoding-IBM850").checked]).toEqual([
      true,
      false,
    ]);
    await fireEvent.click(screen.getByTestId("encoding-IBM850"));
    expect(onencoding).toHaveBeenCalledExactlyOnceWith("IBM850");
  });
  it("hands on a delimiter, and nothing while another choice is being read", async () => {
    const { view } = await opened("/somewhere/Folha.csv");
    const ondelimiter = vi.fn();
    const { rerender } = render(Reading, { file: view.file, busy: true, onencoding: vi.fn(), ondelimiter });
    await fireEvent.click(screen.getByTestId("delimiter-,"));
    expect(ondelimiter).not.toHaveBeenCalled();
    await rerender({ busy: false });
    await fireEvent.click(screen.getByTestId("delimiter-,"));
    expect(ondelimiter).toHaveBeenCalledExactlyOnceWith(",");
  });
});

describe("Preview", () => {
  async function preview() {
    const { view, ipc } = await opened("/somewhere/Folha.xlsx");
    const onheader = vi.fn();
    render(Preview, { view, revision: 1, ipc, busy: false, onheader, onfail: vi.fn() });
    const grid = await screen.findByTestId("preview");
    await waitFor(() => within(grid).getByText("Matrícula"));
    return { grid, onheader };
  }
  it("tells of every column, and of every row in sight what it is taken for", async () => {
    const { grid } = await preview();
    expect(grid.getAttribute("aria-colcount")).toBe("12");
    expect(grid.getAttribute("aria-rowcount")).toBe("1232");
    expect(within(grid).getAllByText("title").length).toBe(2);
    expect(within(grid).getByText("header")).toBeTruthy();
  });
  it("makes a row the header by keyboard", async () => {
    const { grid, onheader } = await preview();
    await fireEvent.keyDown(grid, { key: "ArrowDown" });
    await fireEvent.keyDown(grid, { key: "ArrowDown" });
    await fireEvent.keyDown(grid, { key: "Enter" });
    expect(onheader).toHaveBeenCalledExactlyOnceWith(2);
  });
  it("makes the row that was clicked the header, once asked", async () => {
    const { grid, onheader } = await preview();
    expect(screen.queryByTestId("make-header")).toBeNull();
    await fireEvent.click(within(grid).getByText("Aurora Têxtil S.A."));
    expect(onheader).not.toHaveBeenCalled();
    await fireEvent.click(screen.getByTestId("make-header"));
    expect(onheader).toHaveBeenCalledExactlyOnceWith(2);
  });
  it("tells the cell in full, with its formula and what is merged", async () => {
    const { grid } = await preview();
    await fireEvent.click(within(grid).getByText("Folha de outubro"));
    const told = screen.getByTestId("preview-cell").textContent ?? "";
    expect(told).toContain("A1");
    expect(told).toContain("merged cells A1:D1");
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"])
      await fireEvent.keyDown(grid, { key });
    expect(screen.getByTestId("preview-cell").textContent).toContain("formula =LOWER(B4)");
  });
  it("offers nothing for the row that is the header", async () => {
    const { grid } = await preview();
    await fireEvent.click(within(grid).getByText("Matrícula"));
    expect(screen.queryByTestId("make-header")).toBeNull();
  });
});

describe("Columns", () => {
  async function columns(scenario: string | null) {
    const made = await opened("/somewhere/Folha.xlsx", scenario);
    render(Columns, { current: made.current, view: made.view });
    return made;
  }
  it("points out headers that differ from last time, and what was taken over", async () => {
    await columns("drift");
    const drift = screen.getByTestId("drift").textContent ?? "";
    expect(drift).toContain("Lotação and Nome completo");
    expect(drift).toContain("6 columns were kept");
  });
  it("says nothing of the kind where they do not", async () => {
    await columns(null);
    expect(screen.queryByTestId("drift")).toBeNull();
  });
  it("gives a column the field that is suggested only once the person says so", async () => {
    const { current } = await columns("drift");
    const field = () => current.draft.columns.find((each) => each.column === 10)?.field;
    expect(field()).toBeNull();
    await fireEvent.click(screen.getByTestId("suggestion-K"));
    expect(field()).toBe("department");
    expect(screen.queryByTestId("suggestion-K")).toBeNull();
  });
  it("turns the parts of the name round, and keeps the button under the focus", async () => {
    const { current } = await columns("drift");
    const [, second] = screen.getAllByTestId("part-earlier");
    second?.focus();
    await fireEvent.click(second as HTMLElement);
    const joins = current.draft.columns.filter((each) => each.field === "full_name").map((each) => each.join);
    expect(joins).toEqual([1, 0]);
    expect(document.activeElement).toBe(second);
    expect(second?.getAttribute("aria-disabled")).toBe("true");
  });
  it("asks for the country where numbers have none, in words too", async () => {
    await columns(null);
    expect(screen.getByTestId("phone-country")).toBeTruthy();
    expect(screen.getByText("numbers without +: choose the country")).toBeTruthy();
  });
});

describe("BulkDialog", () => {
  it("shows five cells before and after, and changes them all in one step", async () => {
    const { current, view, ipc } = await opened("/somewhere/Folha.xlsx");
    const { rows } = await ipc.problems(view.id, { code: "unknown_value", text: "" }, 0, 1);
    const onclose = vi.fn();
    const [row] = rows;
    if (!row) throw new Error("no such row");
    render(BulkDialog, { current, view, start: { from: "cell", row, width: 0 }, onclose });
    const apply = screen.getByTestId<HTMLButtonElement>("bulk-apply");
    expect(apply.disabled).toBe(true);
    await fireEvent.input(screen.getByTestId("bulk-to"), { target: { value: "Sim" } });
    await waitFor(() => expect(screen.getByTestId("bulk-count").textContent).toBe("37 cells change"));
    expect(screen.getAllByTestId("bulk-change").length).toBe(5);
    expect(screen.getByText("and 32 more")).toBeTruthy();
    await fireEvent.click(apply);
    await waitFor(() => expect(onclose).toHaveBeenCalledWith({ count: 37, rows: false }));
    expect(current.view?.edits).toBe(37);
  });
  it("leaves the rows of a finding out, and says how many", async () => {
    const { current, view } = await opened("/somewhere/Folha.xlsx");
    const onclose = vi.fn();
    const start = {
      from: "finding",
      code: "error_cell",
      count: 2,
      columns: [1],
      width: 0,
      kind: "leave_out",
    } as const;
    render(BulkDialog, { current, view, start: { ...start, columns: [1] }, onclose });
    await waitFor(() => expect(screen.getByTestId("bulk-count").textContent).toBe("2 rows are left out"));
    await fireEvent.click(screen.getByTestId("bulk-apply"));
    await waitFor(() => expect(onclose).toHaveBeenCalledWith({ count: 2, rows: true }));
    expect(current.view?.leftOut).toBe(2);
  });
  it("stays open and says why where the shell refuses", async () => {
    const { current, view, ipc } = await opened("/somewhere/Folha.xlsx");
    vi.spyOn(ipc, "bulkFix").mockRejectedValue({ code: "disk_full", message: "", hint: "", details: null });
    const onclose = vi.fn();
    const start = { from: "finding", code: "error_cell", count: 2, columns: [1], width: 0 } as const;
    render(BulkDialog, { current, view, start: { ...start, columns: [1] }, onclose });
    await fireEvent.input(screen.getByTestId("bulk-to"), { target: { value: "?" } });
    const apply = screen.getByTestId<HTMLButtonElement>("bulk-apply");
    await waitFor(() => expect(apply.disabled).toBe(false));
    await fireEvent.click(apply);
    await waitFor(() => expect(current.error?.code).toBe("disk_full"));
    expect(onclose).not.toHaveBeenCalled();
    expect(screen.getByTestId("bulk-dialog")).toBeTruthy();
  });
});

describe("FixTools", () => {
  it("tells how many rows were written and how many cells came back", async () => {
    const { current, view } = await opened("/somewhere/Folha.xlsx");
    const onnote = vi.fn();
    const problems = new Problems(current.ipc, () => view.id, vi.fn(), null);
    render(FixTools, { current, view, problems, onundo: vi.fn(), onredo: vi.fn(), onnote });
    await fireEvent.click(screen.getByTestId("export-problems"));
    await waitFor(() => expect(onnote).toHaveBeenCalledWith(expect.stringMatching(/^44 rows written/)));
    await fireEvent.click(screen.getByTestId("take-back"));
    await waitFor(() => expect(onnote).toHaveBeenCalledWith(expect.stringMatching(/^2 cells taken/)));
  });
  it("offers no undo before anything was done", async () => {
    const { current, view } = await opened("/somewhere/Folha.xlsx");
    const problems = new Problems(current.ipc, () => view.id, vi.fn(), null);
    render(FixTools, { current, view, problems, onundo: vi.fn(), onredo: vi.fn(), onnote: vi.fn() });
    expect(screen.getByTestId<HTMLButtonElement>("undo").disabled).toBe(true);
  });
});
