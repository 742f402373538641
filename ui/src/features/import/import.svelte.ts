/**
 * One import, from the file to the job: the one place that asks the core and keeps its last answer.
 * Which step is looked at is the window's; how far the import has come is the core's. Must never decide what may be sent.
 */
import type {
  BulkFix,
  CommandError,
  FirstRows,
  ImportStep,
  ImportView,
  Intent,
  Ipc,
  JobView,
  Lane,
  RosterProgress,
} from "../../ipc/contract";
import { Following } from "../jobs/following";
import { asCommandError } from "../../ipc/errors";
import { draftOf, isChanged, troubles, type ColumnsDraft } from "./columns";
import { laneToSend } from "./lanes";
import { Papers } from "./papers";
import { Protection } from "./protection.svelte";
import { fileStops } from "./stops";

export const steps: readonly ImportStep[] = ["intent", "file", "columns", "fix", "review", "submit"];

export type Work = "open" | "save" | "plan" | "send" | "export" | "takeBack";
export interface Release {
  /** The hash of the plan whose names were read. */
  plan: string;
  count: number;
  reason: string;
}

/** A file on its way in: how many rows are read, and its first ones to look at. */
export interface Opening {
  path: string;
  rows: number;
  first: FirstRows | null;
}

export class ImportState {
  view = $state.raw<ImportView | null>(null);
  step = $state<ImportStep>("intent");
  /** What is being waited for. */
  busy = $state<Work | null>(null);
  progress = $state.raw<RosterProgress | null>(null);
  /** The file that is being read. */
  opening = $state.raw<Opening | null>(null);
  error = $state.raw<CommandError | null>(null);
  /** Tries what failed once more, where that changes nothing at Wellhub. */
  again = $state.raw<(() => void) | null>(null);
  /** What the person chose for the columns and has not continued with yet. */
  draft = $state.raw<ColumnsDraft>({ columns: [], company: null, phoneCountry: null });
  job = $state.raw<JobView | null>(null);
  /** Grows whenever rows of the file or of the plan may read differently. */
  revision = $state(0);
  readonly protection: Protection;
  /** What is written for others of this import, and taken back. */
  readonly papers: Papers;
  #cancelled = false;
  #intention: { of: string; opId: string } | null = null;
  readonly #following: Following;
  readonly #ipc: Ipc;
  readonly #connection: number;
  readonly #newId: () => string;

  constructor(ipc: Ipc, connection: number, newId: () => string = () => crypto.randomUUID()) {
    this.#ipc = ipc;
    this.#connection = connection;
    this.#following = new Following(ipc);
    this.protection = new Protection(ipc, connection);
    this.#newId = newId;
    this.papers = new Papers(
      ipc,
      (work, act) => this.#withView(work, act),
      (view) => this.#take(view),
    );
  }

  get ipc(): Ipc {
    return this.#ipc;
  }

  /** Steps that may be entered: each up to where the core is, Review only while its plan stands. */
  reached(step: ImportStep): boolean {
    if (!this.view) return false;
    if (this.job) return step === "submit" || (step === "review" && this.view.plan !== null);
    if (step === "submit") return false;
    if (step === "review") return this.view.plan !== null;
    return (
      step === "intent" || (this.view.intent !== null && steps.indexOf(step) <= steps.indexOf(this.view.step))
    );
  }

