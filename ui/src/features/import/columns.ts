/** What the person chose for the columns before it is sent to the core, and what is still missing. Pure. */
import type { ColumnChoice, ColumnView, FieldName, ImportView } from "../../ipc/contract";
import { isCustom, keyFields, type KnownField } from "./fields";

export type { ColumnChoice };

export interface ColumnsDraft {
  columns: ColumnChoice[];
  company: string | null;
  /** The country of phone numbers without a country code. */
  phoneCountry: string | null;
}

type Chosen = Pick<ImportView, "columns" | "company" | "phoneCountry">;

export function draftOf(view: Chosen): ColumnsDraft {
  return { columns: view.columns.map(choiceOf), company: view.company, phoneCountry: view.phoneCountry };
}

function choiceOf({ column, field, blank, values, join }: ColumnView): ColumnChoice {
  return { column, field, blank, values: values.map(({ text, means }) => ({ text, means })), join };
}

/** The draft with one column changed. */
export function withColumn(draft: ColumnsDraft, column: number, change: Partial<ColumnChoice>): ColumnsDraft {
  return {
    ...draft,
    columns: draft.columns.map((each) => (each.column === column ? { ...each, ...change } : each)),
  };
}

export function isChanged(draft: ColumnsDraft, view: Chosen): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(view));
}

/** The columns that make up the full name, in the order in which they are joined; empty where one column holds it whole. */
export function nameParts(draft: ColumnsDraft): ColumnChoice[] {
  const parts = draft.columns.filter((each) => each.field === "full_name" && each.join !== null);
  return parts.sort((a, b) => (a.join ?? 0) - (b.join ?? 0) || a.column - b.column);
}

/** The draft with the parts of the name in this order. */
function joined(draft: ColumnsDraft, parts: readonly number[]): ColumnsDraft {
  const columns = draft.columns.map((each) => {
    const place = parts.indexOf(each.column);
    if (place >= 0) return { ...each, field: "full_name", join: place };
    return each.join === null ? each : { ...each, join: null };
  });
  return { ...draft, columns };
}

/** Makes a column the last part of the name; one that held the whole name becomes its first part. */
export function withNamePart(draft: ColumnsDraft, column: number): ColumnsDraft {
  const parts = nameParts(draft);
  const whole = draft.columns.filter((each) => each.field === "full_name" && each.join === null);
  const order = [...parts, ...whole].map((each) => each.column).filter((each) => each !== column);
  return joined(draft, [...order, column]);
}

/** Moves a part of the name by one place, up (-1) or down (1); the ends are walls. */
export function withPartMoved(draft: ColumnsDraft, column: number, by: -1 | 1): ColumnsDraft {
  const order = nameParts(draft).map((each) => each.column);
  const from = order.indexOf(column);
  const other = order[from + by];
  if (from < 0 || other === undefined) return draft;
  order[from + by] = column;
  order[from] = other;
  return joined(draft, order);
}

/** The draft with one column given another field; it leaves the name where it was a part of it. */
export function withField(draft: ColumnsDraft, column: number, field: FieldName | null): ColumnsDraft {
  const next = withColumn(draft, column, { field, join: null });
  return joined(
    next,
    nameParts(next).map((each) => each.column),
  );
}

export type ColumnsTrouble =
  | { kind: "unkeyed"; field: KnownField }
  | { kind: "twice"; field: FieldName }
  | { kind: "values"; column: number }
  | { kind: "unnamed"; column: number }
  | { kind: "company" };

/** What keeps the columns from being used, the gravest first. */
export function troubles(
  draft: ColumnsDraft,
  view: Pick<ImportView, "connection" | "companies">,
): ColumnsTrouble[] {
  const fields = draft.columns.map((each) => each.field).filter((field) => field !== null);
  const found: ColumnsTrouble[] = [];
  for (const field of keyFields(view.connection.identifier))
    if (!fields.includes(field)) found.push({ kind: "unkeyed", field });
  for (const field of new Set(fields)) {
    const columns = draft.columns.filter((each) => each.field === field);
    if (columns.length > 1 && columns.some((each) => each.join === null))
      found.push({ kind: "twice", field });
  }
  for (const each of draft.columns) {
    if (isCustom(each.field) && each.field === "custom_fields.")
      found.push({ kind: "unnamed", column: each.column });
    if (each.field === "eligible_to_payroll" && each.values.some((value) => value.means === null))
      found.push({ kind: "values", column: each.column });
  }
  const several = view.companies.length > 1;
  if (several && draft.company === null && !fields.includes("company_tax_id"))
    found.push({ kind: "company" });
  return found;
}
