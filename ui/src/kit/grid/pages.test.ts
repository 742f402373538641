import { describe, expect, it, vi } from "vitest";
import { mostPages, Pages } from "./pages.svelte";
import { pageSize } from "./window";

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

  it("tells the rows among some that are here, in their order", async () => {
    const pages = new Pages<number>(numbers);
    await pages.want({ first: 400, end: 401 });
    await pages.want({ first: 0, end: 1 });
    const here = pages.within({ first: 198, end: 402 });
    expect(here.map(({ row, index }) => [row, index])).toEqual([
      [198, 198],
      [199, 199],
      [400, 400],
      [401, 401],
    ]);
  });

  it("lets go of what lies far, and asks for it again", async () => {
    const fetch = vi.fn(numbers);
    const pages = new Pages<number>(fetch);
    for (let page = 0; page <= mostPages; page += 1)
      await pages.want({ first: page * pageSize, end: page * pageSize + 1 });
    expect([pages.at(0), pages.at(mostPages * pageSize)]).toEqual([undefined, mostPages * pageSize]);
    await pages.want({ first: 0, end: 1 });
    expect([pages.at(0), fetch.mock.calls.length]).toEqual([0, mostPages + 2]);
  });
});

describe("what is in sight", () => {
  it("is asked for at once beside what was, and after a leap only where one comes to rest", async () => {
    vi.useFakeTimers();
    const fetch = vi.fn(numbers);
    const pages = new Pages<number>(fetch);
    const fail = vi.fn();
    let end = pages.follow({ first: 0, end: 20 }, fail);
    for (const first of [100_000, 500_000, 900_000]) {
      end();
      end = pages.follow({ first, end: first + 20 }, fail);
    }
    expect(fetch.mock.calls).toEqual([[0, pageSize]]);
    await vi.advanceTimersByTimeAsync(100);
    expect(fetch.mock.calls.slice(1)).toEqual([[900_000, pageSize]]);
    end();
    pages.follow({ first: 900_190, end: 900_210 }, fail)();
    expect(fetch.mock.calls.slice(2)).toEqual([[900_200, pageSize]]);
    expect(fail).not.toHaveBeenCalled();
    vi.useRealTimers();
  });
});
