/** What a file's format does not tell, in words. */
import type { Unknown } from "../../ipc/contract";
import { m } from "../../messages";

const names: Record<Unknown, () => string> = {
  hidden_rows: m.unknown_hidden_rows,
  hidden_columns: m.unknown_hidden_columns,
  merged_cells: m.unknown_merged_cells,
  number_formats: m.unknown_number_formats,
  formulas: m.unknown_formulas,
  formula_texts: m.unknown_formula_texts,
};

export const unknownName = (unknown: Unknown): string => names[unknown]();
