/** The rows of a long list that are here already. Fetches page by page, each once; an answer to an older question is dropped. */
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { pageSize, pagesOf, type Range } from "./window";

export type Fetch<T> = (offset: number, limit: number) => Promise<T[]>;

export class Pages<T> {
  readonly #rows = new SvelteMap<number, readonly T[]>();
  readonly #asked = new SvelteSet<number>();
  #generation = 0;
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

  /** Asks for the pages that hold these rows and were not asked for yet. A failed page may be asked for again. */
  async want(range: Range): Promise<void> {
    const generation = this.#generation;
    const missing = pagesOf(range).filter((page) => !this.#asked.has(page));
    await Promise.all(missing.map((page) => this.#load(page, generation)));
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
}
