/**
 * The way from a job to its spreadsheet, where what was refused is mended. Must never open another file than the one that
 * was meant unless the person chose it.
 */
import type { CommandError, FileWantedView, ImportView, Ipc } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";

export class Fixing {
  /** The file that the person must choose. */
  wanted = $state.raw<FileWantedView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  busy = $state(false);
  /** Rows read of a file that takes its time. */
  rows = $state(0);

  constructor(
    private readonly ipc: Ipc,
    readonly job: number,
  ) {}

  /** The import, once it is open; null where a file is wanted, or it failed, or the person cancelled it. */
  async open(path: string | null = null): Promise<ImportView | null> {
    if (this.busy) return null;
    this.busy = true;
    this.problem = null;
    this.rows = 0;
    try {
      const answer = await this.ipc.fixJob(this.job, path, ({ rows }) => (this.rows = rows));
      this.wanted = answer.wanted;
      return answer.import;
    } catch (error) {
      this.problem = asCommandError(error);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Asks for the file and opens it. */
  async choose(): Promise<ImportView | null> {
    let path: string | null = null;
    try {
      path = await this.ipc.pickFile();
    } catch (error) {
      this.problem = asCommandError(error);
    }
    return path === null ? null : this.open(path);
  }

  /** The person gave it up. */
  leave(): void {
    this.wanted = null;
    this.problem = null;
  }
}
