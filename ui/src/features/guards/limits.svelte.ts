/** The limits of one connection, for its whole roster or for one of its companies. Must never offer to turn one off. */
import type { BudgetsView, Budgets, CommandError, Ipc } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";
import { budgetsOf, draftOf, entries, valuesOf, wrongs, type Draft, type Entry, type Wrong } from "./bounds";

const nothing = Object.fromEntries(entries.map((entry) => [entry, ""])) as Draft;

export class Limits {
  view = $state.raw<BudgetsView | null>(null);
  /** The tax id of the company that is looked at; null for the whole roster. */
  company = $state<string | null>(null);
  draft = $state<Draft>(nothing);
  /** What could not be read. */
  problem = $state.raw<CommandError | null>(null);
  /** What was not taken. */
  refusal = $state.raw<CommandError | null>(null);
  busy = $state(false);

  constructor(
    private readonly ipc: Ipc,
    private readonly connection: number,
  ) {}

  /** The company's own limits; null where it has none, and for the whole roster. */
  readonly own = $derived(
    this.view?.companies.find((each) => each.company === this.company)?.budgets ?? null,
  );
  /** What holds for what is looked at. */
  readonly standing = $derived<Budgets | null>(this.own ?? this.view?.whole ?? null);
  /** Whether there is something to put back. */
  readonly isSet = $derived(this.company === null ? this.view?.set === true : this.own !== null);
  readonly wrong: Partial<Record<Entry, Wrong>> = $derived(wrongs(this.draft));
  /** The limits as typed, where nothing is wrong with them. */
  readonly typed = $derived(this.view ? budgetsOf(this.draft, this.standing ?? this.view.usual) : null);
  readonly isChanged = $derived.by(() => {
    if (!this.standing) return false;
    const values = valuesOf(this.standing);
    return entries.some((entry) => this.draft[entry].trim() !== String(values[entry]));
  });

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.#take(await this.ipc.budgets(this.connection));
    } catch (error) {
      this.problem = asCommandError(error);
    }
  }

  /** Looks at the whole roster or at one company; what was typed and not saved is left behind. */
  choose(company: string | null): void {
    this.company = company;
    this.refusal = null;
    if (this.standing) this.draft = draftOf(this.standing);
  }

  /** Sets what was typed; true when it holds now. */
  save(): Promise<boolean> {
    return this.typed ? this.#set(this.typed) : Promise.resolve(false);
  }

  /** Puts the usual limits back, or those of the whole roster for a company. */
  reset(): Promise<boolean> {
    return this.#set(null);
  }

  async #set(budgets: Budgets | null): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refusal = null;
    try {
      this.#take(await this.ipc.setBudgets(this.connection, this.company, budgets));
      return true;
    } catch (error) {
      this.refusal = asCommandError(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #take(view: BudgetsView): void {
    this.view = view;
    if (this.standing) this.draft = draftOf(this.standing);
  }
}
