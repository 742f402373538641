import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { describe, expect, it, vi } from "vitest";
import type { JobView } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { aurora } from "../../ipc/fake/connections";
import { givingRoom } from "../../kit/grid/staged";
import { App } from "../../shell/app.svelte";
import Jobs from "./Jobs.svelte";

const shared = vi.hoisted(() => ({ app: null as unknown }));
vi.mock("../../shell/app.svelte", async (original) => ({
  ...(await original<object>()),
  useApp: () => shared.app,
}));

givingRoom(1_000, 600);

async function shown() {
  const ipc = fakeIpc();
  let news: (job: JobView) => void = () => undefined;
  const onJob = (callback: typeof news) => {
    news = callback;
    return () => undefined;
  };
  const asked = vi.spyOn(ipc, "jobs");
  const app = new App({ ...ipc, jobs: asked, onJob });
  const openJob = vi.spyOn(app, "openJob").mockReturnValue();
  shared.app = app;
  render(Jobs, { connection: aurora });
  await waitFor(() => expect(screen.getAllByTestId("job-row")).toHaveLength(6));
  await waitFor(() => expect(screen.getByText("desligados.csv")).toBeTruthy());
  const grid = screen.getByTestId("jobs-grid");
  const press = async (key: string) => {
    await fireEvent.keyDown(grid, { key });
    await tick();
  };
  const chosen = () =>
    screen.getAllByTestId("job-row").find((row) => row.getAttribute("aria-selected") === "true")?.textContent;
  return { ipc, asked, openJob, press, chosen, news: async () => news(await ipc.job(14)) };
}

describe("the table of jobs", () => {
  it("is asked for once, and opens the job that is stood on", async () => {
    const { asked, openJob, press } = await shown();
    await press("ArrowDown");
    await press("ArrowDown");
    await press("Enter");
    expect(openJob).toHaveBeenCalledExactlyOnceWith(13);
    expect(asked).toHaveBeenCalledOnce();
    expect(screen.getByRole("link", { name: "desligados.csv" }).getAttribute("href")).toBe("#/jobs/12");
    expect(screen.getByRole("link", { name: "desligados.csv" }).tabIndex).toBe(-1);
  });

  it("is put in order by its titles", async () => {
    await shown();
    expect(screen.getByText("Sent").closest("[role=columnheader]")?.getAttribute("aria-sort")).toBe(
      "descending",
    );
    await fireEvent.click(screen.getByText("File"));
    await waitFor(() => expect(screen.getAllByTestId("job-row")[0]?.textContent).toContain("desligados.csv"));
    expect(screen.getByText("File").closest("[role=columnheader]")?.getAttribute("aria-sort")).toBe(
      "ascending",
    );
  });

  it("stays with the job that was chosen when a newer one comes", async () => {
    const { ipc, press, chosen, news } = await shown();
    await press("ArrowDown");
    expect(chosen()).toContain("Folha_outubro.xlsx");
    const take = await ipc.planTakeUp(12, "undo");
    await ipc.sendTakeUp(take.plan, null, "op");
    await news();
    await waitFor(() => expect(screen.getAllByTestId("job-row")).toHaveLength(7));
    await waitFor(() => expect(chosen()).toContain("what was left of job 13"));
  });

  it("says that no job fits, and shows all again", async () => {
    await shown();
    await fireEvent.input(screen.getByTestId("jobs-search"), { target: { value: "no such file" } });
    await waitFor(() => expect(screen.getByText("No jobs match")).toBeTruthy());
    await fireEvent.click(screen.getByText("Clear the search"));
    await waitFor(() => expect(screen.getAllByTestId("job-row")).toHaveLength(6));
  });
});
