/** The people of one connection whom no file removes, and taking one off the list, which is asked about first. */
import type { BudgetsView, CommandError, Ipc, ProtectedView } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";

export class ProtectedPeople {
  list = $state.raw<ProtectedView[] | null>(null);
  /** The companies of the connection, to name them. */
  companies = $state.raw<BudgetsView["companies"]>([]);
  /** Whom it is asked about. */
  asking = $state.raw<ProtectedView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  busy = $state(false);

  constructor(
    private readonly ipc: Ipc,
    private readonly connection: number,
  ) {}

  load(): Promise<void> {
    return this.#read(async () => {
      const [people, { companies }] = await Promise.all([
        this.ipc.protectedPeople(this.connection),
        this.ipc.budgets(this.connection),
      ]);
      this.companies = companies;
      return people;
    });
  }

  /** Takes the person off the list that was asked about; true when they are. */
  async remove(): Promise<boolean> {
    const gone = this.asking;
    if (!gone || this.busy) return false;
    await this.#read(() => this.ipc.unprotectPerson(this.connection, gone.id));
    this.asking = null;
    return this.problem === null;
  }

  async #read(ask: () => Promise<ProtectedView[]>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      this.list = await ask();
    } catch (error) {
      this.problem = asCommandError(error);
    } finally {
      this.busy = false;
    }
  }
}
