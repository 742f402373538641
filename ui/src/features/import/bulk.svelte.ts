/**
 * One edit of many cells before it is made: which kind, what with, and how many cells it would change.
 * Must never be made while what is shown of it is the answer to another question.
 */
import type { BulkFix, BulkPreview, CommandError, Ipc } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";
import type { BulkKind, BulkStart } from "./bulkStart";
import { refusedCode } from "./refused";

/** The kinds that make sense, the likeliest first. */
export function kindsOf(start: BulkStart): BulkKind[] {
  const code = start.from === "cell" ? start.row.code : start.code;
  const mending: BulkKind[] = [];
  if (code === "leading_zeros_lost") mending.push("pad");
  const padded = ["invisible_characters", "wrapper_removed", "unknown_value", "unknown_company"];
  if (padded.includes(code)) mending.push("trim");
  if (start.from === "finding") return [...mending, "set", "leave_out"];
  // A refusal is no finding of the file: what is alike in it is the value alone.
  if (code === refusedCode) return ["replace"];
  const spaced = start.row.value !== start.row.value.trim() && !mending.includes("trim");
  return ["replace", ...mending, ...(spaced ? (["trim"] as const) : []), "set", "leave_out"];
}

export class BulkState {
  kind = $state<BulkKind>("set");
  column = $state(0);
  /** What the cells are to say; null until the person wrote something, so that nothing is emptied by default. */
  to = $state<string | null>(null);
  width = $state("");
  preview = $state.raw<BulkPreview | null>(null);
  error = $state.raw<CommandError | null>(null);
  busy = $state(false);
  readonly kinds: BulkKind[];
  #previewOf: string | null = $state.raw(null);
  #asked = 0;

  constructor(
    private readonly ipc: Pick<Ipc, "bulkPreview">,
    private readonly id: number,
    readonly start: BulkStart,
  ) {
    this.kinds = kindsOf(start);
    const wanted = start.from === "finding" ? start.kind : undefined;
    this.kind = wanted ?? this.kinds[0] ?? "set";
    this.column = start.from === "cell" ? start.row.column : (start.columns[0] ?? 0);
    this.width = start.width > 0 ? String(start.width) : "";
    if (start.from === "cell") this.to = start.row.value;
  }

  get code(): string {
    return this.start.from === "cell" ? this.start.row.code : this.start.code;
  }

  /** What the cells say now, for a replacement. */
  get from(): string {
    return this.start.from === "cell" ? this.start.row.value : "";
  }

  /** The edit as it stands; null while something is missing in it. */
  get bulk(): BulkFix | null {
    const { kind, column, to, code } = this;
    switch (kind) {
      case "replace":
        return to === null || to === this.from ? null : { kind, column, from: this.from, to };
      case "set":
        return to === null || (this.start.from === "cell" && to === this.from)
          ? null
          : { kind, code, column, to };
      case "pad": {
        const width = Number(this.width.trim());
        return Number.isInteger(width) && width > 0 && width <= 64 ? { kind, column, width } : null;
      }
      case "trim":
        return { kind, column };
      case "leave_out":
        return { kind, code };
    }
  }

  /** What is shown is what would be done. */
  get ready(): boolean {
    const { bulk, preview } = this;
    return bulk !== null && preview !== null && preview.count > 0 && this.#previewOf === JSON.stringify(bulk);
  }

  /** Asks what the edit would do. An answer to an older question is dropped. */
  async refresh(): Promise<void> {
    const mine = (this.#asked += 1);
    const { bulk } = this;
    this.error = null;
    if (bulk === null) {
      this.preview = null;
      this.busy = false;
      return;
    }
    this.busy = true;
    try {
      const preview = await this.ipc.bulkPreview(this.id, bulk);
      if (mine !== this.#asked) return;
      this.preview = preview;
      this.#previewOf = JSON.stringify(bulk);
    } catch (error) {
      if (mine !== this.#asked) return;
      this.preview = null;
      this.error = asCommandError(error);
    } finally {
      if (mine === this.#asked) this.busy = false;
    }
  }
}
