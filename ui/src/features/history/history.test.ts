import { describe, expect, it, vi } from "vitest";
import type { HistoryFound, Ipc } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { dayBegins } from "./days";
import { heldWord } from "./held";
import { History } from "./history.svelte";

const none: HistoryFound = { people: [], morePeople: false, jobs: [], moreJobs: false };

describe("History", () => {
  it("finds people without accents, and tells the story of the one picked", async () => {
    const history = new History(fakeIpc(), 1);
    history.text = "IRIS 00";
    await history.load();
    const [person] = history.found?.people ?? [];
    expect(person?.name).toMatch(/^Íris /);
    if (!person) return;
    await history.pick(person);
    expect(history.story).toMatchObject({ key: person.key });
    expect(history.story === "gone" ? 0 : history.story?.sendings.length).toBe(person.jobs);
  });

  it("asks once for what is typed in a row", async () => {
    vi.useFakeTimers();
    const searchHistory = vi.fn(() => Promise.resolve(none));
    const history = new History({ searchHistory } as unknown as Ipc, 1);
    for (const text of ["a", "an", "ana"]) history.type(text);
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(searchHistory).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ text: "ana" }));
  });

  it("keeps the newer answer when an older one comes late", async () => {
    const answers: ((found: HistoryFound) => void)[] = [];
    const searchHistory = () => new Promise<HistoryFound>((done) => answers.push(done));
    const history = new History({ searchHistory } as unknown as Ipc, 1);
    const both = [history.load(), history.load()];
    answers[1]?.(none);
    answers[0]?.({ ...none, morePeople: true });
    await Promise.all(both);
    expect(history.found).toEqual(none);
  });

  it("tells that nothing of a person is kept any more", async () => {
    const personStory = () => Promise.resolve(null);
    const history = new History({ personStory } as unknown as Ipc, 1);
    await history.pick({ name: "Ana", key: "1", jobs: 1, lastJob: 1, lastItem: 0, lastSentAt: null });
    expect(history.story).toBe("gone");
  });

  it("takes a day from its beginning to the beginning of the next", () => {
    const from = dayBegins("2026-03-12");
    const until = dayBegins("2026-03-12", 1);
    expect(new Date(from ?? "").getDate()).toBe(12);
    expect(Date.parse(until ?? "")).toBeGreaterThan(Date.parse(from ?? ""));
    expect(dayBegins("")).toBeNull();
  });

  it("has words for what findings and reasons hold", () => {
    for (const code of ["mass_removal", "day_month_swapped", "stale_record"])
      expect(heldWord(code)).not.toBe(code);
    expect(heldWord("mass_removal")).toBe("Removals over the limit");
    expect(heldWord("brand_new")).toBe("brand_new");
  });
});
