/** Which ways on a problem of the start leaves open. A problem of the history leaves trying again and a backup: it is never made anew. */
import type { ErrorCode } from "../ipc/contract";

export interface WaysOn {
  passphrase: boolean;
  sessionOnly: boolean;
  /** A backup may take the place of a damaged history. */
  backup: boolean;
}

export function waysOn(code: ErrorCode): WaysOn {
  switch (code) {
    case "vault_absent":
    case "vault_denied":
    case "vault_locked":
    case "vault_timeout":
      return { passphrase: true, sessionOnly: true, backup: false };
    case "passphrase_wrong":
      return { passphrase: true, sessionOnly: true, backup: false };
    case "history_key_missing":
    case "history_wrong_key":
      // A first page that is damaged looks like a wrong key.
      return { passphrase: true, sessionOnly: false, backup: code === "history_wrong_key" };
    case "history_corrupt":
      return { passphrase: false, sessionOnly: false, backup: true };
    default:
      return { passphrase: false, sessionOnly: false, backup: false };
  }
}
