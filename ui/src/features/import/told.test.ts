import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeIpc } from "../../ipc/fake";
import { language } from "../../messages";
import FixDetail from "./FixDetail.svelte";
import { ImportState } from "./import.svelte";
import PersonPanel from "./PersonPanel.svelte";
import Preview from "./Preview.svelte";
import { reasonText } from "./reasons";
import Receipt from "./Receipt.svelte";

afterEach(() => {
  cleanup();
  void language.choose("en");
});

async function opened(path: string) {
  const ipc = fakeIpc(null);
  const current = new ImportState(ipc, 1);
  await current.open(path);
  await current.chooseIntent("full");
  if (!current.view) throw new Error("not opened");
  return { ipc, current, view: current.view };
}

describe("the reason for a column", () => {
  const column = { field: "email", detail: "1186/1190" };
  it("tells Wellhub's roster from the look of the values, with the share", () => {
    expect([
      reasonText({ ...column, reason: "roster" }),
      reasonText({ ...column, reason: "header_and_roster" }),
      reasonText({ ...column, reason: "content" }),
      reasonText({ ...column, reason: "content", field: "national_id" }),
      reasonText({ ...column, reason: "header_and_content", field: "department" }),
      reasonText({ ...column, reason: "header", detail: null }),
    ]).toEqual([
      "1,186 of 1,190 values are on Wellhub’s roster",
      "header, 1,186 of 1,190 values are on Wellhub’s roster",
      "1,186 of 1,190 values look like e-mail addresses",
      "1,186 of 1,190 values have the check digits of a CPF",
      "header, 1,186 of 1,190 values match",
      "header",
    ]);
  });
  it("is said in each language", () => {
    void language.choose("pt-BR");
    expect(reasonText({ ...column, reason: "roster" })).toBe(
      "1.186 de 1.190 valores estão na lista do Wellhub",
    );
    void language.choose("es");
    expect(reasonText({ ...column, reason: "roster" })).toContain("valores están en la lista de Wellhub");
  });
});

describe("the receipt", () => {
  it("counts hidden columns by name and says nothing of formats that tell everything", async () => {
    const { view } = await opened("/somewhere/Folha.xlsx");
    render(Receipt, { view });
    expect(screen.getByTestId("hidden-columns").textContent).toContain(
      "1 column is hidden in the file: G Centro de Custo",
    );
    expect(screen.queryByTestId("unknown")).toBeNull();
  });
  it("says what an old format does not tell", async () => {
    const { view } = await opened("/somewhere/Folha.xls");
    render(Receipt, { view: { ...view, columns: [], unknown: ["formula_texts", "merged_cells"] } });
    expect(view.unknown).toEqual(["formula_texts"]);
    expect(screen.getByTestId("unknown").textContent).toContain(
      "what the formulas say and which cells are merged",
    );
    expect(screen.queryByTestId("hidden-columns")).toBeNull();
  });
});

describe("what a cell is read as", () => {
  it("stands beside the cell, the problem and the person", async () => {
    const { ipc, view } = await opened("/somewhere/Folha.xlsx");
    const [row] = (await ipc.problems(view.id, { code: null, text: "" }, 0, 1)).rows;
    if (!row) throw new Error("no problem");
    render(FixDetail, { row, same: 1, onedit: vi.fn(), onbulk: vi.fn(), onleaveout: vi.fn() });
    expect(screen.getByTestId("detail-read-as").textContent).toMatch(
      /J\d+: 11 98811-0020 read as\s+\+5511988110020/,
    );
    cleanup();
    render(FixDetail, {
      row: { ...row, readAs: null },
      same: 1,
      onedit: vi.fn(),
      onbulk: vi.fn(),
      onleaveout: vi.fn(),
    });
    expect(screen.queryByTestId("detail-read-as")).toBeNull();
    const planned = await ipc.makePlan(view.id, () => undefined);
    if (!planned.plan) throw new Error("no plan");
    const person = await ipc.planPerson(view.id, 0);
    const record = person.record.map((field) =>
      field.field === "mobile_number" ? { ...field, said: "98811" } : { ...field, said: null },
    );
    render(PersonPanel, { person: { ...person, record }, plan: planned.plan, companies: view.companies });
    expect(screen.getByTestId("said-mobile_number").textContent).toBe("in the file 98811");
  });
});

describe("hidden columns in the preview", () => {
  it("are marked by a sign, a word and a title", async () => {
    const { ipc, view } = await opened("/somewhere/Folha.xlsx");
    const show = (columns: typeof view.columns) => ({
      view: { ...view, columns },
      revision: 1,
      ipc,
      busy: false,
      onheader: vi.fn(),
      onfail: vi.fn(),
    });
    const first = view.columns.slice(0, 1);
    const { unmount } = render(Preview, show(first.map((each) => ({ ...each, hidden: true }))));
    const note = screen.getByTestId("column-hidden");
    expect([note.textContent, note.title]).toEqual([
      "⊘hidden",
      "Column A is hidden in the file. It is read like any other.",
    ]);
    expect(note.closest('[role="columnheader"]')?.classList.contains("unshown")).toBe(true);
    unmount();
    render(Preview, show(first));
    expect(screen.queryByTestId("column-hidden")).toBeNull();
  });
});
