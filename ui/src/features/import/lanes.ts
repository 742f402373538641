/** Which changes of a plan may go now, and which wait for a release (safety R5, R6). Pure; decides nothing for the core, which checks again. */
import type { Lane, PlanView } from "../../ipc/contract";

type Lanes = Pick<PlanView, "safe" | "removals">;

/** How many changes go when a lane is sent without a release. */
export function sendable(plan: Lanes, lane: Lane): number {
  return sum(plan, lane, "sendable");
}

/** How many held changes of a lane a release lets go, and must name: all but those of protected people (safety R10). */
export function releasable(plan: Lanes, lane: Lane): number {
  return sum(plan, lane, "held") - sum(plan, lane, "protected");
}

/** How many changes of a lane stay whatever is released. */
export function keptBack(plan: Lanes, lane: Lane): number {
  return sum(plan, lane, "protected");
}

function sum(plan: Lanes, lane: Lane, what: "sendable" | "held" | "protected"): number {
  if (lane === "all") return plan.safe[what] + plan.removals[what];
  return plan[lane][what];
}

/** The lane of the main button: all that is not held. Null where nothing may go. */
export function laneToSend(plan: Lanes): Lane | null {
  if (plan.safe.sendable > 0) return plan.removals.sendable > 0 ? "all" : "safe";
  return plan.removals.sendable > 0 ? "removals" : null;
}

/** The lanes that a release can be given for, the narrowest first. */
export function lanesToRelease(plan: Lanes): Lane[] {
  const lanes: Lane[] = [];
  if (releasable(plan, "removals") > 0) lanes.push("removals");
  if (releasable(plan, "safe") > 0) lanes.push("safe");
  const more = plan.safe.total > 0 && plan.removals.total > 0;
  if (lanes.length > 0 && more) lanes.push("all");
  return lanes;
}

/** How many people lose access when a lane is sent. */
export function removed(plan: Lanes, lane: Lane, released: boolean): number {
  if (lane === "safe") return 0;
  return plan.removals.sendable + (released ? releasable(plan, "removals") : 0);
}
