/** The headline of a plan: how many of what, each with its tone and words. */
import type { PlanView } from "../../ipc/contract";
import type { Tone } from "../../kit/tone";
import { format, m } from "../../messages";

export interface TallyPart {
  id: string;
  tone: Tone;
  count: string;
  text: string;
  sign?: string;
}

export function tallyParts(plan: PlanView): TallyPart[] {
  const { create, update, delete: remove, unchanged, withheld } = plan.counts;
  const held = plan.removals.held > 0;
  const leaving = held ? m.import_tally_leaving_held : m.import_tally_leaving;
  const changed = m.import_tally_changed({ count: update, fields: plan.fieldsChanged });
  const parts: { id: string; tone: Tone; count: number; text: string; sign?: string }[] = [
    { id: "new", tone: "new", count: create, text: m.import_tally_new({ count: create }) },
    { id: "changed", tone: "changed", count: update, text: changed },
    { id: "leaving", tone: held ? "held" : "leaving", count: remove, text: leaving({ count: remove }) },
    ...(plan.moves > 0
      ? [
          {
            id: "moves",
            tone: "held" as const,
            sign: "⇄",
            count: plan.moves,
            text: m.import_tally_moves({ count: plan.moves }),
          },
        ]
      : []),
    {
      id: "unchanged",
      tone: "plain",
      count: unchanged,
      text: m.import_tally_unchanged({ count: unchanged }),
    },
    { id: "withheld", tone: "blocked", count: withheld, text: m.import_tally_withheld({ count: withheld }) },
  ];
  return parts.map((part) => ({ ...part, count: format.number(part.count) }));
}
