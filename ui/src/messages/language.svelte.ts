/**
 * The language in use. Every message reads it while rendering, so a change shows at once and without a reload.
 * Must never be set from anywhere but the settings.
 */
import { baseLocale, locales, overwriteGetLocale, type Locale } from "./generated/runtime.js";

export type { Locale };
export type LanguageSetting = "system" | Locale;

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
  #current = $state<Locale>(baseLocale);

  get current(): Locale {
    return this.#current;
  }

  choose(setting: LanguageSetting): void {
    this.#current = setting === "system" ? systemLocale(navigator.languages) : setting;
    document.documentElement.lang = this.#current;
  }
}

export const language = new Language();

overwriteGetLocale(() => language.current);
