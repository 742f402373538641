/** Compiles the message catalogue outside of Vite, before the checks and the tests. */
import { compile } from "@inlang/paraglide-js";
import { paraglideOptions } from "../paraglide.options.js";

await compile(paraglideOptions);
