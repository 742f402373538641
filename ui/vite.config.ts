/** How the ui is built, served in development and tested. */
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { paraglideOptions } from "./paraglide.options.js";

export default defineConfig(({ mode }) => ({
  plugins: [paraglideVitePlugin(paraglideOptions), svelte()],
  clearScreen: false,
  server: { host: "127.0.0.1", port: 1420, strictPort: true },
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  build: {
    target: ["es2022", "safari17.5", "chrome123"],
    cssTarget: ["safari17.5", "chrome123"],
    // The content security policy allows files of our own alone: nothing inline, no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/messages/spoken.ts"],
    include: ["src/**/*.test.ts", "scripts/**/*.test.ts"],
    restoreMocks: true,
  },
}));
