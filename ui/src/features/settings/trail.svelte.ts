/** The audit trail, read through when somebody asks. */
import type { CommandError, FaultKind, Ipc, TrailView } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";
import { m } from "../../messages";

const faults: Record<FaultKind, () => string> = {
  altered: m.privacy_fault_altered,
  missing: m.privacy_fault_missing,
  cut: m.privacy_fault_cut,
  added: m.privacy_fault_added,
  head: m.privacy_fault_head,
};

export function faultText(what: FaultKind): string {
  return faults[what]();
}

export class AuditTrail {
  report = $state.raw<TrailView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  busy = $state(false);

  constructor(private readonly ipc: Pick<Ipc, "verifyTrail">) {}

  async check(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      this.report = await this.ipc.verifyTrail();
    } catch (error) {
      this.report = null;
      this.problem = asCommandError(error);
    } finally {
      this.busy = false;
    }
  }
}
