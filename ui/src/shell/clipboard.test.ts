import { afterEach, describe, expect, it } from "vitest";
import { copied, copiedCells, guardCopies } from "./clipboard";

function show(html: string): void {
  document.body.innerHTML = html;
}

function select(from: Node, to: Node = from): Selection {
  const range = document.createRange();
  range.setStart(from, 0);
  range.setEnd(to, to.nodeType === Node.TEXT_NODE ? (to.textContent?.length ?? 0) : to.childNodes.length);
  const selection = document.getSelection();
  if (!selection) throw new Error("no selection");
  selection.removeAllRanges();
  selection.addRange(range);
  return selection;
}

const one = (selector: string): Element => {
  const found = document.querySelector(selector);
  if (!found) throw new Error(selector);
  return found;
};

afterEach(() => {
  document.getSelection()?.removeAllRanges();
  document.body.innerHTML = "";
});

describe("what is copied", () => {
  const panel = `<aside><h2 data-personal="name">Ana Beatriz da Costa</h2>
    <p>E-mail <span data-personal="value">ana@acme.example</span></p><p>Job 12</p></aside>`;

  it("has initials for names and dots for values", () => {
    show(panel);
    const text = copied(select(one("aside")));
    expect(
      text
        ?.split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
    ).toEqual(["A. C.", "E-mail •••", "Job 12"]);
  });

  it("veils a part of one value too", () => {
    show(panel);
    const value = one("span").firstChild;
    expect(copied(select(value as Node))).toBe("•••");
    expect(copied(select(one("h2").firstChild as Node))).toBe("A. C.");
  });

  it("leaves the rest to the system", () => {
    show(panel);
    const last = document.querySelectorAll("p")[1]?.firstChild;
    expect(copied(select(last as Node))).toBeNull();
  });

  it("leaves what a person asked to see", () => {
    show(`<div data-revealed>${panel}</div>`);
    expect(copied(select(one("aside")))).toBeNull();
    expect(copied(select(one("span").firstChild as Node))).toBeNull();
  });

  it("is what the clipboard gets", () => {
    show(panel);
    const end = guardCopies();
    select(one("aside"));
    const data = new DataTransfer();
    const copy = new ClipboardEvent("copy", { bubbles: true, cancelable: true, clipboardData: data });
    one("aside").dispatchEvent(copy);
    end();
    expect(copy.defaultPrevented).toBe(true);
    expect(data.getData("text/plain")).not.toContain("Beatriz");
    expect(data.getData("text/plain")).toContain("A. C.");
  });
});

describe("cells that are copied", () => {
  const cells = `<table><tbody>
    <tr><td data-personal="name">Ana Beatriz da Costa</td><td><b aria-hidden="true">~</b>changed</td></tr>
    <tr><td data-personal="name">🌻 ליאת</td><td><ins data-personal="value">R$\t1\n2</ins> salary</td></tr>
  </tbody></table>`;
  const table = () => one("table") as HTMLTableElement;

  it("are lines and tabs for a sheet, veiled, with words for signs", () => {
    show(`<div>${cells}</div>`);
    expect(copiedCells(table(), one("div"))).toEqual({
      text: "A. C.\tchanged\nל.\t••• salary",
      masked: true,
    });
  });

  it("are whole where a person asked to see them, and begin no cell of their own", () => {
    show(`<div data-revealed>${cells}</div>`);
    expect(copiedCells(table(), one("div"))).toEqual({
      text: "Ana Beatriz da Costa\tchanged\n🌻 ליאת\tR$ 1 2 salary",
      masked: false,
    });
  });
});
