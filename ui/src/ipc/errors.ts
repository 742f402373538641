/**
 * From each error code to what the person reads: how grave it is, what happened and why, and what to do.
 * The compiler refuses a code without a line here. Must never show the raw details by itself.
 */
import { m } from "../messages";
import type { CommandError, ErrorCode } from "./contract";

export interface ErrorText {
  /** "stop": nothing goes on; "wait": try again later; "ask": a decision of the person. */
  severity: "stop" | "wait" | "ask";
  title: () => string;
  /** Why, and what was not touched by it. */
  explanation: () => string;
  /** What the person can do. */
  action: () => string;
}

export const errorTexts: Record<ErrorCode, ErrorText> = {
  wrong_secret: {
    severity: "ask",
    title: m.error_wrong_secret_title,
    explanation: m.error_wrong_secret_explanation,
    action: m.error_wrong_secret_action,
  },
  forbidden: {
    severity: "stop",
    title: m.error_forbidden_title,
    explanation: m.error_forbidden_explanation,
    action: m.error_forbidden_action,
  },
  no_network: {
    severity: "wait",
    title: m.error_no_network_title,
    explanation: m.error_no_network_explanation,
    action: m.error_no_network_action,
  },
  timed_out: {
    severity: "wait",
    title: m.error_timed_out_title,
    explanation: m.error_timed_out_explanation,
    action: m.error_timed_out_action,
  },
  rate_limited: {
    severity: "wait",
    title: m.error_rate_limited_title,
    explanation: m.error_rate_limited_explanation,
    action: m.error_rate_limited_action,
  },
  server_error: {
    severity: "wait",
    title: m.error_server_error_title,
    explanation: m.error_server_error_explanation,
    action: m.error_server_error_action,
  },
  bad_answer: {
    severity: "stop",
    title: m.error_bad_answer_title,
    explanation: m.error_bad_answer_explanation,
    action: m.error_bad_answer_action,
  },
  wrong_entity: {
    severity: "ask",
    title: m.error_wrong_entity_title,
    explanation: m.error_wrong_entity_explanation,
    action: m.error_wrong_entity_action,
  },
  vault_absent: {
    severity: "ask",
    title: m.error_vault_absent_title,
    explanation: m.error_vault_absent_explanation,
    action: m.error_vault_absent_action,
  },
  vault_locked: {
    severity: "ask",
    title: m.error_vault_locked_title,
    explanation: m.error_vault_locked_explanation,
    action: m.error_vault_locked_action,
  },
  vault_denied: {
    severity: "ask",
    title: m.error_vault_denied_title,
    explanation: m.error_vault_denied_explanation,
    action: m.error_vault_denied_action,
  },
  vault_timeout: {
    severity: "ask",
    title: m.error_vault_timeout_title,
    explanation: m.error_vault_timeout_explanation,
    action: m.error_vault_timeout_action,
  },
  vault_stopped: {
    severity: "wait",
    title: m.error_vault_stopped_title,
    explanation: m.error_vault_stopped_explanation,
    action: m.error_vault_stopped_action,
  },
  vault_changed: {
    severity: "ask",
    title: m.error_vault_changed_title,
    explanation: m.error_vault_changed_explanation,
    action: m.error_vault_changed_action,
  },
  vault_gone: {
    severity: "ask",
    title: m.error_vault_gone_title,
    explanation: m.error_vault_gone_explanation,
    action: m.error_vault_gone_action,
  },
  recovery_mistyped: {
    severity: "ask",
    title: m.error_recovery_mistyped_title,
    explanation: m.error_recovery_mistyped_explanation,
    action: m.error_recovery_mistyped_action,
  },
  recovery_wrong: {
    severity: "ask",
    title: m.error_recovery_wrong_title,
    explanation: m.error_recovery_wrong_explanation,
    action: m.error_recovery_wrong_action,
  },
  recovery_missing: {
    severity: "stop",
    title: m.error_recovery_missing_title,
    explanation: m.error_recovery_missing_explanation,
    action: m.error_recovery_missing_action,
  },
  certificate_unknown: {
    severity: "stop",
    title: m.error_certificate_unknown_title,
    explanation: m.error_certificate_unknown_explanation,
    action: m.error_certificate_unknown_action,
  },
  proxy_refused: {
    severity: "stop",
    title: m.error_proxy_refused_title,
    explanation: m.error_proxy_refused_explanation,
    action: m.error_proxy_refused_action,
  },
  passphrase_wrong: {
    severity: "ask",
    title: m.error_passphrase_wrong_title,
    explanation: m.error_passphrase_wrong_explanation,
    action: m.error_passphrase_wrong_action,
  },
  history_key_missing: {
    severity: "stop",
    title: m.error_history_key_missing_title,
    explanation: m.error_history_key_missing_explanation,
    action: m.error_history_key_missing_action,
  },
  history_wrong_key: {
    severity: "stop",
    title: m.error_history_wrong_key_title,
    explanation: m.error_history_wrong_key_explanation,
    action: m.error_history_wrong_key_action,
  },
  history_corrupt: {
    severity: "stop",
    title: m.error_history_corrupt_title,
    explanation: m.error_history_corrupt_explanation,
    action: m.error_history_corrupt_action,
  },
  history_newer: {
    severity: "stop",
    title: m.error_history_newer_title,
    explanation: m.error_history_newer_explanation,
    action: m.error_history_newer_action,
  },
  history_busy: {
    severity: "wait",
    title: m.error_history_busy_title,
    explanation: m.error_history_busy_explanation,
    action: m.error_history_busy_action,
  },
  disk_full: {
    severity: "stop",
    title: m.error_disk_full_title,
    explanation: m.error_disk_full_explanation,
    action: m.error_disk_full_action,
  },
  file_unreadable: {
    severity: "ask",
    title: m.error_file_unreadable_title,
    explanation: m.error_file_unreadable_explanation,
    action: m.error_file_unreadable_action,
  },
  file_empty: {
    severity: "ask",
    title: m.error_file_empty_title,
    explanation: m.error_file_empty_explanation,
    action: m.error_file_empty_action,
  },
  file_wrong_container: {
    severity: "ask",
    title: m.error_file_wrong_container_title,
    explanation: m.error_file_wrong_container_explanation,
    action: m.error_file_wrong_container_action,
  },
  file_encrypted: {
    severity: "ask",
    title: m.error_file_encrypted_title,
    explanation: m.error_file_encrypted_explanation,
    action: m.error_file_encrypted_action,
  },
  file_too_large: {
    severity: "ask",
    title: m.error_file_too_large_title,
    explanation: m.error_file_too_large_explanation,
    action: m.error_file_too_large_action,
  },
  file_not_written: {
    severity: "ask",
    title: m.error_file_not_written_title,
    explanation: m.error_file_not_written_explanation,
    action: m.error_file_not_written_action,
  },
  correction_foreign: {
    severity: "ask",
    title: m.error_correction_foreign_title,
    explanation: m.error_correction_foreign_explanation,
    action: m.error_correction_foreign_action,
  },
  correction_altered: {
    severity: "ask",
    title: m.error_correction_altered_title,
    explanation: m.error_correction_altered_explanation,
    action: m.error_correction_altered_action,
  },
  key_column_missing: {
    severity: "ask",
    title: m.error_key_column_missing_title,
    explanation: m.error_key_column_missing_explanation,
    action: m.error_key_column_missing_action,
  },
  plan_altered: {
    severity: "stop",
    title: m.error_plan_altered_title,
    explanation: m.error_plan_altered_explanation,
    action: m.error_plan_altered_action,
  },
  plan_used: {
    severity: "stop",
    title: m.error_plan_used_title,
    explanation: m.error_plan_used_explanation,
    action: m.error_plan_used_action,
  },
  plan_foreign: {
    severity: "stop",
    title: m.error_plan_foreign_title,
    explanation: m.error_plan_foreign_explanation,
    action: m.error_plan_foreign_action,
  },
  plan_stale: {
    severity: "ask",
    title: m.error_plan_stale_title,
    explanation: m.error_plan_stale_explanation,
    action: m.error_plan_stale_action,
  },
  held: {
    severity: "ask",
    title: m.error_held_title,
    explanation: m.error_held_explanation,
    action: m.error_held_action,
  },
  release_mismatch: {
    severity: "ask",
    title: m.error_release_mismatch_title,
    explanation: m.error_release_mismatch_explanation,
    action: m.error_release_mismatch_action,
  },
  screen_shared: {
    severity: "ask",
    title: m.error_screen_shared_title,
    explanation: m.error_screen_shared_explanation,
    action: m.error_screen_shared_action,
  },
  in_doubt: {
    severity: "stop",
    title: m.error_in_doubt_title,
    explanation: m.error_in_doubt_explanation,
    action: m.error_in_doubt_action,
  },
  nothing_to_send: {
    severity: "ask",
    title: m.error_nothing_to_send_title,
    explanation: m.error_nothing_to_send_explanation,
    action: m.error_nothing_to_send_action,
  },
  rows_gone: {
    severity: "ask",
    title: m.error_rows_gone_title,
    explanation: m.error_rows_gone_explanation,
    action: m.error_rows_gone_action,
  },
  still_sent: {
    severity: "wait",
    title: m.error_still_sent_title,
    explanation: m.error_still_sent_explanation,
    action: m.error_still_sent_action,
  },
  not_found: {
    severity: "stop",
    title: m.error_not_found_title,
    explanation: m.error_not_found_explanation,
    action: m.error_not_found_action,
  },
  invalid_input: {
    severity: "ask",
    title: m.error_invalid_input_title,
    explanation: m.error_invalid_input_explanation,
    action: m.error_invalid_input_action,
  },
  internal: {
    severity: "stop",
    title: m.error_internal_title,
    explanation: m.error_internal_explanation,
    action: m.error_internal_action,
  },
};

function isCommandError(error: unknown): error is CommandError {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    Object.hasOwn(errorTexts, String(error.code))
  );
}

/** What was thrown as text; of an object all that it holds, since "[object Object]" helps nobody. */
function rawText(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return typeof error === "object" ? JSON.stringify(error) : String(error);
}

/** Whatever was thrown, as the one error the ui shows. Something unforeseen becomes "internal" with its text as details. */
export function asCommandError(error: unknown): CommandError {
  if (isCommandError(error)) return error;
  const details = rawText(error);
  return { code: "internal", message: details, hint: "", details };
}
