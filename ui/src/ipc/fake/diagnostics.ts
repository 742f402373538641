/** What support would be given of the made-up company. */
import type { Ipc } from "../contract";

const told = {
  at: "2026-11-16T14:30:00Z",
  version: "0.1.0",
  system: ["linux", "x86_64"],
  vault: "keyring",
  files: { backups: 3_211_264, "history.db": 1_204_224, "history.trail": 88, logs: 18_411 },
  schema: 28,
  rows: { audit: 47, connections: 1, job_items: 312, jobs: 12 },
  whole: true,
  events: 47,
  first_bad: null,
  connections: [{ id: 1, environment: "production", identifier: "employee_id", multiple: false }],
  jobs: [],
  reader: "[Memory, Network, Files, Programs]",
  log: ["[2026-11-16][08:02:00][rollcall_core::history::backups][INFO] the backup of today was made"],
};

export class Diagnostics implements Pick<Ipc, "diagnostics" | "saveDiagnostics"> {
  async diagnostics(): Promise<string> {
    return JSON.stringify(told, null, 2);
  }

  async saveDiagnostics(): Promise<string | null> {
    return "/home/ana/rollcall-diagnostics.json";
  }
}
