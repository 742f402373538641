/** What is kept, for how long, and what is due. Whoever is shown what is due has been told: a day later it goes by itself. */
import type { CommandError, Ipc, KeepFor, RetentionView } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";

type Part = Pick<Ipc, "retention" | "retentionSeen" | "setRetention" | "deleteDue">;

export class Retention {
  view = $state.raw<RetentionView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  busy = $state(false);

  constructor(private readonly ipc: Part) {}

  /** Reads what is kept, and where something is due notes that it is shown now. */
  async load(): Promise<void> {
    await this.#ask(async () => {
      const view = await this.ipc.retention();
      return view.due && view.goesAt === null ? this.ipc.retentionSeen() : view;
    });
  }

  /** Sets how long is kept; what a shorter time makes due is shown with the answer. */
  async keep(keep: KeepFor): Promise<boolean> {
    return this.#ask(async () => {
      const view = await this.ipc.setRetention(keep);
      return view.due && view.goesAt === null ? this.ipc.retentionSeen() : view;
    });
  }

  async deleteNow(): Promise<boolean> {
    return this.#ask(() => this.ipc.deleteDue());
  }

  async #ask(question: () => Promise<RetentionView>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      this.view = await question();
      return true;
    } catch (error) {
      this.problem = asCommandError(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
