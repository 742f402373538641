import { describe, expect, it } from "vitest";
import { everybody } from "../../features/people/people.svelte";
import { fakeIpc } from "../fake";

describe("the story of hard content", () => {
  it("calls the same thing the same everywhere, and understands what it called it", async () => {
    const ipc = fakeIpc("hard");
    const overview = await ipc.rosterOverview(1);
    const department = overview?.departments[0];
    expect(department?.name.length).toBeGreaterThan(40);
    const page = await ipc.rosterPeople(1, { ...everybody, department: department?.name ?? "" }, 0, 20);
    expect(page.total).toBe(department?.people);
    for (const row of page.rows) expect(row.department).toBe(department?.name);
  });

  it("leaves masked values and addresses of cells as they are", async () => {
    const ipc = fakeIpc("hard");
    const view = await ipc.openImport(1, "/home/user/Folha.xlsx", () => undefined);
    expect(view?.findings.find((each) => each.code === "error_cell")?.cells).toEqual(["B97", "B230"]);
    expect(view?.file.name.length).toBe(200);
  });
});

describe("the stories of no answer", () => {
  it("tell how far it has come and nothing more", async () => {
    const told: unknown[] = [];
    const reading = fakeIpc("waiting").readRoster(1, (progress) => told.push(progress));
    const first = await Promise.race([reading, Promise.resolve("nothing yet")]);
    expect([first, told.length]).toEqual(["nothing yet", 1]);
  });

  it("fail with what support needs, and let the window itself stand", async () => {
    const ipc = fakeIpc("failing");
    expect((await ipc.connections()).connections).toHaveLength(1);
    await expect(ipc.desk(1)).rejects.toMatchObject({ details: expect.stringContaining("trace id") });
  });
});
