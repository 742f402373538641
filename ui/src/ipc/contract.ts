/*
 * What crosses between the window and the shell. The types are the shell's own, generated from it; only what names findings
 * is written here, with codes as plain text, so that a screen can show a code that it does not know.
 */
import type {
  Budgets,
  BudgetsView,
  BulkPreview,
  ColumnView,
  CompanyView,
  ConnectionView,
  Cosmetic,
  Counts,
  DepartmentCount,
  DriftView,
  ReportWords,
  ProblemWords,
  ProblemsExported,
  ReportFormat,
  FieldChangeView,
  FileProgress,
  FileView,
  FileWantedView,
  FirstRows,
  FixingView,
  GaugeView,
  Group,
  HiddenRows,
  ImportStep,
  ColumnsChoice,
  CheckStep,
  ConnectionForm,
  ConnectionsView,
  DeskView,
  Intent,
  JobErrorView,
  JobReportWords,
  JobRowFilter,
  JobRowPage,
  JobSummary,
  JobView,
  Kind,
  LaneView,
  MoveView,
  LastSent,
  Order,
  OtherView,
  PreviewRow,
  ProtectedView,
  ReceiptView,
  ReadAsView,
  RecordField,
  RosterProgress,
  SampleView,
  SettingsView,
  Severity,
  SheetChoice,
  SheetView,
  StartupView,
  Release,
  SubmitChoice,
  TakeUpKind,
  TakeUpView,
  Unknown,
} from "./bindings";

export type {
  Budget,
  Budgets,
  BudgetsView,
  BulkPreview,
  CellChange,
  CheckStep,
  ColumnChoice,
  ColumnView,
  CommandError,
  ConnectionForm,
  ConnectionsView,
  ConnectionView,
  DelimiterView,
  DeskView,
  DriftView,
  EncodingView,
  Environment,
  ErrorCode,
  FieldChangeView,
  FieldName,
  FileProgress,
  FileView,
  FileWantedView,
  FirstRows,
  FixingView,
  GaugeView,
  Group,
  Identifier,
  ImportStep,
  Intent,
  JobErrorView,
  JobLane as Lane,
  JobReportWords,
  JobRow,
  JobRowFilter,
  JobRowPage,
  JobState,
  JobStepView,
  JobSummary,
  JobView,
  Kind as ChangeKind,
  LaneView,
  MoveView,
  Measure,
  CellMark,
  PreviewRow,
  ReportWords,
  ProblemWords,
  ProblemsExported,
  ProtectedView,
  Obstacle,
  ReportFormat,
  ReceiptView,
  ReadAsView,
  RecordDifference,
  RecordField,
  RosterProgress,
  SampleView,
  SettingsView,
  Severity,
  SheetView,
  StartupView,
  TakeUpKind,
  TakeUpPerson,
  TakeUpView,
  VaultView,
  Waiting,
  Unknown,
} from "./bindings";

/** The code of a finding, of the list in the safety rules or newer than this window. */
export type FindingCode = string;

/** One edit of many cells or rows: one step of undo. Columns count from 0. */
export type BulkFix =
  | { kind: "replace"; column: number; from: string; to: string }
  | { kind: "set"; code: FindingCode; column: number; to: string }
  | { kind: "pad"; column: number; width: number }
  | { kind: "trim"; column: number }
  | { kind: "leave_out"; code: FindingCode };

/** What a corrected workbook changed. */
export interface TakenBack {
  rows: number;
  cells: number;
  view: ImportView;
}

/** Why a change deserves a look: the code is of the shell's list, or newer than this window. */
export interface ReasonView {
  code: string;
  field: string | null;
  cell: string | null;
  other: OtherView | null;
  /** Values for the text: count, of, percent, domain, like, date, same, leaves, reads. */
  params: { [key in string]: string };
}

/** Something that stands out in a file or a plan. */
export interface FindingView {
  code: FindingCode;
  severity: Severity;
  count: number;
  /** Addresses such as B17, at most 20. */
  cells: string[];
  held: boolean;
  /** Values for the text: limit, percent, field, company, name … */
  params: { [key in string]: string };
  acceptable: boolean;
  accepted: boolean;
}

