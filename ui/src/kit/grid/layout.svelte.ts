/** The columns of a grid as a person has them: which are shown, how wide, and which are in sight. Never knows the rows. */
import { untouched, type Column, type GridLayout } from "./columns";
import { bounded, columnsInSight, startsOf, trackOf, widthsOf } from "./widths";

/** Where a layout is kept beyond the grid's life. */
export interface Memory {
  recall: () => GridLayout | undefined;
  keep: (layout: GridLayout) => void;
}

export class Layout<T> {
  #own = $state.raw<GridLayout>(untouched);
  /** The width of the column that is being dragged. */
  #dragged = $state.raw<{ id: string; width: number } | null>(null);

  constructor(
    private readonly all: () => readonly Column<T>[],
    /** The width of the grid and how far it is scrolled sideways, in pixels. */
    private readonly sight: { readonly width: number; readonly left: number },
    private readonly memory: () => Memory | null,
  ) {}

  readonly #kept = $derived.by(() => this.memory()?.recall() ?? this.#own);
  /** What can be hidden and made wider. */
  readonly choosable = $derived.by(() => this.all().filter((each) => !each.quiet && !each.head));
  readonly shown = $derived.by(() => this.all().filter((each) => !this.isHidden(each)));
  readonly heads = $derived.by(() => this.shown.filter((each) => each.head));
  readonly cells = $derived.by(() => this.shown.filter((each) => !each.head));
  readonly #widths = $derived.by(() =>
    widthsOf(
      this.shown.map((each) => trackOf(each.width, each.most)),
      this.shown.map((each) => this.#chosen(each.id)),
      this.sight.width,
    ),
  );
  readonly headWidth = $derived.by(() => startsOf(this.#widths.slice(0, this.heads.length)).at(-1) ?? 0);
  /** Where each cell starts behind the heads. */
  readonly starts = $derived.by(() => startsOf(this.#widths.slice(this.heads.length)));
  readonly width = $derived.by(() => this.headWidth + (this.starts.at(-1) ?? 0));
  readonly room = $derived.by(() => Math.max(0, this.sight.width - this.headWidth));
  readonly #inSight = $derived.by(() => columnsInSight(this.starts, this.sight.left, this.room));
  readonly first = $derived.by(() => this.#inSight.first);
  readonly end = $derived.by(() => this.#inSight.end);
  /** The cells in sight, each with its number among all cells. */
  readonly drawn = $derived.by(() =>
    this.cells.slice(this.first, this.end).map((column, n) => ({ column, number: this.first + n })),
  );
  /** How wide the cells before those in sight are. */
  readonly before = $derived.by(() => this.starts[this.first] ?? 0);
  readonly tracks = $derived.by(() => {
    const { length } = this.heads;
    const widths = [
      ...this.#widths.slice(0, length),
      ...(this.first > 0 ? [this.before] : []),
      ...this.#widths.slice(length + this.first, length + this.end),
    ];
    return widths.map((width) => `${width}px`).join(" ");
  });
  readonly isTouched = $derived.by(
    () => this.#kept.hidden.length > 0 || Object.keys(this.#kept.widths).length > 0,
  );

  isHidden(column: Column<T>): boolean {
    return !column.quiet && !column.head && this.#kept.hidden.includes(column.id);
  }

  /** Where the title of a column at the right edge stands; null where it may not be changed. */
  canResize(column: Column<T>): boolean {
    return !column.quiet;
  }

  widthOf(column: Column<T>): number {
    return this.#widths[this.shown.indexOf(column)] ?? 0;
  }

  /** While a hand is on the edge. */
  drag(column: Column<T>, width: number): void {
    this.#dragged = { id: column.id, width: bounded(width) };
  }

  /** The hand has let go. */
  drop(): void {
    const dragged = this.#dragged;
    this.#dragged = null;
    if (dragged) this.#resize(dragged.id, dragged.width);
  }

  resize(column: Column<T>, width: number): void {
    this.#resize(column.id, bounded(width));
  }

  /** Hides a column or shows it; the last one stays. */
  toggle(column: Column<T>): void {
    const { hidden } = this.#kept;
    if (hidden.includes(column.id)) this.#keep({ hidden: hidden.filter((id) => id !== column.id) });
    else if (this.choosable.some((each) => each !== column && !this.isHidden(each)))
      this.#keep({ hidden: [...hidden, column.id] });
  }

  restore(): void {
    this.#keep(untouched);
  }

  #chosen(id: string): number | undefined {
    return this.#dragged?.id === id ? this.#dragged.width : this.#kept.widths[id];
  }

  #resize(id: string, width: number): void {
    this.#keep({ widths: { ...this.#kept.widths, [id]: width } });
  }

  #keep(change: Partial<GridLayout>): void {
    const layout = { ...this.#kept, ...change };
    const memory = this.memory();
    if (memory) memory.keep(layout);
    else this.#own = layout;
  }
}
