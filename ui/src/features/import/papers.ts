/**
 * What of an import goes to a file for others, and what of it comes back: troubled rows as a workbook, the plan sealed, as
 * a workbook or as a page. Must never change the import but by the corrections that a person takes back.
 */
import type {
  ImportView,
  Ipc,
  PlanFilter,
  ProblemWords,
  ReportFormat,
  ReportWords,
} from "../../ipc/contract";

/** What is being waited for while a file is written or taken back. */
export type PaperWork = "save" | "export" | "takeBack";

type WithView = (work: PaperWork, act: (view: ImportView) => Promise<void>) => Promise<boolean>;

export class Papers {
  readonly #ipc: Ipc;
  readonly #withView: WithView;
  readonly #take: (view: ImportView) => void;

  constructor(ipc: Ipc, withView: WithView, take: (view: ImportView) => void) {
    this.#ipc = ipc;
    this.#withView = withView;
    this.#take = take;
  }

  /** How many troubled rows were written; null where nothing was. */
  async exportProblems(words: ProblemWords): Promise<number | null> {
    let rows: number | null = null;
    await this.#withView("export", async ({ id }) => {
      rows = (await this.#ipc.exportProblems(id, words))?.rows ?? null;
    });
    return rows;
  }

  /** Takes a corrected workbook back; null where none was chosen or it was refused. */
  async takeBack(): Promise<{ rows: number; cells: number } | null> {
    let told: { rows: number; cells: number } | null = null;
    await this.#withView("takeBack", async ({ id }) => {
      const path = await this.#ipc.pickFile();
      if (path === null) return;
      const { rows, cells, view } = await this.#ipc.takeBack(id, path);
      this.#take(view);
      told = { rows, cells };
    });
    return told;
  }

  /** Writes the plan sealed; null when the person closed the dialog. */
  async savePlan(): Promise<string | null> {
    let path: string | null = null;
    await this.#withView("save", async ({ id }) => {
      path = await this.#ipc.savePlan(id);
    });
    return path;
  }

  /** Writes what the filter leaves of the plan; null when the person closed the dialog. */
  async exportPlan(filter: PlanFilter, kind: ReportFormat, words: ReportWords): Promise<string | null> {
    let path: string | null = null;
    await this.#withView("save", async ({ id }) => {
      path = await this.#ipc.exportPlan(id, filter, kind, words);
    });
    return path;
  }
}
