import { describe, expect, it, vi } from "vitest";
import type { Ipc } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { sampleKey } from "../../ipc/fake/safekeeping";
import { failure } from "../../ipc/fake/scenario";
import { waysOn } from "../../shell/startup";
import { Session } from "../../shell/session.svelte";
import { waitingText } from "../desk/waiting";
import { Safekeeping } from "./safekeeping.svelte";

function keeping(scenario: string | null, part: Partial<Ipc> = {}): Safekeeping {
  return new Safekeeping({ ...fakeIpc(scenario), ...part });
}

describe("Safekeeping", () => {
  it("shows a recovery key until it is noted, and not afterwards", async () => {
    const made = keeping("unnoted");
    await made.load();
    expect(made.lacking).toBe(true);
    await made.show();
    expect(made.shown).toBe(sampleKey);
    expect(await made.save()).toBe(true);
    await made.noted();
    expect(made.shown).toBeNull();
    expect(made.lacking).toBe(false);
    expect(await made.save()).toBe(false);
    expect(made.problem?.code).toBe("not_found");
  });

  it("keeps showing the key while noting it failed", async () => {
    const made = keeping("unnoted", { noteRecoveryKey: () => Promise.reject(failure("disk_full")) });
    await made.load();
    await made.show();
    expect(await made.noted()).toBe(false);
    expect(made.shown).toBe(sampleKey);
    expect(made.problem?.code).toBe("disk_full");
  });

  it("does one thing at a time", async () => {
    const makeRecoveryKey = vi.fn(() => Promise.resolve(sampleKey));
    const made = keeping("unnoted", { makeRecoveryKey });
    await Promise.all([made.show(), made.show()]);
    expect(makeRecoveryKey).toHaveBeenCalledTimes(1);
  });

  it("moves the secrets there and back, and tells where they are", async () => {
    const made = keeping(null);
    await made.load();
    expect(await made.move("correct horse")).toBe(true);
    expect(made.view?.vault.backend).toBe("passphrase");
    await made.move(null);
    expect(made.view?.vault.backend).toBe("secret_service");
  });
});

describe("the start by the recovery key", () => {
  it("is offered where a key is gone, and under a passphrase where its place is", () => {
    expect(waysOn("history_key_missing").recovery).toBe("vault");
    expect(waysOn("history_wrong_key").recovery).toBe("vault");
    expect(waysOn("vault_gone").recovery).toBe("passphrase");
    expect(waysOn("vault_changed").recovery).toBe("passphrase");
    expect(waysOn("passphrase_wrong", "passphrase")).toMatchObject({
      passphrase: true,
      recovery: "passphrase",
    });
    expect(waysOn("vault_absent", "secret_service")).toMatchObject({
      passphrase: false,
      sessionOnly: false,
      recovery: "passphrase",
    });
    expect(waysOn("vault_absent")).toMatchObject({ passphrase: true, sessionOnly: true, recovery: null });
    expect(waysOn("history_corrupt").recovery).toBeNull();
  });

  it("keeps the problem of the start until a key opens the history", async () => {
    const session = new Session(fakeIpc("history_key_missing"));
    await session.start();
    expect(session.problem?.code).toBe("history_key_missing");
    expect((await session.recover("7K3QD", null))?.code).toBe("recovery_mistyped");
    expect([session.phase, session.problem?.code]).toEqual(["problem", "history_key_missing"]);
    expect(await session.recover(sampleKey.toLowerCase(), null)).toBeNull();
    expect([session.phase, session.problem]).toEqual(["ready", null]);
  });
});

describe("a credential that expires", () => {
  const waiting = { kind: "credential" as const, since: "2026-11-02", file: null, job: null };

  it("is said plainly once it has", () => {
    const [ahead, over] = [waitingText({ ...waiting, count: 7 }), waitingText({ ...waiting, count: null })];
    expect([ahead.tone, over.tone]).toEqual(["changed", "blocked"]);
    expect(over.title).not.toBe(ahead.title);
    expect(over.to).toEqual({ name: "connections" });
  });

  it("gets another secret that Wellhub accepts, and keeps the one before where it refuses", async () => {
    const ipc = fakeIpc(null);
    await expect(ipc.replaceSecret(1, "401", null, "a")).rejects.toMatchObject({ code: "wrong_secret" });
    expect((await ipc.connections()).connections[0]?.expiresOn).toBe("2026-12-09");
    const changed = await ipc.replaceSecret(1, "fresh", "2027-06-01", "b");
    expect(changed.expiresOn).toBe("2027-06-01");
  });
});
