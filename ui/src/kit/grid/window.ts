/** The arithmetic of a long list: which rows are in sight, which pages hold them, where a key leads. Knows no DOM. */

/** Rows fetched at once. */
export const pageSize = 200;

export interface Range {
  /** First row, from 0. */
  first: number;
  /** One past the last row. */
  end: number;
}

/** The rows to draw for a scroll position, with some beyond each edge so that scrolling shows no gap. */
export function rowsInSight(
  top: number,
  height: number,
  rowHeight: number,
  total: number,
  beyond = 6,
): Range {
  if (total <= 0 || rowHeight <= 0) return { first: 0, end: 0 };
  const first = Math.floor(Math.max(0, top) / rowHeight) - beyond;
  const end = Math.ceil((Math.max(0, top) + Math.max(0, height)) / rowHeight) + beyond;
  const last = Math.min(total, Math.max(end, 0));
  return { first: Math.max(0, Math.min(first, last)), end: last };
}

/** The numbers of the pages that hold these rows. */
export function pagesOf(range: Range, size = pageSize): number[] {
  if (range.end <= range.first) return [];
  const from = Math.floor(range.first / size);
  const to = Math.floor((range.end - 1) / size);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The scroll position that brings a row into full sight with the least movement. */
export function scrollFor(row: number, top: number, height: number, rowHeight: number): number {
  const start = row * rowHeight;
  if (start < top) return start;
  if (start + rowHeight > top + height) return start + rowHeight - height;
  return top;
}

/** A cell of a sheet, both from 0. */
export interface Place {
  row: number;
  column: number;
}

/** Where a key leads from a cell (null: none yet), as in a spreadsheet; null where the key is not the sheet's. */
export function cellAfter(
  key: string,
  control: boolean,
  at: Place | null,
  size: { rows: number; columns: number },
  pageRows: number,
): Place | null {
  if (size.rows <= 0 || size.columns <= 0) return null;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const from = at ?? { row: -1, column: 0 };
  const step = Math.max(1, pageRows - 1);
  const plain: Record<string, Place> = {
    ArrowDown: { ...from, row: from.row + 1 },
    ArrowUp: { ...from, row: at ? from.row - 1 : last.row },
    ArrowRight: at ? { ...from, column: from.column + 1 } : { row: 0, column: 0 },
    ArrowLeft: { ...from, column: from.column - 1 },
    PageDown: { ...from, row: from.row + step },
    PageUp: { ...from, row: from.row - step },
    Home: { ...from, column: 0 },
    End: { ...from, column: last.column },
  };
  const withControl: Record<string, Place> = {
    ArrowDown: { ...from, row: last.row },
    ArrowUp: { ...from, row: 0 },
    ArrowRight: { ...from, column: last.column },
    ArrowLeft: { ...from, column: 0 },
    Home: { row: 0, column: 0 },
    End: last,
  };
  const next = (control ? withControl : plain)[key];
  if (!next) return null;
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return { row: within(next.row, last.row), column: within(next.column, last.column) };
}

/** The letters of a column from 0: A … Z, AA … XFD. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
