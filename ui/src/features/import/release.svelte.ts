/**
 * A release of held changes: the names read, their number typed, a reason given (safety R6).
 * Must never be ready while the names on the list are not exactly the changes that would be released.
 */
import type { Ipc, Lane, PlanFilter, PlanRow, PlanView } from "../../ipc/contract";
import { pageSize } from "../../kit/grid/window";
import type { Release } from "./import.svelte";
import { keptBack, lanesToRelease, releasable } from "./lanes";
import { everything } from "./review.svelte";

export class ReleaseState {
  lane = $state<Lane>("removals");
  /** How many names the list holds; null while it is asked for. */
  listed = $state<number | null>(null);
  version = $state(0);
  seenAll = $state(false);
  count = $state("");
  reason = $state("");
  #first: PlanRow[] = [];
  #asked = 0;
  readonly #ipc: Ipc;
  readonly #importId: number;
  readonly #plan: PlanView;

  constructor(ipc: Ipc, importId: number, plan: PlanView) {
    this.#ipc = ipc;
    this.#importId = importId;
    this.#plan = plan;
    this.lane = this.lanes[0] ?? "removals";
  }

  get lanes(): Lane[] {
    return lanesToRelease(this.#plan);
  }

  /** The number that must be typed. */
  get needed(): number {
    return releasable(this.#plan, this.lane);
  }

  /** How many more are held and stay, since their people are protected. */
  get kept(): number {
    return keptBack(this.#plan, this.lane);
  }

  /** What is held in the lane, new halves of pairs included, which go with the removals. */
  get #filter(): PlanFilter {
    const lane = this.lane === "all" ? null : this.lane;
    return { ...everything, held: true, protected: false, lane, order: "name" };
  }

  async choose(lane: Lane): Promise<void> {
    this.lane = lane;
    this.listed = null;
    this.seenAll = false;
    this.count = "";
    const asked = (this.#asked += 1);
    const page = await this.#ipc.planRows(this.#importId, this.#filter, 0, pageSize);
    if (asked !== this.#asked) return;
    this.#first = page.rows;
    this.listed = page.total;
    this.version += 1;
  }

  readonly page = async (offset: number, limit: number): Promise<PlanRow[]> => {
    if (offset === 0) return this.#first;
    return (await this.#ipc.planRows(this.#importId, this.#filter, offset, limit)).rows;
  };

  /** The list shows other people than would be released. */
  get mismatch(): boolean {
    return this.listed !== null && this.listed !== this.needed;
  }

  /** Digits alone count: "1,243" and "1.243" are 1243. */
  get typed(): number | null {
    const digits = this.count.replace(/[\s.,\u00a0\u202f]/g, "");
    return /^\d+$/.test(digits) ? Number(digits) : null;
  }

  get countWrong(): boolean {
    return this.count.trim() !== "" && this.typed !== this.needed;
  }

  /** The release to send, or null while something is missing. */
  get release(): Release | null {
    const reason = this.reason.trim();
    const complete = this.listed !== null && !this.mismatch && this.seenAll;
    if (!complete || this.needed === 0 || this.typed !== this.needed || reason === "") return null;
    return { plan: this.#plan.hash, count: this.needed, reason };
  }
}
