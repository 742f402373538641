/** The twin's jobs: a past that is read, and one that runs before your eyes. */
import type {
  ConnectionView,
  ImportView,
  Ipc,
  ItemOrder,
  JobFilter,
  JobOrder,
  JobRow,
  JobSummary,
  JobView,
  Lane,
  Page,
  ReportFormat,
  TakeUpKind,
  TakeUpView,
} from "../contract";
import { people } from "./company";
import { history, past, stepNames, stepsAt, withoutRows } from "./pastJobs";
import { failure, type Scenario } from "./scenario";

type Part = Pick<
  Ipc,
  | "submit"
  | "jobs"
  | "job"
  | "jobRows"
  | "stopJob"
  | "resumeJob"
  | "planTakeUp"
  | "sendTakeUp"
  | "giveUpJob"
  | "fixJob"
  | "exportJob"
  | "onJob"
>;

/** How two rows stand to each other under an order. */
function orderOf(order: ItemOrder): (one: JobRow, other: JobRow) => number {
  if (order === "sent") return () => 0;
  if (order === "row") return (one, other) => (one.row ?? Infinity) - (other.row ?? Infinity) || 0;
  return (one, other) => one[order].localeCompare(other[order]);
}

/** What waits for a person first, what is done last. */
const standing = [
  "in_doubt",
  "approval_requested",
  "sending",
  "stopped",
  "succeeded_with_errors",
  "succeeded",
];

const jobOrders: Record<JobOrder, (one: JobSummary, other: JobSummary) => number> = {
  when: (one, other) => one.id - other.id,
  file: (one, other) => one.file.localeCompare(other.file),
  intent: (one, other) => one.intent.localeCompare(other.intent),
  items: (one, other) => one.items - other.items,
  succeeded: (one, other) => one.succeeded - other.succeeded,
  failed: (one, other) => one.failed - other.failed,
  state: (one, other) => standing.indexOf(one.status) - standing.indexOf(other.status),
};

function summary(job: JobView): JobSummary {
  const { id, createdAt, file, intent, lane, status, succeeded, failed, items } = job;
  const { environment, name } = job.connection;
  return {
    id,
    createdAt,
    file,
    intent,
    lane,
    environment,
    connection: name,
    status,
    succeeded,
    failed,
    items,
    undoes: job.undoes,
    retries: job.retries,
  };
}

