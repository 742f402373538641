import { describe, expect, it } from "vitest";
import { cellAfter, columnLetters, pagesOf, rowsInSight, scrollFor } from "./window";

describe("rowsInSight", () => {
  it("draws nothing of an empty list", () => {
    expect(rowsInSight(0, 600, 34, 0)).toEqual({ first: 0, end: 0 });
  });
  it("starts at the first row and goes some beyond the edge", () => {
    expect(rowsInSight(0, 340, 34, 1000, 8)).toEqual({ first: 0, end: 18 });
  });
  it("covers a row that is cut by either edge", () => {
    expect(rowsInSight(50, 34, 34, 1000, 0)).toEqual({ first: 1, end: 3 });
  });
  it("never goes past the end, even when scrolled beyond it", () => {
    expect(rowsInSight(99_999, 340, 34, 20, 4)).toEqual({ first: 20, end: 20 });
    expect(rowsInSight(34 * 15, 340, 34, 20, 4)).toEqual({ first: 11, end: 20 });
  });
  it("draws a bounded number of rows of a huge list", () => {
    const { first, end } = rowsInSight(34 * 500_000, 680, 34, 1_048_575);
    expect(first).toBeLessThanOrEqual(500_000);
    expect(end - first).toBeLessThan(50);
  });
});

describe("pagesOf", () => {
  it("names no page for no rows", () => expect(pagesOf({ first: 5, end: 5 })).toEqual([]));
  it("names both pages where the rows straddle them", () =>
    expect(pagesOf({ first: 190, end: 210 })).toEqual([0, 1]));
  it("does not name the next page for a range that ends on the border", () =>
    expect(pagesOf({ first: 150, end: 200 })).toEqual([0]));
});

describe("scrollFor", () => {
  it("does not move for a row in sight", () => expect(scrollFor(5, 100, 340, 34)).toBe(100));
  it("moves up to a row above, down to a row below", () => {
    expect(scrollFor(1, 100, 340, 34)).toBe(34);
    expect(scrollFor(20, 0, 340, 34)).toBe(21 * 34 - 340);
  });
});

describe("cellAfter", () => {
  const size = { rows: 100, columns: 11 };
  it("enters at the first cell, and from below at the last row", () => {
    expect(cellAfter("ArrowDown", false, null, size, 10)).toEqual({ row: 0, column: 0 });
    expect(cellAfter("ArrowRight", false, null, size, 10)).toEqual({ row: 0, column: 0 });
    expect(cellAfter("ArrowUp", false, null, size, 10)).toEqual({ row: 99, column: 0 });
  });
  it("moves both ways and stops at every edge", () => {
    const at = { row: 5, column: 3 };
    expect(cellAfter("ArrowRight", false, at, size, 10)).toEqual({ row: 5, column: 4 });
    expect(cellAfter("PageDown", false, at, size, 10)).toEqual({ row: 14, column: 3 });
    expect(cellAfter("ArrowLeft", false, { row: 0, column: 0 }, size, 10)).toEqual({ row: 0, column: 0 });
    expect(cellAfter("ArrowDown", false, { row: 99, column: 10 }, size, 10)).toEqual({ row: 99, column: 10 });
  });
  it("leads to the ends of the row, and with Control to the corners of the sheet", () => {
    const at = { row: 5, column: 3 };
    expect(cellAfter("End", false, at, size, 10)).toEqual({ row: 5, column: 10 });
    expect(cellAfter("Home", true, at, size, 10)).toEqual({ row: 0, column: 0 });
    expect(cellAfter("End", true, at, size, 10)).toEqual({ row: 99, column: 10 });
    expect(cellAfter("ArrowUp", true, at, size, 10)).toEqual({ row: 0, column: 3 });
  });
  it("leaves other keys, and an empty sheet, alone", () => {
    expect(cellAfter("a", false, null, size, 10)).toBeNull();
    expect(cellAfter("PageDown", true, null, size, 10)).toBeNull();
    expect(cellAfter("ArrowDown", false, null, { rows: 0, columns: 4 }, 10)).toBeNull();
  });
});

describe("columnLetters", () => {
  it("counts as spreadsheets do", () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
  });
});