  /** Opens a file; an intent that was declared stays declared (safety R1). */
  async open(path: string): Promise<void> {
    this.opening = { path, rows: 0, first: null };
    await this.#work(
      "open",
      async () => {
        // The first rows are for looking at; what is wrong with the file is told by the reading itself.
        void this.#ipc.firstRows(path).then(
          (first) => this.#openingChanges(path, { first }),
          () => undefined,
        );
        const view = await this.#ipc.openImport(this.#connection, path, ({ rows }) =>
          this.#openingChanges(path, { rows }),
        );
        if (!view) return;
        this.#take(view);
        this.job = null;
        this.step = this.view?.intent ? "file" : "intent";
      },
      () => void this.open(path),
    );
    this.opening = null;
  }

  /** Stops the reading of the file; the import before it, if any, stays. */
  async cancelOpening(): Promise<void> {
    await this.#ipc.cancelFile(this.#connection).catch(() => undefined);
  }

  #openingChanges(path: string, change: Partial<Opening>): void {
    if (this.opening?.path === path) this.opening = { ...this.opening, ...change };
  }

  /** Takes up an unfinished import where it was left, at its job where that is under way. */
  async restore(): Promise<void> {
    await this.#work(
      "open",
      async () => {
        const found = await this.#ipc.currentImport(this.#connection);
        if (!found) return;
        this.#take(found);
        this.step = found.step === "submit" || (found.step === "review" && !found.plan) ? "fix" : found.step;
        if (found.plan) this.step = "review";
        const { job } = found;
        if (job === null) return;
        this.job = await this.#following.newest(() => this.#ipc.job(job));
        this.step = "submit";
      },
      () => void this.restore(),
    );
  }

  async discard(): Promise<boolean> {
    return this.#withView("save", async ({ id }) => {
      await this.#ipc.discardImport(id);
      this.view = null;
      this.job = null;
      this.step = "intent";
    });
  }

  /** Enters a step that was reached. Choices for the columns are kept first, so that a step ahead shows what they do. */
  async go(step: ImportStep): Promise<void> {
    if (!this.reached(step) || this.busy) return;
    if (this.step === "columns" && this.#draftChanged && !(await this.#saveColumns())) return;
    if (this.reached(step)) this.step = step;
  }

  back(): Promise<void> {
    const before = steps[steps.indexOf(this.step) - 1];
    return before ? this.go(before) : Promise.resolve();
  }

  async chooseIntent(intent: Intent): Promise<boolean> {
    return this.#change((id) => this.#ipc.chooseIntent(id, intent));
  }

  async chooseSheet(change: {
    sheet?: string;
    headerRow?: number;
    hidden?: "include" | "exclude";
    encoding?: string;
    delimiter?: string;
  }): Promise<boolean> {
    return this.#withView("save", async (view) => {
      const { file } = view;
      const sheet = change.sheet ?? view.sheet;
      // Another sheet and other delimiters have another header: the core looks for it anew.
      const same = sheet === view.sheet && change.delimiter === undefined;
      const headerRow = change.headerRow ?? (same ? view.headerRow : null);
      const hidden = change.hidden ?? (same ? view.hidden : null);
      // What was seen is said again where there was a choice: else an earlier choice would be taken back unseen.
      const encoding = change.encoding ?? (file.encodings.length > 1 ? file.encoding : null);
      const delimiter = change.delimiter ?? (file.delimiters.length > 1 ? file.delimiter : null);
      const choice = { sheet, headerRow, hidden, encoding, delimiter };
      this.#take(await this.#ipc.chooseSheet(view.id, choice));
    });
  }

  async accept(code: string, accept: boolean): Promise<boolean> {
    return this.#change((id) => this.#ipc.acceptFinding(id, code, accept));
  }

  async edit(row: number, column: number, text: string): Promise<boolean> {
    return this.#change((id) => this.#ipc.editCell(id, row, column, text));
  }

  async leaveOut(rows: number[], out: boolean): Promise<boolean> {
    return this.#change((id) => this.#ipc.leaveOut(id, rows, out));
  }

  /** Many cells or rows at once, as one step of undo. */
  async bulk(bulk: BulkFix): Promise<boolean> {
    return this.#change((id) => this.#ipc.bulkFix(id, bulk));
  }

  async undo(): Promise<boolean> {
    return this.view?.canUndo ? this.#change((id) => this.#ipc.undoEdit(id)) : false;
  }

  async redo(): Promise<boolean> {
    return this.view?.canRedo ? this.#change((id) => this.#ipc.redoEdit(id)) : false;
  }

  /** Whether the step's main action can be taken; the step says why where it cannot. */
  get canContinue(): boolean {
    const view = this.view;
    if (!view || this.busy) return false;
    switch (this.step) {
      case "intent":
        return view.intent !== null;
      case "file":
        return fileStops(view).length === 0;
      case "columns":
        return troubles(this.draft, view).length === 0;
      case "fix":
        return !view.blocked;
      case "review":
        return (
          view.plan !== null &&
          !view.plan.blocked &&
          laneToSend(view.plan) !== null &&
          !this.protection.isAfter(view.plan.madeAt)
        );
      case "submit":
        return false;
    }
  }

  /** The main action of the step. */
  async proceed(): Promise<void> {
    if (!this.canContinue || !this.view) return;
    switch (this.step) {
      case "intent":
        this.step = "file";
        break;
      case "file":
        // Said to the core even when nothing was changed: it is what the person saw and went on with.
        if (await this.chooseSheet({})) this.step = "columns";
        break;
      case "columns":
        if (await this.#saveColumns()) this.step = "fix";
        break;
      case "fix":
        await this.plan();
        break;
      case "review": {
        const lane = this.view.plan && laneToSend(this.view.plan);
        if (lane) await this.send(lane, null);
        break;
      }
    }
  }

  /** Reads Wellhub's list and compares; Review follows. */
  async plan(): Promise<boolean> {
    this.#cancelled = false;
    this.progress = null;
    const done = await this.#withView(
      "plan",
      async ({ id }) => {
        const view = await this.#ipc.makePlan(id, (progress) => (this.progress = progress));
        if (this.#cancelled) return;
        this.#take(view);
        this.step = "review";
      },
      () => void this.plan(),
    );
    if (this.#cancelled) this.error = null;
    return done && !this.#cancelled;
  }

  /** Stops the reading of Wellhub's list; nothing was changed by it. */
  async cancelPlan(): Promise<void> {
    this.#cancelled = true;
    await this.#ipc.cancelReading(this.#connection).catch(() => undefined);
  }

  /** Sends a lane of the plan. A repeated try of the same intention carries the same id, so that nothing is done twice. */
  async send(lane: Lane, release: Release | null): Promise<boolean> {
    return this.#withView("send", async (view) => {
      if (!view.plan) return;
      const of = JSON.stringify([view.plan.hash, lane, release]);
      if (this.#intention?.of !== of) this.#intention = { of, opId: this.#newId() };
      const { opId } = this.#intention;
      this.job = await this.#following.newest(() => this.#ipc.submit(view.id, { lane, release }, opId));
      this.#intention = null;
      this.step = "submit";
    });
  }

  /** Shows an error that a list met on its own. */
  fail(error: unknown): void {
    this.again = null;
    this.error = asCommandError(error);
  }

  /** Says whether what is only written otherwise is sent too; the plan is made again. */
  async chooseCosmetic(send: boolean): Promise<void> {
    await this.#withView("save", async ({ id }) => this.#take(await this.#ipc.chooseCosmetic(id, send)));
  }

  async stopJob(): Promise<void> {
    const job = this.job;
    if (job?.canStop) await this.#act(() => this.#ipc.stopJob(job.id, this.#newId()));
  }

  async resumeJob(): Promise<void> {
    const job = this.job;
    if (job?.canResume) await this.#act(() => this.#ipc.resumeJob(job.id, this.#newId()));
  }

  /** Returns from a sent lane to what is still held in the plan. */
  async backToHeld(): Promise<void> {
    const job = this.job;
    this.job = null;
    await this.restore();
    if (this.step !== "review") this.job = job;
  }

  /** Leaves a sent job for the import that mends what was refused of it. */
  async backToFix(): Promise<void> {
    this.job = null;
    await this.restore();
  }

  /** Follows the job that was sent; returns what ends it. */
  follow(): () => void {
    return this.#following.listen((job) => {
      if (job.id === this.job?.id) this.job = job;
    });
  }

  #act(act: () => Promise<JobView>): Promise<boolean> {
    return this.#work("save", async () => void (this.job = await this.#following.newest(act)));
  }

  get #draftChanged(): boolean {
    return this.view !== null && isChanged(this.draft, this.view);
  }

  #saveColumns(): Promise<boolean> {
    return this.#change((id) => this.#ipc.chooseColumns(id, this.draft));
  }

  #change(ask: (id: number) => Promise<ImportView>): Promise<boolean> {
    return this.#withView("save", async ({ id }) => this.#take(await ask(id)));
  }

  #withView(work: Work, act: (view: ImportView) => Promise<void>, again?: () => void): Promise<boolean> {
    const view = this.view;
    return view ? this.#work(work, () => act(view), again) : Promise.resolve(false);
  }

  /** One piece of work at a time; its error is shown until the next begins. */
  async #work(work: Work, act: () => Promise<void>, again?: () => void): Promise<boolean> {
    if (this.busy) return false;
    this.busy = work;
    this.error = null;
    this.again = again ?? null;
    try {
      await act();
      return true;
    } catch (error) {
      this.error = asCommandError(error);
      return false;
    } finally {
      this.busy = null;
      this.progress = null;
    }
  }

  #take(view: ImportView): void {
    this.view = view;
    this.draft = draftOf(view);
    this.revision += 1;
    if (!this.reached(this.step) && this.step !== "submit") this.step = view.intent ? "file" : "intent";
  }
}
