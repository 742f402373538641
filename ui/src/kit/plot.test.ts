import { describe, expect, it } from "vitest";
import { bars, line, points, ticks } from "./plot";

const area = { width: 100, height: 50 };

describe("points", () => {
  it("spreads the values over the width and puts the highest on top", () => {
    const at = points([10, 20, 15], area);
    expect(at.map(([x]) => x)).toEqual([0, 50, 100]);
    expect(Math.min(...at.map(([, y]) => y))).toBe(at[1]?.[1]);
  });

  it("keeps the floor under the lowest value", () => {
    expect(points([1, 9], area, 0.4)[0]?.[1]).toBe(30);
  });

  it("holds a flat and a single series within the area", () => {
    for (const [x, y] of [...points([7, 7, 7], area), ...points([7], area)]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(area.height);
    }
  });

  it("is drawn as one line", () => {
    expect(
      line([
        [0, 1],
        [2, 3],
      ]),
    ).toBe("M0 1 L2 3");
  });
});

describe("bars", () => {
  it("puts both directions on one scale around the zero line", () => {
    const { bars: made, zero } = bars([30, 10], [20, 0], area);
    expect(zero).toBe(30);
    expect(made[0]?.up).toEqual({ y: 0, height: 30 });
    expect(made[0]?.down).toEqual({ y: 30, height: 20 });
    expect(made[1]?.down.height).toBe(0);
  });

  it("stays finite when nothing happened", () => {
    expect(
      bars([0, 0], [0, 0], area).bars.every((bar) => bar.up.height === 0 && Number.isFinite(bar.x)),
    ).toBe(true);
  });
});

describe("ticks", () => {
  it("names the first and the last place", () => {
    expect(ticks(30, 3)).toEqual([0, 15, 29]);
    expect(ticks(2, 3)).toEqual([0, 1]);
  });
});
