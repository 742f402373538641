/** Letters from right to left, and marks that turn the direction of what follows. */
const turning =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Marks that reach beyond the text that they stand in, where nothing closes them. */
const reaching = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text that may be of any direction, so that it does not reorder what stands beside it in one line: a name within a
 * sentence, a file before a dot. Most texts need nothing and stay as they are.
 */
export function isolated(text: string): string {
  return turning.test(text) ? `\u2068${text.replace(reaching, "")}\u2069` : text;
}
