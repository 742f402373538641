/*
 * What crosses between the window and the shell. The types are the shell's own, generated from it; only what names findings
 * is written by hand (views.ts).
 */
import type {
  BarMenu,
  PeopleFilter,
  Page,
  PeopleWords,
  PersonOf,
  PersonRow,
  RosterOverview,
  RosterPerson,
  Budgets,
  BudgetsView,
  BulkPreview,
  ConnectionView,
  ReportWords,
  ProblemWords,
  ProblemsExported,
  ReportFormat,
  FileProgress,
  HistoryFound,
  HistoryWanted,
  HistoryWords,
  StoryView,
  FirstRows,
  GridLayout,
  ColumnsChoice,
  CheckStep,
  ConnectionForm,
  ConnectionsView,
  DeskView,
  Intent,
  JobReportWords,
  JobFilter,
  JobRow,
  JobRowFilter,
  JobSummary,
  JobView,
  PreviewRow,
  ProtectedView,
  RosterProgress,
  SampleView,
  SettingsView,
  SheetChoice,
  StartupView,
  Release,
  SubmitChoice,
  TakeUpKind,
  TakeUpView,
  TrailView,
  BackupsView,
  DossierWords,
  KeepFor,
  PersonErased,
  PersonFormat,
  PersonKept,
  RetentionView,
  ProxyForm,
  ProxyView,
  SafekeepingView,
  VaultView,
} from "./bindings";
import type {
  FindingCode,
  BulkFix,
  TakenBack,
  ImportView,
  FixAnswer,
  ProblemFilter,
  ProblemPage,
  PlanFilter,
  PlanPage,
  PersonView,
} from "./views";

export type * from "./views";
export type {
  BarMenu,
  CompanyCount,
  LabelCount,
  LastJob,
  Mark,
  PeopleFilter,
  PeopleOrder,
  Page,
  PeopleWords,
  PersonOf,
  PersonRow,
  RosterField,
  RosterOverview,
  RosterPerson,
  DossierWords,
  KeepFor,
  KeptKind,
  KeptView,
  PersonErased,
  PersonFormat,
  PersonKept,
  RetentionView,
  DueView,
  RowsGoneView,
  Until,
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
  RecentFile,
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
  HistoryFound,
  HistoryWanted,
  HistoryWords,
  JobGroup,
  PersonFound,
  SendingView,
  StoryView,
  Group,
  Identifier,
  ImportStep,
  Intent,
  JobErrorView,
  GridLayout,
  ItemOrder,
  JobLane as Lane,
  JobReportWords,
  JobRow,
  JobFilter,
  JobOrder,
  JobRowFilter,
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
  BackupsView,
  Fault,
  FaultKind,
  TrailView,
  ProxyView,
  SafekeepingView,
} from "./bindings";

/**
 * Each function rejects with CommandError. `opId` is a fresh UUID per intention of the person: a repeated call with the same one does nothing twice.
 */
export interface Ipc {
  startup(): Promise<StartupView>;
  unlock(passphrase: string): Promise<StartupView>;
  useSessionOnly(): Promise<StartupView>;
  retryStartup(): Promise<StartupView>;
  /** Brings the newest whole backup back in the place of a damaged history, which is put aside. */
  restoreBackup(): Promise<StartupView>;
  saveSettings(settings: SettingsView): Promise<SettingsView>;
  /** Puts the window's menu into the system's bar (macOS). */
  showMenuBar(menu: BarMenu): Promise<void>;
  gridLayouts(): Promise<Record<string, GridLayout>>;
  keepGridLayout(name: string, layout: GridLayout): Promise<void>;

  /** Puts the history's key back by the recovery key: under a new passphrase, or into the keyring where none is given. */
  recoverHistory(key: string, passphrase: string | null): Promise<StartupView>;
  proxy(): Promise<ProxyView>;
  /** Without an address the system's; without a password the one before. */
  setProxy(form: ProxyForm): Promise<ProxyView>;
  safekeeping(): Promise<SafekeepingView>;
  /** A recovery key to be noted: the same one until it is, and never again afterwards. */
  makeRecoveryKey(): Promise<string>;
  noteRecoveryKey(): Promise<void>;
  /** Writes the one that is shown where the person says; false when they closed the dialog. */
  saveRecoveryKey(): Promise<boolean>;
  printRecoveryKey(): Promise<void>;
  /** Under a passphrase, or into the system's keyring where none is given. */
  moveSecrets(passphrase: string | null): Promise<VaultView>;

  budgets(connection: number): Promise<BudgetsView>;
  /** Of the whole roster where no company is named; null puts the usual ones back. */
  setBudgets(connection: number, company: string | null, budgets: Budgets | null): Promise<BudgetsView>;
  /** Reads the audit trail through: the first event that is not as it was written, if any. */
  verifyTrail(): Promise<TrailView>;
  /** All that support would be given, as JSON: nothing about anybody. */
  diagnostics(): Promise<string>;
  /** The path, or null when the person closed the dialog. */
  saveDiagnostics(): Promise<string | null>;
  /** Which copies of the history there are. */
  backups(): Promise<BackupsView>;
  /** What is kept, for how long, and what is due. */
  retention(): Promise<RetentionView>;
  /** Notes that what is due was shown: a day later it goes by itself. */
  retentionSeen(): Promise<RetentionView>;
  setRetention(keep: KeepFor): Promise<RetentionView>;
  /** Deletes what is due. */
  deleteDue(): Promise<RetentionView>;
  /** How much is kept of the person whom an item of a job is about. */
  personKept(job: number, item: number): Promise<PersonKept>;
  /** Asks where, and writes all that is kept of them; null when the dialog was closed. */
  exportPerson(job: number, item: number, format: PersonFormat, words: DossierWords): Promise<string | null>;
  /** Erases them where `key` is theirs. */
  erasePerson(job: number, item: number, key: string): Promise<PersonErased>;

