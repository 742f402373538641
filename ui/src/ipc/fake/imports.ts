/** The twin's import: a roster of 1,231 rows with planted trouble, re-enterable at each step. */
import type {
  FirstRows,
  ImportView,
  Ipc,
  JobRow,
  JobView,
  PlanRow,
  PreviewRow,
  ProblemFilter,
  ReportFormat,
} from "../contract";
import type { Connections } from "./connections";
import { Edits } from "./edits";
import type { Guards } from "./guards";
import { filtered, personOf, planRowsOf, planViewOf } from "./plan";
import { after, failure, type Scenario } from "./scenario";
import { opened, previewRows, readAs } from "./table";

type Part = Pick<
  Ipc,
  | "pickFile"
  | "openImport"
  | "cancelFile"
  | "firstRows"
  | "currentImport"
  | "discardImport"
  | "chooseIntent"
  | "chooseSheet"
  | "chooseColumns"
  | "previewRows"
  | "problems"
  | "editCell"
  | "leaveOut"
  | "bulkPreview"
  | "bulkFix"
  | "exportProblems"
  | "takeBack"
  | "undoEdit"
  | "redoEdit"
  | "acceptFinding"
  | "makePlan"
  | "planRows"
  | "planPerson"
  | "revealPlanned"
  | "chooseCosmetic"
  | "exportPlan"
  | "savePlan"
>;

export class Imports implements Part {
  #open: ImportView | null = null;
  #rows: PlanRow[] = [];
  #edits = new Edits();
  #stopped = false;

  constructor(
    private readonly scenario: Scenario,
    private readonly connections: Connections,
    private readonly guards: Guards,
    private readonly underWay: () => number | null,
  ) {}

  /** A row of the plan as it was made. */
  rowAt(index: number): PlanRow | undefined {
    return this.#rows[index];
  }

  /** Name of the unfinished import's file, for the desk. */
  get waiting(): string | null {
    return this.#open?.file.name ?? null;
  }

