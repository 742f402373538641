/** What in a row hears for itself: a click or a key on it is its own, not the row's. */
const controls = "a, button, input, select, textarea";

export function isOnControl({ target }: Event): boolean {
  return target instanceof Element && target.closest(controls) !== null;
}

/** Whether a key is meant for what it was pressed on: all in a field, on a link and a button those that set it off. */
export function isForControl({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input, select, textarea")) return true;
  return (key === "Enter" || key === " ") && target.closest("a, button") !== null;
}
