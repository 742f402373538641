/** The copies of the history and the audit trail of the made-up company: whole, and in the story of errors changed by somebody. */
import type { BackupsView, Ipc, TrailView } from "../contract";
import { after, failure, type Scenario } from "./scenario";

export class Privacy implements Pick<Ipc, "verifyTrail" | "backups"> {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  async backups(): Promise<BackupsView> {
    await after(60);
    return {
      folder: "/home/ana/.local/share/app.rollcall.desktop/backups",
      count: 7,
      newest: "2026-11-16T08:02:00Z",
      problem: this.#scenario === "offline" ? failure("disk_full") : null,
    };
  }

  async verifyTrail(): Promise<TrailView> {
    await after(120);
    const firstBad = this.#scenario === "error" ? { sequence: 12, what: "altered" as const } : null;
    return { events: 47, firstBad };
  }
}
