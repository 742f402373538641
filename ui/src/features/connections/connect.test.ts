import { describe, expect, it, vi } from "vitest";
import type { CheckStep, Ipc } from "../../ipc/contract";
import { aurora } from "../../ipc/fake/connections";
import { failure } from "../../ipc/fake/scenario";
import { Connect, isOrigin } from "./connect.svelte";

const step = (name: CheckStep["step"], more: Partial<CheckStep> = {}): CheckStep => ({
  step: name,
  state: "done",
  entity: null,
  companies: null,
  people: null,
  error: null,
  ...more,
});

function filled(ipc: Partial<Ipc>, environment: "production" | "custom" = "production"): Connect {
  const connect = new Connect(ipc as Ipc, environment);
  connect.name = " Aurora ";
  connect.clientId = "aurora";
  connect.secret = "s3cret-of-the-test";
  return connect;
}

describe("Connect", () => {
  it("marks what is missing only once asked, and asks nothing of the shell", async () => {
    const testConnection = vi.fn();
    const connect = new Connect({ testConnection } as unknown as Ipc, "custom");
    expect(connect.lacks("secret")).toBe(false);
    await connect.test();
    expect(connect.missing).toEqual(["name", "origin", "clientId", "secret"]);
    expect(connect.lacks("secret")).toBe(true);
    expect(testConnection).not.toHaveBeenCalled();
  });

  it("can be saved after its test succeeded, and not before", async () => {
    const addConnection = vi.fn(() => Promise.resolve(aurora));
    const connect = filled({ testConnection: () => Promise.resolve([step("token")]), addConnection });
    expect(await connect.save()).toBeNull();
    await connect.test();
    expect(connect.canSave).toBe(true);
    expect(await connect.save()).toEqual(aurora);
    expect(addConnection).toHaveBeenCalledWith(
      expect.objectContaining({ name: "Aurora", origin: null }),
      expect.any(String),
    );
    expect(connect.secret).toBe("");
  });

  it("asks for another test when the secret changed since", async () => {
    const connect = filled({ testConnection: () => Promise.resolve([step("token")]) });
    await connect.test();
    connect.secret = "another";
    expect(connect.canSave).toBe(false);
    connect.secret = "s3cret-of-the-test";
    connect.name = "A new name needs no new test";
    expect(connect.canSave).toBe(true);
  });

  it("shows each step as it comes", async () => {
    let tell: (each: CheckStep) => void = () => undefined;
    let finish: (steps: CheckStep[]) => void = () => undefined;
    const connect = filled({
      testConnection: (_, onStep) => {
        tell = onStep;
        return new Promise((done) => (finish = done));
      },
    });
    const testing = connect.test();
    tell(step("token", { state: "running" }));
    expect(connect.steps.map((each) => each.state)).toEqual(["running"]);
    tell(step("token"));
    tell(step("entity", { state: "running" }));
    expect(connect.steps.map((each) => each.step)).toEqual(["token", "entity"]);
    finish([step("token"), step("entity", { entity: "single" })]);
    await testing;
    expect(connect.testing).toBe(false);
  });

  it("fetches the details to copy after a refusal alone", async () => {
    const connectionDetails = vi.fn(() => Promise.resolve("HTTP 403"));
    const answer = (code: "forbidden" | "wrong_secret") => [
      step("token", { state: "failed", error: failure(code) }),
    ];
    const refused = filled({ testConnection: () => Promise.resolve(answer("forbidden")), connectionDetails });
    await refused.test();
    expect(refused.support).toBe("HTTP 403");
    const wrong = filled({
      testConnection: () => Promise.resolve(answer("wrong_secret")),
      connectionDetails,
    });
    await wrong.test();
    expect(wrong.support).toBeNull();
    expect(connectionDetails).toHaveBeenCalledTimes(1);
    expect(wrong.canSave).toBe(false);
  });

  it("keeps the secret and shows why when saving fails", async () => {
    const connect = filled({
      testConnection: () => Promise.resolve([step("token")]),
      addConnection: () => Promise.reject(failure("vault_locked")),
    });
    await connect.test();
    expect(await connect.save()).toBeNull();
    expect(connect.problem?.code).toBe("vault_locked");
    expect(connect.secret).not.toBe("");
  });
});

describe("isOrigin", () => {
  it.each(["https://api.example", "http://127.0.0.1:4100", "http://[::1]:80"])("takes %s", (text) => {
    expect(isOrigin(text)).toBe(true);
  });
  it.each([
    "",
    "api.example",
    "http://api.example",
    "http://localhost",
    "https://me:pw@api.example",
    "ftp://127.0.0.1",
  ])("refuses %s", (text) => {
    expect(isOrigin(text)).toBe(false);
  });
});
