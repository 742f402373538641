/** The words for a problem of a cell: a finding of the file, or what Wellhub refused. */
import type { ProblemRow } from "../../ipc/contract";
import { m } from "../../messages";
import { rowErrorText } from "./fields";
import { findingText, findingTitle } from "./findings";

/** The code under which refusals stand among the rules. */
export const refusedCode = "refused";

/** The name of a rule with so many cells. */
export function ruleTitle(code: string, count: number): string {
  return code === refusedCode ? m.import_fix_refused() : findingTitle(code, count);
}

/** What a rule means, and what to do. */
export function ruleText(rule: { code: string; params: Record<string, string> }): string {
  return rule.code === refusedCode ? m.import_fix_refused_text() : findingText(rule);
}

type Problem = Pick<ProblemRow, "code" | "refused">;

/** What is wrong with one cell, in short; Wellhub's own reason where it refused it. */
export function problemTitle(row: Problem): string {
  return row.refused ? rowErrorText(row.refused) : findingTitle(row.code, 1);
}

/** What is wrong with one cell, and what to do about it. */
export function problemText(row: Problem): string {
  return ruleText({ code: row.code, params: {} });
}

/** Where the cell `aim` stands among problems; where none is told of it, the first of its row; -1 where that has none. */
export function placeOf(aim: string, rows: Pick<ProblemRow, "cell" | "row">[]): number {
  const row = Number(/\d+$/.exec(aim)?.[0]);
  const found = rows.findIndex((each) => each.cell === aim);
  return found >= 0 ? found : rows.findIndex((each) => each.row === row);
}
