/**
 * A plan that takes a job up: an undo, or what the job did not bring about. Made against a fresh roster, shown, then sent.
 * Must never send another plan than the one shown, nor held changes without their number and a reason (safety R6).
 */
import type { CommandError, Ipc, JobView, TakeUpKind, TakeUpView } from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";

export class TakeUp {
  view = $state.raw<TakeUpView | null>(null);
  problem = $state.raw<CommandError | null>(null);
  busy = $state<"plan" | "send" | null>(null);
  /** The list of held people was seen to its end. */
  seenAll = $state(false);
  count = $state("");
  reason = $state("");

  constructor(
    private readonly ipc: Ipc,
    readonly job: number,
    readonly kind: TakeUpKind,
  ) {}

  async plan(): Promise<void> {
    if (this.busy) return;
    this.busy = "plan";
    this.problem = null;
    try {
      this.view = await this.ipc.planTakeUp(this.job, this.kind);
    } catch (error) {
      this.problem = asCommandError(error);
    }
    this.busy = null;
  }

  /** How many wait for the person. */
  get held(): number {
    return this.view?.held.length ?? 0;
  }

  /** How many go by themselves. */
  get free(): number {
    return (this.view?.counts ? total(this.view) : 0) - this.held;
  }

  /** Digits alone count, as in a release of a file's plan. */
  get typed(): number | null {
    const digits = this.count.replace(/[\s.,\u00a0\u202f]/g, "");
    return /^\d+$/.test(digits) ? Number(digits) : null;
  }

  get countWrong(): boolean {
    return this.count.trim() !== "" && this.typed !== this.held;
  }

  get released(): boolean {
    return this.held > 0 && this.seenAll && this.typed === this.held && this.reason.trim() !== "";
  }

  /** The person began to release: then all of it goes, or nothing. */
  get releasing(): boolean {
    return this.held > 0 && (this.count.trim() !== "" || this.reason.trim() !== "");
  }

  get ready(): boolean {
    if (this.view === null || this.view.blocked || this.busy !== null) return false;
    return this.releasing ? this.released : this.free > 0;
  }

  /** The job that was begun, or null where it was not. */
  async send(): Promise<JobView | null> {
    const view = this.view;
    if (!this.ready || view === null) return null;
    this.busy = "send";
    this.problem = null;
    const release = this.released ? { plan: view.plan, count: this.held, reason: this.reason.trim() } : null;
    let sent: JobView | null = null;
    try {
      sent = await this.ipc.sendTakeUp(view.plan, release, crypto.randomUUID());
    } catch (error) {
      this.problem = asCommandError(error);
    }
    this.busy = null;
    return sent;
  }
}

function total(view: TakeUpView): number {
  return view.counts.create + view.counts.update + view.counts.delete;
}
