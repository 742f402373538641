/** The geometry of the small plots: numbers in, points of a fixed drawing area out. Draws nothing. */

export interface Area {
  width: number;
  height: number;
}

/** Where each value stands, as [x, y]; the lowest value keeps `floor` of the height beneath it, so that a change stays visible. */
export function points(values: readonly number[], area: Area, floor = 0.35): [number, number][] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || 1;
  const step = values.length > 1 ? area.width / (values.length - 1) : 0;
  return values.map((value, index) => {
    const share = floor + ((value - low) / span) * (0.95 - floor);
    return [round(index * step), round(area.height * (1 - share))];
  });
}

/** An SVG path through the points. */
export function line(at: readonly [number, number][]): string {
  return at.map(([x, y], index) => `${index ? "L" : "M"}${x} ${y}`).join(" ");
}

export interface Bar {
  x: number;
  width: number;
  up: { y: number; height: number };
  down: { y: number; height: number };
}

/** How many places a plot of bars is laid out for: a few alone would be as broad as walls. */
export function slots(count: number): number {
  return Math.max(6, count);
}

/** A pair of bars for each place, one above and one below the zero line at `zero`; both on one scale. */
export function bars(
  up: readonly number[],
  down: readonly number[],
  area: Area,
): { bars: Bar[]; zero: number } {
  const [most, least] = [Math.max(0, ...up), Math.max(0, ...down)];
  const scale = most + least > 0 ? area.height / (most + least) : 0;
  const zero = round(most * scale);
  const slot = area.width / slots(up.length);
  return {
    zero,
    bars: up.map((value, index) => {
      const [above, below] = [round(value * scale), round((down[index] ?? 0) * scale)];
      return {
        x: round(index * slot + slot * 0.12),
        width: round(slot * 0.36),
        up: { y: round(zero - above), height: above },
        down: { y: zero, height: below },
      };
    }),
  };
}

/** `count` places spread over `length`, the first and the last among them. */
export function ticks(length: number, count: number): number[] {
  if (length <= count) return Array.from({ length }, (_, index) => index);
  return Array.from({ length: count }, (_, index) => Math.round((index * (length - 1)) / (count - 1)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
