/** How the message catalogue is compiled: one place for Vite, the checks and the tests. */
export const paraglideOptions = {
  project: "./project.inlang",
  outdir: "./src/messages/generated",
  strategy: /** @type {["globalVariable", "baseLocale"]} */ (["globalVariable", "baseLocale"]),
  outputStructure: /** @type {const} */ ("locale-modules"),
  emitGitIgnore: false,
  emitPrettierIgnore: false,
  emitReadme: false,
};
