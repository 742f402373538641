/** Characters that are there and cannot be seen, made to be seen: spaces at the ends, no-break and zero-width ones, controls. */

export interface Piece {
  text: string;
  /** Set for what would not be seen: its name, such as "U+200B". */
  sign: string | null;
}

const shapes: Record<string, string> = { " ": "␣", "\u00a0": "⍽", "\t": "⇥", "\n": "⏎", "\r": "⏎" };
/** Controls, soft hyphens, zero-width and bidirectional signs, byte order marks, and every space but the usual one. */
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/;

const nameOf = (sign: string) =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** The text in pieces: what can be read as it is, and each sign that cannot be seen as a shape or its number. */
export function visible(text: string): Piece[] {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const pieces: Piece[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index] ?? "";
    if (unseen.test(sign) || (sign === " " && (index < start || index >= end))) {
      pieces.push({ text: shapes[sign] ?? nameOf(sign).slice(2), sign: nameOf(sign) });
      continue;
    }
    const last = pieces.at(-1);
    if (last && last.sign === null) last.text += sign;
    else pieces.push({ text: sign, sign: null });
  }
  return pieces;
}
