/** One person of the history: how much is kept of them, written to a file, erased once their key was typed. */
import type { CommandError, Ipc, PersonErased, PersonFormat, PersonKept } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";
import { dossierWords } from "./words";

type Part = Pick<Ipc, "personKept" | "exportPerson" | "erasePerson">;

export class PersonPrivacy {
  kept = $state.raw<PersonKept | null>(null);
  erased = $state.raw<PersonErased | null>(null);
  problem = $state.raw<CommandError | null>(null);
  typed = $state("");
  busy = $state(false);

  constructor(
    private readonly ipc: Part,
    private readonly job: number,
    private readonly item: number,
  ) {}

  async look(): Promise<void> {
    await this.#do(async () => {
      this.kept = await this.ipc.personKept(this.job, this.item);
    });
  }

  /** Where it was written; null where the person closed the dialog, or it could not be. */
  async export(format: PersonFormat): Promise<string | null> {
    let path: string | null = null;
    await this.#do(async () => {
      path = await this.ipc.exportPerson(this.job, this.item, format, dossierWords());
    });
    return path;
  }

  /** Nothing is erased before something was typed; whether it is their key is told by the shell, which alone has it. */
  async erase(): Promise<boolean> {
    if (this.typed.trim() === "") return false;
    return this.#do(async () => {
      this.erased = await this.ipc.erasePerson(this.job, this.item, this.typed.trim());
    });
  }

  async #do(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = asCommandError(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
