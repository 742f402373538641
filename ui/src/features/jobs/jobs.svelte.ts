/** The state of the list of jobs: what was searched, in which order, and what that leaves. */
import type { Ipc, JobFilter, JobOrder, JobSummary } from "../../ipc/contract";
import { Listing } from "../../shell/listing.svelte";

const orders: readonly JobOrder[] = ["when", "file", "intent", "items", "succeeded", "failed", "state"];

export class Jobs extends Listing<Required<JobFilter>, JobSummary> {
  constructor(ipc: Ipc, connection: number) {
    const newest = { connection, text: "", order: "when", descending: true } as const;
    super(newest, (filter, offset, limit) => ipc.jobs(filter, offset, limit));
  }

  /** Asks anew; the list stays where it is. */
  load(): Promise<void> {
    return this.apply({}, true);
  }

  get sorting(): { by: string; descending: boolean } {
    return { by: this.filter.order, descending: this.filter.descending };
  }

  /** What is newest comes first when one begins to sort by when. */
  async sort({ by, descending }: { by: string; descending: boolean }): Promise<void> {
    const order = orders.find((each) => each === by);
    if (order === undefined) return;
    const begins = order !== this.filter.order;
    await this.apply({ order, descending: begins && order === "when" ? true : descending });
  }
}
