/**
 * The state of the people of a roster: how many there are of each kind, whom the filters leave, in which order, and the
 * reading of the roster. Everything is asked of what was read last; only `read` asks Wellhub.
 */
import type {
  ConnectionView,
  Ipc,
  Mark,
  PeopleFilter,
  PeopleWords,
  PersonRow,
  RosterOverview,
} from "../../ipc/contract";
import { Listing } from "../../shell/listing.svelte";
import { RosterReading } from "./reading.svelte";

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

export class People extends Listing<PeopleFilter, PersonRow> {
  /** Undefined while it is asked for; null where the roster was never read. */
  overview = $state.raw<RosterOverview | null | undefined>(undefined);
  readonly reading: RosterReading;
  #overviews = 0;

  constructor(
    private readonly ipc: Ipc,
    readonly connection: number,
    onConnection: (connection: ConnectionView) => void,
  ) {
    super(everybody, (filter, offset, limit) => ipc.rosterPeople(connection, filter, offset, limit));
    const taken = (read: ConnectionView) => {
      onConnection(read);
      return this.load();
    };
    this.reading = new RosterReading(ipc, connection, taken, this.fail);
  }

  /** Whether anything narrows the list. */
  get narrowed(): boolean {
    const { order, descending } = this.filter;
    return JSON.stringify(this.filter) !== JSON.stringify({ ...everybody, order, descending });
  }

  /** Asks for the numbers and the people anew; filters stay. */
  async load(): Promise<void> {
    const asked = (this.#overviews += 1);
    try {
      const overview = await this.ipc.rosterOverview(this.connection);
      if (asked !== this.#overviews) return;
      const keep = this.overview?.readAt === overview?.readAt && this.filter.marks.length === 0;
      this.overview = overview;
      this.problem = null;
      if (overview) await this.apply({}, keep);
    } catch (error) {
      if (asked === this.#overviews) this.fail(error);
    }
  }

  toggle(mark: Mark): Promise<void> {
    const { marks } = this.filter;
    return this.apply({
      marks: marks.includes(mark) ? marks.filter((each) => each !== mark) : [...marks, mark],
    });
  }

  clear(): Promise<void> {
    const { order, descending } = this.filter;
    return this.apply({ ...everybody, order, descending });
  }

  /** The row in which somebody stands under the filters, by their id; null where they are not among them. */
  async placeOf(id: string): Promise<number | null> {
    try {
      return await this.ipc.rosterPlace(this.connection, this.filter, id);
    } catch (error) {
      this.fail(error);
      return null;
    }
  }

  /** Reads the roster whole. */
  read(): Promise<void> {
    this.problem = null;
    return this.reading.read();
  }

  /** Writes whom the filters leave as a workbook; the path, or null when the person closed the dialog. */
  export(words: PeopleWords): Promise<string | null> {
    return this.ipc.exportPeople(this.connection, this.filter, words);
  }
}
