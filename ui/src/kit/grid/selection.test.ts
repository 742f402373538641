import { describe, expect, it } from "vitest";
import { isMany, isSelected, selectedFrom } from "./selection";

describe("a selection of cells", () => {
  const selected = selectedFrom({ row: 7, column: 1 }, { row: 4, column: 3 });
  it("reaches from one corner to the other, whichever was first", () => {
    expect(selected).toEqual(selectedFrom({ row: 4, column: 3 }, { row: 7, column: 1 }));
    expect(selected).toEqual({ rows: { first: 4, end: 8 }, columns: { first: 1, end: 4 } });
  });
  it("holds its corners and nothing beyond", () => {
    expect([isSelected(selected, 4, 1), isSelected(selected, 7, 3)]).toEqual([true, true]);
    expect([isSelected(selected, 3, 1), isSelected(selected, 8, 1), isSelected(selected, 4, 0)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(isSelected(null, 0, 0)).toBe(false);
  });
  it("is of many where it is more than a cell", () => {
    expect(isMany(selected)).toBe(true);
    expect(isMany(selectedFrom({ row: 2, column: 2 }, { row: 2, column: 2 }))).toBe(false);
    expect(isMany(null)).toBe(false);
  });
});
