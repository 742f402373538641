import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Ipc } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { aurora } from "../../ipc/fake/connections";
import { failure } from "../../ipc/fake/scenario";
import { App } from "../../shell/app.svelte";
import Limits from "./Limits.svelte";
import ProtectedPeople from "./ProtectedPeople.svelte";

const shared = vi.hoisted(() => ({ app: null as unknown }));
vi.mock("../../shell/app.svelte", async (original) => ({
  ...(await original<object>()),
  useApp: () => shared.app,
}));

afterEach(cleanup);

function shown(card: typeof Limits, scenario: string, change: Partial<Ipc> = {}) {
  const app = new App({ ...fakeIpc(scenario), ...change });
  shared.app = app;
  render(card, { connection: aurora });
  return app;
}

const field = (entry: string) => screen.getByTestId<HTMLInputElement>(`limit-${entry}`);
const type = (entry: string, value: string) => fireEvent.input(field(entry), { target: { value } });

describe("the card of limits", () => {
  it("names what is usual and what holds today, and offers no way to turn a limit off", async () => {
    shown(Limits, "usual");
    expect((await screen.findByTestId("limits-today")).textContent).toContain(
      "up to 25 leaving, 248 new and 621 changed",
    );
    expect(field("removals").value).toBe("5");
    expect(screen.getByText("Usual: 25")).toBeTruthy();
    expect(screen.queryByRole("checkbox")).toBeNull();
    expect(screen.queryByRole("switch")).toBeNull();
    expect(screen.queryByTestId("limits-scope")).toBeNull();
  });
  it("says what is wrong beside the entry, and saves nothing then", async () => {
    const setBudgets = vi.fn();
    shown(Limits, "usual", { setBudgets });
    await screen.findByTestId("limits-save");
    await type("removals", "30");
    await type("most", "x");
    const said = (entry: string) => {
      const ids = field(entry).getAttribute("aria-describedby")?.split(" ") ?? [];
      return ids.map((id) => document.getElementById(id)?.textContent).join(" ");
    };
    expect(said("removals")).toContain("20 at most: more would hold nothing back.");
    expect(said("most")).toContain("A whole number, 0 or more.");
    expect(field("removals").getAttribute("aria-invalid")).toBe("true");
    const save = screen.getByTestId<HTMLButtonElement>("limits-save");
    expect(save.disabled).toBe(true);
    await fireEvent.submit(save.closest("form") as HTMLFormElement);
    expect(setBudgets).not.toHaveBeenCalled();
  });
  it("saves, says since when, and puts the usual ones back", async () => {
    const app = shown(Limits, "usual");
    expect((await screen.findByTestId("limits-history")).textContent).toContain("Nobody has changed");
    await type("removals", "8");
    await fireEvent.click(screen.getByTestId("limits-save"));
    await waitFor(() =>
      expect(screen.getByTestId("limits-history").textContent).toContain("Last changed on 16 Nov 2026"),
    );
    expect(app.toasts.list.length).toBe(1);
    await fireEvent.click(screen.getByTestId("limits-reset"));
    await waitFor(() => expect(field("removals").value).toBe("5"));
    expect(screen.queryByTestId("limits-reset")).toBeNull();
  });
  it("says in words that limits were refused, with what was typed still there", async () => {
    shown(Limits, "usual", { setBudgets: () => Promise.reject(failure("invalid_input")) });
    await screen.findByTestId("limits-save");
    await type("removals", "8");
    await fireEvent.click(screen.getByTestId("limits-save"));
    expect((await screen.findByTestId("limits-refused")).textContent).toContain(
      "What held before still holds.",
    );
    expect(field("removals").value).toBe("8");
  });
});

describe("the card of protected people", () => {
  it("teaches how somebody gets on the list while it is empty", async () => {
    shown(ProtectedPeople, "usual");
    expect((await screen.findByText("Nobody is protected yet")).parentElement?.textContent).toContain(
      "Never remove by file",
    );
  });
  it("tells name, key, company and since when, and asks before taking somebody off", async () => {
    const app = shown(ProtectedPeople, "companies");
    const [, second] = await screen.findAllByTestId("protected-row");
    const text = second?.textContent.replace(/\s+/g, " ") ?? "";
    expect(text).toContain("004902 · Aurora Logística Ltda. · since 1 Sep 2026");
    await fireEvent.click(within(second as HTMLElement).getByTestId("unprotect"));
    expect(screen.getAllByTestId("protected-row").length).toBe(2);
    await fireEvent.click(await screen.findByTestId("confirm-unprotect"));
    await waitFor(() => expect(screen.getAllByTestId("protected-row").length).toBe(1));
    expect(app.toasts.list[0]?.text).toContain("is no longer protected");
  });
});
