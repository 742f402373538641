/** Where the keys of a grid stand and what they have selected. Leads; never scrolls, never fetches. */
import { isMany, selectedFrom, type Selected } from "./selection";
import { cellAfter, type Place } from "./window";

interface Size {
  rows: number;
  columns: number;
  /** How many rows a page key goes. */
  page: number;
}

export class Cursor {
  row = $state<number | null>(null);
  column = $state(0);
  /** Among the titles, above the first row. */
  inHead = $state(false);
  /** Where a selection of several cells was begun. */
  #anchor = $state.raw<Place | null>(null);
  /** Every cell is selected, wherever one stands. */
  #whole = $state(false);

  constructor(private readonly size: () => Size) {}

  readonly at = $derived.by((): Place | null =>
    this.row === null ? null : { row: this.row, column: Math.min(this.column, this.size().columns - 1) },
  );
  /** The cells that are selected: several, or the one that is stood on. */
  readonly selected = $derived.by((): Selected | null => {
    const { at } = this;
    const { rows, columns } = this.size();
    if (this.#whole) return selectedFrom({ row: 0, column: 0 }, { row: rows - 1, column: columns - 1 });
    return at && selectedFrom(this.#anchor ?? at, at);
  });
  readonly many = $derived.by((): Selected | null => (isMany(this.selected) ? this.selected : null));

  /** Stands on a cell; `extending` selects from where one stood. */
  stand(place: Place, extending = false): void {
    this.#anchor = extending ? (this.#anchor ?? this.at ?? place) : null;
    this.#whole = false;
    this.inHead = false;
    this.row = place.row;
    this.column = place.column;
  }

  /** Stands on a row, in the same column; none: nowhere. */
  standOn(row: number | null): void {
    this.collapse();
    this.row = row;
  }

  standInHead(column: number): void {
    this.collapse();
    this.inHead = true;
    this.column = column;
  }

  /** Selects every cell; one stands where one stood. */
  all(): void {
    this.#anchor = null;
    this.#whole = this.size().rows > 0;
  }

  /** Lets a selection of several cells go; false where there is none. */
  collapse(): boolean {
    const had = this.many !== null;
    this.#anchor = null;
    this.#whole = false;
    return had;
  }

  /** Where a key leads: a cell, the titles, or nowhere of the grid's. */
  after(key: string, control: boolean): Place | "head" | null {
    const { rows, columns, page } = this.size();
    if (this.inHead) return this.#afterHead(key, control, columns);
    if (key === "ArrowUp" && !control && this.at?.row === 0) return "head";
    if (key === "ArrowUp" && this.at === null && rows === 0 && columns > 0) return "head";
    return cellAfter(key, control, this.at, { rows, columns }, page);
  }

  #afterHead(key: string, control: boolean, columns: number): Place | "head" | null {
    const step: Record<string, number> = { ArrowLeft: this.column - 1, ArrowRight: this.column + 1 };
    const end: Record<string, number> = { Home: 0, End: columns - 1 };
    const to = { ...(control ? {} : step), ...end }[key];
    if (to !== undefined) {
      this.column = Math.min(columns - 1, Math.max(0, to));
      return "head";
    }
    if (key !== "ArrowDown" || this.size().rows === 0) return null;
    return { row: 0, column: this.column };
  }
}
