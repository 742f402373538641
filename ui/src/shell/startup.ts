/** Which ways on a problem of the start leaves open. A problem of the history leaves trying again, its recovery key and a backup: it is never made anew. */
import type { ErrorCode, VaultView } from "../ipc/contract";

export interface WaysOn {
  passphrase: boolean;
  sessionOnly: boolean;
  /** A backup may take the place of a damaged history. */
  backup: boolean;
  /** The recovery key may put the history's key back: where that one was, or, where that is gone, under a passphrase. */
  recovery: "vault" | "passphrase" | null;
}

const none: WaysOn = { passphrase: false, sessionOnly: false, backup: false, recovery: null };

/** `bound` is where the folder keeps its secrets already: another place is no way on for it, but by the recovery key. */
export function waysOn(code: ErrorCode, bound: VaultView["backend"] | null = null): WaysOn {
  switch (code) {
    case "vault_absent":
    case "vault_denied":
    case "vault_locked":
    case "vault_timeout":
    case "vault_stopped":
    case "passphrase_wrong":
      if (bound === null) return { ...none, passphrase: true, sessionOnly: true };
      return { ...none, passphrase: bound === "passphrase", recovery: "passphrase" };
    case "vault_changed":
    case "vault_gone":
      return { ...none, recovery: "passphrase" };
    case "history_key_missing":
    case "history_wrong_key":
      // A first page that is damaged looks like a wrong key.
      return { ...none, passphrase: true, backup: code === "history_wrong_key", recovery: "vault" };
    case "history_corrupt":
      return { ...none, backup: true };
    default:
      return none;
  }
}
