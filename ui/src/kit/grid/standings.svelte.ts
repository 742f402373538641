/** What stands at the places in sight: rows, and the headings among them. */
import type { Heading } from "./columns";
import { standingAt, type Standing } from "./headings";
import type { Sight } from "./sight.svelte";
import type { Range } from "./window";

export interface Stands {
  place: number;
  /** The same for what is drawn by the same elements. */
  slot: number;
}

export class Standings {
  /** Slots are places less this. */
  #base = 0;
  #last: Range = { first: 0, end: 0 };

  constructor(
    private readonly sight: Sight,
    private readonly headings: () => readonly Heading[],
  ) {}

  /** The first rows of all headings. */
  readonly firsts = $derived.by(() => this.headings().map((heading) => heading.first));
  readonly all = $derived.by((): (Stands & Standing)[] => {
    const { first, end } = this.sight.range;
    // After a leap to where nothing stands yet, what was drawn is filled anew: making elements is most of what drawing costs.
    if (first >= this.#last.end || end <= this.#last.first) this.#base += first - this.#last.first;
    this.#last = { first, end };
    return Array.from({ length: end - first }, (_, n) => ({
      place: first + n,
      slot: first + n - this.#base,
      ...standingAt(first + n, this.firsts),
    }));
  });
  /** The rows among them. */
  readonly inSight = $derived.by((): Range => {
    const rows = this.all.flatMap((each) => ("row" in each ? each.row : []));
    return { first: rows[0] ?? 0, end: (rows.at(-1) ?? -1) + 1 };
  });
}
