/**
 * The words for each finding code of the safety rules: what stands out and what to do about it.
 * A code that is not listed here (from a newer core) is shown by its name, never hidden.
 */
import type { FindingView, Severity } from "../../ipc/contract";
import type { Tone } from "../../kit/tone";
import { format, m } from "../../messages";
import { fieldName } from "./fields";

interface FindingText {
  title: (count: number) => string;
  text: () => string;
}

export const findingTexts = {
  leading_zeros_lost: {
    title: (count) => m.finding_leading_zeros_lost_title({ count }),
    text: () => m.finding_leading_zeros_lost_text(),
  },
  exponent_text: {
    title: (count) => m.finding_exponent_text_title({ count }),
    text: () => m.finding_exponent_text_text(),
  },
  digits_lost: {
    title: (count) => m.finding_digits_lost_title({ count }),
    text: () => m.finding_digits_lost_text(),
  },
  date_in_identifier: {
    title: (count) => m.finding_date_in_identifier_title({ count }),
    text: () => m.finding_date_in_identifier_text(),
  },
  error_cell: {
    title: (count) => m.finding_error_cell_title({ count }),
    text: () => m.finding_error_cell_text(),
  },
  formula_without_value: {
    title: (count) => m.finding_formula_without_value_title({ count }),
    text: () => m.finding_formula_without_value_text(),
  },
  wrapper_removed: {
    title: (count) => m.finding_wrapper_removed_title({ count }),
    text: () => m.finding_wrapper_removed_text(),
  },
  invisible_characters: {
    title: (count) => m.finding_invisible_characters_title({ count }),
    text: () => m.finding_invisible_characters_text(),
  },
  hidden_rows: {
    title: (count) => m.finding_hidden_rows_title({ count }),
    text: () => m.finding_hidden_rows_text(),
  },
  hidden_sheet: {
    title: (count) => m.finding_hidden_sheet_title({ count }),
    text: () => m.finding_hidden_sheet_text(),
  },
  merged_cells: {
    title: (count) => m.finding_merged_cells_title({ count }),
    text: () => m.finding_merged_cells_text(),
  },
  title_rows: {
    title: (count) => m.finding_title_rows_title({ count }),
    text: () => m.finding_title_rows_text(),
  },
  totals_row: {
    title: (count) => m.finding_totals_row_title({ count }),
    text: () => m.finding_totals_row_text(),
  },
  duplicate_header: {
    title: (count) => m.finding_duplicate_header_title({ count }),
    text: () => m.finding_duplicate_header_text(),
  },
  empty_header: {
    title: (count) => m.finding_empty_header_title({ count }),
    text: () => m.finding_empty_header_text(),
  },
  encoding_guessed: {
    title: () => m.finding_encoding_guessed_title(),
    text: () => m.finding_encoding_guessed_text(),
  },
  replacement_character: {
    title: (count) => m.finding_replacement_character_title({ count }),
    text: () => m.finding_replacement_character_text(),
  },
  delimiter_guessed: {
    title: () => m.finding_delimiter_guessed_title(),
    text: () => m.finding_delimiter_guessed_text(),
  },
  open_quote: {
    title: () => m.finding_open_quote_title(),
    text: () => m.finding_open_quote_text(),
  },
  ragged_rows: {
    title: (count) => m.finding_ragged_rows_title({ count }),
    text: () => m.finding_ragged_rows_text(),
  },
  row_limit: {
    title: () => m.finding_row_limit_title(),
    text: () => m.finding_row_limit_text(),
  },
  cell_limit: {
    title: (count) => m.finding_cell_limit_title({ count }),
    text: () => m.finding_cell_limit_text(),
  },
  empty_file: {
    title: () => m.finding_empty_file_title(),
    text: () => m.finding_empty_file_text(),
  },
  shrunken_file: {
    title: () => m.finding_shrunken_file_title(),
    text: () => m.finding_shrunken_file_text(),
  },
  duplicate_key: {
    title: (count) => m.finding_duplicate_key_title({ count }),
    text: () => m.finding_duplicate_key_text(),
  },
  missing_key: {
    title: (count) => m.finding_missing_key_title({ count }),
    text: () => m.finding_missing_key_text(),
  },
  bad_email: {
    title: (count) => m.finding_bad_email_title({ count }),
    text: () => m.finding_bad_email_text(),
  },
  bad_phone: {
    title: (count) => m.finding_bad_phone_title({ count }),
    text: () => m.finding_bad_phone_text(),
  },
  bad_check_digit: {
    title: (count) => m.finding_bad_check_digit_title({ count }),
    text: () => m.finding_bad_check_digit_text(),
  },
  national_id_in_employee_id: {
    title: (count) => m.finding_national_id_in_employee_id_title({ count }),
    text: () => m.finding_national_id_in_employee_id_text(),
  },
  unknown_company: {
    title: (count) => m.finding_unknown_company_title({ count }),
    text: () => m.finding_unknown_company_text(),
  },
  unknown_value: {
    title: (count) => m.finding_unknown_value_title({ count }),
    text: () => m.finding_unknown_value_text(),
  },
  column_slip: {
    title: () => m.finding_column_slip_title(),
    text: () => m.finding_column_slip_text(),
  },
  mojibake: {
    title: (count) => m.finding_mojibake_title({ count }),
    text: () => m.finding_mojibake_text(),
  },
  wrong_container: {
    title: () => m.finding_wrong_container_title(),
    text: () => m.finding_wrong_container_text(),
  },
  encrypted_workbook: {
    title: () => m.finding_encrypted_workbook_title(),
    text: () => m.finding_encrypted_workbook_text(),
  },
  too_large: {
    title: () => m.finding_too_large_title(),
    text: () => m.finding_too_large_text(),
  },
  reader_failed: {
    title: () => m.finding_reader_failed_title(),
    text: () => m.finding_reader_failed_text(),
  },
  identity_churn: {
    title: (count) => m.finding_identity_churn_title({ count }),
    text: () => m.finding_identity_churn_text(),
  },
  transfer: {
    title: (count) => m.finding_transfer_title({ count }),
    text: () => m.finding_transfer_text(),
  },
  key_change: {
    title: (count) => m.finding_key_change_title({ count }),
    text: () => m.finding_key_change_text(),
  },
  mass_removal: {
    title: (count) => m.finding_mass_removal_title({ count }),
    text: () => m.finding_mass_removal_text(),
  },
  mass_addition: {
    title: (count) => m.finding_mass_addition_title({ count }),
    text: () => m.finding_mass_addition_text(),
  },
  mass_change: {
    title: (count) => m.finding_mass_change_title({ count }),
    text: () => m.finding_mass_change_text(),
  },
  field_rate: {
    title: () => m.finding_field_rate_title(),
    text: () => m.finding_field_rate_text(),
  },
  shrunken_roster: {
    title: () => m.finding_shrunken_roster_title(),
    text: () => m.finding_shrunken_roster_text(),
  },
  protected_person: {
    title: (count) => m.finding_protected_person_title({ count }),
    text: () => m.finding_protected_person_text(),
  },
  stale_record: {
    title: (count) => m.finding_stale_record_title({ count }),
    text: () => m.finding_stale_record_text(),
  },
  possible_restore: {
    title: (count) => m.finding_possible_restore_title({ count }),
    text: () => m.finding_possible_restore_text(),
  },
  custom_fields_unknown: {
    title: (count) => m.finding_custom_fields_unknown_title({ count }),
    text: () => m.finding_custom_fields_unknown_text(),
  },
  left_out: {
    title: (count) => m.finding_left_out_title({ count }),
    text: () => m.finding_left_out_text(),
  },
  not_on_roster: {
    title: (count) => m.finding_not_on_roster_title({ count }),
    text: () => m.finding_not_on_roster_text(),
  },
  first_load: {
    title: (count) => m.finding_first_load_title({ count }),
    text: () => m.finding_first_load_text(),
  },
} as const satisfies Record<string, FindingText>;

