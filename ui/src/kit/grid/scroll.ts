/**
 * The scrolling of a list that is longer than an engine lets anything be high. The list is shown in fewer pixels than it has;
 * near where one is the wheel still moves it pixel by pixel, the thumb leads over all of it, and both ends are exact. Pure.
 */

/**
 * The height that a list is shown in, in pixels. Engines end between 17 and 33 million; up to four million the positions of
 * rows stay exact to a quarter of a pixel in the 32-bit floats that they are drawn with.
 */
export const mostPixels = 4_000_000;

/** From either end so far, in pixels, shown and real positions are the same. */
const exactEnds = 100_000;

/** The measures of a list, in pixels. */
export interface Scale {
  /** How high all its rows are. */
  real: number;
  /** How high what is scrolled is. */
  shown: number;
  /** How much of it is seen at once. */
  view: number;
}

/** Where one is: in the list itself, and in what is scrolled for it. Both in pixels from the top. */
export interface Position {
  real: number;
  shown: number;
}

export function scaleOf(real: number, view: number, most = mostPixels): Scale {
  return { real, shown: Math.min(real, most), view };
}

const within = (value: number, most: number) => Math.min(Math.max(0, most), Math.max(0, value));

function ends(scale: Scale) {
  const real = Math.max(0, scale.real - scale.view);
  const shown = Math.max(0, scale.shown - scale.view);
  return { real, shown, exact: Math.min(exactEnds, shown / 4) };
}

/** Where the thumb stands for a place in the list; whole pixels, since some engines keep no others. */
export function shownAt(scale: Scale, place: number): number {
  const most = ends(scale);
  const real = within(place, most.real);
  if (most.real === most.shown || real <= most.exact) return real;
  if (most.real - real <= most.exact) return most.shown - (most.real - real);
  const part = (real - most.exact) / (most.real - 2 * most.exact);
  return Math.round(most.exact + part * (most.shown - 2 * most.exact));
}

/** The place in the list that the thumb leads to. */
export function realAt(scale: Scale, place: number): number {
  const most = ends(scale);
  const shown = within(place, most.shown);
  if (most.real === most.shown || shown <= most.exact) return shown;
  if (most.shown - shown <= most.exact) return most.real - (most.shown - shown);
  const part = (shown - most.exact) / (most.shown - 2 * most.exact);
  return Math.round(most.exact + part * (most.real - 2 * most.exact));
}

/** A position in the list with the thumb where it belongs. */
export function standAt(scale: Scale, real: number): Position {
  const place = within(real, ends(scale).real);
  return { real: place, shown: shownAt(scale, place) };
}

/** Where scrolling to `shown` leads from a position: as far in the list as on the screen, or over all of it by a jump. */
export function scrolled(scale: Scale, from: Position, shown: number): Position {
  const moved = shown - from.shown;
  const isJump = Math.abs(moved) > 4 * Math.max(scale.view, 1);
  const real = scale.real === scale.shown || isJump ? realAt(scale, shown) : from.real + moved;
  return { real: within(real, ends(scale).real), shown };
}

/** Whether the thumb has come near an end that the list has not: it must be put back where it belongs at once. */
export function isAgainstEnd(scale: Scale, at: Position): boolean {
  const most = ends(scale);
  const isNear = at.shown < scale.view || most.shown - at.shown < scale.view;
  return isNear && Math.abs(shownAt(scale, at.real) - at.shown) >= 1;
}
