/** A grid put up by itself, for tests: as high as ten rows, with what is pressed in it and what is stood on. */
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { createRawSnippet, tick, type ComponentProps } from "svelte";
import { afterEach, beforeEach, expect, vi } from "vitest";
import DataGrid from "../DataGrid.svelte";

/** A cell that says something of its row. */
export const saying = <T>(of: (row: T) => string) =>
  createRawSnippet<[T, number, number]>((row) => ({ render: () => `<b>${of(row())}</b>` }));

/** Gives each test of a file the room of a grid, in pixels, and clears it away. */
export function givingRoom(width = 400, height = 368): void {
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(height);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(width);
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
  });
}

/** Puts a grid up and waits until more cells of that role are there than `more`. */
export async function staged<T>(props: ComponentProps<typeof DataGrid<T>>, role: string, more: number) {
  const { component } = render(DataGrid<T>, props);
  const grid = screen.getByRole("grid");
  if (props.total > 0) await waitFor(() => expect(screen.getAllByRole(role).length).toBeGreaterThan(more));
  const press = async (key: string, held: KeyboardEventInit = {}) => {
    await fireEvent.keyDown(grid, { key, ...held });
    await tick();
  };
  const active = () => document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");
  return { component, grid, press, active };
}
