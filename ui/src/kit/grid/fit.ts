/** How wide a column must be for what of it is in sight. Looks at the document and leaves it as it was. */

/** The width in pixels that the cells of a column, by its `aria-colindex`, would take by themselves. */
export function fittingWidth(grid: Element, index: number): number {
  const cells = grid.querySelectorAll<HTMLElement>(`[aria-colindex="${index}"]`);
  for (const cell of cells) cell.style.inlineSize = "max-content";
  const widths = [...cells].map((cell) => cell.offsetWidth);
  for (const cell of cells) cell.style.removeProperty("inline-size");
  return Math.max(0, ...widths) + 2;
}
