/**
 * The state of the form that makes a connection. Only a connection whose test succeeded, unchanged since, can be saved.
 * Must never keep the secret once it was saved or the form is left.
 */
import type {
  CheckStep,
  CommandError,
  ConnectionForm,
  ConnectionView,
  Environment,
  Identifier,
  Ipc,
} from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";

export type Missing = "name" | "origin" | "clientId" | "secret";

/** An address that the shell takes: https anywhere, http on this computer alone (contract §1). */
export function isOrigin(text: string): boolean {
  const url = URL.parse(text.trim());
  if (!url || url.username || url.password) return false;
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && (/^127(\.\d+){3}$/.test(url.hostname) || url.hostname === "[::1]");
}

export class Connect {
  name = $state("");
  origin = $state("");
  clientId = $state("");
  secret = $state("");
  identifier = $state<Identifier>("employee_id");
  companyTaxId = $state("");
  expiresOn = $state("");

  steps = $state.raw<CheckStep[]>([]);
  testing = $state(false);
  saving = $state(false);
  problem = $state.raw<CommandError | null>(null);
  /** Details for Wellhub's team after a refusal; never holds the secret. */
  support = $state.raw<string | null>(null);
  /** Set once the person asked for the test: from then on, what is missing is marked. */
  asked = $state(false);
  #tested = $state<string | null>(null);
  #opId: string | null = null;

  constructor(
    private readonly ipc: Ipc,
    readonly environment: Exclude<Environment, "demo">,
  ) {}

  readonly missing = $derived.by((): Missing[] => {
    const missing: Missing[] = [];
    if (this.name.trim() === "") missing.push("name");
    if (this.environment === "custom" && !isOrigin(this.origin)) missing.push("origin");
    if (this.clientId.trim() === "") missing.push("clientId");
    if (this.secret === "") missing.push("secret");
    return missing;
  });

  readonly form = $derived.by<ConnectionForm>(() => ({
    name: this.name.trim(),
    environment: this.environment,
    origin: this.environment === "custom" ? this.origin.trim() : null,
    clientId: this.clientId.trim(),
    secret: this.secret,
    identifier: this.identifier,
    companyTaxId: this.companyTaxId.trim() || null,
    expiresOn: this.expiresOn || null,
  }));

  /** What the test spoke about: a later change of any of it asks for another test. */
  readonly #subject = $derived(
    JSON.stringify([this.form.origin, this.form.clientId, this.form.secret, this.form.companyTaxId]),
  );
  readonly tested = $derived(this.#tested === this.#subject);
  readonly canSave = $derived(this.tested && this.missing.length === 0 && !this.testing && !this.saving);

  lacks(field: Missing): boolean {
    return this.asked && this.missing.includes(field);
  }

  async test(): Promise<void> {
    this.asked = true;
    if (this.missing.length > 0 || this.testing) return;
    const [form, subject] = [this.form, this.#subject];
    this.testing = true;
    this.steps = [];
    this.problem = null;
    this.support = null;
    try {
      this.steps = await this.ipc.testConnection(form, (step) => this.#follow(step));
      const failed = this.steps.find((step) => step.state === "failed");
      if (!failed) this.#tested = subject;
      else if (failed.error?.code === "forbidden") {
        // The shell adds Wellhub's number for the refusal to the details.
        const trace = /trace id: (\S+)/.exec(failed.error.details ?? "")?.[1] ?? null;
        this.support = await this.ipc.connectionDetails(form, trace);
      }
    } catch (error) {
      this.problem = asCommandError(error);
    } finally {
      this.testing = false;
    }
  }

  #follow(step: CheckStep): void {
    const others = this.steps.filter((each) => each.step !== step.step);
    this.steps = [...others, step];
  }

  /** Saves and returns the connection; null where it could not. A repeated click carries the same intention. */
  async save(): Promise<ConnectionView | null> {
    if (!this.canSave) return null;
    this.saving = true;
    this.problem = null;
    this.#opId ??= crypto.randomUUID();
    try {
      const saved = await this.ipc.addConnection(this.form, this.#opId);
      this.secret = "";
      return saved;
    } catch (error) {
      this.problem = asCommandError(error);
      this.#opId = null;
      return null;
    } finally {
      this.saving = false;
    }
  }
}
