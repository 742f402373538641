/** Wellhub's own labels for the API's fields, and the words for what Wellhub says against a row. */
import type { FieldName, Identifier, JobErrorView } from "../../ipc/contract";
import { m } from "../../messages";

/** The fields a column can be sent as, in the order in which they are offered. */
export const fieldNames = {
  employee_id: m.field_employee_id,
  full_name: m.field_full_name,
  email: m.field_email,
  national_id: m.field_national_id,
  mobile_number: m.field_mobile_number,
  department: m.field_department,
  cost_center: m.field_cost_center,
  office_zip_code: m.field_office_zip_code,
  payroll_id: m.field_payroll_id,
  eligible_to_payroll: m.field_eligible_to_payroll,
  discount_subset_id: m.field_discount_subset_id,
  company_tax_id: m.field_company_tax_id,
} as const satisfies Record<string, () => string>;

export type KnownField = keyof typeof fieldNames;

const customPrefix = "custom_fields.";

/** "Cost Center", "Custom field shift"; a field the ui does not know by the API's name. */
export function fieldName(field: FieldName): string {
  const name = field.toLowerCase();
  if (Object.hasOwn(fieldNames, name)) return fieldNames[name as KnownField]();
  if (field.startsWith(customPrefix)) return m.field_custom({ name: field.slice(customPrefix.length) });
  if (name === "change_number") return m.field_change_number();
  return field;
}

export const isCustom = (field: FieldName | null): boolean => field?.startsWith(customPrefix) ?? false;
export const customField = (name: string): FieldName => `${customPrefix}${name.trim()}`;

/** The fields that make up the key of a connection. */
export function keyFields(identifier: Identifier): KnownField[] {
  return identifier === "employee_id_and_national_id" ? ["employee_id", "national_id"] : [identifier];
}

/** Values that stand for yes and no are shown as words; all else as it is. */
export function valueText(field: FieldName, value: string | null): string {
  if (value === null || value === "") return m.import_value_none();
  if (field === "eligible_to_payroll") {
    if (value === "true") return m.import_value_yes();
    if (value === "false") return m.import_value_no();
  }
  return value;
}

/** Pairs of field and type that deserve a sentence of their own. */
const own: Record<string, () => string> = {
  "email/domain_unreachable": m.row_error_email_domain_unreachable,
  "company_tax_id/invalid_company_tax_id": m.row_error_company_tax_id_invalid,
  "mobile_number/wrong_format": m.row_error_mobile_number_wrong_format,
  "discount_subset_id/wrong_format": m.row_error_discount_subset_id_wrong_format,
};

const general: Record<string, (inputs: { field: string }) => string> = {
  missing: m.row_error_missing,
  wrong_format: m.row_error_wrong_format,
  invalid_field: m.row_error_wrong_format,
  duplicated: m.row_error_duplicated,
  not_found: m.row_error_not_found,
  conflict: m.row_error_conflict,
};

/** The kinds of error that have words, in small letters. */
export const errorKinds: readonly string[] = [
  ...Object.keys(general),
  ...Object.keys(own).flatMap((pair) => pair.split("/").slice(1)),
];

/** Wellhub's error on one cell in the person's language; the lists of fields and types are open (contract §1). */
export function rowErrorText(error: Pick<JobErrorView, "field" | "code" | "recovered">): string {
  const field = fieldName(error.field);
  const code = error.code.toLowerCase();
  const text =
    own[`${error.field.toLowerCase()}/${code}`]?.() ??
    general[code]?.({ field }) ??
    m.row_error_other({ field, code: error.code });
  return error.recovered ? `${text} ${m.row_error_recovered()}` : text;
}

/** National ids are masked by default: the last four letters or digits stay. A value that came masked is left alone. */
export function masked(value: string): string {
  if (value.includes("•")) return value;
  let left = (value.match(/[\p{L}\p{N}]/gu) ?? []).length;
  return value.replace(/[\p{L}\p{N}]/gu, (sign) => (left-- > 4 ? "•" : sign));
}
