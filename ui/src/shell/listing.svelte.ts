/**
 * What a filter leaves of a long list, in an order, a page at a time. An answer to an older question never replaces a newer
 * one; the first page comes with the number of all, so that it is asked for once.
 */
import { untrack } from "svelte";
import type { CommandError, Page } from "../ipc/contract";
import { asCommandError } from "../ipc/errors";
import { pageSize } from "../kit/grid/window";

/** Typing on within this time, in milliseconds, asks once. */
const pause = 80;

export class Listing<F extends { text: string }, T, P extends Page<T> = Page<T>> {
  filter = $state.raw() as F;
  total = $state(0);
  /** Another number for each answer: the grid starts anew with it. */
  version = $state(0);
  ready = $state(false);
  /** Whether the newest version is of the same rows in the same order, so that the list stays where it is. */
  keep = $state(false);
  problem = $state.raw<CommandError | null>(null);
  #first: T[] = [];
  /** What the newest version was asked for with. */
  #answered: F | null = null;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    filter: F,
    private readonly fetch: (filter: F, offset: number, limit: number) => Promise<P>,
  ) {
    this.filter = filter;
  }

  /** Applies a change of the filter; the list stays where it is where `keep`. No effect that calls it depends on the filter. */
  async apply(change: Partial<F>, keep = false): Promise<void> {
    clearTimeout(this.#timer);
    const filter = untrack(() => (this.filter = { ...this.filter, ...change }));
    const asked = (this.#asked += 1);
    try {
      const page = await this.fetch(filter, 0, pageSize);
      if (asked !== this.#asked) return;
      this.#first = page.rows;
      this.total = page.total;
      // What was typed meanwhile makes it another list.
      this.keep = keep && JSON.stringify(filter) === JSON.stringify(this.#answered);
      this.#answered = filter;
      this.version += 1;
      this.ready = true;
      this.problem = null;
      await this.arrived(page);
    } catch (error) {
      if (asked === this.#asked) this.fail(error);
    }
  }

  /** What else is done with a first page that is still the newest answer. */
  protected arrived(_page: P): void | Promise<void> {}

  type(text: string): void {
    this.filter = { ...this.filter, text };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.apply({}), pause);
  }

  readonly page = async (offset: number, limit: number): Promise<T[]> => {
    if (offset === 0) return this.#first;
    return (await this.fetch(this.filter, offset, limit)).rows;
  };

  /** The place of a row in the first page; null where it is not there. */
  placed(is: (row: T) => boolean): number | null {
    const place = this.#first.findIndex(is);
    return place < 0 ? null : place;
  }

  /** Ends what waits. */
  leave(): void {
    clearTimeout(this.#timer);
  }

  readonly fail = (error: unknown): void => {
    this.problem = asCommandError(error);
  };
}
