/** The twin's corrections: cells changed and rows left out, one step of undo each, many cells at once too. */
import type {
  BulkFix,
  BulkPreview,
  CellChange,
  JobRow,
  ProblemFilter,
  ProblemPage,
  ProblemRow,
} from "../contract";
import { people } from "./company";
import { folded } from "./folded";
import { failure } from "./scenario";
import { sentAs } from "./table";

interface Step {
  cells: { row: number; column: number; after: string }[];
  rows: { numbers: number[]; out: boolean } | null;
}
type Place = Pick<ProblemRow, "row" | "column" | "cell" | "header" | "code" | "original">;

const place = (
  row: number,
  letter: string,
  column: number,
  header: string,
  code: string,
  original: string,
): Place => ({ row, column, cell: `${letter}${row}`, header, code, original });

const planted: Place[] = [
  ...[12, 48, 77].map((row, index) =>
    place(row, "A", 0, "Matrícula", "leading_zeros_lost", ["4871", "4902", "5117"][index] ?? ""),
  ),
  place(97, "B", 1, "Nome completo", "error_cell", "#N/A"),
  place(230, "B", 1, "Nome completo", "error_cell", "#N/A"),
  ...Array.from({ length: 37 }, (_, index) =>
    place(9 + index * 9, "H", 7, "Desconto em folha", "unknown_value", "Sim "),
  ),
  place(301, "J", 9, "Celular", "bad_phone", "98811-00"),
  place(744, "D", 3, "E-mail corporativo", "bad_email", "otavio.lacerda@aurora"),
];

export class Edits {
  #steps: Step[] = [];
  #undone: Step[] = [];

  /** What Wellhub refused, where a job is mended; nothing else is then told of. */
  #refused: ProblemRow[] | null = null;

  clear(): void {
    this.#steps = [];
    this.#undone = [];
    this.#refused = null;
  }

  refuse(rows: JobRow[]): void {
    this.#refused = rows.flatMap(({ row, name, errors }) =>
      errors.map((error) => ({
        ...place(row ?? 0, "D", 3, "E-mail corporativo", "refused", error.value ?? ""),
        severity: "warn" as const,
        value: error.value ?? "",
        name,
        leftOut: false,
        readAs: null,
        refused: error,
      })),
    );
  }

  /** What the import says of its corrections. */
  get state() {
    const rows = new Set(this.#rows().flatMap((each) => (this.#isOut(each.row) ? [] : [each.row])));
    return {
      edits: this.#steps.reduce((sum, step) => sum + step.cells.length, 0),
      canUndo: this.#steps.length > 0,
      canRedo: this.#undone.length > 0,
      leftOut: new Set(planted.filter((each) => this.#isOut(each.row)).map((each) => each.row)).size,
      problems: rows.size,
      plan: null,
    };
  }

  problems({ code, text }: ProblemFilter, offset: number, limit: number): ProblemPage {
    const all = this.#rows();
    const words = folded(text).split(/\s+/).filter(Boolean);
    const found = all.filter((each) => {
      const said = folded([each.cell, each.header, each.name, each.original, each.value].join("\n"));
      return (code === null || each.code === code) && words.every((word) => said.includes(word));
    });
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

  edit(row: number, column: number, after: string): void {
    this.#do({ cells: [{ row, column, after }], rows: null });
  }

  leaveOut(numbers: number[], out: boolean): void {
    this.#do({ cells: [], rows: { numbers, out } });
  }

  preview(bulk: BulkFix): BulkPreview {
    const changes = this.#changes(bulk);
    return { count: changes.length, first: changes.slice(0, 5) };
  }

  bulk(bulk: BulkFix): void {
    const changes = this.#changes(bulk);
    if (changes.length === 0) throw failure("invalid_input", "no cell is meant");
    const numbers = changes.map((each) => each.row);
    const cells = changes.map(({ row, column, after }) => ({ row, column, after }));
    this.#do(bulk.kind === "leave_out" ? { cells: [], rows: { numbers, out: true } } : { cells, rows: null });
  }

  /** A corrected workbook: it gives both error cells their names. */
  takeBack(): { rows: number; cells: number } {
    const broken = planted.filter((each) => each.code === "error_cell");
    const cells = broken.map(({ row, column }) => ({ row, column, after: people(row + 1)[row]?.name ?? "" }));
    this.#do({ cells, rows: null });
    return { rows: broken.length, cells: cells.length };
  }

  undo(): void {
    const step = this.#steps.pop();
    if (step) this.#undone.push(step);
  }

  redo(): void {
    const step = this.#undone.pop();
    if (step) this.#steps.push(step);
  }

  #do(step: Step): void {
    this.#steps.push(step);
    this.#undone = [];
  }

  #isOut(row: number): boolean {
    return this.#steps.findLast((step) => step.rows?.numbers.includes(row))?.rows?.out ?? false;
  }

  #value({ row, column, original }: Place): string {
    const cells = this.#steps.flatMap((step) => step.cells);
    return cells.findLast((each) => each.row === row && each.column === column)?.after ?? original;
  }

  #rows(): ProblemRow[] {
    if (this.#refused) {
      const now = this.#refused.map((each) => ({ ...each, value: this.#value(each) }));
      return now.filter((each) => each.value === each.original && !this.#isOut(each.row));
    }
    return planted.map((each) => ({
      ...each,
      severity: ["error_cell", "unknown_value"].includes(each.code) ? "block" : "warn",
      value: this.#value(each),
      name: people(each.row + 1)[each.row]?.name ?? null,
      leftOut: this.#isOut(each.row),
      readAs: sentAs(each.row),
      refused: null,
    }));
  }

  #changes(bulk: BulkFix): CellChange[] {
    return this.#rows().flatMap((each) => {
      const after = afterOf(bulk, each);
      if (after === null || (bulk.kind !== "leave_out" && after === each.value)) return [];
      const { cell, row, column } = each;
      return [{ cell, row, column, before: each.value, after }];
    });
  }
}

/** What a cell would say; null where the edit does not mean it. */
function afterOf(bulk: BulkFix, row: ProblemRow): string | null {
  if (bulk.kind === "leave_out") return row.code === bulk.code && !row.leftOut ? "" : null;
  if (row.column !== bulk.column) return null;
  switch (bulk.kind) {
    case "replace":
      return row.value === bulk.from ? bulk.to : null;
    case "set":
      return row.code === bulk.code ? bulk.to : null;
    case "pad":
      return /^\d+$/.test(row.value) ? row.value.padStart(bulk.width, "0") : null;
    case "trim":
      return row.value.trim();
  }
}
