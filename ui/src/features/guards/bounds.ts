/**
 * Limits as they are typed: what a person may set, what is wrong with it, how many people it lets through.
 * The bounds are core's, which checks again; they are told here so that nobody has to try.
 */
import type { Budget, Budgets } from "../../ipc/contract";

/** The largest value of each entry: percent, but for the two numbers of people. */
export const bounds = {
  removals: 20,
  most: 500,
  floor: 20,
  additions: 50,
  changed: 90,
  field: 90,
} as const;

export type Entry = keyof typeof bounds;

/** Each entry as it stands in its field. */
export type Draft = Record<Entry, string>;

/** What is wrong with an entry. */
export type Wrong = "number" | "most" | "floor";

export const entries = Object.keys(bounds) as Entry[];

/** The values of some budgets by entry. */
export function valuesOf(budgets: Budgets): Record<Entry, number> {
  return {
    removals: budgets.removals.percent,
    most: budgets.removals.most ?? bounds.most,
    floor: budgets.removals.floor,
    additions: budgets.additions.percent,
    changed: budgets.changed.percent,
    field: budgets.field.percent,
  };
}

export function draftOf(budgets: Budgets): Draft {
  const values = valuesOf(budgets);
  return Object.fromEntries(entries.map((entry) => [entry, String(values[entry])])) as Draft;
}

/** The whole number that a text says, or null. */
function said(text: string): number | null {
  const bare = text.trim();
  return /^\d{1,6}$/.test(bare) ? Number(bare) : null;
}

/** What stands in the way of each entry; empty where all of them can be set. */
export function wrongs(draft: Draft): Partial<Record<Entry, Wrong>> {
  const found: Partial<Record<Entry, Wrong>> = {};
  for (const entry of entries) {
    const value = said(draft[entry]);
    if (value === null) found[entry] = "number";
    else if (value > bounds[entry]) found[entry] = "most";
  }
  // Above the most, the floor would win, and the most would say something that is not so.
  const [floor, most] = [said(draft.floor), said(draft.most)];
  if (!found.floor && floor !== null && most !== null && floor > most) found.floor = "floor";
  return found;
}

/** The budgets that a draft says, or null where something is wrong; what it does not speak of stays as in `base`. */
export function budgetsOf(draft: Draft, base: Budgets): Budgets | null {
  if (Object.keys(wrongs(draft)).length > 0) return null;
  const value = (entry: Entry) => said(draft[entry]) ?? 0;
  return {
    removals: { percent: value("removals"), most: value("most"), floor: value("floor") },
    additions: { ...base.additions, percent: value("additions") },
    changed: { ...base.changed, percent: value("changed") },
    field: { ...base.field, percent: value("field") },
    field_from_rows: base.field_from_rows,
  };
}

/** How many people of `of` a budget lets through without a person, as core counts it. */
export function lets(budget: Budget, of: number): number {
  const share = Math.floor((of * budget.percent) / 100);
  return Math.max(Math.min(share, budget.most ?? Infinity), budget.floor);
}
