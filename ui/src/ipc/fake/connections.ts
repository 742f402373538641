/** Connections of the twin, their test and their desk. */
import type {
  CheckStep,
  CommandError,
  ConnectionForm,
  ConnectionsView,
  ConnectionView,
  DeskView,
  ErrorCode,
  Ipc,
  JobSummary,
  SettingsView,
  StartupView,
  VaultView,
  Waiting,
} from "../contract";
import { after, failure, type Scenario } from "./scenario";

type Part = Pick<
  Ipc,
  | "startup"
  | "unlock"
  | "useSessionOnly"
  | "retryStartup"
  | "restoreBackup"
  | "recoverHistory"
  | "saveSettings"
  | "connections"
  | "testConnection"
  | "connectionDetails"
  | "addConnection"
  | "removeConnection"
  | "replaceSecret"
  | "activateConnection"
  | "startDemo"
  | "demoSamples"
  | "desk"
  | "readRoster"
  | "cancelReading"
>;

export const aurora: ConnectionView = {
  id: 1,
  name: "Aurora Têxtil S.A.",
  environment: "production",
  origin: "https://api.clients.wellhub.com",
  clientId: "aurora-textil",
  identifier: "employee_id",
  companyTaxId: "12.345.678/0001-95",
  entity: "single",
  expiresOn: "2026-12-09",
  people: 1_243,
  rosterReadAt: new Date(Date.now() - 4 * 60_000).toISOString(),
};

const demo: ConnectionView = {
  ...aurora,
  id: 2,
  name: "Demo company",
  environment: "demo",
  origin: "http://127.0.0.1:40125",
  clientId: "demo",
  expiresOn: null,
};

const headcount = [
  1088, 1096, 1102, 1098, 1110, 1121, 1127, 1119, 1131, 1144, 1160, 1171, 1169, 1182, 1190,
].concat([1198, 1204, 1211, 1209, 1220, 1226, 1231, 1229, 1234, 1238, 1241, 1236, 1239, 1242, 1243]);
const months = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"];
const newcomers = [18, 26, 12, 31, 22, 40, 16, 28];
const leavers = [9, 12, 20, 8, 14, 11, 24, 10];

/** The start that each of these stories tells of. */
const startProblems: Partial<Record<Scenario, { code: ErrorCode; vault?: VaultView }>> = {
  damaged: { code: "history_corrupt" },
  vault_locked: { code: "vault_locked", vault: { backend: "secret_service", state: "locked" } },
  vault_denied: { code: "vault_denied", vault: { backend: "secret_service", state: "denied" } },
  vault_timeout: { code: "vault_timeout", vault: { backend: "secret_service", state: "locked" } },
  vault_stopped: { code: "vault_stopped", vault: { backend: "secret_service", state: "denied" } },
  vault_changed: { code: "vault_changed", vault: { backend: "secret_service", state: "locked" } },
  vault_gone: { code: "vault_gone", vault: { backend: "passphrase", state: "absent" } },
  history_key_missing: { code: "history_key_missing" },
  history_wrong_key: { code: "history_wrong_key" },
};

/** Names as payroll programs give them. */
const recent = ["Folha_novembro.xlsx", "Desligados 11-2026.csv", "Folha_outubro.xlsx"];

