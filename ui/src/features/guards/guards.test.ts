import { describe, expect, it, vi } from "vitest";
import type { Ipc } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { usualBudgets } from "../../ipc/fake/guards";
import { failure } from "../../ipc/fake/scenario";
import { budgetsOf, draftOf, lets, wrongs } from "./bounds";
import { companyName } from "./companies";
import { Limits } from "./limits.svelte";
import { ProtectedPeople } from "./protected.svelte";

const usual = draftOf(usualBudgets);

describe("limits as they are typed", () => {
  it("are the budgets that they were", () => {
    expect(usual).toEqual({
      removals: "5",
      most: "25",
      floor: "3",
      additions: "20",
      changed: "50",
      field: "30",
    });
    expect(budgetsOf(usual, usualBudgets)).toEqual(usualBudgets);
  });
  it("reach as far as the shell's bounds and no further", () => {
    const widest = { removals: "20", most: "500", floor: "20", additions: "50", changed: "90", field: "90" };
    expect(wrongs(widest)).toEqual({});
    const wider = { removals: "21", most: "501", floor: "21", additions: "51", changed: "91", field: "91" };
    expect(Object.values(wrongs(wider))).toEqual(Array(6).fill("most"));
    expect(budgetsOf(wider, usualBudgets)).toBeNull();
  });
  it("are whole numbers", () => {
    for (const text of ["", "x", "-1", "2.5", "5 %"])
      expect(wrongs({ ...usual, removals: text })).toEqual({ removals: "number" });
    expect(budgetsOf({ ...usual, removals: " 7 " }, usualBudgets)?.removals.percent).toBe(7);
  });
  it("never always allow more than the most", () => {
    expect(wrongs({ ...usual, most: "2" })).toEqual({ floor: "floor" });
    expect(wrongs({ ...usual, most: "0", floor: "0" })).toEqual({});
  });
  it("let through what core's rule lets through", () => {
    const { removals, additions } = usualBudgets;
    expect([100, 2_000, 10, 1_243].map((of) => lets(removals, of))).toEqual([5, 25, 3, 25]);
    expect(lets(additions, 1_243)).toBe(248);
  });
});

describe("the limits of a connection", () => {
  async function limits(change: Partial<Ipc> = {}) {
    const made = new Limits({ ...fakeIpc("companies"), ...change }, 1);
    await made.load();
    return made;
  }
  it("are saved for the whole roster and put back, and tell when", async () => {
    const made = await limits();
    expect([made.isSet, made.isChanged, made.view?.changedAt]).toEqual([false, false, null]);
    made.draft.removals = "8";
    expect(made.isChanged).toBe(true);
    expect(await made.save()).toBe(true);
    expect([made.view?.whole.removals.percent, made.isSet, made.isChanged]).toEqual([8, true, false]);
    expect(made.view?.changedAt).not.toBeNull();
    await made.reset();
    expect([made.draft, made.isSet]).toEqual([usual, false]);
  });
  it("of a company begin with those of the whole roster and are its own once saved", async () => {
    const made = await limits();
    made.draft.removals = "8";
    await made.save();
    made.choose("23.456.789/0001-95");
    expect([made.own, made.isSet, made.draft.removals]).toEqual([null, false, "8"]);
    made.draft.most = "10";
    await made.save();
    expect([made.own?.removals.most, made.view?.whole.removals.most]).toEqual([10, 25]);
    made.choose(null);
    expect(made.draft.most).toBe("25");
    made.choose("23.456.789/0001-95");
    await made.reset();
    expect([made.own, made.draft.most]).toEqual([null, "25"]);
  });
  it("leave behind what was typed for another company", async () => {
    const made = await limits();
    made.draft.removals = "x";
    made.choose("23.456.789/0001-95");
    expect([made.draft.removals, made.wrong]).toEqual(["5", {}]);
  });
  it("ask for nothing while something is wrong, and keep what was typed when refused", async () => {
    const setBudgets = vi.fn().mockRejectedValue(failure("invalid_input"));
    const made = await limits({ setBudgets });
    made.draft.removals = "90";
    expect(await made.save()).toBe(false);
    expect(setBudgets).not.toHaveBeenCalled();
    made.draft.removals = "20";
    expect(await made.save()).toBe(false);
    expect([made.refusal?.code, made.draft.removals, made.busy]).toEqual(["invalid_input", "20", false]);
  });
  it("say what could not be read", async () => {
    const made = await limits({ budgets: () => Promise.reject(failure("history_busy")) });
    expect([made.problem?.code, made.view]).toEqual(["history_busy", null]);
  });
});

describe("protected people", () => {
  it("are taken off the list once that was asked about", async () => {
    const people = new ProtectedPeople(fakeIpc("companies"), 1);
    await people.load();
    const [first] = people.list ?? [];
    expect(await people.remove()).toBe(false);
    people.asking = first ?? null;
    expect(await people.remove()).toBe(true);
    expect([people.asking, people.list?.length]).toEqual([null, 1]);
  });
  it("stay on it when that is refused", async () => {
    const unprotectPerson = () => Promise.reject(failure("disk_full"));
    const people = new ProtectedPeople({ ...fakeIpc("companies"), unprotectPerson }, 1);
    await people.load();
    people.asking = people.list?.[0] ?? null;
    expect(await people.remove()).toBe(false);
    expect([people.problem?.code, people.list?.length]).toEqual(["disk_full", 2]);
  });
  it("name their company however its tax id is written", () => {
    const companies = [
      { company: "23.456.789/0001-95", name: "Aurora Logística Ltda." },
      { company: "34.567.890/0001-30", name: "" },
    ];
    expect(companyName("23456789000195", companies)).toBe("Aurora Logística Ltda.");
    expect(companyName("34567890000130", companies)).toBe("34.567.890/0001-30");
    expect(companyName("1", companies)).toBe("1");
  });
});
