/**
 * The rows of a long list that are here. Fetches page by page, each once; an answer to an older question is dropped, and what
 * lies far from where one looks is let go.
 */
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { pageSize, pagesOf, type Range } from "./window";

export type Fetch<T> = (offset: number, limit: number) => Promise<T[]>;

/** So many pages are kept: twenty thousand rows. */
export const mostPages = 100;

/** Having come to rest, in milliseconds. */
const rest = 40;

export class Pages<T> {
  readonly #rows = new SvelteMap<number, readonly T[]>();
  readonly #asked = new SvelteSet<number>();
  #generation = 0;
  #followed: Range = { first: 0, end: 0 };
  #fetch: Fetch<T>;

  constructor(fetch: Fetch<T>) {
    this.#fetch = fetch;
  }

  /** Forgets everything: another filter, another order, an edited row. Rows stay in sight until their page answers where `keep`. */
  reset(fetch: Fetch<T>, keep = false): void {
    this.#fetch = fetch;
    this.#generation += 1;
    this.#asked.clear();
    if (!keep) this.#rows.clear();
  }

  /** The row at an index, or undefined while its page is on the way. */
  at(index: number): T | undefined {
    return this.#rows.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** The rows among these that are here, in their order. */
  within({ first, end }: Range): { row: T; index: number }[] {
    const pages = [...this.#rows.keys()].sort((one, other) => one - other);
    return pages.flatMap((page) =>
      (this.#rows.get(page) ?? [])
        .map((row, n) => ({ row, index: page * pageSize + n }))
        .filter(({ index }) => index >= first && index < end),
    );
  }

  /** Asks for the pages that hold these rows and were not asked for yet. A failed page may be asked for again. */
  async want(range: Range): Promise<void> {
    const generation = this.#generation;
    const missing = pagesOf(range).filter((page) => !this.#asked.has(page));
    if (missing.length > 0) this.#forgetFar(Math.floor(range.first / pageSize));
    await Promise.all(missing.map((page) => this.#load(page, generation)));
  }

  /**
   * Asks for what is in sight: at once beside what was in sight last, and after a leap once one has come to rest, so that
   * dragging the thumb asks for no page that nobody sees. Returns what ends the waiting.
   */
  follow(range: Range, fail: (error: unknown) => void): () => void {
    const isBeside =
      range.first <= this.#followed.end + pageSize && range.end + pageSize >= this.#followed.first;
    this.#followed = range;
    const ask = () => void this.want(range).catch(fail);
    if (isBeside) ask();
    const waiting = isBeside ? undefined : setTimeout(ask, rest);
    return () => clearTimeout(waiting);
  }

  async #load(page: number, generation: number): Promise<void> {
    this.#asked.add(page);
    try {
      const rows = await this.#fetch(page * pageSize, pageSize);
      if (generation === this.#generation) this.#rows.set(page, rows);
    } catch (error) {
      if (generation === this.#generation) this.#asked.delete(page);
      throw error;
    }
  }

  #forgetFar(from: number): void {
    if (this.#rows.size < mostPages) return;
    const far = (page: number) => Math.abs(page - from);
    const pages = [...this.#rows.keys()].sort((one, other) => far(other) - far(one));
    // Half of them at once, so that this is done seldom.
    for (const page of pages.slice(0, pages.length - mostPages / 2)) {
      this.#rows.delete(page);
      this.#asked.delete(page);
    }
  }
}
