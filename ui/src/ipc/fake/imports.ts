/** The twin's import: a roster of 1,231 rows with planted trouble, re-enterable at each step. */
import type { ColumnView, FindingView, ImportView, Ipc, PlanRow, PreviewRow, ProblemRow } from "../contract";
import { people } from "./company";
import type { Connections } from "./connections";
import { filtered, personOf, planRowsOf, planViewOf } from "./plan";
import { after, failure, type Scenario } from "./scenario";

type Part = Pick<
  Ipc,
  | "pickFile"
  | "openImport"
  | "currentImport"
  | "discardImport"
  | "chooseIntent"
  | "chooseSheet"
  | "chooseColumns"
  | "previewRows"
  | "problems"
  | "editCell"
  | "leaveOut"
  | "undoEdit"
  | "redoEdit"
  | "acceptFinding"
  | "makePlan"
  | "planRows"
  | "planPerson"
  | "savePlan"
>;

const column = (
  index: number,
  letter: string,
  header: string,
  samples: string[],
  field: string | null,
  reason: ColumnView["reason"],
  more: Partial<ColumnView> = {},
): ColumnView => ({
  column: index,
  letter,
  header,
  samples,
  field,
  reason,
  detail: null,
  confidence: field ? 0.98 : 0,
  blank: "keep",
  blanks: 0,
  values: [],
  ...more,
});

const columns: ColumnView[] = [
  column(0, "A", "Matrícula", ["004871", "004902", "005117"], "employee_id", "header_and_content", {
    detail: "1186/1190",
  }),
  column(1, "B", "Nome completo", ["Marina Duarte Pires", "Otávio Lacerda"], "full_name", "header"),
  column(2, "C", "CPF", ["•••.•••.•18-04", "•••.•••.•77-20"], "national_id", "content", {
    detail: "1188/1190",
  }),
  column(3, "D", "E-mail corporativo", ["marina.duarte@aurora.example"], "email", "header_and_content", {
    blanks: 4,
  }),
  column(4, "F", "Lotação", ["People", "Finance", "Sales"], "department", "remembered"),
  column(5, "G", "Centro de Custo", ["CC-014", "CC-002", "CC-019"], "cost_center", "header"),
  column(6, "H", "Desconto em folha", ["Sim", "Não"], "eligible_to_payroll", "header", {
    values: [
      { text: "Sim", count: 802, means: true },
      { text: "Não", count: 388, means: false },
    ],
  }),
  column(7, "J", "Celular", ["11 98811-0020", "11 97720-1188"], "mobile_number", "content", {
    confidence: 0.6,
  }),
  column(8, "K", "Data de nascimento", ["01/02/1990", "13/07/1984"], null, "unmapped"),
];

const finding = (
  code: string,
  severity: FindingView["severity"],
  cells: string[],
  params = {},
): FindingView => ({
  code,
  severity,
  count: cells.length,
  cells,
  held: false,
  params: { count: String(cells.length), ...params },
  acceptable: severity === "warn",
  accepted: false,
});

const fileFindings: FindingView[] = [
  { ...finding("hidden_rows", "block", [], {}), count: 37, params: { count: "37", rows: "1231" } },
  finding("title_rows", "inform", ["A1", "A2"]),
  finding("totals_row", "warn", ["A1231"]),
  finding("leading_zeros_lost", "warn", ["A12", "A48", "A77"], { column: "Matrícula" }),
  finding("error_cell", "block", ["B97", "B230"], { value: "#N/A" }),
];

export class Imports implements Part {
  #open: ImportView | null = null;
  #rows: PlanRow[] = [];
  #out = new Set<number>();
  #edits: { row: number; column: number; before: string; after: string }[] = [];
  #undone: { row: number; column: number; before: string; after: string }[] = [];

  constructor(
    private readonly scenario: Scenario,
    private readonly connections: Connections,
  ) {}

  /** Name of the unfinished import's file, for the desk. */
  get waiting(): string | null {
    return this.#open?.file.name ?? null;
  }

