/** The columns of a grid as a person has them: which are shown, how wide, and which are in sight. Never knows the rows. */
import { untouched, type Column, type GridLayout } from "./columns";
import { bounded, columnsInSight, intoSight, startsOf, trackOf, widthsOf } from "./widths";

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
  /** What scrolls sideways behind the heads. */
  readonly #cells = $derived.by(() => this.shown.filter((each) => !each.head));
  /** What the keys go to, each by its number: the heads that are not still, then all others. */
  readonly stood = $derived.by(() => [...this.heads.filter((each) => !each.still), ...this.#cells]);
  /** How many heads the keys pass by: so much lies between a number and its place among all columns. */
  readonly still = $derived.by(() => this.shown.length - this.stood.length);
  readonly #standing = $derived.by(() => this.heads.length - this.still);
  readonly #widths = $derived.by(() =>
    widthsOf(
      this.shown.map((each) => trackOf(each.width, each.most)),
      this.shown.map((each) => this.#chosen(each.id)),
      this.sight.width,
    ),
  );
  readonly #headWidth = $derived.by(() => startsOf(this.#widths.slice(0, this.heads.length)).at(-1) ?? 0);
  readonly #starts = $derived.by(() => startsOf(this.#widths.slice(this.heads.length)));
  readonly width = $derived.by(() => this.#headWidth + (this.#starts.at(-1) ?? 0));
  readonly #room = $derived.by(() => Math.max(0, this.sight.width - this.#headWidth));
  readonly #inSight = $derived.by(() => columnsInSight(this.#starts, this.sight.left, this.#room));
  readonly first = $derived.by(() => this.#inSight.first);
  readonly #end = $derived.by(() => this.#inSight.end);
  /** The heads, each with its number; a still one has none. */
  readonly drawnHeads = $derived.by(() =>
    this.heads.map((column) => ({ column, number: this.stood.indexOf(column) })),
  );
  /** What of all others is in sight, each with its number. */
  readonly drawn = $derived.by(() =>
    this.#cells
      .slice(this.first, this.#end)
      .map((column, n) => ({ column, number: this.#standing + this.first + n })),
  );
  readonly tracks = $derived.by(() => {
    const { length } = this.heads;
    const widths = [
      ...this.#widths.slice(0, length),
      ...(this.first > 0 ? [this.#starts[this.first] ?? 0] : []),
      ...this.#widths.slice(length + this.first, length + this.#end),
    ];
    return widths.map((width) => `${width}px`).join(" ");
  });
  readonly isTouched = $derived.by(
    () => this.#kept.hidden.length > 0 || Object.keys(this.#kept.widths).length > 0,
  );

  isHidden(column: Column<T>): boolean {
    return !column.quiet && !column.head && this.#kept.hidden.includes(column.id);
  }

  /** Whether its width can be chosen. */
  canResize(column: Column<T>): boolean {
    return !column.quiet && !column.still;
  }

  /** Whether the column of a number is in the document: heads always are. */
  isDrawn(number: number): boolean {
    const cell = number - this.#standing;
    return cell < 0 || (cell >= this.first && cell < this.#end);
  }

  /** How far to scroll sideways for the column of a number to be seen whole. */
  leftFor(number: number): number {
    const cell = number - this.#standing;
    if (cell < 0) return this.sight.left;
    const [start, end] = [this.#starts[cell] ?? 0, this.#starts[cell + 1] ?? 0];
    return intoSight(start, end, this.sight.left, this.#room);
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

  /** Whether no other column that could be hidden is shown: then it stays. */
  isLast(column: Column<T>): boolean {
    return !this.choosable.some((each) => each !== column && !this.isHidden(each));
  }

  /** Hides a column or shows it. */
  toggle(column: Column<T>): void {
    const { hidden } = this.#kept;
    if (hidden.includes(column.id)) this.#keep({ hidden: hidden.filter((id) => id !== column.id) });
    else if (!this.isLast(column)) this.#keep({ hidden: [...hidden, column.id] });
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
