/**
 * The language in use and its texts; the others are not read until they are chosen. Every message reads it while rendering, so
 * a change shows as soon as its texts are there, and without a reload. Must never be set from anywhere but the settings.
 */
import { baseLocale, locales, type Locale } from "./generated/runtime.js";
import { isolated } from "./isolated";

export type { Locale };
export type LanguageSetting = "system" | Locale;
/** All texts in one language; each has the same, which the build checks. */
export type Catalogue = typeof import("./generated/messages/en.js");

const catalogues: Record<Locale, () => Promise<Catalogue>> = {
  en: () => import("./generated/messages/en.js"),
  "pt-BR": () => import("./generated/messages/pt-BR.js"),
  es: () => import("./generated/messages/es.js"),
};

/** The first of the person's languages that the catalogue has; Portuguese and Spanish of any country count. */
export function systemLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const exact = locales.find((locale) => locale.toLowerCase() === tag.toLowerCase());
    const kin = locales.find((locale) => locale.split("-")[0] === tag.split("-")[0]?.toLowerCase());
    if (exact ?? kin) return (exact ?? kin) as Locale;
  }
  return baseLocale;
}

class Language {
  readonly #read = new Map<Locale, Catalogue>();
  #current = $state.raw<{ locale: Locale; texts: Catalogue | null }>({ locale: baseLocale, texts: null });
  #wanted: Locale = baseLocale;

  get current(): Locale {
    return this.#current.locale;
  }

  /** What a message says in it. */
  get texts(): Catalogue {
    const { texts } = this.#current;
    if (!texts) throw new Error("a message was read before the language");
    return texts;
  }

  /** Reads the texts of a language, once. */
  async read(locale: Locale): Promise<Catalogue> {
    const texts = await catalogues[locale]();
    this.#read.set(locale, texts);
    return texts;
  }

  /** Speaks it as soon as its texts are there: at once where they were read before. */
  async choose(setting: LanguageSetting): Promise<void> {
    const locale = setting === "system" ? systemLocale(navigator.languages) : setting;
    this.#wanted = locale;
    const texts = this.#read.get(locale) ?? (await this.read(locale));
    // Another one was chosen meanwhile.
    if (this.#wanted !== locale) return;
    this.#current = { locale, texts };
    document.documentElement.lang = locale;
  }
}

export const language = new Language();

/** A message that takes nothing is asked without anything. */
type Asked<F> = F extends (inputs: infer I) => infer R
  ? keyof I extends never
    ? (inputs?: I) => R
    : F
  : never;
type Messages = { readonly [K in keyof Catalogue]: Asked<Catalogue[K]> };

type Inputs = Record<string, unknown>;

/** What a message is given, so that no name in it reorders its words. */
function apart(inputs: Inputs | undefined): Inputs {
  const pairs = Object.entries(inputs ?? {});
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, typeof value === "string" ? isolated(value) : value]),
  );
}

const messages: Partial<Record<string | symbol, unknown>> = {};

/** Every message, in the language in use. */
export const m = new Proxy({} as Messages, {
  get(_, name) {
    messages[name] ??= (inputs?: Inputs) => language.texts[name as keyof Catalogue](apart(inputs) as never);
    return messages[name];
  },
});
