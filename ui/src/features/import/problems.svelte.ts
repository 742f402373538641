/**
 * The cells with a problem that are looked through: of one rule or of all, with words anywhere in their row, in the order of
 * the sheet. Which of them is looked at stays with its place, since a cell that was mended is there no more.
 */
import type { Ipc, ProblemFilter, ProblemPage, ProblemRow } from "../../ipc/contract";
import { pageSize } from "../../kit/grid/window";
import { placeOf } from "./refused";

/** Typing on within this time, in milliseconds, asks once. */
const pause = 120;

export class Problems {
  filter = $state.raw<ProblemFilter>({ code: null, text: "" });
  /** What stands in the search; it is looked for once the typing rests. */
  text = $state("");
  page = $state.raw<ProblemPage | null>(null);
  /** Another number for each answer. */
  version = $state(0);
  /** The place that is looked at, and the cell there. */
  selected = $state<number | null>(null);
  picked = $state.raw<ProblemRow | null>(null);
  #asked = 0;
  #aimed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ipc: Ipc,
    private readonly id: () => number,
    private readonly fail: (error: unknown) => void,
    /** The rule that is looked at first. */
    code: string | null,
    /** The cell that is looked at first, such as B17; where it says it in another cell, the same row is. */
    private readonly aim?: string,
  ) {
    this.filter = { code, text: "" };
  }

  /** Asks anew under the filter; the place that `aim` means, the first time. */
  async load(): Promise<number | null> {
    const [mine, filter] = [(this.#asked += 1), this.filter];
    try {
      const answer = await this.ipc.problems(this.id(), filter, 0, pageSize);
      if (mine !== this.#asked) return null;
      // The last cell of a rule is mended: what else is wrong comes into sight.
      if (filter.code !== null && filter.text === "" && answer.total === 0) {
        this.choose(null);
        return null;
      }
      this.page = answer;
      this.version += 1;
      await this.#pickAgain(answer);
      const aimed = await this.#take(answer);
      return aimed;
    } catch (error) {
      this.fail(error);
      return null;
    }
  }

  readonly rows = async (offset: number, limit: number): Promise<ProblemRow[]> => {
    if (offset === 0) return this.page?.rows ?? [];
    return (await this.ipc.problems(this.id(), this.filter, offset, limit)).rows;
  };

  /** Looks at one rule alone, or at all. */
  choose(code: string | null): void {
    this.#narrow({ ...this.filter, code });
  }

  /** Looks for words, once the typing rests. */
  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#narrow({ ...this.filter, text: text.trim() }), pause);
  }

  /** Takes the search back at once. */
  clear(): void {
    clearTimeout(this.#timer);
    this.text = "";
    this.#narrow({ ...this.filter, text: "" });
  }

  /** Ends what waits. */
  leave(): void {
    clearTimeout(this.#timer);
  }

  #narrow(filter: ProblemFilter): void {
    if (filter.code === this.filter.code && filter.text === this.filter.text) return;
    this.filter = filter;
    this.selected = null;
    this.picked = null;
  }

  /** Looks for the cell that was asked for, page by page, and stands on it. */
  async #take(answer: ProblemPage): Promise<number | null> {
    if (this.#aimed || this.aim === undefined) return null;
    this.#aimed = true;
    const [mine, rows] = [this.#asked, [...answer.rows]];
    while (placeOf(this.aim, rows) < 0 && rows.length < answer.total) {
      const more = await this.rows(rows.length, pageSize);
      if (more.length === 0 || mine !== this.#asked) return null;
      rows.push(...more);
    }
    const index = placeOf(this.aim, rows);
    if (index < 0) return null;
    this.selected = index;
    this.picked = rows[index] ?? null;
    return index;
  }

  /** After an edit the row at the same place is looked at: the one that was mended may be gone. */
  async #pickAgain(answer: ProblemPage): Promise<void> {
    if (this.selected === null) return;
    const index = Math.min(this.selected, answer.total - 1);
    this.selected = index < 0 ? null : index;
    if (index < 0) this.picked = null;
    else this.picked = answer.rows[index] ?? (await this.#rowAt(index));
  }

  async #rowAt(index: number): Promise<ProblemRow | null> {
    return (await this.ipc.problems(this.id(), this.filter, index, 1)).rows[0] ?? null;
  }
}
