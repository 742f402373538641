/** The audit trail of the made-up company: whole, and in the story of errors changed by somebody. */
import type { Ipc, TrailView } from "../contract";
import { after, type Scenario } from "./scenario";

export class Privacy implements Pick<Ipc, "verifyTrail"> {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  async verifyTrail(): Promise<TrailView> {
    await after(120);
    const firstBad = this.#scenario === "error" ? { sequence: 12, what: "altered" as const } : null;
    return { events: 47, firstBad };
  }
}
