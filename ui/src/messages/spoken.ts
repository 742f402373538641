/** What every test of the ui has before it begins: the texts of all languages, so that a choice shows at once. */
import { language } from "./language.svelte";

await Promise.all((["en", "pt-BR", "es"] as const).map((locale) => language.read(locale)));
await language.choose("system");
