import { describe, expect, it, vi } from "vitest";
import type { BulkFix, ImportView, Ipc, ProblemRow } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { failure } from "../../ipc/fake/scenario";
import { BulkState, kindsOf } from "./bulk.svelte";
import type { BulkStart } from "./bulkStart";
import { draftOf, nameParts, troubles, withField, withNamePart, withPartMoved } from "./columns";
import { countries } from "./countries";
import { problemWords } from "./exchange";
import { ImportState } from "./import.svelte";
import { delimiterName, encodingName, steady } from "./reading";
import { visible } from "./visible";

async function opened(path: string, scenario: string | null = null, replaced: Partial<Ipc> = {}) {
  const ipc: Ipc = { ...fakeIpc(scenario), ...replaced };
  const current = new ImportState(ipc, 1);
  await current.open(path);
  await current.chooseIntent("full");
  if (!current.view) throw new Error("not opened");
  return { ipc, current, view: current.view };
}

describe("how a text file is read", () => {
  it("says what was seen again with each choice, so that none is taken back unseen", async () => {
    const { current, ipc } = await opened("/somewhere/Folha.csv");
    await current.chooseSheet({ encoding: "IBM850" });
    const chosen = vi.spyOn(ipc, "chooseSheet");
    await current.chooseSheet({ headerRow: 4 });
    expect(chosen.mock.calls[0]?.[1]).toMatchObject({ headerRow: 4, encoding: "IBM850", delimiter: ";" });
  });
  it("has the header found anew where other delimiters make other columns", async () => {
    const { current, ipc } = await opened("/somewhere/Folha.csv");
    const chosen = vi.spyOn(ipc, "chooseSheet");
    await current.chooseSheet({ delimiter: "," });
    expect(chosen.mock.calls[0]?.[1]).toMatchObject({ headerRow: null, delimiter: "," });
    expect(current.view?.file.delimiter).toBe(",");
  });
  it("asks nothing of the kind for a workbook", async () => {
    const { current, ipc } = await opened("/somewhere/Folha.xlsx");
    const chosen = vi.spyOn(ipc, "chooseSheet");
    await current.chooseSheet({ headerRow: 2 });
    expect(chosen.mock.calls[0]?.[1]).toMatchObject({ encoding: null, delimiter: null });
  });
  it("names encodings and delimiters in words, and unknown ones by themselves", () => {
    expect([encodingName("windows-1252"), encodingName("KOI8-R")]).toEqual([
      "Windows, Western Europe",
      "KOI8-R",
    ]);
    expect(["\t", ";", "^"].map(delimiterName)).toEqual(["tab", "semicolon", "^"]);
  });
  it("keeps choices in place while only the one in use changes, and not longer", () => {
    const order = steady<string>();
    const same = (list: string[]) => order(list, (each) => each);
    expect(same(["a", "b", "c"])).toEqual(["a", "b", "c"]);
    expect(same(["c", "a", "b"])).toEqual(["a", "b", "c"]);
    expect(same(["z", "a"])).toEqual(["z", "a"]);
  });
});

describe("a name in several columns", () => {
  async function draft() {
    const { view } = await opened("/somewhere/Folha.xlsx");
    return { view, draft: draftOf(view) };
  }
  const order = (of: Parameters<typeof nameParts>[0]) =>
    nameParts(of).map(({ column, join }) => [column, join]);

  it("takes the column that held the whole name as its first part", async () => {
    const { draft: before, view } = await draft();
    const joined = withNamePart(before, 10);
    expect(order(joined)).toEqual([
      [1, 0],
      [10, 1],
    ]);
    expect(troubles(joined, view)).toEqual([]);
  });
  it("moves a part, and no further than the ends", async () => {
    const joined = withNamePart((await draft()).draft, 10);
    const moved = withPartMoved(joined, 10, -1);
    expect(order(moved)).toEqual([
      [10, 0],
      [1, 1],
    ]);
    expect(withPartMoved(moved, 10, -1)).toBe(moved);
  });
  it("closes the gap where a part becomes something else", async () => {
    const three = withNamePart(withNamePart((await draft()).draft, 10), 9);
    const two = withField(three, 10, "department");
    expect(order(two)).toEqual([
      [1, 0],
      [9, 1],
    ]);
    expect(two.columns.find((each) => each.column === 10)).toMatchObject({ field: "department", join: null });
  });
  it("is refused where one column is the whole name and another a part of it", async () => {
    const { draft: before, view } = await draft();
    const whole = withField(withNamePart(before, 10), 1, "full_name");
    expect(troubles(whole, view)).toEqual([{ kind: "twice", field: "full_name" }]);
  });
});

