import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

type Entry = string | { declarations: string[]; selectors: string[]; match: Record<string, string> }[];
type Catalogue = Map<string, Entry>;

const source = join(import.meta.dirname, "..");
const locales = ["en", "pt-BR", "es"] as const;
const features = readdirSync(join(source, "messages", "en")).filter((name) => name.endsWith(".json"));

function catalogue(locale: string): Catalogue {
  const entries = features.flatMap((file) => {
    const text = readFileSync(join(source, "messages", locale, file), "utf8");
    return Object.entries(JSON.parse(text) as Record<string, Entry>);
  });
  return new Map(entries.filter(([key]) => key !== "$schema"));
}

/** Each parameter that a message takes from its caller. */
function parameters(entry: Entry): string[] {
  if (typeof entry === "string") return placeholders(entry);
  return entry.flatMap((variant) =>
    variant.declarations.flatMap((line) =>
      line.startsWith("input ") ? [line.slice("input ".length).trim()] : [],
    ),
  );
}

/** Each name in braces, in every form of a message. */
function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
}

function forms(entry: Entry): string[] {
  return typeof entry === "string" ? [entry] : entry.flatMap((variant) => Object.values(variant.match));
}

const unique = (names: string[]) => [...new Set(names)].sort();
const catalogues = new Map(locales.map((locale) => [locale, catalogue(locale)]));
const english = catalogues.get("en") ?? new Map();

function sourceTexts(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === "generated" ? "" : sourceTexts(path);
      return /\.(ts|svelte)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)
        ? readFileSync(path, "utf8")
        : "";
    })
    .join("\n");
}

describe("the message catalogue", () => {
  it.each(locales)("has every message in %s, and none besides", (locale) => {
    expect(unique([...(catalogues.get(locale)?.keys() ?? [])])).toEqual(unique([...english.keys()]));
  });

  it.each(locales)("takes the same parameters in %s", (locale) => {
    for (const [key, entry] of catalogues.get(locale) ?? []) {
      expect([key, unique(parameters(entry))]).toEqual([key, unique(parameters(english.get(key) ?? ""))]);
    }
  });

  it.each(locales)("names no placeholder in %s that nobody gives", (locale) => {
    for (const [key, entry] of catalogues.get(locale) ?? []) {
      if (typeof entry === "string") continue;
      const declared = entry.flatMap((variant) =>
        variant.declarations.map((line) => line.split(/\s+/)[1] ?? ""),
      );
      const used = unique(forms(entry).flatMap(placeholders));
      expect([key, used.filter((name) => !declared.includes(name))]).toEqual([key, []]);
    }
  });

  it.each(locales)("leaves no text empty in %s", (locale) => {
    for (const [key, entry] of catalogues.get(locale) ?? []) {
      for (const text of forms(entry)) expect([key, text.trim()]).not.toEqual([key, ""]);
    }
  });

  it("holds no message that nothing shows", () => {
    const used = new Set([...sourceTexts(source).matchAll(/\bm\.(\w+)/g)].map((match) => match[1]));
    expect([...english.keys()].filter((key) => !used.has(key))).toEqual([]);
  });
});