export class Connections implements Part {
  #list: ConnectionView[];
  #active: number | null;
  vault: VaultView = { backend: "secret_service", state: "open" };
  #settings: SettingsView = {
    language: "system",
    theme: "system",
    notifications: true,
    sharing: false,
    zoom: 100,
  };
  #cancelled = false;
  #problem: boolean;

  constructor(
    private readonly scenario: Scenario,
    private readonly lastJobs: () => JobSummary[],
    private readonly openFile: () => string | null,
    language: string | null = null,
  ) {
    this.#list = scenario === "empty" ? [] : [aurora];
    this.#active = scenario === "empty" ? null : aurora.id;
    this.#problem = scenario === "error" || scenario in startProblems;
    if (language) this.#settings = { ...this.#settings, language: language as SettingsView["language"] };
    if (scenario === "passphrase") this.vault = { backend: "passphrase", state: "open" };
    if (scenario === "fresh") this.#list = [{ ...aurora, people: 0 }];
    if (scenario === "unread") this.#list = [{ ...aurora, people: null, rosterReadAt: null }];
    if (scenario === "expired") this.#list = [{ ...aurora, expiresOn: "2026-11-02" }];
  }

  get(id: number): ConnectionView {
    const found = this.#list.find((each) => each.id === id);
    if (!found) throw failure("not_found");
    return found;
  }

  async startup(): Promise<StartupView> {
    if (this.scenario === "starting") await new Promise<never>(() => undefined);
    const known = startProblems[this.scenario];
    if (this.#problem && known) {
      this.vault = known.vault ?? this.vault;
      return this.#start(failure(known.code));
    }
    if (this.#problem) this.vault = { backend: "secret_service", state: "absent" };
    const problem = this.#problem
      ? failure("vault_absent", "org.freedesktop.secrets: no such name on the session bus")
      : null;
    return this.#start(problem);
  }

  #start(problem: CommandError | null): StartupView {
    return {
      version: "0.1.0",
      vault: this.vault,
      // Without a keyring the sample is a new folder; everywhere else it was used before.
      bound: this.scenario === "error" || this.scenario === "empty" ? null : this.vault.backend,
      problem,
      settings: this.#settings,
      openFile: null,
      demo: false,
    };
  }

  async unlock(passphrase: string): Promise<StartupView> {
    await after(300);
    if (passphrase.length < 8) throw failure("passphrase_wrong");
    this.#problem = false;
    this.vault = { backend: "passphrase", state: "open" };
    return this.startup();
  }

  async useSessionOnly(): Promise<StartupView> {
    this.#problem = false;
    this.vault = { backend: "session", state: "open" };
    return this.startup();
  }

  async recoverHistory(key: string, passphrase: string | null): Promise<StartupView> {
    await after(300);
    if (key.replace(/[\s-]/g, "").length !== 35)
      throw failure("recovery_mistyped", "group 3 of the recovery key is mistyped");
    this.#problem = false;
    this.vault = { backend: passphrase ? "passphrase" : "secret_service", state: "open" };
    return this.startup();
  }

  async restoreBackup(): Promise<StartupView> {
    await after(300);
    this.#problem = false;
    return this.startup();
  }

  retryStartup(): Promise<StartupView> {
    return this.startup();
  }

  async saveSettings(settings: SettingsView): Promise<SettingsView> {
    return (this.#settings = settings);
  }

  async connections(): Promise<ConnectionsView> {
    return { connections: this.#list, active: this.#active, vault: this.vault };
  }

  async testConnection(form: ConnectionForm, onStep: (step: CheckStep) => void): Promise<CheckStep[]> {
    const none = { entity: null, companies: null, people: null, error: null };
    const outcome: Record<CheckStep["step"], Partial<CheckStep>> = {
      token: this.#tokenOutcome(form),
      entity: { entity: "single" },
      companies: { companies: 1 },
      roster: { people: 1_243 },
    };
    const steps: CheckStep[] = [];
    for (const step of ["token", "entity", "companies", "roster"] as const) {
      onStep({ step, state: "running", ...none });
      await after(350);
      const error = outcome[step].error ?? null;
      const done: CheckStep = { step, state: error ? "failed" : "done", ...none, ...outcome[step] };
      steps.push(done);
      onStep(done);
      if (error) break;
    }
    return steps;
  }

  /** Secrets that begin with a digit of an HTTP status show what that status means. */
  #tokenOutcome(form: Pick<ConnectionForm, "secret">): Partial<CheckStep> {
    if (this.scenario === "offline") return { error: failure("no_network", "dns error: name not resolved") };
    if (form.secret.startsWith("401")) return { error: failure("wrong_secret", "HTTP 401") };
    if (form.secret.startsWith("403"))
      return { error: failure("forbidden", "HTTP 403\ntrace id: 4bf92f3577b34da6") };
    return {};
  }

  async connectionDetails(form: ConnectionForm, traceId: string | null): Promise<string> {
    return `Client id: ${form.clientId}\nEnvironment: ${form.environment}\nAnswer: HTTP 403\nAt: 2026-11-16T14:05:12Z\nTrace id: ${traceId ?? "-"}`;
  }

  async addConnection(form: ConnectionForm): Promise<ConnectionView> {
    const { name, environment, clientId, identifier, companyTaxId, expiresOn } = form;
    const origin = form.origin ?? aurora.origin;
    const id = 10 + this.#list.length;
    return this.#add({
      ...aurora,
      id,
      name,
      environment,
      origin,
      clientId,
      identifier,
      companyTaxId,
      expiresOn,
    });
  }

  #add(connection: ConnectionView): ConnectionView {
    this.#list = [...this.#list.filter((each) => each.id !== connection.id), connection];
    this.#active = connection.id;
    return connection;
  }

  /** Secrets that begin with a digit of an HTTP status show what that status means. */
  async replaceSecret(id: number, secret: string, expiresOn: string | null): Promise<ConnectionView> {
    await after(350);
    const refused = this.#tokenOutcome({ secret });
    if (refused.error) throw refused.error;
    const changed = { ...this.get(id), expiresOn };
    this.#list = this.#list.map((each) => (each.id === id ? changed : each));
    return changed;
  }

  async removeConnection(id: number): Promise<void> {
    this.#list = this.#list.filter((each) => each.id !== id);
    if (this.#active === id) this.#active = this.#list[0]?.id ?? null;
  }

  async activateConnection(id: number): Promise<ConnectionView> {
    this.#active = id;
    return this.get(id);
  }

  async startDemo(): Promise<ConnectionView> {
    await after(400);
    return this.#add(demo);
  }

  async demoSamples() {
    return [
      {
        path: "/samples/Roster_november.xlsx",
        title: "Roster_november.xlsx",
        intent: "full" as const,
        what: "full_month",
      },
      { path: "/samples/Changes.csv", title: "Changes.csv", intent: "changes" as const, what: "changes" },
      {
        path: "/samples/desligados.csv",
        title: "desligados.csv",
        intent: "leavers" as const,
        what: "leavers",
      },
    ];
  }

  async desk(id: number): Promise<DeskView> {
    await after(60);
    const connection = this.get(id);
    if (connection.id !== aurora.id || this.scenario === "fresh")
      return { connection, waiting: [], lastJobs: [], headcount: [], perMonth: [], recent: [] };
    return {
      connection,
      waiting: this.#waiting(),
      lastJobs: this.lastJobs().slice(0, 4),
      headcount: headcount.map((people, index) => ({ at: day(index * 7), people })),
      perMonth: months.map((month, index) => ({
        month,
        newcomers: newcomers[index] ?? 0,
        leavers: leavers[index] ?? 0,
      })),
      recent: recent.map((name) => ({ name, path: `/home/office/payroll/${name}` })),
    };
  }

  #waiting(): Waiting[] {
    const file = this.openFile();
    return [
      { kind: "held", count: 31, since: "2026-11-16T14:05:00Z", file: "Folha_outubro.xlsx", job: 14 },
      this.scenario === "expired"
        ? { kind: "credential", count: null, since: "2026-11-02", file: null, job: null }
        : { kind: "credential", count: 18, since: "2026-12-09", file: null, job: null },
      ...(file
        ? [{ kind: "import" as const, count: null, since: "2026-11-16T14:20:00Z", file, job: null }]
        : []),
    ];
  }

  async readRoster(id: number, onProgress: Parameters<Ipc["readRoster"]>[1]): Promise<ConnectionView> {
    this.#cancelled = false;
    for (let page = 1; page <= 7; page++) {
      await after(180);
      if (this.#cancelled) return this.get(id);
      if (this.scenario === "offline") throw failure("no_network", "connection refused");
      onProgress({ pages: page, people: Math.min(page * 200, 1_243), waitMs: null });
    }
    const read = { ...this.get(id), people: 1_243, rosterReadAt: new Date().toISOString() };
    this.#list = this.#list.map((each) => (each.id === id ? read : each));
    return read;
  }

  async cancelReading(): Promise<void> {
    this.#cancelled = true;
  }
}

/** A day of the sample's year, `offset` days after 20 April 2026. */
function day(offset: number): string {
  return new Date(Date.UTC(2026, 3, 20 + offset)).toISOString().slice(0, 10);
}
