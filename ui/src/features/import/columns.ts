/** What the person chose for the columns before it is sent to the core, and what is still missing. Pure. */
import type { ColumnView, FieldName, ImportView } from "../../ipc/contract";
import { isCustom, keyFields, type KnownField } from "./fields";

export interface ColumnChoice {
  column: number;
  field: FieldName | null;
  blank: "keep" | "clear";
  values: { text: string; means: boolean | null }[];
}

export interface ColumnsDraft {
  columns: ColumnChoice[];
  company: string | null;
}

export function draftOf(view: Pick<ImportView, "columns" | "company">): ColumnsDraft {
  return { columns: view.columns.map(choiceOf), company: view.company };
}

function choiceOf({ column, field, blank, values }: ColumnView): ColumnChoice {
  return { column, field, blank, values: values.map(({ text, means }) => ({ text, means })) };
}

/** The draft with one column changed. */
export function withColumn(draft: ColumnsDraft, column: number, change: Partial<ColumnChoice>): ColumnsDraft {
  return {
    ...draft,
    columns: draft.columns.map((each) => (each.column === column ? { ...each, ...change } : each)),
  };
}

export function isChanged(draft: ColumnsDraft, view: Pick<ImportView, "columns" | "company">): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(view));
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
  for (const field of new Set(fields))
    if (fields.filter((each) => each === field).length > 1) found.push({ kind: "twice", field });
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
