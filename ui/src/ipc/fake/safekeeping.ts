/** The vault of the twin: where its secrets are, and a recovery key that is shown until it is noted. */
import type { Ipc, ProxyView, SafekeepingView, VaultView } from "../contract";
import { after, failure, type Scenario } from "./scenario";

type Part = Pick<
  Ipc,
  | "safekeeping"
  | "makeRecoveryKey"
  | "noteRecoveryKey"
  | "saveRecoveryKey"
  | "printRecoveryKey"
  | "moveSecrets"
  | "proxy"
  | "setProxy"
>;

/** A made-up key; the real ones have checks that fit. */
export const sampleKey = "7K3QD-0YH2M-XR9ZA-4TBW6-P1CNE-G8VJS-5F2KQ";

export class SafekeepingTwin implements Part {
  #noted: string | null;
  #shown = false;
  #proxy: ProxyView = { address: null, user: null };

  constructor(
    private readonly scenario: Scenario,
    private readonly vault: () => VaultView,
    private readonly move: (vault: VaultView) => void,
  ) {
    this.#noted = scenario === "unnoted" ? null : "2026-03-12T09:00:00Z";
  }

  async safekeeping(): Promise<SafekeepingView> {
    const vault = this.vault();
    return { vault, recoverable: vault.backend !== "session", recoveryNoted: this.#noted };
  }

  async makeRecoveryKey(): Promise<string> {
    this.#shown = true;
    return sampleKey;
  }

  async noteRecoveryKey(): Promise<void> {
    if (this.#shown) this.#noted = "2026-11-16T14:05:00Z";
    this.#shown = false;
  }

  async saveRecoveryKey(): Promise<boolean> {
    if (!this.#shown) throw failure("not_found");
    return true;
  }

  async printRecoveryKey(): Promise<void> {
    window.print();
  }

  async proxy(): Promise<ProxyView> {
    return this.#proxy;
  }

  async setProxy(form: Parameters<Ipc["setProxy"]>[0]): Promise<ProxyView> {
    if (form.address !== null && !/^https?:\/\//.test(form.address)) throw failure("invalid_input");
    this.#proxy = { address: form.address, user: form.user };
    return this.#proxy;
  }

  async moveSecrets(passphrase: string | null): Promise<VaultView> {
    await after(300);
    if (this.scenario === "vault_changed") throw failure("vault_stopped");
    this.move({ backend: passphrase === null ? "secret_service" : "passphrase", state: "open" });
    return this.vault();
  }
}