describe("countries", () => {
  it("offers those of the three languages first, then every other once, by name", () => {
    const names = countries("pt-BR");
    expect(names.slice(0, 3).map((each) => each.name)).toEqual(["Brasil", "Portugal", "Espanha"]);
    expect(new Set(names.map((each) => each.code)).size).toBe(names.length);
    const rest = names.slice(12).map((each) => each.name);
    expect(rest).toEqual([...rest].sort((a, b) => a.localeCompare(b, "pt-BR")));
  });
  it("keeps a country that it does not know", () => {
    expect(countries("en", "XK")[0]?.code).toBe("XK");
    expect(countries("en", "XK").length).toBe(countries("en", "BR").length + 1);
  });
});

describe("what cannot be seen", () => {
  const signs = (text: string) => visible(text).map((piece) => piece.sign ?? piece.text);
  it("shows spaces at the ends and not between words", () => {
    expect(signs(" Ana Sá ")).toEqual(["U+0020", "Ana Sá", "U+0020"]);
  });
  it("shows no-break and zero-width signs and what turns the text round, anywhere", () => {
    expect(signs("a\u00a0b\u200bc\u202e")).toEqual(["a", "U+00A0", "b", "U+200B", "c", "U+202E"]);
  });
  it("leaves letters of any script and signs beyond the first plane whole", () => {
    expect(signs("Łódź 北京 😀")).toEqual(["Łódź 北京 😀"]);
  });
});

