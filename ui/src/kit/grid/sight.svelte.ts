/** Which part of a long list is in sight: follows the element that is scrolled, and leads it. Knows rows by their place alone. */
import { untrack } from "svelte";
import { isAgainstEnd, scaleOf, scrolled, shownAt, standAt, type Position } from "./scroll";
import { rowsInSight, scrollFor } from "./window";

/** After the last scroll the thumb goes where it belongs, in milliseconds. */
const rest = 160;

export class Sight {
  /** The element that is scrolled, and its inner measures in pixels. */
  body = $state.raw<HTMLElement | null>(null);
  height = $state(0);
  width = $state(0);
  left = $state(0);
  #at = $state.raw<Position>({ real: 0, shown: 0 });
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly places: () => number,
    private readonly rowHeight: () => number,
    private readonly headHeight: number,
  ) {}

  readonly view = $derived.by(() => Math.max(0, this.height - this.headHeight));
  readonly #scale = $derived.by(() => scaleOf(this.places() * this.rowHeight(), this.view));
  /** How high what is scrolled is. */
  readonly high = $derived.by(() => this.#scale.shown);
  readonly range = $derived.by(() => rowsInSight(this.#at.real, this.view, this.rowHeight(), this.places()));
  /** Whether the last row is in full sight. */
  readonly isAtEnd = $derived.by(() => this.#at.real + this.view >= this.#scale.real - 2);

  /** Where a place is drawn in what is scrolled. */
  y(place: number): number {
    return place * this.rowHeight() - (this.#at.real - this.#at.shown);
  }

  /** Hears that the element was scrolled. */
  scrolled(): void {
    const { body } = this;
    if (!body) return;
    this.left = body.scrollLeft;
    if (Math.abs(body.scrollTop - this.#at.shown) >= 1) {
      this.#at = scrolled(this.#scale, this.#at, body.scrollTop);
      if (isAgainstEnd(this.#scale, this.#at)) this.#settle();
    }
    clearTimeout(this.#resting);
    if (this.#scale.real > this.#scale.shown) this.#resting = setTimeout(() => this.#rest(), rest);
  }

  /** Other rows, or another height: one stays where one was, as far as there are rows. */
  measured(): void {
    const scale = this.#scale;
    untrack(() => {
      if (shownAt(scale, this.#at.real) !== this.#at.shown || this.#at.real > scale.real) this.#settle();
    });
  }

  toTop(): void {
    this.#go(0);
  }

  /** Brings the rows from one place to another into full sight with the least movement. */
  show(first: number, last: number): void {
    const into = (place: number, top: number) => scrollFor(place, top, this.view, this.rowHeight());
    this.#go(into(last, into(first, this.#at.real)));
  }

  showAcross(left: number): void {
    if (this.body && left !== this.body.scrollLeft) this.body.scrollLeft = left;
  }

  end(): void {
    clearTimeout(this.#resting);
  }

  #rest(): void {
    // Where the element was scrolled meanwhile, that is heard next and counts.
    if (this.body && Math.abs(this.body.scrollTop - this.#at.shown) < 1) this.#settle();
  }

  #settle(): void {
    this.#go(this.#at.real);
  }

  #go(real: number): void {
    this.#at = standAt(this.#scale, real);
    if (this.body && this.body.scrollTop !== this.#at.shown) this.body.scrollTop = this.#at.shown;
  }
}
