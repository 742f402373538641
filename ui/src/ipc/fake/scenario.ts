/** Which story the twin tells; chosen by `?scenario=` in the address. */
import type { CommandError, ErrorCode } from "../contract";

export const scenarios = [
  "usual",
  "empty",
  "fresh",
  "starting",
  "loading",
  "waiting",
  "failing",
  "hard",
  "offline",
  "error",
  "huge",
  "held",
  "text",
  "drift",
  "companies",
  "moves",
  "damaged",
  "kept",
  "unnoted",
  "unread",
  "passphrase",
  "vault_locked",
  "vault_denied",
  "vault_timeout",
  "vault_stopped",
  "vault_changed",
  "vault_gone",
  "history_key_missing",
  "history_wrong_key",
  "expired",
] as const;
export type Scenario = (typeof scenarios)[number];

export function scenarioOf(text: string | null): Scenario {
  return scenarios.find((each) => each === text) ?? "usual";
}

/** An error as the shell would send it. */
export function failure(code: ErrorCode, details: string | null = null): CommandError {
  return { code, message: `The sample failure “${code}”.`, hint: "", details };
}

/** Lets the browser paint between two messages, in `ms` milliseconds; a test waits for nothing. */
export function after(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, import.meta.env.MODE === "test" ? 0 : ms));
}
