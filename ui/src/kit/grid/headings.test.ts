import { describe, expect, it } from "vitest";
import { placeOf, standingAt } from "./headings";

describe("headings in a long list", () => {
  const firsts = [0, 3, 15];
  it("stand before their rows, each in a place of its own", () => {
    const places = Array.from({ length: 7 }, (_, place) => standingAt(place, firsts));
    expect(places).toEqual([
      { heading: 0 },
      { row: 0 },
      { row: 1 },
      { row: 2 },
      { heading: 1 },
      { row: 3 },
      { row: 4 },
    ]);
    expect(standingAt(17, firsts)).toEqual({ heading: 2 });
  });
  it("push each row down by those above it, there and back", () => {
    for (let row = 0; row < 40; row++) expect(standingAt(placeOf(row, firsts), firsts)).toEqual({ row });
    expect([placeOf(2, firsts), placeOf(3, firsts), placeOf(15, firsts)]).toEqual([3, 5, 18]);
  });
  it("leave a list without any as it is", () => {
    expect([placeOf(7, []), standingAt(7, [])]).toEqual([7, { row: 7 }]);
  });
});
