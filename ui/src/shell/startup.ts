/** Which ways on a problem of the start leaves open. A problem of the history leaves none but trying again: it is never made anew. */
import type { ErrorCode } from "../ipc/contract";

export interface WaysOn {
  passphrase: boolean;
  sessionOnly: boolean;
}

export function waysOn(code: ErrorCode): WaysOn {
  switch (code) {
    case "vault_absent":
    case "vault_denied":
    case "vault_locked":
    case "vault_timeout":
      return { passphrase: true, sessionOnly: true };
    case "passphrase_wrong":
      return { passphrase: true, sessionOnly: true };
    case "history_key_missing":
    case "history_wrong_key":
      return { passphrase: true, sessionOnly: false };
    default:
      return { passphrase: false, sessionOnly: false };
  }
}
