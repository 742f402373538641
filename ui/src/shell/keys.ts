/** The shortcuts that work on every screen. Must never take a key away from a field that is being typed in. */
import type { App } from "./app.svelte";
import { screenOf, type Sheets } from "./commands";
import { sizeOf } from "./sizes";

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

function go(app: App, digit: string): void {
  const route = screenOf(digit);
  if (route) app.router.go(route);
}

/** Handles one key press; returns true when it was one of ours. */
export function handleKey(event: KeyboardEvent, app: App, sheets: Sheets): boolean {
  const command = event.ctrlKey || event.metaKey;
  const size = command ? sizeOf(event.key, app.session.settings.zoom) : undefined;
  if (command && event.key.toLowerCase() === "o") void app.chooseFile();
  else if (command && event.shiftKey && event.key.toLowerCase() === "h")
    void app.session.share(!app.session.settings.sharing);
  else if (command && event.key === ",") app.router.go({ name: "settings" });
  else if (command && event.key.toLowerCase() === "k") sheets.palette();
  else if (command && !event.shiftKey && app.session.active && screenOf(event.key)) go(app, event.key);
  else if (size !== undefined) app.session.resize(size);
  else if (!command && event.key === "?" && !typing(event.target)) sheets.shortcuts();
  else return false;
  event.preventDefault();
  return true;
}
