import { beforeEach, describe, expect, it, vi } from "vitest";
import { href, parse, Router, type Route } from "./router.svelte";

beforeEach(() => {
  location.hash = "";
});

const routes: Route[] = [
  { name: "desk" },
  { name: "import" },
  { name: "import", cell: "B17" },
  { name: "jobs" },
  { name: "job", id: 12 },
  { name: "people" },
  { name: "people", person: "00ff00ff00ff00ff" },
  { name: "people", of: { job: 12, item: 0 } },
  { name: "history" },
  { name: "connections" },
  { name: "connect", environment: "sandbox" },
  { name: "settings" },
  { name: "settings", part: "people" },
];

describe("the route in the address", () => {
  it.each(routes)("comes back from its own hash: $name", (route) => {
    expect(parse(href(route))).toEqual(route);
  });

  it.each(["", "#/nowhere", "#/jobs/12/x/y", "#javascript:alert(1)"])("is a known screen for %s", (hash) => {
    expect(routes.map((route) => route.name)).toContain(parse(hash).name);
  });

  it("takes no job without a number and no cell without an address", () => {
    expect(parse("#/jobs/twelve")).toEqual({ name: "jobs" });
    expect(parse("#/import/../17")).toEqual({ name: "import" });
    expect(parse("#/people/ana@aurora.example")).toEqual({ name: "people" });
    expect(parse("#/people/job-12")).toEqual({ name: "people" });
    expect(parse("#/connections/demo")).toEqual({ name: "connections" });
  });
});

describe("Router", () => {
  it("goes on in the same place without a step for Back", () => {
    const router = new Router();
    router.go({ name: "people" });
    const steps = history.length;
    router.replace({ name: "people", person: "00ff00ff00ff00ff" });
    expect([history.length, location.hash]).toEqual([steps, "#/people/00ff00ff00ff00ff"]);
    expect(router.route).toEqual({ name: "people", person: "00ff00ff00ff00ff" });
  });

  it("goes at once, and follows Back until it is told to stop", async () => {
    const router = new Router();
    const stop = router.listen();
    router.go({ name: "job", id: 3 });
    expect(router.route).toEqual({ name: "job", id: 3 });
    location.hash = "#/settings";
    await vi.waitFor(() => expect(router.route).toEqual({ name: "settings" }));
    stop();
  });
});
