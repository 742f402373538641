/** The state of the list of connections: the demo, changing to one, removing one. The list itself is the session's. */
import type { CommandError, ConnectionView } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";
import type { App } from "../../shell/app.svelte";

export class Connections {
  /** What is under way: the id of a connection, or the demo. */
  busy = $state<number | "demo" | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** The connection whose removal is asked about. */
  asking = $state.raw<ConnectionView | null>(null);

  constructor(private readonly app: App) {}

  startDemo(): Promise<void> {
    return this.#do("demo", async () => {
      const demo = await this.app.ipc.startDemo();
      await this.#enter(demo);
      this.app.tour.begin();
    });
  }

  use(connection: ConnectionView): Promise<void> {
    return this.#do(connection.id, () => this.#enter(connection));
  }

  /** Removes the connection that was asked about; true when it is gone. */
  async remove(): Promise<boolean> {
    const gone = this.asking;
    if (!gone) return false;
    await this.#do(gone.id, async () => {
      await this.app.ipc.removeConnection(gone.id, crypto.randomUUID());
      await this.app.session.refresh();
    });
    this.asking = null;
    return this.problem === null;
  }

  async #enter(connection: ConnectionView): Promise<void> {
    await this.app.session.refresh();
    await this.app.session.activate(connection.id);
    this.app.router.go(this.app.incoming ? { name: "import" } : { name: "desk" });
  }

  async #do(what: number | "demo", work: () => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = what;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = asCommandError(error);
    } finally {
      this.busy = null;
    }
  }
}
