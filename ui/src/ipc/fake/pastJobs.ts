/** The twin's past: jobs that were sent before the window opened, the latest first. */
import type { JobStepView, JobView } from "../contract";
import { aurora } from "./connections";

export const stepNames = ["roster", "create", "items", "readback", "submit", "process", "verify"] as const;

export function stepsAt(
  now: number,
  at: string,
  params: Partial<Record<JobStepView["step"], Record<string, string>>>,
) {
  return stepNames.map((step, index): JobStepView => {
    const state = index < now ? "done" : index === now ? "now" : "todo";
    const startedAt = index <= now ? at : null;
    const endedAt = index < now ? new Date(Date.parse(at) + 900).toISOString() : null;
    return { step, state, startedAt, endedAt, params: params[step] ?? {} };
  });
}

export function past(
  id: number,
  createdAt: string,
  file: string,
  status: JobView["status"],
  counts: JobView["counts"],
  failed = 0,
): JobView {
  const items = counts.create + counts.update + counts.delete;
  return {
    id,
    remoteId: `152f4e34-da90-4c9c-9867-9280952a6b${60 + id}`,
    connection: aurora,
    file,
    intent: counts.create ? "full" : "leavers",
    lane: counts.delete ? "all" : "safe",
    createdAt,
    endedAt: new Date(Date.parse(createdAt) + 184_000).toISOString(),
    status,
    wireStatus: status.toUpperCase(),
    steps: stepsAt(7, createdAt, { roster: { people: "1243", pages: "7" }, items: { items: String(items) } }),
    items,
    itemsSent: items,
    batches: 1,
    batchesSent: 1,
    waitMs: null,
    remainingMs: null,
    statistics: { newcomers: counts.create, updaters: counts.update, leavers: counts.delete },
    counts,
    succeeded: items - failed,
    failed,
    unprocessed: 0,
    unknown: 0,
    refused: failed,
    setAside: 0,
    differences: [],
    changedSince: [],
    heldLeft: id === 14 ? 31 : 0,
    interrupted: false,
    canStop: false,
    canResume: false,
    canUndo: status.startsWith("succeeded"),
    canPlanRest: failed > 0,
    canGiveUp: false,
    canFix: failed > 0,
    givenUp: null,
    undoes: null,
    retries: null,
    undoneBy: [],
    retriedBy: [],
    rowsGone: null,
    problem: null,
  };
}

/** The same past, with the rows of one job deleted. */
export function withoutRows(jobs: JobView[], id: number): JobView[] {
  const rowsGone = { at: "2026-11-15T08:00:00Z", days: 90 };
  return jobs.map((job) => (job.id === id ? { ...job, rowsGone, canUndo: false, canFix: false } : job));
}

export const history: JobView[] = [
  {
    ...past(14, "2026-11-16T14:05:00Z", "Folha_outubro.xlsx", "succeeded", {
      create: 12,
      update: 48,
      delete: 0,
    }),
    retries: 13,
  },
  {
    ...past(
      13,
      "2026-10-09T09:30:00Z",
      "Folha_setembro.xlsx",
      "succeeded_with_errors",
      { create: 16, update: 71, delete: 4 },
      3,
    ),
    retriedBy: [14],
  },
  past(
    12,
    "2026-10-01T08:12:00Z",
    "desligados.csv",
    "succeeded_with_errors",
    { create: 0, update: 0, delete: 9 },
    1,
  ),
  past(11, "2026-09-11T09:12:00Z", "Folha_agosto.xlsx", "succeeded", { create: 40, update: 22, delete: 11 }),
  past(10, "2026-08-10T13:41:00Z", "Folha_julho.xlsx", "approval_requested", {
    create: 2,
    update: 5,
    delete: 130,
  }),
  {
    ...past(9, "2026-07-09T10:20:00Z", "Folha_junho.xlsx", "in_doubt", { create: 3, update: 4, delete: 0 }),
    endedAt: null,
    wireStatus: null,
    statistics: null,
    steps: stepsAt(4, "2026-07-09T10:20:00Z", {}),
    succeeded: 0,
    canResume: true,
    canGiveUp: true,
  },
];
