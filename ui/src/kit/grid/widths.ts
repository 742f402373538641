/** How wide the columns of a grid are and which of them are in sight. Pure; knows no DOM. */
import type { Range } from "./window";

/** No column is made narrower or wider than this by hand, in pixels. */
export const narrowest = 40;
export const widest = 900;

/** What a column asks for: so many pixels at least and at most, and a share of what is left (0: none). */
export interface Track {
  least: number;
  most: number;
  share: number;
}

/** A column that may shrink without end would vanish where others need the room. */
const leastOfAll = 64;

/** Reads "34px", "1fr" and "minmax(120px, 1fr)". */
export function trackOf(width: string, most = Infinity): Track {
  const pixels = /^([\d.]+)px$/.exec(width);
  if (pixels) return { least: Number(pixels[1]), most, share: 0 };
  const share = Number(/([\d.]+)fr/.exec(width)?.[1] ?? 1);
  const least = Number(/^minmax\(([\d.]+)/.exec(width)?.[1] ?? 0);
  return { least: Math.max(leastOfAll, least), most, share };
}

/** The widths in whole pixels: what was chosen by hand, else what each asks for, and the rest of `room` by shares. */
export function widthsOf(
  tracks: readonly Track[],
  chosen: readonly (number | undefined)[],
  room: number,
): number[] {
  const widths = tracks.map(({ least, share }, at) => chosen[at] ?? (share === 0 ? least : Number.NaN));
  for (;;) {
    const open = widths.flatMap((width, at) => (Number.isNaN(width) ? [at] : []));
    const taken = widths.reduce((sum, width) => sum + (Number.isNaN(width) ? 0 : width), 0);
    const shares = open.reduce((sum, at) => sum + (tracks[at]?.share ?? 0), 0);
    const unit = Math.max(0, room - taken) / Math.max(shares, Number.EPSILON);
    const of = (at: number) => tracks[at] as Track;
    const short = open.filter((at) => unit * of(at).share < of(at).least);
    const long = short.length > 0 ? [] : open.filter((at) => unit * of(at).share > of(at).most);
    for (const at of short) widths[at] = of(at).least;
    for (const at of long) widths[at] = of(at).most;
    if (short.length > 0 || long.length > 0) continue;
    for (const at of open) widths[at] = Math.floor(unit * of(at).share);
    const all = widths.reduce((sum, width) => sum + width, 0);
    const end = open.at(-1);
    if (end !== undefined && all < room) widths[end] = (widths[end] ?? 0) + Math.floor(room - all);
    return widths;
  }
}

/** Where each column starts, and at the end how wide all are. */
export function startsOf(widths: readonly number[]): number[] {
  const starts = [0];
  for (const width of widths) starts.push((starts.at(-1) ?? 0) + width);
  return starts;
}

/** The columns to draw for a place; a sheet may have sixteen thousand. All of them where there are few. */
export function columnsInSight(starts: readonly number[], left: number, room: number, beyond = 3): Range {
  const count = starts.length - 1;
  if (count <= 24) return { first: 0, end: Math.max(0, count) };
  const firstAfter = (place: number) => {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle + 1] ?? 0) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const end = Math.min(count, firstAfter(left + room) + 1 + beyond);
  return { first: Math.max(0, Math.min(firstAfter(left) - beyond, end)), end };
}

/** The sideways position that brings what lies from `start` to `end` into sight with the least movement. */
export function intoSight(start: number, end: number, left: number, room: number): number {
  if (start < left) return start;
  if (end > left + room) return Math.min(start, end - room);
  return left;
}

/** A width that a hand may choose. */
export function bounded(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)));
}
