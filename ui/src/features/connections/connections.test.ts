import { beforeEach, describe, expect, it } from "vitest";
import { fakeIpc } from "../../ipc/fake";
import { failure } from "../../ipc/fake/scenario";
import { App } from "../../shell/app.svelte";
import { Connections } from "./connections.svelte";

beforeEach(() => {
  location.hash = "";
});

async function started(scenario: string | null, change: Partial<App["ipc"]> = {}): Promise<App> {
  const app = new App({ ...fakeIpc(scenario), ...change });
  await app.start();
  return app;
}

describe("Connections", () => {
  it("starts the demo from nothing and goes to its desk", async () => {
    const app = await started("empty");
    expect(app.session.active).toBeNull();
    await new Connections(app).startDemo();
    expect(app.session.active?.environment).toBe("demo");
    expect(app.router.route).toEqual({ name: "desk" });
  });

  it("goes on to the import when a file waits", async () => {
    const app = await started("empty");
    app.receiveFile("/samples/Changes.csv");
    expect(app.router.route).toEqual({ name: "connections" });
    await new Connections(app).startDemo();
    expect(app.router.route).toEqual({ name: "import" });
    expect(app.takeIncoming()).toBe("/samples/Changes.csv");
    expect(app.takeIncoming()).toBeNull();
  });

  it("removes only the connection that was asked about", async () => {
    const app = await started(null);
    const connections = new Connections(app);
    expect(await connections.remove()).toBe(false);
    expect(app.session.connections).toHaveLength(1);
    connections.asking = app.session.active;
    expect(await connections.remove()).toBe(true);
    expect(app.session.connections).toHaveLength(0);
    expect(app.session.active).toBeNull();
  });

  it("shows why a demo could not start", async () => {
    const app = await started("empty", { startDemo: () => Promise.reject(failure("disk_full")) });
    const connections = new Connections(app);
    await connections.startDemo();
    expect(connections.problem?.code).toBe("disk_full");
    expect(connections.busy).toBeNull();
    expect(app.session.active).toBeNull();
  });
});
