/** Where an edit of many cells starts: at a cell, or at a finding with the columns that it names. */
import type { BulkFix, ImportView, ProblemPage, ProblemRow } from "../../ipc/contract";

export type BulkKind = BulkFix["kind"];

export type BulkStart =
  | { from: "cell"; row: ProblemRow; width: number }
  | { from: "finding"; code: string; count: number; columns: number[]; width: number; kind?: BulkKind };

type Columns = Pick<ImportView, "columns">;

/** The longest value of a column that is all digits: what lost zeros are filled up to. */
function widthOf(column: number, { columns }: Columns): number {
  const samples = columns.find((each) => each.column === column)?.samples ?? [];
  return samples.reduce((most, each) => (/^\d+$/.test(each) ? Math.max(most, each.length) : most), 0);
}

export function startAtCell(row: ProblemRow, view: Columns): BulkStart {
  return { from: "cell", row, width: widthOf(row.column, view) };
}

/** A finding speaks of the columns seen in its rows; where not all of its rows are here, any other may be meant too. */
export function startAtRule(code: string, page: ProblemPage, view: Columns, kind?: "leave_out"): BulkStart {
  const rows = page.rows.filter((row) => row.code === code);
  const count = page.byCode.find((each) => each.code === code)?.count ?? 0;
  const seen = rows.map((row) => row.column);
  const others = rows.length < count ? view.columns.map((each) => each.column) : [];
  const columns = [...new Set([...seen, ...others])];
  return { from: "finding", code, count, columns, width: widthOf(columns[0] ?? -1, view), kind };
}
