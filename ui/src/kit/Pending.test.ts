import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Pending from "./Pending.svelte";
import Segments from "./Segments.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("Pending", () => {
  it("says what is read after a moment, and nothing before", async () => {
    render(Pending, { label: "Being read…" });
    await vi.advanceTimersByTimeAsync(100);
    expect(screen.queryByRole("status")).toBeNull();
    await vi.advanceTimersByTimeAsync(100);
    expect(screen.getByRole("status").textContent).toContain("Being read…");
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBeNull();
  });
});

describe("Segments", () => {
  it("tells which view is shown, and shows another at a click", async () => {
    const segments = [
      { value: "one", text: "One", count: "3" },
      { value: "other", text: "Other" },
    ];
    render(Segments, { label: "Views", segments, value: "one" });
    const pressed = () =>
      screen.getAllByRole("button").map((button) => button.getAttribute("aria-pressed") === "true");
    expect(pressed()).toEqual([true, false]);
    screen.getByTestId("segment-other").click();
    await vi.advanceTimersByTimeAsync(0);
    expect(pressed()).toEqual([false, true]);
  });
});
