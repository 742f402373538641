import { describe, expect, it } from "vitest";
import {
  isAgainstEnd,
  mostPixels,
  realAt,
  scaleOf,
  scrolled,
  shownAt,
  standAt,
  type Position,
} from "./scroll";

const view = 640;
const rowHeight = 34;
const million = scaleOf(1_000_000 * rowHeight, view);
const last = million.real - view;

describe("a list that fits", () => {
  const scale = scaleOf(100_000 * rowHeight, view);
  it("is scrolled as it is", () => {
    expect(scale.shown).toBe(scale.real);
    for (const place of [0, 1, 17.5, 1_700_000, scale.real - view]) {
      expect([shownAt(scale, place), realAt(scale, place)]).toEqual([place, place]);
    }
    expect(scrolled(scale, { real: 0, shown: 0 }, 900_000)).toEqual({ real: 900_000, shown: 900_000 });
  });
  it("never leads past its ends, even where it is lower than the view", () => {
    expect(standAt(scaleOf(100, view), 50)).toEqual({ real: 0, shown: 0 });
    expect(standAt(scale, 9e9).real).toBe(scale.real - view);
  });
});

describe("a list of a million rows", () => {
  it("is no higher than an engine takes", () => expect(million.shown).toBe(mostPixels));
  it("has exact ends", () => {
    expect([shownAt(million, 0), realAt(million, 0)]).toEqual([0, 0]);
    expect(shownAt(million, last)).toBe(mostPixels - view);
    expect(realAt(million, mostPixels - view)).toBe(last);
    expect(shownAt(million, last - rowHeight)).toBe(mostPixels - view - rowHeight);
  });
  it("goes down as the thumb does, all the way", () => {
    let before = -1;
    for (let shown = 0; shown <= mostPixels - view; shown += 9_973) {
      const real = realAt(million, shown);
      expect(real).toBeGreaterThan(before);
      expect(Math.abs(shownAt(million, real) - shown)).toBeLessThanOrEqual(1);
      before = real;
    }
  });
  it("moves pixel by pixel under the wheel and leaps under the thumb", () => {
    const middle = standAt(million, 17_000_000);
    expect(scrolled(million, middle, middle.shown + 120).real).toBe(17_000_120);
    const far = scrolled(million, middle, middle.shown + 1_000_000);
    expect(far.real).toBe(realAt(million, middle.shown + 1_000_000));
  });
  it("reaches both ends by the wheel alone, though the thumb runs ahead of the rows", () => {
    const wheel = (from: number, by: number) => {
      let at: Position = standAt(million, from);
      for (let turn = 0; turn < 20_000 && at.real > 0 && at.real < last; turn += 1) {
        const shown = Math.min(million.shown - view, Math.max(0, at.shown + by));
        const before = at.real;
        at = scrolled(million, at, shown);
        if (at.shown !== shownAt(million, at.real) && isAgainstEnd(million, at))
          at = standAt(million, at.real);
        // Whatever the thumb does, the rows go on by what was turned.
        expect(Math.abs(at.real - before)).toBeLessThanOrEqual(Math.abs(by));
      }
      return at;
    };
    expect(wheel(900_000, -120)).toEqual({ real: 0, shown: 0 });
    expect(wheel(last - 900_000, 120)).toEqual({ real: last, shown: mostPixels - view });
  });
  it("is put back at an end only where the list has not ended", () => {
    expect(isAgainstEnd(million, { real: 400_000, shown: 10 })).toBe(true);
    expect(isAgainstEnd(million, { real: 10, shown: 10 })).toBe(false);
    expect(isAgainstEnd(million, { real: 17_000_000, shown: 1_700_000 })).toBe(false);
  });
});
