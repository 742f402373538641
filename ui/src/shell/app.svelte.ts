/**
 * What every screen shares: the shell behind ipc, the route, the session and the toasts. Screens get it with `useApp()`.
 * Must never hold the state of one screen; that lives in the screen's own class.
 */
import { createContext } from "svelte";
import type { Ipc } from "../ipc/contract";
import { Toasts } from "../kit/toasts.svelte";
import { m } from "../messages";
import { Layouts } from "./layouts.svelte";
import { JobNews } from "./news.svelte";
import { Router } from "./router.svelte";
import { Session } from "./session.svelte";
import { Tour } from "./tour.svelte";

export class App {
  readonly router = new Router();
  readonly toasts = new Toasts();
  readonly news = new JobNews();
  readonly tour = new Tour();
  readonly session: Session;
  readonly layouts: Layouts;
  /** A file that was dropped, chosen or opened, waiting for the import screen to take it. */
  #incoming = $state<string | null>(null);
  /** Set by a screen while its table needs the rail's room, as the review does. */
  tableNeedsRoom = $state(false);
  /** The rail is folded to icons: the environment is named by the screen then. */
  slim = $state(false);

  constructor(readonly ipc: Ipc) {
    this.session = new Session(ipc);
    this.layouts = new Layouts(ipc, (error) => this.session.fail(error));
  }

  /** Starts the session; a file that the system asked to open comes next. */
  async start(): Promise<void> {
    await this.session.start();
    if (this.session.demoAsked) this.tour.begin();
    if (this.session.openFile && this.session.phase === "ready") this.receiveFile(this.session.openFile);
  }

  /** Tells of jobs that are not on the screen, and opens one whose notification was clicked; returns what ends it. */
  followJobs(): () => void {
    const ends = [
      this.ipc.onJob((job) => {
        const text = this.news.heard(job);
        if (text) this.toasts.show(text, 12_000, { text: m.desk_open(), do: () => this.openJob(job.id) });
      }),
      this.ipc.onOpenJob((id) => this.openJob(id)),
    ];
    return () => ends.forEach((end) => end());
  }

  openJob(id: number): void {
    this.router.go({ name: "job", id });
  }

  get incoming(): string | null {
    return this.#incoming;
  }

  /** Hands a file to the import screen and goes there. Without a connection it waits on the connections screen. */
  receiveFile(path: string): void {
    this.#incoming = path;
    this.router.go(this.session.active ? { name: "import" } : { name: "connections" });
  }

  /** The import screen takes the waiting file; it is given once. */
  takeIncoming(): string | null {
    const path = this.#incoming;
    this.#incoming = null;
    return path;
  }

  /** Uses another connection from now on, and shows its desk. */
  async use(connection: number): Promise<void> {
    try {
      await this.session.activate(connection);
      this.router.go({ name: "desk" });
    } catch (error) {
      this.session.fail(error);
    }
  }

  /** Asks for a file with the system's dialog. */
  async chooseFile(): Promise<void> {
    try {
      const path = await this.ipc.pickFile();
      if (path) this.receiveFile(path);
    } catch (error) {
      this.session.fail(error);
    }
  }
}

export const [useApp, setApp] = createContext<App>();
