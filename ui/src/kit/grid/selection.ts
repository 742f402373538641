/** The cells that are selected: all between the cell that was begun at and the one that is stood on. Pure. */
import type { Place, Range } from "./window";

export interface Selected {
  rows: Range;
  columns: Range;
}

const between = (one: number, other: number): Range => ({
  first: Math.min(one, other),
  end: Math.max(one, other) + 1,
});

/** What is selected from one cell to another, whichever comes first. */
export function selectedFrom(anchor: Place, at: Place): Selected {
  return { rows: between(anchor.row, at.row), columns: between(anchor.column, at.column) };
}

export function isSelected(selected: Selected | null, row: number, column: number): boolean {
  if (!selected) return false;
  const { rows, columns } = selected;
  return row >= rows.first && row < rows.end && column >= columns.first && column < columns.end;
}

/** Whether more than one cell is selected. */
export function isMany(selected: Selected | null): selected is Selected {
  if (!selected) return false;
  return selected.rows.end - selected.rows.first > 1 || selected.columns.end - selected.columns.first > 1;
}
