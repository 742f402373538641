/** The texts of the window. Import messages from here, never from the generated folder, so that the language is wired. */
export { language, type LanguageSetting, type Locale } from "./language.svelte";
export { m } from "./generated/messages.js";
export * as format from "./format";
