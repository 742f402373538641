/** The state of the list of jobs: what was searched, what was found. An answer to an older search never replaces a newer one. */
import type { CommandError, Ipc, JobSummary } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";

export class Jobs {
  list = $state.raw<JobSummary[] | null>(null);
  text = $state("");
  problem = $state.raw<CommandError | null>(null);
  #asked = 0;

  constructor(
    private readonly ipc: Ipc,
    private readonly connection: number,
  ) {}

  search(text: string): Promise<void> {
    this.text = text;
    return this.load();
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const found = await this.ipc.jobs(this.connection, this.text);
      if (asked !== this.#asked) return;
      this.list = found;
      this.problem = null;
    } catch (error) {
      if (asked === this.#asked) this.problem = asCommandError(error);
    }
  }
}
