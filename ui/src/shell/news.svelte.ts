/**
 * What somebody who is elsewhere in the window is told of a job: that it ended, or waits for a person. Once for each
 * change, and never of the job that is on the screen.
 */
import type { JobState, JobView } from "../ipc/contract";
import { stateText } from "../features/jobs/states";
import { m } from "../messages";

/** States that are worth a word; what a person did themselves is not. */
const noteworthy = new Set<JobState>([
  "succeeded",
  "succeeded_with_errors",
  "approval_requested",
  "rejected",
  "server_error",
  "in_doubt",
  "failed",
]);

export class JobNews {
  /** The job on the screen. */
  watched = $state<number | null>(null);
  readonly #last: Record<number, string> = {};

  /** What is new about a job, in words; nothing where that was told before or is seen anyway. */
  heard(job: JobView): string | null {
    const paused = job.canResume && job.problem !== null;
    const news = noteworthy.has(job.status) ? job.status : paused ? "paused" : "under way";
    const known = this.#last[job.id] === news;
    this.#last[job.id] = news;
    if (known || news === "under way" || this.watched === job.id) return null;
    const about = { id: String(job.id), file: job.file };
    if (news === "paused") return m.job_news_paused(about);
    return m.job_news({ ...about, state: stateText(job.status, job.failed).text });
  }
}