  private view(id: number): ImportView {
    if (this.#open?.id !== id) throw failure("not_found");
    return this.#open;
  }

  private change(id: number, change: Partial<ImportView>): ImportView {
    const next = { ...this.view(id), ...change };
    const asked = next.hidden !== null || next.receipt.hidden === 0;
    next.findings = next.findings.map((each) =>
      each.code === "hidden_rows" ? { ...each, severity: asked ? "inform" : "block" } : each,
    );
    next.blocked = !asked || !next.columns.some((each) => each.field === "employee_id");
    return (this.#open = next);
  }

  async pickFile(): Promise<string | null> {
    return `/home/user/Folha_outubro.${this.scenario === "text" ? "csv" : "xlsx"}`;
  }

  async cancelFile(): Promise<void> {
    this.#stopped = true;
  }

  async firstRows(path: string): Promise<FirstRows> {
    await after(30);
    const view = opened(path, this.scenario) as ImportView;
    return { sheet: view.sheet, rows: previewRows(view, 0, 12).map((row) => row.cells) };
  }

  async openImport(
    connection: number,
    path: string,
    onProgress: Parameters<Ipc["openImport"]>[2],
  ): Promise<ImportView | null> {
    this.#stopped = false;
    for (let rows = 100; rows <= 400; rows += 100) {
      await after(this.scenario === "huge" ? 1200 : 60);
      if (this.#stopped) return null;
      onProgress({ rows });
    }
    if (path.endsWith(".txt")) throw failure("file_unreadable", "zip: invalid end of central directory");
    this.#rows = [];
    this.#edits.clear();
    this.#open = {
      ...(opened(path, this.scenario) as ImportView),
      ...this.#edits.state,
      id: 7,
      connection: this.connections.get(connection),
      step: this.#open?.intent ? "file" : "intent",
      intent: this.#open?.intent ?? null,
      hidden: null,
      companies: [{ taxId: "12.345.678/0001-95", name: "Aurora Têxtil S.A." }],
      company: null,
      phoneCountry: null,
      blocked: true,
      job: null,
    };
    return this.#open;
  }

  /** Opens the spreadsheet of a job at its refused cells. */
  fix(job: JobView, refused: JobRow[]): ImportView {
    this.#rows = [];
    this.#edits.clear();
    this.#edits.refuse(refused);
    this.#open = {
      ...(opened(job.file, this.scenario) as ImportView),
      ...this.#edits.state,
      id: 8,
      connection: job.connection,
      step: "fix",
      intent: job.intent,
      hidden: "include",
      companies: [{ taxId: "12.345.678/0001-95", name: "Aurora Têxtil S.A." }],
      company: null,
      phoneCountry: null,
      blocked: false,
    };
    const people = refused.length;
    const fixing = { job: job.id, rows: people, people, refused: people, sameFile: true };
    return (this.#open = { ...this.#open, fixing });
  }

  async currentImport(connection: number): Promise<ImportView | null> {
    const open = this.#open;
    return open?.connection.id === connection ? { ...open, job: open.plan && this.underWay() } : null;
  }

  async discardImport(): Promise<void> {
    this.#open = null;
  }

  async chooseIntent(id: number, intent: ImportView["intent"]): Promise<ImportView> {
    return this.change(id, { intent, step: "file", plan: null });
  }

  async chooseSheet(id: number, choice: Parameters<Ipc["chooseSheet"]>[1]): Promise<ImportView> {
    const view = this.view(id);
    return this.change(id, {
      sheet: choice.sheet,
      file: readAs(view.file, choice),
      headerRow: choice.headerRow ?? view.headerRow,
      hidden: choice.hidden ?? view.hidden,
      step: "columns",
      plan: null,
    });
  }

  async chooseColumns(id: number, choice: Parameters<Ipc["chooseColumns"]>[1]): Promise<ImportView> {
    const chosen = new Map(choice.columns.map((each) => [each.column, each]));
    const next = this.view(id).columns.map((each) => {
      const now = chosen.get(each.column);
      if (!now) return each;
      const means = new Map(now.values.map((value) => [value.text, value.means]));
      const values = each.values.map((value) => ({ ...value, means: means.get(value.text) ?? value.means }));
      const reason = now.field === each.field ? each.reason : "chosen";
      return { ...each, field: now.field, blank: now.blank, join: now.join, values, reason };
    });
    const { company, phoneCountry } = choice;
    return this.change(id, { columns: next, company, phoneCountry, step: "fix", plan: null });
  }

  async previewRows(id: number, offset: number, limit: number): Promise<PreviewRow[]> {
    return previewRows(this.view(id), offset, limit);
  }

  async problems(id: number, filter: ProblemFilter, offset: number, limit: number) {
    this.view(id);
    return this.#edits.problems(filter, offset, limit);
  }

  /** The import after something was done to its corrections. */
  private edited(id: number, act: () => void): ImportView {
    this.view(id);
    act();
    const state = this.#edits.state;
    const { fixing } = this.view(id);
    return this.change(id, { ...state, fixing: fixing && { ...fixing, refused: state.problems } });
  }

  async editCell(id: number, row: number, column: number, text: string): Promise<ImportView> {
    return this.edited(id, () => this.#edits.edit(row, column, text));
  }

  async leaveOut(id: number, rows: number[], out: boolean): Promise<ImportView> {
    return this.edited(id, () => this.#edits.leaveOut(rows, out));
  }

  async bulkPreview(id: number, bulk: Parameters<Ipc["bulkPreview"]>[1]) {
    this.view(id);
    await after(60);
    return this.#edits.preview(bulk);
  }

  async bulkFix(id: number, bulk: Parameters<Ipc["bulkFix"]>[1]): Promise<ImportView> {
    return this.edited(id, () => this.#edits.bulk(bulk));
  }

  async exportProblems(id: number) {
    await after(200);
    return { rows: this.view(id).problems };
  }

  async takeBack(id: number) {
    await after(200);
    let told = { rows: 0, cells: 0 };
    const view = this.edited(id, () => (told = this.#edits.takeBack()));
    return { ...told, view };
  }

  async undoEdit(id: number): Promise<ImportView> {
    return this.edited(id, () => this.#edits.undo());
  }

  async redoEdit(id: number): Promise<ImportView> {
    return this.edited(id, () => this.#edits.redo());
  }

  async acceptFinding(id: number, code: string, accepted: boolean): Promise<ImportView> {
    const findings = this.view(id).findings.map((each) =>
      each.code === code ? { ...each, accepted } : each,
    );
    return this.change(id, { findings });
  }

  async makePlan(id: number, onProgress: Parameters<Ipc["makePlan"]>[1]): Promise<ImportView> {
    if (this.scenario === "offline") throw failure("no_network", "connection refused");
    for (let page = 1; page <= 7; page++) {
      await after(90);
      onProgress({ pages: page, people: Math.min(page * 200, 1_243), waitMs: null });
    }
    this.#rows = planRowsOf(this.scenario, this.guards.keys);
    const { fixing } = this.view(id);
    if (fixing) this.#rows = this.#rows.filter((row) => row.kind === "new").slice(0, fixing.people);
    const plan = planViewOf(this.#rows, this.scenario === "huge" ? 100_000 : 1_243);
    const intent = this.view(id).intent ?? "full";
    const madeAt = this.guards.keys.size > 0 ? "2026-11-16T14:25:00Z" : plan.madeAt;
    return this.change(id, { plan: { ...plan, intent, madeAt }, step: "review" });
  }

  async planRows(id: number, filter: Parameters<Ipc["planRows"]>[1], offset: number, limit: number) {
    this.view(id);
    return filtered(this.#rows, filter, offset, limit);
  }

  async planPerson(id: number, index: number) {
    this.view(id);
    const row = this.#rows[index];
    if (!row) throw failure("not_found");
    return { ...personOf(row), protected: this.guards.about(row) };
  }

  async revealPlanned(id: number, index: number) {
    const person = await this.planPerson(id, index);
    return { ...person, record: person.record.map((field) => ({ ...field, masked: false })) };
  }

  async chooseCosmetic(id: number, send: boolean): Promise<ImportView> {
    const { plan } = this.view(id);
    if (!plan) throw failure("not_found");
    return this.change(id, { plan: { ...plan, cosmetic: { ...plan.cosmetic, sent: send } } });
  }

  async exportPlan(_id: number, _filter: unknown, format: ReportFormat): Promise<string | null> {
    return `/home/user/Folha_outubro (Rollcall).${format === "page" ? "html" : "xlsx"}`;
  }

  async savePlan(): Promise<string | null> {
    return "/home/user/Folha_outubro.rollcall-plan";
  }
}
