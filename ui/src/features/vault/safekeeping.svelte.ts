/**
 * Where the secrets are, and the recovery key. The key is held here only while it is shown: it goes with the card, and
 * nothing tells it again once it was noted.
 */
import type { CommandError, Ipc, SafekeepingView } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";

export type Doing = "load" | "make" | "note" | "save" | "move";

type Part = Pick<
  Ipc,
  | "safekeeping"
  | "makeRecoveryKey"
  | "noteRecoveryKey"
  | "saveRecoveryKey"
  | "printRecoveryKey"
  | "moveSecrets"
>;

export class Safekeeping {
  view = $state.raw<SafekeepingView | null>(null);
  /** The recovery key that is to be noted. */
  shown = $state<string | null>(null);
  doing = $state<Doing | null>(null);
  problem = $state.raw<CommandError | null>(null);

  /** Nobody has a recovery key, though there is something to recover. */
  readonly lacking = $derived(this.view !== null && this.view.recoverable && !this.view.recoveryNoted);

  constructor(private readonly ipc: Part) {}

  load(): Promise<boolean> {
    return this.#do("load", async () => {
      this.view = await this.ipc.safekeeping();
    });
  }

  show(): Promise<boolean> {
    return this.#do("make", async () => {
      this.shown = await this.ipc.makeRecoveryKey();
    });
  }

  /** The one that is shown is in force from now on, and is shown no more. */
  noted(): Promise<boolean> {
    return this.#do("note", async () => {
      await this.ipc.noteRecoveryKey();
      this.shown = null;
      this.view = await this.ipc.safekeeping();
    });
  }

  /** True when it was written; the person may close the dialog. */
  async save(): Promise<boolean> {
    let written = false;
    await this.#do("save", async () => {
      written = await this.ipc.saveRecoveryKey();
    });
    return written;
  }

  print(): Promise<boolean> {
    return this.#do("save", () => this.ipc.printRecoveryKey());
  }

  /** Under a passphrase, or into the keyring where none is given. */
  move(passphrase: string | null): Promise<boolean> {
    return this.#do("move", async () => {
      await this.ipc.moveSecrets(passphrase);
      this.view = await this.ipc.safekeeping();
    });
  }

  /** One thing at a time; false where it failed. */
  async #do(what: Doing, work: () => Promise<void>): Promise<boolean> {
    if (this.doing !== null) return false;
    this.doing = what;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = asCommandError(error);
      return false;
    } finally {
      this.doing = null;
    }
  }
}