/** An import as it stands. */
export interface ImportView {
  id: number;
  connection: ConnectionView;
  path: string;
  step: ImportStep;
  intent: Intent | null;
  file: FileView;
  sheets: SheetView[];
  sheet: string;
  headerRow: number;
  receipt: ReceiptView;
  /** What the file's format does not tell. */
  unknown: Unknown[];
  hidden: HiddenRows | null;
  columns: ColumnView[];
  companies: CompanyView[];
  /** One company for the whole file. */
  company: string | null;
  /** The country of phone numbers without a country code, as two letters. */
  phoneCountry: string | null;
  /** How the headers differ from the last file's, whose mapping was taken over. */
  drift: DriftView | null;
  findings: FindingView[];
  /** Rows with a problem. */
  problems: number;
  leftOut: number;
  edits: number;
  canUndo: boolean;
  canRedo: boolean;
  /** Something stops the next step; the findings say what. */
  blocked: boolean;
  plan: PlanView | null;
  /** The job whose rest alone is mended and planned. */
  fixing: FixingView | null;
}

/** What became of opening a job's spreadsheet: open, wanted from the person, or neither where they cancelled it. */
export interface FixAnswer {
  import: ImportView | null;
  wanted: FileWantedView | null;
}

/** A cell with a problem. */
export interface ProblemRow {
  row: number;
  cell: string;
  column: number;
  header: string;
  code: FindingCode;
  severity: Severity;
  original: string;
  value: string;
  name: string | null;
  leftOut: boolean;
  /** The row's phone number, where it is sent in another form than the file's. */
  readAs: ReadAsView | null;
  /** What Wellhub said, where it refused the value; the code is then `refused`. */
  refused: JobErrorView | null;
}

/** A page of problems, and how often each occurs in the whole file. */
export interface ProblemPage {
  total: number;
  rows: ProblemRow[];
  byCode: { code: FindingCode; severity: Severity; count: number }[];
}

/** The plan as a person reads it. */
export interface PlanView {
  hash: string;
  intent: Intent;
  counts: Counts;
  /** What is only written otherwise, and whether it is sent. */
  cosmetic: Cosmetic;
  /** How many people both leave and come, and so move. */
  moves: number;
  fieldsChanged: number;
  findings: FindingView[];
  /** What changes deserve a look for that no finding speaks of. */
  reasons: { code: string; count: number }[];
  gauges: GaugeView[];
  safe: LaneView;
  removals: LaneView;
  heldTotal: number;
  firstLoad: boolean;
  departments: DepartmentCount[];
  blocked: boolean;
  madeAt: string;
  /** People on Wellhub's roster. */
  people: number;
}

/** Which rows of a plan are wanted; an empty list of kinds means all. */
export interface PlanFilter {
  kinds: Kind[];
  held: boolean | null;
  /** Of one lane; null for both. */
  lane: "safe" | "removals" | null;
  /** Of people whom no file removes, or of all others; null for both. */
  protected: boolean | null;
  finding: FindingCode | null;
  reason: string | null;
  department: string | null;
  text: string;
  order: Order;
}

/** One person of a plan. */
export interface PlanRow {
  index: number;
  kind: Kind;
  name: string;
  key: string;
  department: string | null;
  held: boolean;
  reasons: FindingCode[];
  why: ReasonView[];
  fields: FieldChangeView[];
  row: number | null;
  /** For new people: department, cost center, address. */
  summary: string | null;
  /** The person stands in two lines, and moves. */
  moves: MoveView | null;
}

/** A page of a plan; its headings come with the first one alone. */
export interface PlanPage {
  total: number;
  rows: PlanRow[];
  groups: Group[];
}

/** One person of a plan, in full. */
export interface PersonView {
  row: PlanRow;
  company: string;
  record: RecordField[];
  notes: FindingView[];
  invitation: string | null;
  updatedAt: string | null;
  lastSent: LastSent | null;
  /** Their place on the list of those whom no file removes. */
  protected: ProtectedView | null;
}

/**
 * Each function rejects with CommandError. `opId` is a fresh UUID per intention of the person: a repeated call with the same one does nothing twice.
 */
export interface Ipc {
  startup(): Promise<StartupView>;
  unlock(passphrase: string): Promise<StartupView>;
  useSessionOnly(): Promise<StartupView>;
  retryStartup(): Promise<StartupView>;
  saveSettings(settings: SettingsView): Promise<SettingsView>;

