/** What of a plan is looked at: filters, order, the page of people, one person. Must never change the plan. */
import type {
  ChangeKind,
  Group,
  Ipc,
  PersonView,
  PlanFilter,
  PlanPage,
  PlanRow,
  ProtectedView,
} from "../../ipc/contract";
import { Listing } from "../../shell/listing.svelte";

export const everything: PlanFilter = {
  kinds: [],
  held: null,
  lane: null,
  protected: null,
  finding: null,
  reason: null,
  department: null,
  text: "",
  order: "kind",
};

const orders: readonly PlanFilter["order"][] = ["kind", "name", "department", "row"];

export class ReviewState extends Listing<PlanFilter, PlanRow, PlanPage> {
  /** How the people stand together. */
  groups = $state.raw<Group[]>([]);
  selected = $state<number | null>(null);
  person = $state.raw<PersonView | null>(null);
  #askedPerson = 0;
  readonly #ipc: Ipc;
  readonly #importId: number;

  constructor(ipc: Ipc, importId: number) {
    super(everything, (filter, offset, limit) => ipc.planRows(importId, filter, offset, limit));
    this.#ipc = ipc;
    this.#importId = importId;
  }

  /** Whether anything narrows the list. */
  get narrowed(): boolean {
    const { kinds, held, lane, protected: kept, finding, reason, department, text } = this.filter;
    const chosen = [held, lane, kept, finding, reason, department].some((part) => part !== null);
    return chosen || kinds.length > 0 || text !== "";
  }

  toggleKind(kind: ChangeKind): Promise<void> {
    const { kinds } = this.filter;
    const next = kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind];
    return this.apply({ kinds: next });
  }

  toggleHeld(): Promise<void> {
    return this.apply({ held: this.filter.held ? null : true });
  }

  toggleFinding(code: string): Promise<void> {
    return this.apply({ finding: this.filter.finding === code ? null : code });
  }

  toggleReason(code: string): Promise<void> {
    return this.apply({ reason: this.filter.reason === code ? null : code });
  }

  /** Puts the rows in the order of a column. */
  sort({ by, descending }: { by: string; descending: boolean }): Promise<void> {
    const order = orders.find((each) => each === by);
    return order ? this.apply({ order, descending }) : Promise.resolve();
  }

  clear(): Promise<void> {
    const { order, descending } = this.filter;
    return this.apply({ ...everything, order, descending });
  }

  async show(row: PlanRow): Promise<void> {
    const asked = (this.#askedPerson += 1);
    try {
      const person = await this.#ipc.planPerson(this.#importId, row.index);
      if (asked === this.#askedPerson) this.person = person;
    } catch (error) {
      if (asked === this.#askedPerson) this.fail(error);
    }
  }

  /** Asks for the masked values of whom is looked at. */
  async reveal(): Promise<void> {
    const asked = this.#askedPerson;
    const index = this.person?.row.index;
    if (index === undefined) return;
    try {
      const person = await this.#ipc.revealPlanned(this.#importId, index);
      if (asked === this.#askedPerson) this.person = person;
    } catch (error) {
      if (asked === this.#askedPerson) this.fail(error);
    }
  }

  /** Says of somebody that they are protected now, where they are still looked at. */
  nowProtected(index: number, made: ProtectedView): void {
    if (this.person?.row.index === index) this.person = { ...this.person, protected: made };
  }

  /** Whoever comes first is looked at. */
  protected override async arrived({ rows: [first], groups }: PlanPage): Promise<void> {
    this.groups = groups;
    this.selected = first ? 0 : null;
    this.#askedPerson += 1;
    this.person = null;
    if (first) await this.show(first);
  }
}
