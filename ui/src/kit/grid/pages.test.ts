import { describe, expect, it, vi } from "vitest";
import { Pages } from "./pages.svelte";

const numbers = (offset: number, limit: number) =>
  Promise.resolve(Array.from({ length: limit }, (_, index) => offset + index));

describe("Pages", () => {
  it("fetches a page once, however often it is wanted", async () => {
    const fetch = vi.fn(numbers);
    const pages = new Pages<number>(fetch);
    await Promise.all([pages.want({ first: 0, end: 30 }), pages.want({ first: 10, end: 40 })]);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(pages.at(12)).toBe(12);
  });

  it("has no row before its page came", () => {
    expect(new Pages<number>(numbers).at(0)).toBeUndefined();
  });

  it("fetches both pages of a range across the border", async () => {
    const pages = new Pages<number>(numbers);
    await pages.want({ first: 195, end: 205 });
    expect([pages.at(199), pages.at(200)]).toEqual([199, 200]);
  });

  it("drops the answer to an older question", async () => {
    let answer: (rows: string[]) => void = () => undefined;
    const pages = new Pages<string>(() => new Promise((resolve) => (answer = resolve)));
    const old = pages.want({ first: 0, end: 1 });
    pages.reset(() => Promise.resolve(["new"]));
    await pages.want({ first: 0, end: 1 });
    answer(["old"]);
    await old;
    expect(pages.at(0)).toBe("new");
  });

  it("asks again for a page that failed, and tells of the failure", async () => {
    const fetch = vi.fn().mockRejectedValueOnce(new Error("busy")).mockResolvedValueOnce(["row"]);
    const pages = new Pages<string>(fetch);
    await expect(pages.want({ first: 0, end: 1 })).rejects.toThrow("busy");
    await pages.want({ first: 0, end: 1 });
    expect(pages.at(0)).toBe("row");
  });

  it("keeps rows in sight while they are read anew, where asked to", async () => {
    const pages = new Pages<number>(numbers);
    await pages.want({ first: 0, end: 1 });
    pages.reset(numbers, true);
    expect(pages.at(0)).toBe(0);
    pages.reset(numbers);
    expect(pages.at(0)).toBeUndefined();
  });
});
