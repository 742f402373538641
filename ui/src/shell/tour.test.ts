import { describe, expect, it } from "vitest";
import { fakeIpc } from "../ipc/fake";
import { App } from "./app.svelte";
import { Tour } from "./tour.svelte";

describe("the tour", () => {
  it("follows the person, and stays at its end once a job has ended", () => {
    const tour = new Tour();
    tour.begin();
    expect(tour.place).toBe(1);
    tour.told("review");
    expect([tour.place, tour.text.includes("Send the safe changes")]).toEqual([6, true]);
    tour.told("done");
    tour.told("desk");
    expect(tour.stop).toBe("done");
    tour.begin();
    expect(tour.stop).toBe("desk");
  });

  it("begins by itself where the launch asked for the demo, and nowhere else", async () => {
    const ipc = fakeIpc();
    const usual = new App(ipc);
    await usual.start();
    expect(usual.tour.on).toBe(false);
    const asked = new App({ ...ipc, startup: async () => ({ ...(await ipc.startup()), demo: true }) });
    await asked.start();
    expect(asked.tour.on).toBe(true);
  });
});
