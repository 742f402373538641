/** The words of the workbook of troubled rows, in the person's language: each finding in full, for the comments on its cells. */
import type { ProblemWords } from "../../ipc/contract";
import { m } from "../../messages";
import { findingText, findingTexts, findingTitle } from "./findings";

export function problemWords(): ProblemWords {
  const texts = Object.keys(findingTexts).map((code) => [
    code,
    `${findingTitle(code, 1)}. ${findingText({ code, params: {} })}`,
  ]);
  return { row: m.import_preview_row(), texts: Object.fromEntries(texts) };
}
