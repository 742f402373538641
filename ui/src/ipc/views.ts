/*
 * What names findings, with codes as plain text, so that a screen can show a code that it does not know.
 */
import type {
  ColumnView,
  CompanyView,
  ConnectionView,
  Cosmetic,
  Counts,
  DepartmentCount,
  DriftView,
  FieldChangeView,
  FileView,
  FileWantedView,
  FixingView,
  GaugeView,
  Group,
  HiddenRows,
  ImportStep,
  Intent,
  JobErrorView,
  Kind,
  LaneView,
  MoveView,
  LastSent,
  Order,
  OtherView,
  ProtectedView,
  ReceiptView,
  ReadAsView,
  RecordField,
  Severity,
  SheetView,
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
  /** The job by which it is being sent. */
  job: number | null;
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

/** Which problems are wanted: of one code or of all, with these words anywhere in their row. */
export interface ProblemFilter {
  code: FindingCode | null;
  text: string;
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
  /** The other way round. */
  descending?: boolean;
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
  /** Their opaque id on the roster as last read; null where they are not on it. */
  onRoster: string | null;
}
