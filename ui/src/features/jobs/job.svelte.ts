/** The state of one job: what the shell tells while it runs, its rows by filter, stopping and resuming. */
import type { CommandError, Ipc, ItemOrder, JobRow, JobRowFilter, JobView } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";
import { Following } from "./following";

const orders: readonly ItemOrder[] = ["operation", "name", "key", "result", "row"];

export class Job {
  view = $state.raw<JobView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  filter = $state.raw<JobRowFilter>({ result: null, text: "" });
  total = $state(0);
  busy = $state(false);
  readonly #following: Following;

  constructor(
    private readonly ipc: Ipc,
    readonly id: number,
  ) {
    this.#following = new Following(ipc);
  }

  /** What makes the rows other rows: the filter, and how far the job is. */
  readonly version = $derived(
    JSON.stringify([
      this.filter,
      this.view?.endedAt,
      this.view?.succeeded,
      this.view?.failed,
      this.view?.unprocessed,
      this.view?.unknown,
    ]),
  );

  /** Follows the job and reads it, in this order, so that no end is missed; returns what ends the following. */
  follow(): () => void {
    const end = this.#following.listen((job) => {
      if (job.id === this.id) this.#take(job);
    });
    void this.load();
    return end;
  }

  load(): Promise<void> {
    return this.#try(async () => this.#take(await this.#following.newest(() => this.ipc.job(this.id))));
  }

  #take(job: JobView): void {
    this.view = job;
  }

  /** Counts the rows that the filter leaves. */
  count(): Promise<void> {
    const filter = this.filter;
    return this.#try(async () => {
      const { total } = await this.ipc.jobRows(this.id, filter, 0, 0);
      if (filter === this.filter) this.total = total;
    });
  }

  async rows(offset: number, limit: number): Promise<JobRow[]> {
    const filter = this.filter;
    const page = await this.ipc.jobRows(this.id, filter, offset, limit);
    if (filter === this.filter) this.total = page.total;
    return page.rows;
  }

  /** Shows the rows of one result alone; the same again shows all. */
  toggle(result: JobRow["result"]): void {
    this.filter = { ...this.filter, result: this.filter.result === result ? null : result };
  }

  /** The order of a column; none while the rows stand as they were sent. */
  get sorting(): { by: string; descending: boolean } | null {
    const { order = "sent", descending = false } = this.filter;
    return order === "sent" ? null : { by: order, descending };
  }

  sort({ by, descending }: { by: string; descending: boolean }): void {
    const order = orders.find((each) => each === by);
    if (order) this.filter = { ...this.filter, order, descending };
  }

  find(text: string): void {
    this.filter = { ...this.filter, text };
  }

  stop(): Promise<void> {
    return this.#act((opId) => this.ipc.stopJob(this.id, opId));
  }

  resume(): Promise<void> {
    return this.#act((opId) => this.ipc.resumeJob(this.id, opId));
  }

  /** Gives the job up; whether that was done. */
  async giveUp(reason: string): Promise<boolean> {
    const words = reason.trim();
    if (words === "") return false;
    await this.#act((opId) => this.ipc.giveUpJob(this.id, words, opId));
    return this.problem === null;
  }

  fail(error: unknown): void {
    this.problem = asCommandError(error);
  }

  /** One intention, one id: a click while it runs does nothing. */
  async #act(act: (opId: string) => Promise<JobView>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const opId = crypto.randomUUID();
    await this.#try(async () => this.#take(await this.#following.newest(() => act(opId))));
    this.busy = false;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      this.problem = null;
      await work();
    } catch (error) {
      this.fail(error);
    }
  }
}
