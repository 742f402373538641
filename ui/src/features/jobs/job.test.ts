import { describe, expect, it, vi } from "vitest";
import type { Ipc, JobSummary, JobView, Page } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { failure } from "../../ipc/fake/scenario";
import { Job } from "./job.svelte";
import { Jobs } from "./jobs.svelte";
import { stateText } from "./states";

const sample = await fakeIpc().job(13);

function stub(part: Partial<Ipc>): Ipc {
  return { job: () => Promise.resolve(sample), onJob: () => () => undefined, ...part } as Ipc;
}

const settled = () => new Promise((done) => setTimeout(done));

describe("Job", () => {
  it("follows its own job alone, until it is left", async () => {
    let tell: (job: JobView) => void = () => undefined;
    const end = vi.fn();
    const job = new Job(stub({ onJob: (callback) => ((tell = callback), end) }), 13);
    const leave = job.follow();
    await settled();
    tell({ ...sample, id: 99, succeeded: 1 });
    expect(job.view?.succeeded).toBe(sample.succeeded);
    tell({ ...sample, succeeded: 5 });
    expect(job.view?.succeeded).toBe(5);
    leave();
    expect(end).toHaveBeenCalledOnce();
  });

  it("keeps what was told while the job was read, even its end", async () => {
    let tell: (job: JobView) => void = () => undefined;
    let answer: (job: JobView) => void = () => undefined;
    const ipc = stub({
      onJob: (callback) => ((tell = callback), () => undefined),
      job: () => new Promise<JobView>((done) => (answer = done)),
    });
    const job = new Job(ipc, 13);
    job.follow();
    tell({ ...sample, status: "succeeded", succeeded: 7 });
    answer({ ...sample, status: "processing", succeeded: 0 });
    await settled();
    expect([job.view?.status, job.view?.succeeded]).toEqual(["succeeded", 7]);
  });

  it("says why a job cannot be opened", async () => {
    const job = new Job(stub({ job: () => Promise.reject(failure("not_found")) }), 404);
    job.follow();
    await settled();
    expect(job.problem?.code).toBe("not_found");
  });

  it("stops once, however often it is clicked", async () => {
    const stopJob = vi.fn(() => Promise.resolve({ ...sample, status: "stopped" as const }));
    const job = new Job(stub({ stopJob }), 13);
    await Promise.all([job.stop(), job.stop()]);
    expect(stopJob).toHaveBeenCalledTimes(1);
    expect(job.view?.status).toBe("stopped");
  });

  it("asks again after a failure, as a new intention", async () => {
    const ids: string[] = [];
    const resumeJob = vi.fn((_: number, opId: string) => {
      ids.push(opId);
      return ids.length === 1 ? Promise.reject(failure("no_network")) : Promise.resolve(sample);
    });
    const job = new Job(stub({ resumeJob }), 13);
    await job.resume();
    expect(job.problem?.code).toBe("no_network");
    await job.resume();
    expect(job.problem).toBeNull();
    expect(new Set(ids).size).toBe(2);
  });

  it("filters by result and takes the filter back", () => {
    const job = new Job(stub({}), 13);
    job.toggle("failed");
    expect(job.filter.result).toBe("failed");
    job.toggle("failed");
    expect(job.filter.result).toBeNull();
  });

  it("puts its rows in the order of a column that has one, and keeps it while they are filtered", async () => {
    const job = new Job(fakeIpc(), 13);
    const names = async () => (await job.rows(0, 100)).map((row) => row.name);
    const sent = await names();
    expect(job.sorting).toBeNull();
    job.sort({ by: "name", descending: true });
    const sorted = await names();
    expect(sorted).toEqual(sent.toSorted((one, other) => other.localeCompare(one)));
    expect(sorted).not.toEqual(sent);
    job.sort({ by: "said", descending: false });
    job.toggle("failed");
    expect(job.sorting).toEqual({ by: "name", descending: true });
  });

  it("reads other rows when the filter or the outcome changes, not for progress", () => {
    const job = new Job(stub({}), 13);
    job.view = sample;
    const before = job.version;
    job.view = { ...sample, itemsSent: sample.itemsSent + 1 };
    expect(job.version).toBe(before);
    job.find("ana");
    expect(job.version).not.toBe(before);
  });
});

describe("Jobs", () => {
  const page = (...ids: number[]) => ({ total: ids.length, rows: ids.map((id) => ({ id }) as JobSummary) });
  const ids = async (jobs: Jobs) => (await jobs.page(0, 200)).map(({ id }) => id);

  it("drops the answer to an older search", async () => {
    const answers: ((found: Page<JobSummary>) => void)[] = [];
    const jobs = new Jobs({ jobs: () => new Promise((done) => answers.push(done)) } as unknown as Ipc, 1);
    const searches = [jobs.apply({ text: "a" }), jobs.apply({ text: "ab" })];
    answers[1]?.(page(2));
    answers[0]?.(page(1));
    await Promise.all(searches);
    expect(await ids(jobs)).toEqual([2]);
  });

  it("keeps the list when a later reading fails", async () => {
    const read = vi
      .fn<Ipc["jobs"]>()
      .mockResolvedValueOnce(page(1))
      .mockRejectedValueOnce(failure("history_busy"));
    const jobs = new Jobs({ jobs: read } as unknown as Ipc, 1);
    await jobs.load();
    await jobs.load();
    expect(await ids(jobs)).toEqual([1]);
    expect(jobs.problem?.code).toBe("history_busy");
  });

  it("begins with the newest, in the order of a title that sorts and of no other", async () => {
    const jobs = new Jobs(fakeIpc(), 1);
    await jobs.load();
    expect(await ids(jobs)).toEqual([14, 13, 12, 11, 10, 9]);
    await jobs.sort({ by: "failed", descending: true });
    expect((await ids(jobs)).slice(0, 3)).toEqual([13, 12, 14]);
    await jobs.sort({ by: "nothing", descending: true });
    expect(jobs.sorting).toEqual({ by: "failed", descending: true });
    // What is newest comes first when one begins to sort by it.
    await jobs.sort({ by: "when", descending: false });
    expect(jobs.sorting).toEqual({ by: "when", descending: true });
    await jobs.sort({ by: "when", descending: false });
    expect((await ids(jobs))[0]).toBe(9);
  });

  it("stays where it is for news alone", async () => {
    const jobs = new Jobs(fakeIpc(), 1);
    await jobs.load();
    expect(jobs.keep).toBe(false);
    await jobs.load();
    expect(jobs.keep).toBe(true);
    expect(jobs.placed(({ id }) => id === 12)).toBe(2);
    // News while somebody types: it is another list.
    jobs.type("csv");
    await jobs.load();
    expect([jobs.keep, jobs.total, jobs.placed(({ id }) => id === 14)]).toEqual([false, 1, null]);
  });
});

describe("stateText", () => {
  it("counts the rows that failed", () => {
    expect(stateText("succeeded_with_errors", 3).text).toBe("3 row errors");
    expect(stateText("succeeded_with_errors", 1).text).toBe("1 row error");
    expect(stateText("succeeded", 0).tone).toBe("new");
  });
});