export class Jobs implements Part {
  #jobs = [...history];
  #listeners = new Set<(job: JobView) => void>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly connectionOf: () => ConnectionView,
    private readonly fix: (job: JobView, rows: JobRow[]) => ImportView = () => {
      throw failure("not_found");
    },
    scenario: Scenario = "usual",
  ) {
    if (scenario === "fresh") this.#jobs = [];
    if (scenario === "kept") this.#jobs = withoutRows(history, 11);
  }

  /** The latest first. */
  summaries(): JobSummary[] {
    return this.#jobs.map(summary);
  }

  /** The job that runs before your eyes, while it does. */
  get underWay(): number | null {
    return this.#jobs.find((job) => job.id === 15 && job.endedAt === null)?.id ?? null;
  }

  async jobs(filter: JobFilter, offset: number, limit: number): Promise<Page<JobSummary>> {
    const { connection, order = "when", descending = false } = filter;
    const wanted = filter.text.trim().toLowerCase();
    const found = this.#jobs
      .filter((job) => connection === null || job.connection.id === connection)
      .map(summary)
      .filter((job) => `${job.id} ${job.file} ${job.status}`.toLowerCase().includes(wanted));
    const by = jobOrders[order];
    const rows = found.sort((one, other) => by(one, other) * (descending ? -1 : 1) || other.id - one.id);
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  }

  async job(id: number): Promise<JobView> {
    const found = this.#jobs.find((each) => each.id === id);
    if (!found) throw failure("not_found");
    return found;
  }

  async submit(_id: number, choice: { lane: Lane }): Promise<JobView> {
    const counts = { create: 12, update: 48, delete: choice.lane === "safe" ? 0 : 31 };
    const items = 40_000;
    const job: JobView = {
      ...past(15, "2026-11-16T14:30:00Z", "Folha_outubro.xlsx", "sending", counts),
      connection: this.connectionOf(),
      lane: choice.lane,
      endedAt: null,
      statistics: null,
      items,
      itemsSent: 0,
      batches: items / 500,
      batchesSent: 0,
      succeeded: 0,
      heldLeft: 31 - counts.delete,
      setAside: 3,
      canStop: true,
    };
    this.#jobs = [job, ...this.#jobs.filter((each) => each.id !== 15)];
    this.#run(15);
    return this.job(15);
  }

  #run(id: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      const job = this.#jobs.find((each) => each.id === id);
      if (!job || job.endedAt || job.status === "stopped") clearInterval(this.#timer);
      else this.#put(advanced(job));
    }, 250);
  }

  #put(job: JobView): JobView {
    this.#jobs = this.#jobs.map((each) => (each.id === job.id ? job : each));
    for (const listener of this.#listeners) listener(job);
    return job;
  }

  async jobRows(id: number, filter: Parameters<Ipc["jobRows"]>[1], offset: number, limit: number) {
    const rows = rowsOf(await this.job(id)).filter(
      (row) =>
        (filter.result === null || row.result === filter.result) &&
        `${row.name} ${row.key}`.toLowerCase().includes(filter.text.trim().toLowerCase()),
    );
    const by = orderOf(filter.order ?? "sent");
    const ordered = rows.toSorted((one, other) => by(one, other) * (filter.descending ? -1 : 1));
    return { total: rows.length, rows: ordered.slice(offset, offset + limit) };
  }

  async stopJob(id: number): Promise<JobView> {
    const job = await this.job(id);
    return this.#put({
      ...job,
      status: "stopped",
      canStop: false,
      canResume: true,
      waitMs: null,
      remainingMs: null,
    });
  }

  async resumeJob(id: number): Promise<JobView> {
    const job = await this.job(id);
    this.#run(id);
    return this.#put({ ...job, status: "sending", canStop: true, canResume: false });
  }

  /** The plan that was shown last. */
  #shown: TakeUpView | null = null;

  async planTakeUp(id: number, kind: TakeUpKind): Promise<TakeUpView> {
    this.#shown = takeUp(await this.job(id), kind);
    return this.#shown;
  }

  async sendTakeUp(plan: string): Promise<JobView> {
    const shown = this.#shown;
    if (shown?.plan !== plan) throw failure("plan_stale");
    const of = await this.job(shown.job);
    const undoes = plan.startsWith("undo") ? of.id : null;
    const job = {
      ...past(16, "2026-11-16T15:02:00Z", of.file, "succeeded", shown.counts),
      undoes,
      retries: undoes === null ? of.id : null,
    };
    const others = this.#jobs.filter((each) => each.id !== job.id);
    const by = undoes === null ? { retriedBy: [job.id] } : { undoneBy: [job.id] };
    this.#jobs = [job, ...others.map((each) => (each.id === of.id ? { ...each, ...by } : each))];
    return job;
  }

  async giveUpJob(id: number, reason: string): Promise<JobView> {
    const job = await this.job(id);
    return this.#put({
      ...job,
      status: "given_up",
      endedAt: "2026-11-16T15:00:00Z",
      unknown: job.items,
      canResume: false,
      canGiveUp: false,
      canPlanRest: true,
      givenUp: reason,
    });
  }

  async fixJob(id: number, path: string | null) {
    const job = await this.job(id);
    if (!job.canFix) throw failure("nothing_to_send");
    // Of the leavers' list nothing is kept any more.
    const lost = job.file.endsWith(".csv") && path === null;
    if (lost) return { import: null, wanted: { file: job.file, because: "missing" as const } };
    const refused = rowsOf(job).filter((row) => row.result === "failed");
    return { import: this.fix(job, refused), wanted: null };
  }

  async exportJob(id: number, format: ReportFormat): Promise<string | null> {
    const { file } = await this.job(id);
    return `/home/user/${file.replace(/\.\w+$/, "")} (Rollcall ${id}).${format === "page" ? "html" : "xlsx"}`;
  }

  onJob(callback: (job: JobView) => void): () => void {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }
}

