/*
 * What crosses between the window and the shell, as agreed before the Rust side exported it.
 * Replaced by the generated bindings: names and shapes stay the same.
 */
export type Environment = "production" | "sandbox" | "custom" | "demo";
export type Identifier = "email" | "employee_id" | "national_id" | "employee_id_and_national_id" | "mobile_number";
export type Intent = "changes" | "full" | "leavers";
export type Lane = "safe" | "removals" | "all";
export type Severity = "block" | "warn" | "inform";
/** The API's field names, or "custom_fields.NAME". */
export type FieldName = string;

export type ErrorCode =
  // connection and network
  | "wrong_secret" | "forbidden" | "no_network" | "timed_out" | "rate_limited" | "server_error" | "bad_answer" | "wrong_entity"
  // vault and history
  | "vault_absent" | "vault_locked" | "vault_denied" | "vault_timeout" | "passphrase_wrong" | "history_key_missing" | "history_wrong_key" | "history_corrupt" | "history_newer" | "history_busy" | "disk_full"
  // file
  | "file_unreadable" | "file_empty" | "file_wrong_container" | "file_encrypted" | "file_too_large" | "key_column_missing"
  // plan and job
  | "plan_altered" | "plan_used" | "plan_foreign" | "plan_stale" | "held" | "release_mismatch" | "in_doubt" | "nothing_to_send" | "not_found" | "invalid_input" | "internal";

/** The one error the ui sees. `message` is English and technical-free; the ui prefers its own text by code. `details` is raw, behind Details. */
export interface CommandError { code: ErrorCode; message: string; hint: string; details: string | null }

export interface VaultView { backend: "secret_service" | "keychain" | "credential_manager" | "passphrase" | "session"; state: "open" | "absent" | "locked" | "denied" }
/** State of the app at start; `problem` set means nothing else can be used before it is solved (retry, passphrase, session only). */
export interface StartupView { version: string; vault: VaultView; problem: CommandError | null; settings: SettingsView; openFile: string | null }
export interface SettingsView { language: "system" | "en" | "pt-BR" | "es"; theme: "system" | "light" | "dark" }

export interface ConnectionView {
  id: number; name: string; environment: Environment; origin: string; clientId: string; identifier: Identifier;
  companyTaxId: string | null; entity: "single" | "multiple" | null; expiresOn: string | null /* YYYY-MM-DD */;
  people: number | null; rosterReadAt: string | null /* RFC 3339 */;
}
export interface ConnectionsView { connections: ConnectionView[]; active: number | null; vault: VaultView }
export interface ConnectionForm {
  name: string; environment: Environment; origin: string | null /* custom only */; clientId: string; secret: string;
  identifier: Identifier; companyTaxId: string | null; expiresOn: string | null;
}
export interface CheckStep { step: "token" | "entity" | "companies" | "roster"; state: "running" | "done" | "failed"; entity: "single" | "multiple" | null; companies: number | null; people: number | null; error: CommandError | null }
/** A block of text to copy for Wellhub's team after a 403; never holds the secret. */
export interface SampleView { path: string; title: string; intent: Intent; what: string }

export interface JobSummary { id: number; createdAt: string; file: string; intent: Intent; lane: Lane; environment: Environment; connection: string; status: JobState; succeeded: number; failed: number; items: number }
export interface Waiting { kind: "held" | "approval" | "import" | "in_doubt" | "credential"; count: number | null; since: string; file: string | null; job: number | null }
export interface DeskView { connection: ConnectionView; waiting: Waiting[]; lastJobs: JobSummary[]; headcount: { at: string; people: number }[]; perMonth: { month: string /* YYYY-MM */; newcomers: number; leavers: number }[] }
export interface RosterProgress { pages: number; people: number; waitMs: number | null }

export type FindingCode = string; // safety.md's codes
export interface FindingView { code: FindingCode; severity: Severity; count: number; cells: string[] /* "B17", at most 20 */; held: boolean; params: Record<string, string> /* values for the ui's text: limit, percent, field, company, name … */; acceptable: boolean; accepted: boolean }

