import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Ipc, PlanView } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { failure } from "../../ipc/fake/scenario";
import { ImportState } from "./import.svelte";
import Protect from "./Protect.svelte";
import ReviewGrid from "./ReviewGrid.svelte";
import { ReviewState } from "./review.svelte";
import ReviewTools from "./ReviewTools.svelte";

afterEach(cleanup);

async function planned(change: Partial<Ipc> = {}) {
  const ipc = { ...fakeIpc(), ...change };
  const current = new ImportState(ipc, 1);
  await current.open("/somewhere/Folha.xlsx");
  await current.chooseIntent("full");
  await current.chooseSheet({ hidden: "include" });
  await current.plan();
  const { view } = current;
  if (!view?.plan) throw new Error("no plan");
  const review = new ReviewState(ipc, view.id);
  await review.apply({});
  return { ipc, current, id: view.id, plan: view.plan, review };
}

describe("protecting somebody of a plan", () => {
  it("keeps the plan from being sent until it is made anew", async () => {
    const { current, id, plan, ipc } = await planned();
    const submit = vi.spyOn(ipc, "submit");
    expect(current.canContinue).toBe(true);
    await current.protection.protect(id, 4);
    expect([current.protection.isAfter(plan.madeAt), current.canContinue]).toEqual([true, false]);
    await current.proceed();
    expect(submit).not.toHaveBeenCalled();
    await current.plan();
    expect(current.canContinue).toBe(true);
    const held = current.view?.plan?.findings.find((each) => each.code === "protected_person");
    expect([held?.held, held?.count]).toEqual([true, 1]);
  });
  it("is known of again after the window was left, and of no plan that was made later", async () => {
    const { ipc, id } = await planned();
    await ipc.protectPlanned(id, 4);
    const again = new ImportState(ipc, 1);
    await again.restore();
    expect(again.canContinue).toBe(true);
    await again.protection.load();
    expect(again.canContinue).toBe(false);
    expect(again.protection.isAfter("2026-11-16T14:25:00Z")).toBe(false);
  });
  it("shows at once on the person who is looked at, and on nobody else", async () => {
    const { ipc, id, review } = await planned();
    const made = await ipc.protectPlanned(id, 4);
    review.nowProtected(4, made);
    expect(review.person?.protected).toBeNull();
    review.nowProtected(0, made);
    expect(review.person?.protected).toEqual(made);
  });
});

describe("the panel's button", () => {
  it("is there for people who leave alone", async () => {
    const { ipc, id } = await planned();
    const person = await ipc.planPerson(id, 0);
    const { rerender } = render(Protect, { person, protect: vi.fn() });
    expect(screen.getByTestId("protect")).toBeTruthy();
    await rerender({ person: await ipc.planPerson(id, 31) });
    expect(screen.queryByTestId("protect")).toBeNull();
  });
  it("says since when somebody is protected, in its place", async () => {
    const { ipc, id } = await planned();
    await ipc.protectPlanned(id, 0);
    render(Protect, { person: await ipc.planPerson(id, 0), protect: vi.fn() });
    expect(screen.getByTestId("is-protected").textContent).toContain("Protected since 16 Nov 2026.");
    expect(screen.queryByTestId("protect")).toBeNull();
  });
  it("says why somebody could not be protected", async () => {
    const { ipc, id } = await planned();
    const protect = vi.fn().mockRejectedValue(failure("not_found"));
    render(Protect, { person: await ipc.planPerson(id, 0), protect });
    await fireEvent.click(screen.getByTestId("protect"));
    expect(await screen.findByTestId("error-note")).toBeTruthy();
  });
});

describe("headings", () => {
  async function grid(order: "kind" | "department" | "name") {
    const { review, plan } = await planned();
    await review.apply({ order });
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600);
    render(ReviewGrid, { review, plan, identifier: "employee_id", companies: [] });
    return { grid: await screen.findByTestId("review-grid"), review };
  }
  afterEach(() => vi.restoreAllMocks());

  it("part the plan by kind, with counts, and are counted as rows", async () => {
    const { grid: made, review } = await grid("kind");
    await waitFor(() => expect(screen.getAllByTestId("review-row").length).toBeGreaterThan(3));
    expect(review.groups.map((each) => each.count)).toEqual([31, 12, 48, 2]);
    expect(made.getAttribute("aria-rowcount")).toBe(String(93 + 4 + 1));
    const [first] = screen.getAllByTestId("grid-heading");
    expect(first?.textContent?.replace(/\s+/g, " ").trim()).toBe("leaving, held 31");
    expect([first?.getAttribute("role"), first?.getAttribute("aria-rowindex")]).toEqual(["row", "2"]);
    expect(first?.querySelector("[role=gridcell]")?.getAttribute("aria-colspan")).toBe("5");
    const [row] = screen.getAllByTestId("review-row");
    expect([row?.getAttribute("aria-rowindex"), row?.getAttribute("aria-selected")]).toEqual(["3", "true"]);
  });
  it("name the department, which then needs no column", async () => {
    const { grid: made } = await grid("department");
    const [first] = screen.getAllByTestId("grid-heading");
    expect(first?.textContent).toContain("Engineering");
    expect(within(made).queryByRole("columnheader", { name: "Department" })).toBeNull();
  });
  it("give way to a title's own order, which says which way it goes", async () => {
    const { review } = await grid("kind");
    const title = (name: string) => screen.getByRole("columnheader", { name });
    const first = () => screen.getAllByTestId("review-row")[0]?.textContent ?? "";
    expect(title("What changes").getAttribute("aria-sort")).toBe("ascending");
    await fireEvent.click(title("Person"));
    await waitFor(() => expect(title("Person").getAttribute("aria-sort")).toBe("ascending"));
    const before = first();
    await fireEvent.click(title("Person"));
    await waitFor(() => expect(title("Person").getAttribute("aria-sort")).toBe("descending"));
    await waitFor(() => expect(first()).not.toBe(before));
    expect([review.filter.order, title("Employee ID").hasAttribute("aria-sort")]).toEqual(["name", false]);
  });
  it("leave other orders as they are", async () => {
    const { grid: made } = await grid("name");
    expect([made.getAttribute("aria-rowcount"), screen.queryAllByTestId("grid-heading")]).toEqual(["94", []]);
  });
});

describe("the lane", () => {
  it("narrows the list, and is cleared with the other filters", async () => {
    const { review } = await planned();
    await review.apply({ lane: "removals" });
    expect([review.total, review.narrowed]).toEqual([31, true]);
    await review.clear();
    expect([review.total, review.narrowed]).toEqual([93, false]);
  });
  it("is asked about only where both have changes", async () => {
    const { review, plan } = await planned();
    const none = { total: 0, held: 0, sendable: 0 };
    const { rerender } = render(ReviewTools, { review, plan });
    expect(screen.getByTestId("lane-select")).toBeTruthy();
    await rerender({ plan: { ...plan, safe: none } as PlanView });
    expect(screen.queryByTestId("lane-select")).toBeNull();
  });
});