/** One tick of a running job: batches first, then each later step. */
function advanced(job: JobView): JobView {
  const params = {
    roster: { people: "1243", pages: "7", setAside: "3" },
    create: { remoteId: job.remoteId ?? "" },
    items: { batch: String(job.batchesSent + 1), bytes: "212000" },
  };
  if (job.batchesSent < job.batches) {
    const batchesSent = Math.min(job.batches, job.batchesSent + 4);
    const left = job.batches - batchesSent;
    return {
      ...job,
      batchesSent,
      itemsSent: batchesSent * 500,
      waitMs: 1_200,
      remainingMs: left * 1_200 + 12_000,
      steps: stepsAt(2, job.createdAt, params),
    };
  }
  const at = job.steps.findIndex((step) => step.state === "now");
  const next = at + 1;
  const done = next >= stepNames.length;
  return {
    ...job,
    waitMs: null,
    remainingMs: done ? null : (stepNames.length - next) * 400,
    steps: stepsAt(next, job.createdAt, params),
    canStop: next < 4,
    status: done
      ? "succeeded"
      : ((["verifying", "submitting", "processing", "processing"] as const)[next - 3] ?? "processing"),
    endedAt: done ? new Date(Date.parse(job.createdAt) + 62_000).toISOString() : null,
    succeeded: done ? job.items : 0,
    statistics: done
      ? { newcomers: job.counts.create, updaters: job.counts.update, leavers: job.counts.delete }
      : null,
  };
}

function resultOf(job: JobView, failed: boolean): JobRow["result"] {
  if (job.status === "given_up") return "unknown";
  if (job.endedAt === null) return "waiting";
  return failed ? "failed" : "succeeded";
}

function rowsOf(job: JobView): JobRow[] {
  const { create, update } = job.counts;
  return people(Math.min(job.items, 2_000)).map((person, index): JobRow => {
    const failed = index < job.failed;
    return {
      item: index,
      changeNumber: index + 1,
      row: index + 4,
      operation: index < create ? "CREATE" : index < create + update ? "UPDATE" : "DELETE",
      key: person.key,
      name: person.name,
      result: resultOf(job, failed),
      errors: failed
        ? [
            {
              field: "email",
              code: index ? "WRONG_FORMAT" : "DUPLICATED",
              value: person.email,
              cell: `D${index + 4}`,
              recovered: false,
            },
          ]
        : [],
    };
  });
}

/** Newcomers leave again, leavers come back; one record changed since, and one stands as before already. */
function takeUp(job: JobView, kind: TakeUpKind): TakeUpView {
  const names = people(Math.min(job.items, 60)).map(({ name, key }) => ({ name, key }));
  const undo = kind === "undo";
  const counts = undo
    ? { create: job.counts.delete, update: job.counts.update, delete: job.counts.create }
    : { create: job.failed + job.unprocessed + job.unknown, update: 0, delete: 0 };
  const held = undo ? names.slice(0, counts.delete) : [];
  const free = counts.create + counts.update;
  const [kept, lost] = [names.at(-1), names.at(-2)];
  return {
    job: job.id,
    plan: `${kind}-${job.id}`,
    counts,
    people: names
      .slice(held.length, held.length + free)
      .map((one) => ({ ...one, operation: undo ? "UPDATE" : "CREATE" })),
    held: held.map((one) => ({ ...one, operation: "DELETE" })),
    reasons: held.length > 0 ? ["mass_removal"] : [],
    kept:
      undo && kept
        ? [
            {
              person: { ...kept, operation: "UPDATE" },
              differences: [{ field: "department", expected: "Vendas", found: "Logística" }],
            },
          ]
        : [],
    impossible:
      undo && lost
        ? [{ person: { ...lost, operation: "UPDATE" }, reason: "nothing_to_restore", fields: [] }]
        : [],
    items: undo ? counts.create + counts.update + counts.delete : job.failed + job.unprocessed + job.unknown,
    blocked: false,
  };
}
