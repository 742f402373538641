/**
 * The one person who is looked at: their record and story, asking for what is masked, protecting them; or whom a job was about
 * who is no longer on the roster. An answer about somebody else is dropped.
 */
import type { CommandError, Ipc, PersonOf, RosterPerson, StoryView } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";

/** Somebody whom an item of a job is about. */
export interface ItemOf {
  job: number;
  item: number;
}

export class Person {
  /** Whose id is open; null for nobody. */
  id = $state<string | null>(null);
  view = $state.raw<RosterPerson | null>(null);
  /** The id is on no roster as last read. */
  missing = $state(false);
  /** Whom a job was about, where they are not on the roster, and what was sent about them. */
  left = $state.raw<{ of: PersonOf; item: ItemOf; story: StoryView | "gone" | null } | null>(null);
  revealed = $state(false);
  busy = $state(false);
  problem = $state.raw<CommandError | null>(null);
  #asked = 0;

  constructor(
    private readonly ipc: Ipc,
    private readonly connection: number,
  ) {}

  get isOpen(): boolean {
    return this.id !== null || this.left !== null;
  }

  close(): void {
    this.#begin(null);
  }

  /** Opens somebody of the roster; who is open stays in sight until the answer is there. */
  async open(id: string): Promise<void> {
    const asked = this.#begin(id);
    await this.#try(asked, async () => {
      const view = await this.ipc.rosterPerson(this.connection, id);
      if (asked !== this.#asked) return;
      this.view = view;
      this.missing = view === null;
    });
  }

  /** Asks for whom is open anew, masked as at first: the roster was read again, something was sent, somebody was erased. */
  async again(): Promise<void> {
    if (this.id !== null) await this.open(this.id);
    else if (this.left) await this.follow(this.left.item);
  }

  /**
   * Looks for whom an item of a job is about: their id and connection where they are on the roster; null where they are not,
   * and then their story is told.
   */
  async follow(item: ItemOf): Promise<PersonOf | null> {
    const asked = this.#begin(null);
    let found: PersonOf | null = null;
    await this.#try(asked, async () => {
      const of = await this.ipc.rosterPersonOf(item.job, item.item);
      if (asked !== this.#asked) return;
      if (of && (of.id !== null || of.connection !== this.connection)) found = of;
      else if (of) {
        this.left = { of, item, story: null };
        const story = await this.ipc.personStory(item.job, item.item);
        if (asked === this.#asked) this.left = { of, item, story: story ?? "gone" };
      } else this.missing = true;
    });
    return found;
  }

  /** Asks for the masked values of whom is looked at. */
  async reveal(): Promise<void> {
    const [asked, id, left] = [this.#asked, this.id, this.left];
    await this.#try(asked, async () => {
      if (left) {
        const story = await this.ipc.revealStory(left.item.job, left.item.item);
        if (asked !== this.#asked) return;
        this.left = { ...left, story: story ?? "gone" };
        this.revealed = story !== null;
      }
      if (id === null) return;
      const view = await this.ipc.revealPerson(this.connection, id);
      if (asked !== this.#asked) return;
      this.view = view;
      this.missing = view === null;
      this.revealed = view !== null;
    });
  }

  /** Puts whom is looked at on the list of those whom no file removes, or takes them off; true when that was done. */
  async protect(on: boolean): Promise<boolean> {
    const { view } = this;
    if (!view || this.busy) return false;
    this.busy = true;
    const asked = this.#asked;
    let done = false;
    await this.#try(asked, async () => {
      const kept = on ? await this.ipc.protectPerson(this.connection, view.id) : await this.#unprotect(view);
      done = true;
      if (asked === this.#asked) this.view = { ...(this.view ?? view), protected: kept };
    });
    this.busy = false;
    return done;
  }

  async #unprotect({ protected: kept }: RosterPerson): Promise<null> {
    if (kept) await this.ipc.unprotectPerson(this.connection, kept.id);
    return null;
  }

  #begin(id: string | null): number {
    if (id === null) this.view = null;
    this.id = id;
    this.left = null;
    this.missing = false;
    this.problem = null;
    this.revealed = false;
    return (this.#asked += 1);
  }

  async #try(asked: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (asked === this.#asked) this.problem = asCommandError(error);
    }
  }
}
