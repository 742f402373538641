/**
 * The start of the app, the connections and the settings. Must never let a screen work while the vault or the history
 * is not usable: `phase` says which.
 */
import type {
  CommandError,
  ConnectionView,
  Ipc,
  SettingsView,
  StartupView,
  VaultView,
} from "../ipc/contract";
import { asCommandError } from "../ipc/errors";
import { language } from "../messages";
import { usualSize } from "./sizes";

export type Phase = "loading" | "problem" | "ready";

export class Session {
  phase = $state<Phase>("loading");
  version = $state("");
  problem = $state.raw<CommandError | null>(null);
  /** A failure of something that has no place of its own on the screen. */
  notice = $state.raw<CommandError | null>(null);
  vault = $state.raw<VaultView | null>(null);
  /** Where the folder keeps its secrets already; null for a new one. */
  bound = $state<VaultView["backend"] | null>(null);
  settings = $state.raw<SettingsView>({
    language: "system",
    theme: "system",
    notifications: true,
    sharing: false,
    zoom: usualSize,
  });
  /** True while sharing begins: nothing about anybody may stand on the screen meanwhile. */
  veiling = $state(false);
  connections = $state.raw<ConnectionView[]>([]);
  activeId = $state<number | null>(null);
  /** True while a step of the start is asked again. */
  busy = $state(false);
  openFile: string | null = null;
  /** The launch asked for the demo. */
  demoAsked = false;

  readonly active = $derived(this.connections.find((each) => each.id === this.activeId) ?? null);

  constructor(private readonly ipc: Ipc) {}

  start(): Promise<void> {
    return this.#enter(() => this.ipc.startup());
  }

  retry(): Promise<void> {
    return this.#enter(() => this.ipc.retryStartup());
  }

  restoreBackup(): Promise<void> {
    return this.#enter(() => this.ipc.restoreBackup());
  }

  unlock(passphrase: string): Promise<void> {
    return this.#enter(() => this.ipc.unlock(passphrase));
  }

  useSessionOnly(): Promise<void> {
    return this.#enter(() => this.ipc.useSessionOnly());
  }

  /** Opens the history by its recovery key; why not, where it does not. */
  async recover(key: string, passphrase: string | null): Promise<CommandError | null> {
    this.busy = true;
    try {
      const view = await this.ipc.recoverHistory(key, passphrase);
      await this.#enter(() => Promise.resolve(view));
      return null;
    } catch (error) {
      // What stood in the way at the start still does.
      return asCommandError(error);
    } finally {
      this.busy = false;
    }
  }

  async #enter(ask: () => Promise<StartupView>): Promise<void> {
    this.busy = true;
    try {
      const view = await ask();
      this.version = view.version;
      this.vault = view.vault;
      this.bound = view.bound;
      this.openFile = view.openFile;
      this.demoAsked = view.demo;
      this.#apply(view.settings);
      this.problem = view.problem;
      // Asked for at the launch; a reload finds it running.
      if (!view.problem && view.demo) await this.ipc.startDemo();
      if (!view.problem) await this.refresh();
      this.phase = view.problem ? "problem" : "ready";
      // What a start is measured to: from here on a person can do something.
      requestAnimationFrame(() => performance.mark("usable"));
    } catch (error) {
      this.problem = asCommandError(error);
      this.phase = "problem";
    } finally {
      this.busy = false;
    }
  }

  /** Reads the list of connections again. */
  async refresh(): Promise<void> {
    const view = await this.ipc.connections();
    this.connections = view.connections;
    this.activeId = view.active;
    this.vault = view.vault;
  }

  async activate(id: number): Promise<void> {
    this.replace(await this.ipc.activateConnection(id));
    this.activeId = id;
  }

  /** Puts a newer view of one connection in its place. */
  replace(connection: ConnectionView): void {
    const known = this.connections.some((each) => each.id === connection.id);
    this.connections = known
      ? this.connections.map((each) => (each.id === connection.id ? connection : each))
      : [...this.connections, connection];
  }

  /** Saves and shows at once; on failure the former settings come back. */
  async save(settings: SettingsView): Promise<void> {
    const before = this.settings;
    this.#apply(settings);
    try {
      this.#apply(await this.ipc.saveSettings(settings));
    } catch (error) {
      this.#apply(before);
      this.fail(error);
    }
  }

  /** Draws all of the page so large, in percent of its usual size. */
  resize(zoom: number): void {
    if (zoom !== this.settings.zoom) void this.save({ ...this.settings, zoom });
  }

  /**
   * Begins or ends showing initials alone. Nothing is asked for anew before the shell has answered, so that nothing comes
   * back unveiled.
   */
  async share(sharing: boolean): Promise<void> {
    this.veiling = sharing;
    try {
      this.#apply(await this.ipc.saveSettings({ ...this.settings, sharing }));
    } catch (error) {
      // It begins even where it could not be kept for the next start.
      if (sharing) this.#apply({ ...this.settings, sharing });
      this.fail(error);
    } finally {
      this.veiling = false;
    }
  }

  fail(error: unknown): void {
    this.notice = asCommandError(error);
  }

  #apply(settings: SettingsView): void {
    this.settings = settings;
    language.choose(settings.language).catch((error: unknown) => this.fail(error));
    if (settings.theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = settings.theme;
  }
}
