/** What a component says by a surface, a shadow or a line that comes and goes is said in forced colours too, where these are gone. */
import { describe, expect, it } from "vitest";

const files = import.meta.glob<string>("../**/*.{svelte,css}", {
  query: "?raw",
  import: "default",
  eager: true,
});

interface Rule {
  selector: string;
  body: string;
}

const stylesOf = (path: string, text: string) =>
  (path.endsWith(".css") ? text : (/<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? "")).replace(
    /\/\*[\s\S]*?\*\//g,
    "",
  );

/** The rules of a stylesheet: those for forced colours, and all others. */
function rulesOf(styles: string): { usual: Rule[]; forced: Rule[] } {
  const forced = [...styles.matchAll(/@media \(forced-colors: active\) \{([\s\S]*?)\n\s{0,2}\}/g)]
    .map(([, body]) => body)
    .join("\n");
  const rules = (text: string) =>
    [...text.matchAll(/([^{}@;]+)\{([^{}]*)\}/g)].map(([, selector = "", body = ""]) => ({ selector, body }));
  return { usual: rules(styles.replace(forced, "")), forced: rules(forced) };
}

/** Classes and marks that say that something is chosen, stood on, passed or asked for. */
const states = /\.(?:on|pressed|picked|among|at|over|ask)(?![\w-])|\[data-highlighted\]/g;

/** What a rule paints that forced colours take away, by the name under which it has to be said again. */
function lost({ selector, body }: Rule): string[] {
  const painted = /(?:^|[\s;])(?:background(?:-color)?|box-shadow):\s*(?!none)/.test(body);
  const marks = painted && !selector.includes(":hover") ? (selector.match(states) ?? []) : [];
  const own = selector.match(/\.[\w-]+|\[[^\]]+\]|[a-z]+/g)?.at(-1) ?? selector;
  // What has a line around it keeps that line.
  const bare = /background:\s*var\(--tone-soft\)/.test(body) && !/\bborder(?:-color)?:/.test(body);
  const surface = bare && marks.length === 0;
  const line = /border[\w-]*:[^;]*2px solid transparent/.test(body);
  const outline = /outline:\s*(?:none|0)\b/.test(body);
  return [...marks, ...(surface || line || outline ? [own] : [])];
}

const missing = Object.entries(files).flatMap(([path, text]) => {
  const { usual, forced } = rulesOf(stylesOf(path, text));
  const said = forced.map(({ selector }) => selector).join(" ");
  return usual
    .filter(({ selector }) => !selector.includes(":focus-visible"))
    .flatMap(lost)
    .filter((name) => !said.includes(name))
    .map((name) => `${path} ${name}`);
});

describe("forced colours", () => {
  it("are thought of wherever a meaning is painted", () => {
    expect(Object.keys(files).length).toBeGreaterThan(80);
    expect([...new Set(missing)].join("\n")).toBe("");
  });

  it("are missed where a chosen row has a surface alone", () => {
    const { usual } = rulesOf(
      ".line.on {\n  background: red;\n}\n.note {\n  background: var(--tone-soft);\n}",
    );
    expect(usual.flatMap(lost)).toEqual([".on", ".note"]);
  });
});
