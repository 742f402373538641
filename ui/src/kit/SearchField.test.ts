import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import SearchField from "./SearchField.svelte";

afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

const shown = (more = {}) => {
  render(SearchField, { label: "Search", value: "ana", clear: "Clear", ...more });
  return screen.getByRole<HTMLInputElement>("searchbox");
};
const find = () => fireEvent.keyDown(window, { key: "f", ctrlKey: true, cancelable: true });

describe("SearchField", () => {
  it("is where Control and F lead, with what it says selected", async () => {
    const field = shown({ kbd: "Ctrl F" });
    expect(await find()).toBe(false);
    expect([document.activeElement, field.selectionStart, field.selectionEnd]).toEqual([field, 0, 3]);
  });

  it("leaves the key to the window where it does not show it, and to what is open above", async () => {
    shown();
    expect(await find()).toBe(true);
    cleanup();
    const field = shown({ kbd: "Ctrl F" });
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    document.body.append(dialog);
    await find();
    expect(document.activeElement).not.toBe(field);
  });

  it("is emptied by Escape, which then goes no further", async () => {
    const oninput = vi.fn();
    const field = shown({ oninput });
    const above = vi.fn();
    document.addEventListener("keydown", above);
    await fireEvent.keyDown(field, { key: "Escape" });
    await fireEvent.keyDown(field, { key: "Escape" });
    document.removeEventListener("keydown", above);
    expect(oninput).toHaveBeenCalledExactlyOnceWith("");
    expect(above).toHaveBeenCalledOnce();
  });
});
