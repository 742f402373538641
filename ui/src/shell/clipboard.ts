/**
 * What is copied from the window: values about people leave it as initials and dots, unless a person asked to see them where
 * they stand. Marks: `data-personal` is "name" or "value"; `data-revealed` stands around what was asked for. What is typed in
 * a field is the person's own.
 */

const VEIL = "•••";
const LINES = new Set(["P", "DIV", "LI", "DT", "H1", "H2", "H3", "TR", "ARTICLE", "HEADER", "SECTION", "DL"]);

function initials(name: string): string {
  const letters = name
    .split(/\s+/)
    .map((word) => word.match(/[\p{L}\p{N}]/u)?.[0])
    .filter((letter) => letter !== undefined);
  const ends = letters.length > 1 ? [letters[0], letters.at(-1)] : letters;
  return ends.length ? ends.map((letter) => `${letter?.toLocaleUpperCase()}.`).join(" ") : VEIL;
}

function veil(element: Element): void {
  const text = element.textContent ?? "";
  if (text.trim())
    element.textContent = element.getAttribute("data-personal") === "name" ? initials(text) : VEIL;
}

/** The text of a piece, a line for each block of it. */
function textOf(node: Node): string {
  if (!(node instanceof Element || node instanceof DocumentFragment)) return node.textContent ?? "";
  const inner = [...node.childNodes].map(textOf).join("");
  return node instanceof Element && LINES.has(node.tagName) ? `${inner.trim()}\n` : inner;
}

/** What a selection is copied as; null where it holds nothing about anybody and the system may copy it. */
export function copied(selection: Selection): string | null {
  let veiled = false;
  const parts: string[] = [];
  for (let at = 0; at < selection.rangeCount; at += 1) {
    const range = selection.getRangeAt(at);
    const around = range.commonAncestorContainer;
    const within = around instanceof Element ? around : around.parentElement;
    const piece = range.cloneContents();
    if (!within?.closest("[data-revealed]")) {
      const own = within?.closest("[data-personal]");
      if (own && range.toString().trim()) {
        const whole = own.cloneNode(true) as Element;
        veil(whole);
        piece.replaceChildren(whole.textContent ?? "");
        veiled = true;
      }
      for (const each of piece.querySelectorAll("[data-personal]")) {
        if (each.closest("[data-revealed]")) continue;
        veil(each);
        veiled = true;
      }
    }
    parts.push(textOf(piece).trim());
  }
  return veiled ? parts.join("\n") : null;
}

/** The text of a cell, on one line: a tab or a line break in it would begin another cell. */
function cellText(cell: Element): string {
  return (cell.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** What cells of a table are copied as, to be pasted into a sheet; `masked` where anything of them was veiled. */
export function copiedCells(table: HTMLTableElement, from: Element): { text: string; masked: boolean } {
  // Signs stand beside the same in words.
  for (const sign of table.querySelectorAll("[aria-hidden=true]")) sign.remove();
  const personal = [...table.querySelectorAll("[data-personal]")].filter(
    (each) => (each.textContent ?? "").trim() !== "" && !each.closest("[data-revealed]"),
  );
  const veiled = from.closest("[data-revealed]") ? [] : personal;
  veiled.forEach(veil);
  const text = [...table.rows].map((row) => [...row.cells].map(cellText).join("\t")).join("\n");
  return { text, masked: veiled.length > 0 };
}

/** Watches what is copied; returns what ends it. */
export function guardCopies(): () => void {
  const guard = (event: ClipboardEvent) => {
    const selection = document.getSelection();
    const field = event.target instanceof Element && event.target.closest("input, textarea");
    const text = selection && !field ? copied(selection) : null;
    if (text === null) return;
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", guard);
  document.addEventListener("cut", guard);
  return () => {
    document.removeEventListener("copy", guard);
    document.removeEventListener("cut", guard);
  };
}
