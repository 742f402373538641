import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PlanRow, PlanView } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { findingHead, findingText } from "./findings";
import { keptBack, lanesToRelease, releasable } from "./lanes";
import { joined, kindWord, moveWords } from "./people";
import { ReleaseState } from "./release.svelte";
import ReviewGrid from "./ReviewGrid.svelte";
import { ReviewState } from "./review.svelte";
import { tallyParts } from "./tally";

const companies = [{ taxId: "1", name: "Aurora Sul" }];
const moves = { code: "transfer", other: 1, from: "1", to: "2", beside: "below" } as const;

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("one person in two lines", () => {
  it("is said as a move, with the companies’ names or both keys", () => {
    expect(moveWords({ moves }, companies)).toBe("moves from Aurora Sul to 2");
    const key = { ...moves, code: "key_change", from: "12345", to: "012345" } as const;
    expect(moveWords({ moves: key }, companies)).toBe("key 12345 → 012345");
    expect(moveWords({ moves: null }, companies)).toBe("");
    expect([joined({ moves }), joined({ moves: { ...moves, beside: null } })]).toEqual([
      "joined joined-below",
      "",
    ]);
  });
  it("stands side by side in the list, in words for the ear too, and in the headline", async () => {
    const ipc = fakeIpc("moves");
    const opened = await ipc.openImport(1, "/Folha.xlsx", () => undefined);
    if (!opened) throw new Error("not opened");
    await ipc.chooseIntent(opened.id, "full");
    const view = await ipc.makePlan(opened.id, () => undefined);
    if (!view.plan) throw new Error("no plan");
    expect(tallyParts(view.plan).find(({ id }) => id === "moves")?.count).toBe("2");
    const review = new ReviewState(ipc, view.id);
    await review.apply({});
    expect(review.groups[0]).toEqual({ title: { by: "moves", held: true }, first: 0, count: 4 });
    const props = { review, plan: view.plan, identifier: "employee_id", companies: view.companies } as const;
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600);
    render(ReviewGrid, props);
    await waitFor(() => expect(document.querySelector(".joined")).not.toBeNull());
    const rows = screen.getAllByTestId("review-row");
    const first = rows.slice(0, 2);
    expect(first.map((row) => row.classList.contains("joined"))).toEqual([true, true]);
    for (const row of first) expect(row.textContent).toMatch(/moves, .*key 0\d+ → [1-9]\d*/s);
    expect(rows[4]?.classList.contains("joined")).toBe(false);
  });
});

describe("protected people", () => {
  const lane = (held: number, isProtected: number) => ({
    total: held,
    held,
    protected: isProtected,
    sendable: 0,
  });
  const plan = { hash: "h", safe: lane(0, 0), removals: lane(5, 2) };
  it("are in no number that a release names, and no lane of them alone can be released", () => {
    expect([releasable(plan, "removals"), keptBack(plan, "all")]).toEqual([3, 2]);
    expect(lanesToRelease({ ...plan, removals: lane(2, 2) })).toEqual([]);
  });
  it("are on no list of names to be released", async () => {
    const asked: unknown[] = [];
    const rows = [0, 1, 2].map((index) => ({ index }) as PlanRow);
    const ipc = {
      ...fakeIpc(),
      planRows: async (_: number, filter: unknown) => {
        asked.push(filter);
        return { total: 3, rows, groups: [] };
      },
    };
    const release = new ReleaseState(ipc, 7, plan as PlanView);
    await release.choose("removals");
    expect(asked[0]).toMatchObject({ held: true, protected: false, lane: "removals" });
    expect([release.needed, release.kept, release.mismatch]).toEqual([3, 2, false]);
  });
  it("says of a key that Wellhub lacks whom it is about and where to mend it", () => {
    const finding = { code: "missing_key", count: 1, params: { at: "wellhub", names: "Ana Lima" } } as const;
    expect(findingHead(finding)).toBe("1 person has no key at Wellhub");
    expect(findingText(finding)).toMatch(/^Ana Lima: .*portal/);
    expect(kindWord({ kind: "leaving", held: true })).toBe("leaving, held");
  });
});