export interface ReceiptView { rows: number; header: number; data: number; blank: number; hidden: number; totals: number; rejected: number }
export interface SheetView { name: string; visibility: "visible" | "hidden" | "very_hidden"; rows: number }
export interface ColumnView { column: number; letter: string; header: string; samples: string[] /* masked where national id */; field: FieldName | null; reason: "header" | "content" | "header_and_content" | "remembered" | "chosen" | "unmapped"; detail: string | null; confidence: number; blank: "keep" | "clear"; blanks: number; values: { text: string; count: number; means: boolean | null }[] /* yes/no columns */ }
export type ImportStep = "intent" | "file" | "columns" | "fix" | "review" | "submit";
export interface ImportView {
  id: number; connection: ConnectionView; path: string; step: ImportStep; intent: Intent | null;
  file: { name: string; bytes: number; sha256: string; format: string; encoding: string | null; delimiter: string | null };
  sheets: SheetView[]; sheet: string; headerRow: number; receipt: ReceiptView; hidden: "include" | "exclude" | null;
  columns: ColumnView[]; companies: { taxId: string; name: string }[]; company: string | null /* one for the whole file */;
  findings: FindingView[]; problems: number /* rows with a problem */; leftOut: number; edits: number; canUndo: boolean; canRedo: boolean;
  blocked: boolean /* something stops the next step; findings say what */; plan: PlanView | null;
}
export interface PreviewRow { row: number; kind: "title" | "header" | "data" | "blank" | "hidden" | "totals" | "rejected"; cells: string[] }
export interface ProblemRow { row: number; cell: string; column: number; header: string; code: FindingCode; severity: Severity; original: string; value: string; name: string | null; leftOut: boolean }
export interface ProblemPage { total: number; rows: ProblemRow[]; byCode: { code: FindingCode; severity: Severity; count: number }[] }

export type ChangeKind = "new" | "changed" | "leaving" | "blocked";
export interface FieldChangeView { field: FieldName; before: string | null; after: string | null; cell: string | null }
export interface GaugeView { kind: "removals" | "additions" | "changed" | "field"; field: FieldName | null; company: string | null; value: number; limit: number; of: number; over: boolean }
export interface LaneView { total: number; held: number; sendable: number }
export interface PlanView {
  hash: string; intent: Intent; counts: { create: number; update: number; delete: number; unchanged: number; withheld: number };
  fieldsChanged: number; findings: FindingView[]; gauges: GaugeView[]; safe: LaneView; removals: LaneView; heldTotal: number; firstLoad: boolean;
  departments: { name: string; count: number }[]; blocked: boolean; madeAt: string; people: number /* remote roster size */;
}
export interface PlanFilter { kinds: ChangeKind[] /* empty = all */; held: boolean | null; finding: FindingCode | null; department: string | null; text: string; order: "kind" | "name" | "department" | "row" }
export interface PlanRow { index: number; kind: ChangeKind; name: string; key: string; department: string | null; held: boolean; reasons: FindingCode[]; fields: FieldChangeView[]; row: number | null; summary: string | null /* for new people: "People · CC-014 · mail" */ }
export interface PlanPage { total: number; rows: PlanRow[] }
export interface RecordField { field: FieldName; before: string | null; after: string | null; cell: string | null; masked: boolean }
export interface PersonView { row: PlanRow; company: string; record: RecordField[]; notes: FindingView[]; invitation: string | null; updatedAt: string | null; lastSent: { at: string; job: number } | null }

export type JobState = "planned" | "draft" | "sending" | "verifying" | "verified" | "submitting" | "pending" | "validating" | "processing" | "succeeded" | "succeeded_with_errors" | "approval_requested" | "rejected" | "server_error" | "in_doubt" | "stopped" | "failed" | "waiting_unknown";
export interface JobStepView { step: "roster" | "create" | "items" | "readback" | "submit" | "process" | "verify"; state: "todo" | "now" | "done" | "failed" | "skipped"; startedAt: string | null; endedAt: string | null; params: Record<string, string> }
export interface JobView {
  id: number; remoteId: string | null; connection: ConnectionView; file: string; intent: Intent; lane: Lane; createdAt: string; endedAt: string | null;
  status: JobState; wireStatus: string | null; steps: JobStepView[]; items: number; itemsSent: number; batches: number; batchesSent: number;
  waitMs: number | null; remainingMs: number | null; statistics: { newcomers: number; updaters: number; leavers: number } | null;
  counts: { create: number; update: number; delete: number }; succeeded: number; failed: number; unprocessed: number; setAside: number; heldLeft: number;
  canStop: boolean; canResume: boolean; problem: CommandError | null;
}
export interface JobErrorView { field: FieldName; code: string /* wire error_type */; value: string | null; cell: string | null; recovered: boolean }
export interface JobRow { changeNumber: number | null; row: number | null; operation: "CREATE" | "UPDATE" | "DELETE"; key: string; name: string; result: "succeeded" | "failed" | "unprocessed" | "unknown" | "waiting"; errors: JobErrorView[] }
export interface JobRowFilter { result: JobRow["result"] | null; text: string }
export interface JobRowPage { total: number; rows: JobRow[] }