export type KnownCode = keyof typeof findingTexts;

function known(code: string): FindingText | undefined {
  return Object.hasOwn(findingTexts, code) ? findingTexts[code as KnownCode] : undefined;
}

/** "31 people would leave". */
export function findingTitle(code: string, count: number): string {
  return known(code)?.title(count) ?? code;
}

/** A key that is missing at Wellhub is another matter than one that is missing in the file. */
const isAtWellhub = (finding: Pick<FindingView, "code" | "params">) =>
  finding.code === "missing_key" && finding.params.at === "wellhub";

/** The title of one finding of a plan or a file. */
export function findingHead(finding: Pick<FindingView, "code" | "params" | "count">): string {
  const { code, count } = finding;
  return isAtWellhub(finding) ? m.finding_keyless_title({ count }) : findingTitle(code, count);
}

/** A number of the core in the person's own writing; anything else as it came. */
function written(value: string): string {
  const bare = value.replace(/\s?%$/, "");
  const number = Number(bare);
  if (bare.trim() === "" || !Number.isFinite(number)) return value;
  return bare === value ? format.number(number) : format.percent(number / 100);
}

/** What it means and what to do, with the numbers that the core gave. */
export function findingText(finding: Pick<FindingView, "code" | "params">): string {
  const { limit, percent, field, company, line } = finding.params;
  const parts: string[] = [];
  if (limit && percent)
    parts.push(m.import_detail_limit({ percent: written(`${percent}%`), count: Number(limit) }));
  else if (limit) parts.push(m.import_detail_limit_only({ limit: written(limit) }));
  if (field) parts.push(m.import_detail_field({ field: fieldName(field) }));
  if (company) parts.push(m.import_detail_company({ company }));
  if (line) parts.push(m.import_detail_line({ line: written(line) }));
  const { names } = finding.params;
  if (isAtWellhub(finding)) return m.finding_keyless_text({ names: names ?? "" });
  const text = known(finding.code)?.text();
  if (text) parts.push(text);
  return parts.join(" ");
}

const signs: Partial<Record<string, string>> = {
  mass_removal: "−",
  protected_person: "−",
  mass_addition: "+",
  first_load: "+",
  mass_change: "~",
  field_rate: "~",
  identity_churn: "⇄",
  transfer: "⇄",
  key_change: "⇄",
  possible_restore: "↺",
};

/** The sign and the tone of a finding: its own where it has one, else by what it does. */
export function findingMark(finding: { code: string; severity: Severity; held?: boolean }): {
  sign: string;
  tone: Tone;
} {
  const bySeverity: Record<Severity, { sign: string; tone: Tone }> = {
    block: { sign: "!", tone: "blocked" },
    warn: { sign: "!", tone: "changed" },
    inform: { sign: "i", tone: "plain" },
  };
  const mark = bySeverity[finding.severity];
  const sign = signs[finding.code] ?? mark.sign;
  return { sign, tone: finding.held ? "held" : mark.tone };
}

/** "Stops", "Look at it", "For information". */
export function severityName(severity: Severity): string {
  return { block: m.import_severity_block, warn: m.import_severity_warn, inform: m.import_severity_inform }[
    severity
  ]();
}
