/** Which findings keep a file from going past its step, and whether the receipt adds up (safety R2). Pure. */
import type { FindingView, ImportView, ReceiptView } from "../../ipc/contract";

/** Codes that speak of the file as a whole; all others wait for Columns and Fix. */
const ofTheFile = new Set([
  "hidden_rows",
  "replacement_character",
  "open_quote",
  "ragged_rows",
  "row_limit",
  "cell_limit",
  "empty_file",
  "shrunken_file",
  "wrong_container",
  "encrypted_workbook",
  "too_large",
  "reader_failed",
]);

/** Codes that are shown where the file is looked at, grave or not. */
const seenInFile = new Set([
  ...ofTheFile,
  "hidden_sheet",
  "merged_cells",
  "title_rows",
  "totals_row",
  "empty_header",
  "duplicate_header",
  "encoding_guessed",
  "delimiter_guessed",
  "mojibake",
]);

export const addsUp = (receipt: ReceiptView): boolean =>
  receipt.header + receipt.data + receipt.blank + receipt.hidden + receipt.totals + receipt.rejected ===
  receipt.rows;

export const isOfFile = (finding: FindingView): boolean => seenInFile.has(finding.code);

/** The question about hidden rows has no default where absence or presence removes people. */
export function mustAskHidden(view: Pick<ImportView, "receipt" | "intent" | "hidden">): boolean {
  return view.receipt.hidden > 0 && view.intent !== "changes" && view.hidden === null;
}

/** What stops the file step; "receipt" and "hidden" are not findings of their own. */
export function fileStops(view: Pick<ImportView, "receipt" | "intent" | "hidden" | "findings">): string[] {
  const stops: string[] = [];
  if (!addsUp(view.receipt)) stops.push("receipt");
  if (mustAskHidden(view)) stops.push("hidden_rows");
  for (const finding of view.findings) {
    if (finding.severity !== "block" || finding.accepted || !ofTheFile.has(finding.code)) continue;
    // Once it is answered, the core tells of it, no more.
    if (finding.code === "hidden_rows") continue;
    stops.push(finding.code);
  }
  return stops;
}
