/** How large the page is drawn, in percent of its usual size. The shell draws it so, and keeps to the same ends. */
import { format } from "../messages";

export const usualSize = 100;
const sizes = [80, 90, usualSize, 110, 125, 150, 175, 200];

/** The next size there is, larger or smaller; the last one stays. */
export function nextSize(zoom: number, larger: boolean): number {
  const next = larger ? sizes.find((size) => size > zoom) : sizes.findLast((size) => size < zoom);
  return next ?? zoom;
}

/** The sizes to choose from, as the language writes them. */
export const sizeNames = (): { value: string; label: string }[] =>
  sizes.map((size) => ({ value: String(size), label: format.percent(size / 100) }));

/** The size that a key asks for with Control, or ⌘; undefined where it asks for none. */
export function sizeOf(key: string, zoom: number): number | undefined {
  if (key === "0") return usualSize;
  if (key === "+" || key === "=") return nextSize(zoom, true);
  if (key === "-" || key === "_") return nextSize(zoom, false);
  return undefined;
}