describe("many cells at once", () => {
  const cell = (more: Partial<ProblemRow> = {}): BulkStart => ({
    from: "cell",
    width: 6,
    row: {
      row: 18,
      cell: "H18",
      column: 7,
      header: "Desconto em folha",
      code: "unknown_value",
      severity: "block",
      original: "Sim ",
      value: "Sim ",
      name: null,
      leftOut: false,
      readAs: null,
      refused: null,
      ...more,
    },
  });
  const rule = (code: string): BulkStart => ({ from: "finding", code, count: 3, columns: [0], width: 6 });

  it("offers what fits the problem first", () => {
    expect(kindsOf(rule("leading_zeros_lost"))[0]).toBe("pad");
    expect(kindsOf(rule("invisible_characters"))[0]).toBe("trim");
    expect(kindsOf(rule("error_cell"))).toEqual(["set", "leave_out"]);
    expect(kindsOf(cell())[0]).toBe("replace");
    expect(new Set(kindsOf(cell({ code: "error_cell" }))).size).toBe(
      kindsOf(cell({ code: "error_cell" })).length,
    );
  });
  it("empties nothing before the person wrote something", () => {
    const edit = new BulkState({ bulkPreview: vi.fn() }, 7, rule("error_cell"));
    expect(edit.bulk).toBeNull();
    edit.to = "";
    expect(edit.bulk).toEqual({ kind: "set", code: "error_cell", column: 0, to: "" });
  });
  it("wants a width that is a number of digits", () => {
    const edit = new BulkState({ bulkPreview: vi.fn() }, 7, rule("leading_zeros_lost"));
    const widths = ["6", " 8 ", "", "0", "2.5", "many", "900"];
    const found = widths.map((width) => {
      edit.width = width;
      return (edit.bulk as { width: number } | null)?.width ?? null;
    });
    expect(found).toEqual([6, 8, null, null, null, null, null]);
  });
  it("may be made only while what is shown is the answer to what is asked", async () => {
    const { ipc, view } = await opened("/somewhere/Folha.xlsx");
    const edit = new BulkState(ipc, view.id, cell());
    edit.to = "Sim";
    expect(edit.ready).toBe(false);
    await edit.refresh();
    expect([edit.ready, edit.preview?.count, edit.preview?.first.length]).toEqual([true, 37, 5]);
    edit.to = "Não";
    expect(edit.ready).toBe(false);
  });
  it("drops the answer to an older question", async () => {
    const answers: ((preview: { count: number; first: [] }) => void)[] = [];
    const bulkPreview = () =>
      new Promise<{ count: number; first: [] }>((answer) => void answers.push(answer));
    const edit = new BulkState({ bulkPreview }, 7, cell());
    edit.to = "S";
    const first = edit.refresh();
    edit.to = "Sim";
    const second = edit.refresh();
    answers[1]?.({ count: 2, first: [] });
    answers[0]?.({ count: 99, first: [] });
    await Promise.all([first, second]);
    expect(edit.preview?.count).toBe(2);
  });
  it("says why nothing can be counted", async () => {
    const bulkPreview = () => Promise.reject(failure("invalid_input"));
    const edit = new BulkState({ bulkPreview }, 7, rule("invisible_characters"));
    await edit.refresh();
    expect([edit.ready, edit.error?.code, edit.busy]).toEqual([false, "invalid_input", false]);
  });
  it("is one step of undo", async () => {
    const { current } = await opened("/somewhere/Folha.xlsx");
    const bulk: BulkFix = { kind: "replace", column: 7, from: "Sim ", to: "Sim" };
    await current.bulk(bulk);
    expect(current.view?.edits).toBe(37);
    await current.undo();
    expect([current.view?.edits, current.view?.canUndo, current.view?.canRedo]).toEqual([0, false, true]);
  });
});

describe("troubled rows elsewhere", () => {
  it("are written with a sentence for every finding, in the person's language", async () => {
    const { current, ipc } = await opened("/somewhere/Folha.xlsx");
    const wrote = vi.spyOn(ipc, "exportProblems");
    expect(await current.papers.exportProblems(problemWords())).toBe(44);
    const words = wrote.mock.calls[0]?.[1];
    expect(words?.row).toBe("Row");
    expect(words?.texts.error_cell).toMatch(/^1 cell holds an error\. .+/);
  });
  it("says nothing where the dialog was closed", async () => {
    const exportProblems = async () => null;
    const pickFile = async () => null;
    const { current, ipc } = await opened("/somewhere/Folha.xlsx", null, { exportProblems, pickFile });
    const took = vi.spyOn(ipc, "takeBack");
    expect(await current.papers.exportProblems(problemWords())).toBeNull();
    expect(await current.papers.takeBack()).toBeNull();
    expect([took.mock.calls.length, current.error]).toEqual([0, null]);
  });
  it("are taken back as one step of undo, with their number", async () => {
    const { current } = await opened("/somewhere/Folha.xlsx");
    expect(await current.papers.takeBack()).toEqual({ rows: 2, cells: 2 });
    expect(current.view?.edits).toBe(2);
    await current.undo();
    expect(current.view?.edits).toBe(0);
  });
  it("change nothing where the file is refused", async () => {
    const takeBack = () => Promise.reject(failure("invalid_input"));
    const { current } = await opened("/somewhere/Folha.xlsx", null, { takeBack });
    const before: ImportView | null = current.view;
    expect(await current.papers.takeBack()).toBeNull();
    expect([current.error?.code, current.view === before]).toEqual(["invalid_input", true]);
  });
});
