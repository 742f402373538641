/** The state of the desk: what is known of one connection, and the reading of its roster with progress. Must never change a person. */
import type { CommandError, ConnectionView, DeskView, Ipc, RosterProgress } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";

export class Desk {
  view = $state.raw<DeskView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** Set while the roster is read. */
  progress = $state.raw<RosterProgress | null>(null);
  reading = $state(false);

  constructor(
    private readonly ipc: Ipc,
    private readonly connection: number,
    private readonly onConnection: (connection: ConnectionView) => void,
  ) {}

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.view = await this.ipc.desk(this.connection);
    } catch (error) {
      this.problem = asCommandError(error);
    }
  }

  /** Reads the roster whole; a second call while one runs does nothing. */
  async read(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    this.problem = null;
    this.progress = { pages: 0, people: 0, waitMs: null };
    try {
      this.onConnection(await this.ipc.readRoster(this.connection, (progress) => (this.progress = progress)));
      await this.load();
    } catch (error) {
      this.problem = asCommandError(error);
    } finally {
      this.reading = false;
      this.progress = null;
    }
  }

  async cancel(): Promise<void> {
    try {
      await this.ipc.cancelReading(this.connection);
    } catch (error) {
      this.problem = asCommandError(error);
    }
  }
}
