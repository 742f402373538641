/** The walls of the ui: who may import what, beside the usual rules. */
import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const shell = { group: ["@tauri-apps/*"], message: "Only src/ipc knows the shell." };
const domain = {
  group: ["**/features/**", "**/messages/**", "**/ipc/**", "**/shell/**"],
  message: "kit/ knows no domain word: texts and data come in as props.",
};

export default ts.config(
  { ignores: ["dist/", "src/messages/generated/", "src/ipc/contract.ts", "src/ipc/bindings.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
  },
  {
    rules: {
      "no-restricted-imports": ["error", { patterns: [shell] }],
      "no-console": "error",
      "max-lines": ["error", { max: 400 }],
      // A style attribute written as text is refused by the content security policy; style: directives pass.
      "no-restricted-syntax": [
        "error",
        { selector: "SvelteAttribute[key.name='style']", message: "Use style: directives." },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  { files: ["src/kit/**"], rules: { "no-restricted-imports": ["error", { patterns: [shell, domain] }] } },
  { files: ["src/ipc/**"], rules: { "no-restricted-imports": "off" } },
);
