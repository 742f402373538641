/**
 * Whether somebody was protected after a plan was made, and protecting somebody of it. A plan that was made stays as it is,
 * so what was protected since is held by the next one alone: until then this one must not be sent.
 */
import type { Ipc, ProtectedView } from "../../ipc/contract";

export class Protection {
  /** When somebody was protected last, in milliseconds; 0 where nobody is. */
  #last = $state(0);
  readonly #ipc: Ipc;
  readonly #connection: number;

  constructor(ipc: Ipc, connection: number) {
    this.#ipc = ipc;
    this.#connection = connection;
  }

  /** Whether somebody was protected after that moment, RFC 3339. */
  isAfter(madeAt: string): boolean {
    return this.#last > Date.parse(madeAt);
  }

  async load(): Promise<void> {
    this.#note(await this.#ipc.protectedPeople(this.#connection));
  }

  /** Protects somebody of the plan of an import. */
  async protect(importId: number, index: number): Promise<ProtectedView> {
    const made = await this.#ipc.protectPlanned(importId, index);
    this.#note([made]);
    return made;
  }

  #note(people: ProtectedView[]): void {
    this.#last = Math.max(this.#last, ...people.map((each) => Date.parse(each.since)));
  }
}
