/** Each state of a job as a tag: tone, sign and words, the same in every list. The compiler refuses a state without a sign. */
import type { JobRow, JobState, Obstacle } from "../../ipc/contract";
import type { Tone } from "../../kit/tone";
import { m } from "../../messages";
import { jobStateName, jobStateTone } from "../import/jobs";

export interface TagLook {
  tone: Tone;
  sign: string;
  text: string;
}

const signs: Record<JobState, string> = {
  planned: "·",
  draft: "·",
  sending: "…",
  verifying: "…",
  verified: "…",
  submitting: "…",
  pending: "…",
  validating: "…",
  processing: "…",
  waiting_unknown: "…",
  succeeded: "✓",
  succeeded_with_errors: "!",
  approval_requested: "!",
  rejected: "×",
  server_error: "×",
  given_up: "×",
  in_doubt: "!",
  stopped: "■",
  failed: "×",
};

export const jobStates = Object.keys(signs) as JobState[];

/** The tag of a state; where rows failed, their number says more than the state's name. */
export function stateText(state: JobState, failed: number): TagLook {
  const counted = state === "succeeded_with_errors" && failed > 0;
  return {
    tone: jobStateTone(state),
    sign: signs[state],
    text: counted ? m.jobs_row_errors({ count: failed }) : jobStateName(state),
  };
}

const results: Record<JobRow["result"], { tone: Tone; sign: string; text: () => string }> = {
  succeeded: { tone: "new", sign: "✓", text: m.job_result_succeeded },
  failed: { tone: "leaving", sign: "×", text: m.job_result_failed },
  unprocessed: { tone: "plain", sign: "–", text: m.job_result_unprocessed },
  unknown: { tone: "blocked", sign: "?", text: m.job_result_unknown },
  waiting: { tone: "plain", sign: "…", text: m.job_result_waiting },
};

export const rowResults = Object.keys(results) as JobRow["result"][];

export function resultText(result: JobRow["result"]): TagLook {
  const { tone, sign, text } = results[result];
  return { tone, sign, text: text() };
}

const operations: Record<JobRow["operation"], { tone: Tone; text: () => string }> = {
  CREATE: { tone: "new", text: m.job_create },
  UPDATE: { tone: "changed", text: m.job_update },
  DELETE: { tone: "leaving", text: m.job_delete },
};

export function operationText(operation: JobRow["operation"]): { tone: Tone; text: string } {
  const { tone, text } = operations[operation];
  return { tone, text: text() };
}

const obstacles: Record<Obstacle, () => string> = {
  nothing_to_restore: m.job_undo_nothing,
  custom_fields_unknown: m.job_undo_custom,
  job_pending: m.job_undo_pending,
  image_gone: m.job_undo_gone,
  result_unknown: m.job_undo_unknown,
};

/** Why something has no way back. */
export const obstacleText = (obstacle: Obstacle): string => obstacles[obstacle]();
