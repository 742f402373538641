/** What callers say of a grid: its columns, its headings, and what of its layout is kept. Holds no state. */
import type { Snippet } from "svelte";

export interface Column<T> {
  id: string;
  title: string;
  /** A track of a CSS grid: "34px", "minmax(120px, 1fr)". */
  width: string;
  /** No wider than this by itself, in pixels. */
  most?: number;
  /** The title is for the ear alone; such a column keeps its width and its place. */
  quiet?: boolean;
  /** Names the row and stays in sight; stands before all others. */
  head?: boolean;
  /** A head that the keys pass by, such as a row's number; nothing of it is copied. */
  still?: boolean;
  /** What its cells say of people, so that a copy veils it: see shell/clipboard. */
  personal?: "name" | "value";
  /** The order that its title asks for. */
  sort?: string;
  /** For all its cells. */
  class?: string;
  /** What stands behind the title. */
  note?: Snippet<[number]>;
  /** A row, its number and the column's own, both from 0. */
  cell: Snippet<[T, number, number]>;
}

/** A line above the rows that stand together; as high as a row. */
export interface Heading {
  /** The first of its rows, from 0. */
  first: number;
  title: string;
  /** How many rows, in words or as a number. */
  count: string;
}

/** The order that a grid's rows are in. */
export interface Sorting {
  by: string;
  descending: boolean;
}

/** What a person made of a grid's columns, by their ids. */
export interface GridLayout {
  /** In pixels; only those that were changed. */
  widths: Record<string, number>;
  hidden: readonly string[];
}

export const untouched: GridLayout = { widths: {}, hidden: [] };
