/** The meaning colours. A tone never stands alone: a glyph and a word go with it. */
export type Tone = "new" | "changed" | "leaving" | "held" | "blocked" | "plain";

/** The glyph that goes with each tone, the same on every screen. */
export const glyphs: Record<Tone, string> = {
  new: "+",
  changed: "~",
  leaving: "−",
  held: "−",
  blocked: "!",
  plain: "=",
};