  private view(id: number): ImportView {
    if (this.#open?.id !== id) throw failure("not_found");
    return this.#open;
  }

  private change(id: number, change: Partial<ImportView>): ImportView {
    const next = { ...this.view(id), ...change };
    const asked = next.hidden !== null;
    next.findings = next.findings.map((each) =>
      each.code === "hidden_rows" ? { ...each, severity: asked ? "inform" : "block" } : each,
    );
    next.blocked = !asked || !next.columns.some((each) => each.field === "employee_id");
    return (this.#open = next);
  }

  async pickFile(): Promise<string | null> {
    return "/home/user/Folha_outubro.xlsx";
  }

  async openImport(connection: number, path: string): Promise<ImportView> {
    await after(250);
    if (path.endsWith(".txt")) throw failure("file_unreadable", "zip: invalid end of central directory");
    this.#rows = [];
    this.#out.clear();
    this.#edits = [];
    this.#open = {
      id: 7,
      connection: this.connections.get(connection),
      path,
      step: this.#open?.intent ? "file" : "intent",
      intent: this.#open?.intent ?? null,
      file: {
        name: path.split("/").at(-1) ?? path,
        bytes: 212_480,
        sha256: "5f0c9a1e8c1b4f0e9d7e2f3f2b6a4f55c1f6c0a7c2f8d1e4b3a291807f6e5d4c",
        format: path.endsWith(".csv") ? "csv" : "xlsx",
        encoding: path.endsWith(".csv") ? "windows-1252" : null,
        delimiter: path.endsWith(".csv") ? ";" : null,
      },
      sheets: [
        { name: "Colaboradores", visibility: "visible", rows: 1_231 },
        { name: "Resumo", visibility: "visible", rows: 14 },
        { name: "Listas", visibility: "hidden", rows: 40 },
      ],
      sheet: "Colaboradores",
      headerRow: 3,
      receipt: { rows: 1_231, header: 3, data: 1_190, blank: 0, hidden: 37, totals: 1, rejected: 0 },
      hidden: null,
      columns,
      companies: [{ taxId: "12.345.678/0001-95", name: "Aurora Têxtil S.A." }],
      company: null,
      findings: fileFindings,
      problems: 5,
      leftOut: 0,
      edits: 0,
      canUndo: false,
      canRedo: false,
      blocked: true,
      plan: null,
    };
    return this.#open;
  }

  async currentImport(connection: number): Promise<ImportView | null> {
    return this.#open?.connection.id === connection ? this.#open : null;
  }

  async discardImport(): Promise<void> {
    this.#open = null;
  }

  async chooseIntent(id: number, intent: ImportView["intent"]): Promise<ImportView> {
    return this.change(id, { intent, step: "file", plan: null });
  }

  async chooseSheet(id: number, choice: Parameters<Ipc["chooseSheet"]>[1]): Promise<ImportView> {
    const view = this.view(id);
    return this.change(id, {
      sheet: choice.sheet,
      headerRow: choice.headerRow ?? view.headerRow,
      hidden: choice.hidden ?? view.hidden,
      step: "columns",
      plan: null,
    });
  }

  async chooseColumns(id: number, choice: Parameters<Ipc["chooseColumns"]>[1]): Promise<ImportView> {
    const chosen = new Map(choice.columns.map((each) => [each.column, each]));
    const next = this.view(id).columns.map((each) => {
      const now = chosen.get(each.column);
      if (!now) return each;
      const means = new Map(now.values.map((value) => [value.text, value.means]));
      const values = each.values.map((value) => ({ ...value, means: means.get(value.text) ?? value.means }));
      const reason = now.field === each.field ? each.reason : "chosen";
      return { ...each, field: now.field, blank: now.blank, values, reason };
    });
    return this.change(id, { columns: next, company: choice.company, step: "fix", plan: null });
  }

  async previewRows(id: number, offset: number, limit: number): Promise<PreviewRow[]> {
    const { receipt, headerRow } = this.view(id);
    const all = people(receipt.rows);
    return Array.from({ length: Math.max(0, Math.min(limit, receipt.rows - offset)) }, (_, index) => {
      const row = offset + index + 1;
      const person = all[row];
      if (row < headerRow)
        return { row, kind: "title", cells: [row === 1 ? "Folha de outubro" : "Aurora Têxtil S.A."] };
      if (row === headerRow) return { row, kind: "header", cells: columns.map((each) => each.header) };
      if (row === receipt.rows) return { row, kind: "totals", cells: ["Total", "1190"] };
      const cells = [person?.key ?? "", person?.name ?? "", "•••.•••.•18-04", person?.email ?? ""];
      return {
        row,
        kind: row % 33 === 0 ? "hidden" : "data",
        cells: [
          ...cells,
          person?.department ?? "",
          person?.costCenter ?? "",
          "Sim",
          "11 98811-0020",
          "01/02/1990",
        ],
      };
    });
  }

  async problems(id: number, code: string | null, offset: number, limit: number) {
    this.view(id);
    const all = this.problemRows();
    const found = all.filter((each) => code === null || each.code === code);
    const codes = [...new Set(all.map((each) => each.code))];
    return {
      total: found.length,
      rows: found.slice(offset, offset + limit),
      byCode: codes.map((each) => {
        const rows = all.filter((row) => row.code === each);
        return { code: each, severity: rows[0]?.severity ?? "warn", count: rows.length };
      }),
    };
  }

  private problemRows(): ProblemRow[] {
    const make = (
      row: number,
      letter: string,
      index: number,
      header: string,
      code: string,
      original: string,
    ) => {
      const edit = this.#edits.findLast((each) => each.row === row && each.column === index);
      return {
        row,
        cell: `${letter}${row}`,
        column: index,
        header,
        code,
        severity: code === "error_cell" ? ("block" as const) : ("warn" as const),
        original,
        value: edit?.after ?? original,
        name: people(row + 1)[row]?.name ?? null,
        leftOut: this.#out.has(row),
      };
    };
    return [
      make(12, "A", 0, "Matrícula", "leading_zeros_lost", "4871"),
      make(48, "A", 0, "Matrícula", "leading_zeros_lost", "4902"),
      make(77, "A", 0, "Matrícula", "leading_zeros_lost", "5117"),
      make(97, "B", 1, "Nome completo", "error_cell", "#N/A"),
      make(230, "B", 1, "Nome completo", "error_cell", "#N/A"),
    ];
  }

  private edited(id: number): ImportView {
    return this.change(id, {
      edits: this.#edits.length,
      canUndo: this.#edits.length > 0,
      canRedo: this.#undone.length > 0,
      leftOut: this.#out.size,
      plan: null,
    });
  }

  async editCell(id: number, row: number, column: number, text: string): Promise<ImportView> {
    const before = this.problemRows().find((each) => each.row === row && each.column === column)?.value ?? "";
    this.#edits.push({ row, column, before, after: text });
    this.#undone = [];
    return this.edited(id);
  }

  async leaveOut(id: number, rows: number[], out: boolean): Promise<ImportView> {
    for (const row of rows) {
      if (out) this.#out.add(row);
      else this.#out.delete(row);
    }
    return this.edited(id);
  }

  async undoEdit(id: number): Promise<ImportView> {
    const edit = this.#edits.pop();
    if (edit) this.#undone.push(edit);
    return this.edited(id);
  }

  async redoEdit(id: number): Promise<ImportView> {
    const edit = this.#undone.pop();
    if (edit) this.#edits.push(edit);
    return this.edited(id);
  }

  async acceptFinding(id: number, code: string, accepted: boolean): Promise<ImportView> {
    const findings = this.view(id).findings.map((each) =>
      each.code === code ? { ...each, accepted } : each,
    );
    return this.change(id, { findings });
  }

  async makePlan(id: number, onProgress: Parameters<Ipc["makePlan"]>[1]): Promise<ImportView> {
    if (this.scenario === "offline") throw failure("no_network", "connection refused");
    for (let page = 1; page <= 7; page++) {
      await after(90);
      onProgress({ pages: page, people: Math.min(page * 200, 1_243), waitMs: null });
    }
    this.#rows = planRowsOf(this.scenario);
    const plan = planViewOf(this.#rows, this.scenario === "huge" ? 100_000 : 1_243);
    return this.change(id, { plan: { ...plan, intent: this.view(id).intent ?? "full" }, step: "review" });
  }

  async planRows(id: number, filter: Parameters<Ipc["planRows"]>[1], offset: number, limit: number) {
    this.view(id);
    return filtered(this.#rows, filter, offset, limit);
  }

  async planPerson(id: number, index: number) {
    this.view(id);
    const row = this.#rows[index];
    if (!row) throw failure("not_found");
    return personOf(row);
  }

  async savePlan(): Promise<string | null> {
    return "/home/user/Folha_outubro.rollcall-plan";
  }
}
