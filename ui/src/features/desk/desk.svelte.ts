/** The state of the desk: what is known of one connection, and the reading of its roster. Must never change a person. */
import type { CommandError, ConnectionView, DeskView, Ipc } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";
import { RosterReading } from "../people/reading.svelte";

export class Desk {
  view = $state.raw<DeskView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  readonly reading: RosterReading;

  constructor(
    private readonly ipc: Ipc,
    private readonly connection: number,
    onConnection: (connection: ConnectionView) => void,
  ) {
    const taken = (read: ConnectionView) => {
      onConnection(read);
      return this.load();
    };
    this.reading = new RosterReading(ipc, connection, taken, (error) => this.#fail(error));
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.view = await this.ipc.desk(this.connection);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Reads the roster whole. */
  read(): Promise<void> {
    this.problem = null;
    return this.reading.read();
  }

  #fail(error: unknown): void {
    this.problem = asCommandError(error);
  }
}