  budgets(connection: number): Promise<BudgetsView>;
  /** Of the whole roster where no company is named; null puts the usual ones back. */
  setBudgets(connection: number, company: string | null, budgets: Budgets | null): Promise<BudgetsView>;
  protectedPeople(connection: number): Promise<ProtectedView[]>;
  /** Protects somebody of a plan; the plan stays as it was made. */
  protectPlanned(id: number, index: number): Promise<ProtectedView>;
  unprotectPerson(connection: number, person: number): Promise<ProtectedView[]>;

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
  /** Null when the person cancelled it. */
  openImport(
    connection: number,
    path: string,
    onProgress: (p: FileProgress) => void,
  ): Promise<ImportView | null>;
  cancelFile(connection: number): Promise<void>;
  /** Null for formats that are read whole or not at all. */
  firstRows(path: string): Promise<FirstRows | null>;
  currentImport(connection: number): Promise<ImportView | null>;
  discardImport(id: number): Promise<void>;
  chooseIntent(id: number, intent: Intent): Promise<ImportView>;
  chooseSheet(id: number, choice: SheetChoice): Promise<ImportView>;
  chooseColumns(id: number, choice: ColumnsChoice): Promise<ImportView>;
  previewRows(id: number, offset: number, limit: number): Promise<PreviewRow[]>;
  problems(id: number, code: FindingCode | null, offset: number, limit: number): Promise<ProblemPage>;
  editCell(id: number, row: number, column: number, text: string): Promise<ImportView>;
  leaveOut(id: number, rows: number[], out: boolean): Promise<ImportView>;
  bulkPreview(id: number, bulk: BulkFix): Promise<BulkPreview>;
  bulkFix(id: number, bulk: BulkFix): Promise<ImportView>;
  /** Null when the person closed the dialog. */
  exportProblems(id: number, words: ProblemWords): Promise<ProblemsExported | null>;
  takeBack(id: number, path: string): Promise<TakenBack>;
  undoEdit(id: number): Promise<ImportView>;
  redoEdit(id: number): Promise<ImportView>;
  acceptFinding(id: number, code: FindingCode, accept: boolean): Promise<ImportView>;
  makePlan(id: number, onProgress: (p: RosterProgress) => void): Promise<ImportView>;
  planRows(id: number, filter: PlanFilter, offset: number, limit: number): Promise<PlanPage>;
  planPerson(id: number, index: number): Promise<PersonView>;
  /** Whether what is only written otherwise is sent too; the plan is made again against the same roster. */
  chooseCosmetic(id: number, send: boolean): Promise<ImportView>;
  /** Writes what the filter leaves of the plan; the path, or null when the person closed the dialog. */
  exportPlan(id: number, filter: PlanFilter, format: ReportFormat, words: ReportWords): Promise<string | null>;
  savePlan(id: number): Promise<string | null>; // path, or null when the person cancelled the dialog

  submit(id: number, choice: SubmitChoice, opId: string): Promise<JobView>;
  jobs(connection: number | null, text: string): Promise<JobSummary[]>;
  job(id: number): Promise<JobView>;
  jobRows(id: number, filter: JobRowFilter, offset: number, limit: number): Promise<JobRowPage>;
  stopJob(id: number, opId: string): Promise<JobView>;
  resumeJob(id: number, opId: string): Promise<JobView>;
  /** Reads the roster and makes the plan that takes a job up; nothing is sent. */
  planTakeUp(id: number, kind: TakeUpKind): Promise<TakeUpView>;
  /** Sends the plan that was shown last, by its hash; what is held goes by a release alone. */
  sendTakeUp(plan: string, release: Release | null, opId: string): Promise<JobView>;
  giveUpJob(id: number, reason: string, opId: string): Promise<JobView>;
  /** Opens the spreadsheet of a job where its refused rows are mended: from where it was, or from `path`. */
  fixJob(id: number, path: string | null, onProgress: (p: FileProgress) => void): Promise<FixAnswer>;
  /** Writes what became of each person; the path, or null when the person closed the dialog. */
  exportJob(id: number, format: ReportFormat, words: JobReportWords): Promise<string | null>;

  /** Calls back at every change of a job; returns what ends it. */
  onJob(callback: (job: JobView) => void): () => void;
  /** Files dropped on the window, or opened through the system; also while a file is dragged over it. */
  onDrop(callback: (drop: { kind: "over" | "left" | "dropped"; path: string | null }) => void): () => void;
}