  protectedPeople(connection: number): Promise<ProtectedView[]>;
  /** Protects somebody of a plan; the plan stays as it was made. */
  protectPlanned(id: number, index: number): Promise<ProtectedView>;
  unprotectPerson(connection: number, person: number): Promise<ProtectedView[]>;

  connections(): Promise<ConnectionsView>;
  testConnection(form: ConnectionForm, onStep: (step: CheckStep) => void): Promise<CheckStep[]>;
  connectionDetails(form: ConnectionForm, traceId: string | null): Promise<string>;
  addConnection(form: ConnectionForm, opId: string): Promise<ConnectionView>;
  removeConnection(id: number, opId: string): Promise<void>;
  /** Tries another secret at Wellhub and keeps it in the place of the one before. */
  replaceSecret(id: number, secret: string, expiresOn: string | null, opId: string): Promise<ConnectionView>;
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
  /** Cells with a problem in the order of the sheet, a page at a time, at most 200. */
  problems(id: number, filter: ProblemFilter, offset: number, limit: number): Promise<ProblemPage>;
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
  /** The same with nothing masked, which the audit trail tells. */
  revealPlanned(id: number, index: number): Promise<PersonView>;
  /** Whether what is only written otherwise is sent too; the plan is made again against the same roster. */
  chooseCosmetic(id: number, send: boolean): Promise<ImportView>;
  /** Writes what the filter leaves of the plan; the path, or null when the person closed the dialog. */
  exportPlan(id: number, filter: PlanFilter, format: ReportFormat, words: ReportWords): Promise<string | null>;
  savePlan(id: number): Promise<string | null>; // path, or null when the person cancelled the dialog

  submit(id: number, choice: SubmitChoice, opId: string): Promise<JobView>;
  /** A page of jobs, at most 200. */
  jobs(filter: JobFilter, offset: number, limit: number): Promise<Page<JobSummary>>;
  job(id: number): Promise<JobView>;
  jobRows(id: number, filter: JobRowFilter, offset: number, limit: number): Promise<Page<JobRow>>;
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

  /** The roster as last read, in numbers; null where it was never read. Works without network, as all of this does. */
  rosterOverview(connection: number): Promise<RosterOverview | null>;
  /** A page of the people that a filter leaves, at most 200. */
  rosterPeople(
    connection: number,
    filter: PeopleFilter,
    offset: number,
    limit: number,
  ): Promise<Page<PersonRow>>;
  /** The row of somebody among those that a filter leaves, by their opaque id; null where they are not among them. */
  rosterPlace(connection: number, filter: PeopleFilter, id: string): Promise<number | null>;
  /** One person by their opaque id; null where they are not on the roster any more. */
  rosterPerson(connection: number, id: string): Promise<RosterPerson | null>;
  /** The same with nothing masked, which the audit trail tells. */
  revealPerson(connection: number, id: string): Promise<RosterPerson | null>;
  /** Whom an item of a job is about; null where nothing of it is kept any more. */
  rosterPersonOf(job: number, item: number): Promise<PersonOf | null>;
  /** Puts somebody of the roster on the list of those whom no file removes. */
  protectPerson(connection: number, id: string): Promise<ProtectedView>;
  /** Writes whom a filter leaves as a workbook; the path, or null when the person closed the dialog. */
  exportPeople(connection: number, filter: PeopleFilter, words: PeopleWords): Promise<string | null>;

  /** People and jobs of all that was ever sent; works without network. */
  searchHistory(wanted: HistoryWanted): Promise<HistoryFound>;
  /** All that was sent about the person of that item of a job; null where nothing of it is kept any more. */
  personStory(job: number, item: number): Promise<StoryView | null>;
  /** The same with nothing masked, which the audit trail tells. */
  revealStory(job: number, item: number): Promise<StoryView | null>;

  /** Writes what a search finds as a workbook; the path, or null when the person closed the dialog. */
  exportHistory(wanted: HistoryWanted, words: HistoryWords): Promise<string | null>;

  /** Calls back at every change of a job; returns what ends it. */
  onJob(callback: (job: JobView) => void): () => void;
  /** The window was asked to close while something is on its way to Wellhub; returns what ends it. */
  onCloseAsked(callback: () => void): () => void;
  /** Closes the window, once Wellhub has answered or at once. */
  closeWindow(closing: "answered" | "now"): Promise<void>;
  /** A notification about a job was clicked; returns what ends it. */
  /** A line of the window's menu that was chosen in the system's menu bar. */
  onMenuChosen(callback: (id: string) => void): () => void;
  onOpenJob(callback: (id: number) => void): () => void;
  /** Files dropped on the window, or opened through the system; also while a file is dragged over it. */
  onDrop(callback: (drop: { kind: "over" | "left" | "dropped"; path: string | null }) => void): () => void;
}
