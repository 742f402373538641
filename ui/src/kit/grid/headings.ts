/** The places of a long list with headings: each heading takes a place of its own before its rows. Knows no DOM. */

/** What stands at a place: a heading, or a row; both by their number from 0. */
export type Standing = { heading: number } | { row: number };

/** How many of the headings, by their first rows in ascending order, stand before the place or row that `isBefore` tells. */
function before(count: number, isBefore: (heading: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of a row below the headings up to it. */
export function placeOf(row: number, firsts: readonly number[]): number {
  return row + before(firsts.length, (heading) => (firsts[heading] ?? 0) <= row);
}

/** What stands at a place. */
export function standingAt(place: number, firsts: readonly number[]): Standing {
  const headings = before(firsts.length, (heading) => (firsts[heading] ?? 0) + heading <= place);
  const last = headings - 1;
  if (last >= 0 && (firsts[last] ?? 0) + last === place) return { heading: last };
  return { row: place - headings };
}