/**
 * Each function rejects with CommandError. `opId` is a fresh UUID per intention of the person: a repeated call with the same one does nothing twice.
 */
export interface Ipc {
  startup(): Promise<StartupView>;
  unlock(passphrase: string): Promise<StartupView>;
  useSessionOnly(): Promise<StartupView>;
  retryStartup(): Promise<StartupView>;
  saveSettings(settings: SettingsView): Promise<SettingsView>;

  connections(): Promise<ConnectionsView>;
  testConnection(form: ConnectionForm, onStep: (step: CheckStep) => void): Promise<CheckStep[]>;
  connectionDetails(form: ConnectionForm): Promise<string>;
  addConnection(form: ConnectionForm, opId: string): Promise<ConnectionView>;
  removeConnection(id: number, opId: string): Promise<void>;
  activateConnection(id: number): Promise<ConnectionView>;
  startDemo(): Promise<ConnectionView>;
  demoSamples(): Promise<SampleView[]>;

  desk(connection: number): Promise<DeskView>;
  readRoster(connection: number, onProgress: (p: RosterProgress) => void): Promise<ConnectionView>;
  cancelReading(connection: number): Promise<void>;

  pickFile(): Promise<string | null>;
  openImport(connection: number, path: string): Promise<ImportView>;
  currentImport(connection: number): Promise<ImportView | null>;
  discardImport(id: number): Promise<void>;
  chooseIntent(id: number, intent: Intent): Promise<ImportView>;
  chooseSheet(id: number, choice: { sheet: string; headerRow: number | null; hidden: "include" | "exclude" | null }): Promise<ImportView>;
  chooseColumns(id: number, choice: { columns: { column: number; field: FieldName | null; blank: "keep" | "clear"; values: { text: string; means: boolean | null }[] }[]; company: string | null }): Promise<ImportView>;
  previewRows(id: number, offset: number, limit: number): Promise<PreviewRow[]>;
  problems(id: number, code: FindingCode | null, offset: number, limit: number): Promise<ProblemPage>;
  editCell(id: number, row: number, column: number, text: string): Promise<ImportView>;
  leaveOut(id: number, rows: number[], out: boolean): Promise<ImportView>;
  undoEdit(id: number): Promise<ImportView>;
  redoEdit(id: number): Promise<ImportView>;
  acceptFinding(id: number, code: FindingCode, accept: boolean): Promise<ImportView>;
  makePlan(id: number, onProgress: (p: RosterProgress) => void): Promise<ImportView>;
  planRows(id: number, filter: PlanFilter, offset: number, limit: number): Promise<PlanPage>;
  planPerson(id: number, index: number): Promise<PersonView>;
  savePlan(id: number): Promise<string | null>; // path, or null when the person cancelled the dialog

  submit(id: number, choice: { lane: Lane; release: { count: number; reason: string } | null }, opId: string): Promise<JobView>;
  jobs(connection: number | null, text: string): Promise<JobSummary[]>;
  job(id: number): Promise<JobView>;
  jobRows(id: number, filter: JobRowFilter, offset: number, limit: number): Promise<JobRowPage>;
  stopJob(id: number, opId: string): Promise<JobView>;
  resumeJob(id: number, opId: string): Promise<JobView>;

  /** Calls back at every change of a job; returns what ends it. */
  onJob(callback: (job: JobView) => void): () => void;
  /** Files dropped on the window, or opened through the system; also while a file is dragged over it. */
  onDrop(callback: (drop: { kind: "over" | "left" | "dropped"; path: string | null }) => void): () => void;
}
