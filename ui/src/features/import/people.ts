/** How a person of the plan is marked: one tone and one word for what happens to them. */
import type { PlanRow } from "../../ipc/contract";
import type { Tone } from "../../kit/tone";
import { m } from "../../messages";

export const toneOf = (row: Pick<PlanRow, "kind" | "held">): Tone =>
  row.held && row.kind === "leaving" ? "held" : row.kind;

export function kindWord(row: Pick<PlanRow, "kind" | "held">): string {
  const words = {
    new: m.import_word_new,
    changed: m.import_word_changed,
    leaving: m.import_word_leaving,
    blocked: m.import_word_blocked,
  };
  return row.held ? `${words[row.kind]()}, ${m.import_word_held()}` : words[row.kind]();
}
