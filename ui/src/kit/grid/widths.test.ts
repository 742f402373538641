import { describe, expect, it } from "vitest";
import { bounded, columnsInSight, intoSight, startsOf, trackOf, widthsOf } from "./widths";

const none: undefined[] = [];
const sum = (widths: number[]) => widths.reduce((all, width) => all + width, 0);

describe("trackOf", () => {
  it("reads what callers write", () => {
    expect(trackOf("34px")).toEqual({ least: 34, most: Infinity, share: 0 });
    expect(trackOf("minmax(118px, 1.7fr)")).toEqual({ least: 118, most: Infinity, share: 1.7 });
    expect(trackOf("2fr").share).toBe(2);
  });
  it("lets no column vanish", () => expect(trackOf("minmax(0, 1fr)").least).toBeGreaterThan(40));
});

describe("widthsOf", () => {
  const tracks = ["34px", "minmax(100px, 1fr)", "minmax(100px, 3fr)"].map((width) => trackOf(width));
  it("shares what is left and wastes no pixel", () => {
    const widths = widthsOf(tracks, none, 835);
    expect(widths).toEqual([34, 200, 601]);
    expect(sum(widths)).toBe(835);
  });
  it("keeps everybody's least where there is no room: the grid scrolls then", () => {
    expect(widthsOf(tracks, none, 120)).toEqual([34, 100, 100]);
    expect(widthsOf(tracks, none, 334)).toEqual([34, 100, 200]);
  });
  it("leaves a chosen width alone", () => {
    expect(widthsOf(tracks, [undefined, 300], 834)).toEqual([34, 300, 500]);
    expect(widthsOf(tracks, [50, 60, 70], 834)).toEqual([50, 60, 70]);
  });
  it("makes none wider than it asks for", () => {
    const capped = [trackOf("148px"), trackOf("minmax(136px, 1fr)", 280), trackOf("minmax(136px, 1fr)", 280)];
    expect(widthsOf(capped, none, 2_000)).toEqual([148, 280, 280]);
    expect(sum(widthsOf(capped, none, 500))).toBe(500);
  });
});

describe("columnsInSight", () => {
  const wide = startsOf(Array.from({ length: 16_384 }, () => 136));
  it("draws few of many, and those that are cut by an edge", () => {
    expect(columnsInSight(wide, 0, 1_000, 0)).toEqual({ first: 0, end: 8 });
    expect(columnsInSight(wide, 136 * 8_000 + 5, 1_000, 3)).toEqual({ first: 7_997, end: 8_011 });
    expect(columnsInSight(wide, 1e9, 1_000, 0).end).toBe(16_384);
  });
  it("draws all of few, so that sideways scrolling builds nothing", () => {
    expect(columnsInSight(startsOf([100, 200]), 5_000, 100)).toEqual({ first: 0, end: 2 });
    expect(columnsInSight(startsOf([]), 0, 100)).toEqual({ first: 0, end: 0 });
  });
});

describe("intoSight", () => {
  it("moves as little as it must", () => {
    expect(intoSight(100, 200, 50, 300)).toBe(50);
    expect(intoSight(100, 200, 150, 300)).toBe(100);
    expect(intoSight(400, 500, 50, 300)).toBe(200);
  });
  it("shows the start of what is wider than the room", () => expect(intoSight(400, 900, 0, 300)).toBe(400));
});

describe("bounded", () => {
  it("keeps a column that can be found again", () => {
    expect([bounded(-5), bounded(99.6), bounded(1e6)]).toEqual([40, 100, 900]);
  });
});
