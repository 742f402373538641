/** What a grid is given by the window around it: words, a memory for layouts, the rules of copying. Knows neither. */
import { getContext, setContext } from "svelte";
import type { GridLayout } from "./columns";

export interface GridHost {
  words: () => {
    /** The button that chooses columns. */
    columns: string;
    /** Takes widths and hidden columns back. */
    asBefore: string;
  };
  /** What was kept of a grid of that name. */
  layout: (name: string) => GridLayout | undefined;
  keep: (name: string, layout: GridLayout) => void;
  /** Copies a table of cells, made of what the cells show; `from` is the grid, `cells` how many. */
  copy: (table: HTMLTableElement, from: Element, cells: number) => void;
}

const key = Symbol("grid host");

export function setGridHost(host: GridHost): void {
  setContext(key, host);
}

/** Nothing in a piece of the kit that stands by itself: then no layout is kept and nothing is copied. */
export function useGridHost(): GridHost | undefined {
  return getContext<GridHost | undefined>(key);
}
