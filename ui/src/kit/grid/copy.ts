/** Draws selected cells aside, so that rows that are not in sight are copied too. Knows no rule of what may leave the window. */
import { flushSync, mount, unmount } from "svelte";
import type { Column } from "./columns";
import CopyTable from "./CopyTable.svelte";

/** No more cells are copied at once: each is drawn aside. */
export const mostCopied = 50_000;

/** Hands a table of the cells to `take`; it is gone afterwards. Cells see the `context` that they see in the grid. */
export function drawnAside<T>(
  columns: { column: Column<T>; number: number }[],
  rows: { row: T; index: number }[],
  context: Map<unknown, unknown>,
  take: (table: HTMLTableElement) => void,
): void {
  const target = document.createElement("div");
  const props = { columns: columns as { column: Column<unknown>; number: number }[], rows };
  const drawn = mount(CopyTable, { target, props, context });
  flushSync();
  const table = target.querySelector("table");
  if (table) take(table.cloneNode(true) as HTMLTableElement);
  void unmount(drawn);
}
