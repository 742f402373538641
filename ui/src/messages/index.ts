/** The texts of the window. Import messages from here, never from the generated folder, so that the language is wired. */
export { language, m, type LanguageSetting, type Locale } from "./language.svelte";
export { isolated } from "./isolated";
export * as format from "./format";
