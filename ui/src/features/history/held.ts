/** What something was held for, in words: findings and reasons share one list of codes. Pure. */
import { findingTexts, findingTitle } from "../import/findings";
import { reasonWord } from "../import/why";

export function heldWord(code: string): string {
  return Object.hasOwn(findingTexts, code) ? findingTitle(code, 1) : reasonWord({ code });
}
