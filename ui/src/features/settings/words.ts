/** The words of the settings: languages by their own names, vaults with what they promise. */
import type { VaultView } from "../../ipc/contract";
import { m, type Locale } from "../../messages";

/** Each language is named in itself, so that it is found from any other. */
export const languageNames: [Locale, string][] = [
  ["en", "English"],
  ["pt-BR", "Português (Brasil)"],
  ["es", "Español"],
];

const vaults: Record<VaultView["backend"], { name: () => string; explanation: () => string }> = {
  secret_service: { name: m.vault_secret_service, explanation: m.vault_system_text },
  keychain: { name: m.vault_keychain, explanation: m.vault_system_text },
  credential_manager: { name: m.vault_credential_manager, explanation: m.vault_system_text },
  passphrase: { name: m.vault_passphrase, explanation: m.vault_passphrase_text },
  session: { name: m.vault_session, explanation: m.vault_session_text },
};

export function vaultText(backend: VaultView["backend"]): { name: string; explanation: string } {
  return { name: vaults[backend].name(), explanation: vaults[backend].explanation() };
}
