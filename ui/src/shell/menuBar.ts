/** The system's menu bar on macOS: it says what the window's menu says, and what is chosen there is done here. */
import { m } from "../messages";
import type { App } from "./app.svelte";
import { menuOf, type Sheets } from "./commands";

/** Tells the system what the window's menu says just now; to be told again when that changes. */
export function tellMenuBar(app: App, sheets: Sheets): void {
  const parts = menuOf(app, sheets).map((commands) =>
    commands.map(({ id, text, keys }) => ({ id, text, keys: keys ?? null })),
  );
  const told = app.ipc.showMenuBar({ title: m.palette_group_go(), parts });
  told.catch((error: unknown) => app.session.fail(error));
}

/** Does what was chosen there; returns what ends it. */
export function followMenuBar(app: App, sheets: Sheets): () => void {
  return app.ipc.onMenuChosen((id) => {
    const chosen = menuOf(app, sheets)
      .flat()
      .find((command) => command.id === id);
    chosen?.run();
  });
}
