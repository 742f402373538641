/**
 * The words for each reason of a change: a few beside it in the list, a sentence in the panel. A code that is not listed
 * here (from a newer core) is shown by its name, never hidden.
 */
import type { ImportView, PlanRow, ReasonView } from "../../ipc/contract";
import type { Tone } from "../../kit/tone";
import { format, m } from "../../messages";
import { fieldName } from "./fields";

type Companies = ImportView["companies"];

const words: Record<string, () => string> = {
  leading_zeros_lost: m.why_leading_zeros_lost,
  exponent_text: m.why_exponent_text,
  day_month_swapped: m.why_day_month_swapped,
  mojibake: m.why_mojibake,
  error_cell: m.why_error_cell,
  identity_churn: m.why_identity_churn,
  transfer: m.why_transfer,
  key_change: m.why_key_change,
  conflict: m.why_conflict,
  new_email_domain: m.why_new_email_domain,
  possible_restore: m.why_possible_restore,
};

/** Those that a person may pass over; all others deserve a look before anything is sent. */
const quiet = new Set(["possible_restore", "new_email_domain"]);

/** "leading zeros lost". */
export function reasonWord(reason: Pick<ReasonView, "code">): string {
  return Object.hasOwn(words, reason.code) ? (words[reason.code]?.() ?? reason.code) : reason.code;
}

export function reasonTone(reason: Pick<ReasonView, "code">, held: boolean): Tone {
  if (quiet.has(reason.code)) return "plain";
  return held && reason.code !== "conflict" ? "held" : "changed";
}

const titles: Record<string, (count: number) => string> = {
  day_month_swapped: (count) => m.why_title_day_month_swapped({ count }),
  conflict: (count) => m.why_title_conflict({ count }),
  new_email_domain: (count) => m.why_title_new_email_domain({ count }),
};

/** "2 values that are somebody else's": a reason that no finding speaks of, summed up. */
export function reasonTitle(code: string, count: number): string {
  return titles[code]?.(count) ?? `${code} ${format.number(count)}`;
}

/** What it means, with the field, the other person and the numbers that the core gave. */
export function reasonText(reason: ReasonView, row: Pick<PlanRow, "kind">, companies: Companies): string {
  const { params, other } = reason;
  const field = fieldName(reason.field ?? "");
  const name = other?.name ?? "";
  const key = other?.key ?? "";
  const same = (params.same ?? "").split(", ").filter(Boolean).map(fieldName).join(", ");
  const company = companies.find((each) => each.taxId === other?.company)?.name || (other?.company ?? "");
  const leaves = row.kind === "leaving";
  const texts: Record<string, () => string> = {
    leading_zeros_lost: () => m.why_leading_zeros_lost_text({ field }),
    exponent_text: () => m.why_exponent_text_text({ field }),
    day_month_swapped: () => m.why_day_month_swapped_text({ field }),
    mojibake: () => m.why_mojibake_text({ field, reads: params.reads ?? "" }),
    error_cell: () => m.why_error_cell_text({ field }),
    identity_churn: () => m.why_identity_churn_text({ name, key, same }),
    transfer: () => (leaves ? m.why_transfer_to : m.why_transfer_from)({ name, key, company, same }),
    key_change: () => (leaves ? m.why_key_change_to : m.why_key_change_from)({ name, key, same }),
    conflict: () => (params.leaves ? m.why_conflict_leaves : m.why_conflict_text)({ field, name, key }),
    new_email_domain: () => domain(params),
    possible_restore: () =>
      params.date
        ? m.why_possible_restore_text({ date: format.date(params.date) })
        : m.why_possible_restore_short(),
  };
  const text = Object.hasOwn(texts, reason.code) ? (texts[reason.code]?.() ?? "") : "";
  return other?.row ? `${text} ${m.why_row({ row: format.number(other.row) })}` : text;
}

function domain(params: ReasonView["params"]): string {
  const number = (name: string) => format.number(Number(params[name] ?? 0));
  const text = m.why_new_email_domain_text({
    domain: params.domain ?? "",
    count: number("count"),
    of: number("of"),
    percent: format.percent(Number(params.percent ?? 0) / 100),
  });
  return params.like ? `${text} ${m.why_new_email_domain_like({ like: params.like })}` : text;
}
