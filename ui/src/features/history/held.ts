/** What something was held for, in words of the past: findings and reasons share one list of codes. Pure. */
import { m } from "../../messages";
import { findingTexts, findingTitle } from "../import/findings";
import { reasonWord } from "../import/why";

const words: Partial<Record<string, () => string>> = {
  mass_removal: m.history_held_removals,
  mass_addition: m.history_held_additions,
  mass_change: m.history_held_changes,
  field_rate: m.history_held_field,
  shrunken_roster: m.history_held_roster,
  first_load: m.history_held_first,
  protected_person: m.history_held_protected,
  custom_fields_unknown: m.history_held_custom,
  identity_churn: m.history_held_twice,
  transfer: m.history_held_company,
  key_change: m.history_held_key,
};

/** "Removals over the limit"; a code without words of its own is called as in the review. */
export function heldWord(code: string): string {
  if (Object.hasOwn(words, code)) return words[code]?.() ?? code;
  const word = reasonWord({ code });
  return word === code && Object.hasOwn(findingTexts, code) ? findingTitle(code, 1) : word;
}
