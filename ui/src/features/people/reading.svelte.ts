/** The reading of a connection's roster, with progress and a way to end it. Must never change a person. */
import type { ConnectionView, Ipc, RosterProgress } from "../../ipc/contract";

export class RosterReading {
  /** Set while the roster is read. */
  progress = $state.raw<RosterProgress | null>(null);

  constructor(
    private readonly ipc: Ipc,
    private readonly connection: number,
    /** The connection as it is once its roster was read. */
    private readonly taken: (connection: ConnectionView) => void | Promise<void>,
    private readonly fail: (error: unknown) => void,
  ) {}

  get isGoing(): boolean {
    return this.progress !== null;
  }

  /** Reads the roster whole; a second call while one runs does nothing. */
  async read(): Promise<void> {
    if (this.isGoing) return;
    this.progress = { pages: 0, people: 0, waitMs: null };
    try {
      await this.taken(
        await this.ipc.readRoster(this.connection, (progress) => {
          if (this.isGoing) this.progress = progress;
        }),
      );
    } catch (error) {
      this.fail(error);
    } finally {
      this.progress = null;
    }
  }

  async cancel(): Promise<void> {
    try {
      await this.ipc.cancelReading(this.connection);
    } catch (error) {
      this.fail(error);
    }
  }
}
