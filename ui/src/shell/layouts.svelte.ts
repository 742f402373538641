/** How a person has the columns of each table: asked for once, kept as soon as it changes. Never knows what a table shows. */
import { SvelteMap } from "svelte/reactivity";
import type { GridLayout, Ipc } from "../ipc/contract";

/** As the tables have it, which change none. */
type Seen = Omit<GridLayout, "hidden"> & { readonly hidden: readonly string[] };

export class Layouts {
  readonly #known = new SvelteMap<string, Seen>();

  constructor(
    private readonly ipc: Ipc,
    private readonly fail: (error: unknown) => void,
  ) {}

  /** Reads what was kept; what was changed meanwhile stays. */
  async load(): Promise<void> {
    try {
      for (const [name, layout] of Object.entries(await this.ipc.gridLayouts()))
        if (!this.#known.has(name)) this.#known.set(name, layout);
    } catch (error) {
      this.fail(error);
    }
  }

  of(name: string): Seen | undefined {
    return this.#known.get(name);
  }

  keep(name: string, layout: Seen): void {
    this.#known.set(name, layout);
    this.ipc.keepGridLayout(name, { ...layout, hidden: [...layout.hidden] }).catch(this.fail);
  }
}
