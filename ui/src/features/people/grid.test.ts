import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { describe, expect, it, vi } from "vitest";
import type { RosterOverview } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { aurora } from "../../ipc/fake/connections";
import { givingRoom } from "../../kit/grid/staged";
import { People } from "./people.svelte";
import PeopleGrid from "./PeopleGrid.svelte";

givingRoom(1_000, 600);

const chosen = () =>
  screen.getAllByTestId("person-row").find((row) => row.getAttribute("aria-selected") === "true");

async function shown(openAt: number | null) {
  const people = new People(fakeIpc(), 1, () => undefined);
  await people.load();
  const row = openAt === null ? undefined : (await people.page(openAt - (openAt % 200), 200))[openAt % 200];
  const props = {
    people,
    roster: people.overview as RosterOverview,
    connection: aurora,
    open: row?.id ?? null,
    onopen: vi.fn(),
  };
  const { rerender } = render(PeopleGrid, props);
  await waitFor(() => expect(screen.getAllByTestId("person-row").length).toBeGreaterThan(5));
  const open = (id: string | null) => rerender({ ...props, open: id });
  return { people, row, open, onopen: props.onopen };
}

describe("the list of people", () => {
  it("has whom a link is about in sight, and selected", async () => {
    const { row, people } = await shown(707);
    await waitFor(() => expect(chosen()?.textContent).toContain(row?.key));
    expect(chosen()?.getAttribute("aria-rowindex")).toBe("709");
    // In another order they stand elsewhere, and the list begins at its top.
    await people.apply({ descending: true });
    await waitFor(() =>
      expect(screen.getAllByTestId("person-row")[0]?.getAttribute("aria-rowindex")).toBe("2"),
    );
    expect(chosen()).toBeUndefined();
  });

  it("selects nobody whose panel is closed, nor whom the filters leave out", async () => {
    const { row, people, open } = await shown(3);
    await waitFor(() => expect(chosen()?.textContent).toContain(row?.key));
    await people.apply({ text: "nobody is called that" });
    await people.apply({ text: "" });
    await waitFor(() => expect(chosen()?.textContent).toContain(row?.key));
    await open(null);
    await waitFor(() => expect(chosen()).toBeUndefined());
  });

  it("opens who is stood on, and never jumps back to whom it was asked about before", async () => {
    const { onopen, open } = await shown(null);
    const grid = screen.getByTestId("people-grid");
    for (let row = 0; row < 3; row += 1) {
      await fireEvent.keyDown(grid, { key: "ArrowDown" });
      await tick();
      await open(onopen.mock.calls.at(-1)?.[0].id);
    }
    expect(onopen).toHaveBeenCalledTimes(3);
    expect(chosen()?.getAttribute("aria-rowindex")).toBe("4");
  });
});
