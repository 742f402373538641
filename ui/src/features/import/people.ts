/** How a person of the plan is marked: one tone and one word for what happens to them. */
import type { ImportView, PlanRow } from "../../ipc/contract";
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

/** "moves from A to B", "key 12345 → 012345": one person in two lines; empty for everybody else. */
export function moveWords(row: Pick<PlanRow, "moves">, companies: ImportView["companies"]): string {
  if (!row.moves) return "";
  const { code, from, to } = row.moves;
  const name = (taxId: string) => companies.find((each) => each.taxId === taxId)?.name || taxId;
  return code === "transfer"
    ? m.import_moves_company({ from: name(from), to: name(to) })
    : m.import_moves_key({ from, to });
}

/** How a line is joined to the other half of the same person beside it. */
export const joined = (row: Pick<PlanRow, "moves">): string =>
  row.moves?.beside ? `joined joined-${row.moves.beside}` : "";
