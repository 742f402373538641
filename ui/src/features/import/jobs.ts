/** The words for a job's state and its steps, and which states are ends. The compiler refuses a state without a word. */
import type { JobState, JobStepView } from "../../ipc/contract";
import type { Tone } from "../../kit/tone";
import { m } from "../../messages";

const states: Record<JobState, { name: () => string; tone: Tone }> = {
  planned: { name: m.job_state_planned, tone: "plain" },
  draft: { name: m.job_state_draft, tone: "plain" },
  sending: { name: m.job_state_sending, tone: "changed" },
  verifying: { name: m.job_state_verifying, tone: "changed" },
  verified: { name: m.job_state_verified, tone: "changed" },
  submitting: { name: m.job_state_submitting, tone: "changed" },
  pending: { name: m.job_state_pending, tone: "changed" },
  validating: { name: m.job_state_validating, tone: "changed" },
  processing: { name: m.job_state_processing, tone: "changed" },
  succeeded: { name: m.job_state_succeeded, tone: "new" },
  succeeded_with_errors: { name: m.job_state_succeeded_with_errors, tone: "changed" },
  approval_requested: { name: m.job_state_approval_requested, tone: "held" },
  rejected: { name: m.job_state_rejected, tone: "leaving" },
  server_error: { name: m.job_state_server_error, tone: "leaving" },
  given_up: { name: m.job_state_given_up, tone: "leaving" },
  in_doubt: { name: m.job_state_in_doubt, tone: "held" },
  stopped: { name: m.job_state_stopped, tone: "plain" },
  failed: { name: m.job_state_failed, tone: "leaving" },
  waiting_unknown: { name: m.job_state_waiting_unknown, tone: "changed" },
};

export const jobStateName = (state: JobState): string => states[state].name();
export const jobStateTone = (state: JobState): Tone => states[state].tone;

/** The job's items cannot grow any more in these states; some still wait for somebody. */
const ended = new Set<JobState>([
  "succeeded",
  "succeeded_with_errors",
  "approval_requested",
  "rejected",
  "server_error",
  "given_up",
  "in_doubt",
  "stopped",
  "failed",
]);
export const hasEnded = (state: JobState): boolean => ended.has(state);

/** What the state means for the person, in a sentence or two; nothing while the job is under way. */
export function jobStateText(state: JobState, failed: number): string | null {
  switch (state) {
    case "succeeded":
      return m.import_end_succeeded();
    case "succeeded_with_errors":
      return m.import_end_errors({ count: failed });
    case "approval_requested":
      return m.import_end_approval();
    case "rejected":
      return m.import_end_rejected();
    case "server_error":
      return m.import_end_server_error();
    case "given_up":
      return m.import_end_given_up();
    case "in_doubt":
      return m.import_end_in_doubt();
    case "stopped":
      return m.import_end_stopped();
    case "failed":
      return m.import_end_failed();
    default:
      return null;
  }
}

const steps: Record<JobStepView["step"], () => string> = {
  roster: m.import_ledger_roster,
  create: m.import_ledger_create,
  items: m.import_ledger_item_step,
  readback: m.import_ledger_readback,
  submit: m.import_ledger_submit,
  process: m.import_ledger_process,
  verify: m.import_ledger_verify,
};
export const jobStepName = (step: JobStepView["step"]): string => steps[step]();

const stepStates: Record<JobStepView["state"], () => string> = {
  todo: m.import_ledger_step_todo,
  now: m.import_ledger_step_now,
  done: m.import_ledger_step_done,
  failed: m.import_ledger_step_failed,
  skipped: m.import_ledger_step_skipped,
};
export const stepStateName = (state: JobStepView["state"]): string => stepStates[state]();
