import { describe, expect, it } from "vitest";
import { fakeIpc } from "../../ipc/fake";
import { failure } from "../../ipc/fake/scenario";
import { AuditTrail, faultText } from "./trail.svelte";

describe("the audit trail", () => {
  it("is told whole", async () => {
    const trail = new AuditTrail(fakeIpc());
    await trail.check();
    expect(trail.report).toEqual({ events: 47, firstBad: null });
    expect(trail.busy).toBe(false);
  });
  it("names the first event that is not as it was written", async () => {
    const trail = new AuditTrail(fakeIpc("error"));
    await trail.check();
    expect(trail.report?.firstBad).toEqual({ sequence: 12, what: "altered" });
  });
  it("is never told whole where it could not be read", async () => {
    let works = true;
    const whole = { events: 1, firstBad: null };
    const trail = new AuditTrail({
      verifyTrail: () => (works ? Promise.resolve(whole) : Promise.reject(failure("history_busy"))),
    });
    await trail.check();
    works = false;
    await trail.check();
    expect([trail.report, trail.problem?.code]).toEqual([null, "history_busy"]);
  });
  it("has words of its own for each fault", () => {
    const kinds = ["altered", "missing", "cut", "added", "head"] as const;
    expect(new Set(kinds.map(faultText)).size).toBe(5);
  });
});
