/**
 * A job's answers and what the shell tells of it unasked, in their order: an answer is older than what was told while it
 * was awaited, and must never take its place.
 */
import type { Ipc, JobView } from "../../ipc/contract";

export class Following {
  readonly #told = new Map<number, JobView>();

  constructor(private readonly ipc: Ipc) {}

  /** Hands on what is told of any job; returns what ends it. */
  listen(take: (job: JobView) => void): () => void {
    return this.ipc.onJob((job) => {
      this.#told.set(job.id, job);
      take(job);
    });
  }

  /** The answer, or what was told of the same job since it was asked for. */
  async newest(ask: () => Promise<JobView>): Promise<JobView> {
    this.#told.clear();
    const answer = await ask();
    return this.#told.get(answer.id) ?? answer;
  }
}
