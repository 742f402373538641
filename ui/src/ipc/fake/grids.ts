/** The columns of tables, as long as the page lives. */
import type { GridLayout, Ipc } from "../contract";

export class Grids implements Pick<Ipc, "gridLayouts" | "keepGridLayout"> {
  readonly #kept = new Map<string, GridLayout>();

  async gridLayouts(): Promise<Record<string, GridLayout>> {
    return Object.fromEntries(this.#kept);
  }

  async keepGridLayout(name: string, layout: GridLayout): Promise<void> {
    this.#kept.set(name, layout);
  }
}
