/**
 * The state of the people of a roster: how many there are of each kind, whom the filters leave, in which order, and the
 * reading of the roster. Everything is asked of what was read last; only `read` asks Wellhub. An answer to an older question
 * never replaces a newer one.
 */
import type {
  CommandError,
  ConnectionView,
  Ipc,
  Mark,
  PeopleFilter,
  PeopleOrder,
  PeopleWords,
  PersonRow,
  RosterOverview,
  RosterProgress,
} from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";
import { pageSize } from "../../kit/grid/window";

/** Typing on within this time, in milliseconds, asks once. */
const pause = 80;

export const everybody: PeopleFilter = {
  text: "",
  company: null,
  department: null,
  group: null,
  invitation: null,
  payroll: null,
  marks: [],
  order: "name",
  descending: false,
};

export class People {
  /** Undefined while it is asked for; null where the roster was never read. */
  overview = $state.raw<RosterOverview | null | undefined>(undefined);
  filter = $state.raw<PeopleFilter>(everybody);
  total = $state(0);
  /** Another number for each answer: the grid starts anew with it. */
  version = $state(0);
  ready = $state(false);
  /** Whether the next version is of the same people in the same order, so that the list stays where it is. */
  keep = $state(false);
  problem = $state.raw<CommandError | null>(null);
  /** Set while the roster is read. */
  progress = $state.raw<RosterProgress | null>(null);
  reading = $state(false);
  #first: PersonRow[] = [];
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ipc: Ipc,
    readonly connection: number,
    private readonly onConnection: (connection: ConnectionView) => void,
  ) {}

  /** Whether anything narrows the list. */
  get narrowed(): boolean {
    const { order, descending } = this.filter;
    return JSON.stringify(this.filter) !== JSON.stringify({ ...everybody, order, descending });
  }

  /** Asks for the numbers and the people anew; filters stay. */
  async load(): Promise<void> {
    const asked = (this.#asked += 1);
    try {
      const overview = await this.ipc.rosterOverview(this.connection);
      if (asked !== this.#asked) return;
      const keep = this.overview?.readAt === overview?.readAt && this.filter.marks.length === 0;
      this.overview = overview;
      this.problem = null;
      if (overview) await this.apply({}, keep);
    } catch (error) {
      if (asked === this.#asked) this.fail(error);
    }
  }

  /** Applies a change of the filter; the list stays where it is where `keep`. */
  async apply(change: Partial<PeopleFilter>, keep = false): Promise<void> {
    clearTimeout(this.#timer);
    const filter = (this.filter = { ...this.filter, ...change });
    const asked = (this.#asked += 1);
    try {
      const page = await this.ipc.rosterPeople(this.connection, filter, 0, pageSize);
      if (asked !== this.#asked) return;
      this.#first = page.rows;
      this.total = page.total;
      this.keep = keep;
      this.version += 1;
      this.ready = true;
      this.problem = null;
    } catch (error) {
      if (asked === this.#asked) this.fail(error);
    }
  }

  type(text: string): void {
    this.filter = { ...this.filter, text };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.apply({ text }), pause);
  }

  toggle(mark: Mark): Promise<void> {
    const { marks } = this.filter;
    return this.apply({
      marks: marks.includes(mark) ? marks.filter((each) => each !== mark) : [...marks, mark],
    });
  }

  /** Orders by something; by the same again the other way round. */
  sort(order: PeopleOrder): Promise<void> {
    const descending = this.filter.order === order && !this.filter.descending;
    return this.apply({ order, descending });
  }

  clear(): Promise<void> {
    const { order, descending } = this.filter;
    return this.apply({ ...everybody, order, descending });
  }

  readonly page = async (offset: number, limit: number): Promise<PersonRow[]> => {
    if (offset === 0) return this.#first;
    return (await this.ipc.rosterPeople(this.connection, this.filter, offset, limit)).rows;
  };

  /** Reads the roster whole; a second call while one runs does nothing. */
  async read(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    this.problem = null;
    this.progress = { pages: 0, people: 0, waitMs: null };
    try {
      const read = await this.ipc.readRoster(this.connection, (progress) => (this.progress = progress));
      this.onConnection(read);
      await this.load();
    } catch (error) {
      this.fail(error);
    } finally {
      this.reading = false;
      this.progress = null;
    }
  }

  async cancel(): Promise<void> {
    try {
      await this.ipc.cancelReading(this.connection);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Writes whom the filters leave as a workbook; the path, or null when the person closed the dialog. */
  export(words: PeopleWords): Promise<string | null> {
    return this.ipc.exportPeople(this.connection, this.filter, words);
  }

  /** Ends what waits. */
  leave(): void {
    clearTimeout(this.#timer);
  }

  readonly fail = (error: unknown): void => {
    this.problem = asCommandError(error);
  };
}
