import { describe, expect, it, vi } from "vitest";
import type { Ipc, TakeUpView } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { failure } from "../../ipc/fake/scenario";
import { Job } from "./job.svelte";
import { obstacleText } from "./states";
import { TakeUp } from "./takeUp.svelte";

const shown = await fakeIpc().planTakeUp(13, "undo");
const without: TakeUpView = { ...shown, held: [], reasons: [] };
const sent = await fakeIpc().job(13);

async function taking(view: TakeUpView, part: Partial<Ipc> = {}): Promise<TakeUp> {
  const ipc = { planTakeUp: () => Promise.resolve(view), ...part } as Ipc;
  const takeUp = new TakeUp(ipc, 13, "undo");
  await takeUp.plan();
  return takeUp;
}

describe("TakeUp", () => {
  it("sends what was shown, by its hash, without a release where nothing is held", async () => {
    const sendTakeUp = vi.fn(() => Promise.resolve(sent));
    const takeUp = await taking(without, { sendTakeUp });
    expect(takeUp.ready).toBe(true);
    expect(await takeUp.send()).toBe(sent);
    expect(sendTakeUp).toHaveBeenCalledWith(shown.plan, null, expect.any(String));
  });

  it("leaves what is held where the person releases nothing", async () => {
    const sendTakeUp = vi.fn(() => Promise.resolve(sent));
    const takeUp = await taking(shown, { sendTakeUp });
    expect([takeUp.held, takeUp.free]).toEqual([16, 75]);
    await takeUp.send();
    expect(sendTakeUp).toHaveBeenCalledWith(shown.plan, null, expect.any(String));
  });

  it("releases only with the names read, their number and a reason", async () => {
    const sendTakeUp = vi.fn(() => Promise.resolve(sent));
    const takeUp = await taking(shown, { sendTakeUp });
    takeUp.count = "16";
    takeUp.reason = " The wrong file. ";
    expect(takeUp.ready).toBe(false);
    takeUp.seenAll = true;
    takeUp.count = "15";
    expect([takeUp.ready, takeUp.countWrong]).toEqual([false, true]);
    takeUp.count = "16";
    expect(takeUp.ready).toBe(true);
    await takeUp.send();
    const release = { plan: shown.plan, count: 16, reason: "The wrong file." };
    expect(sendTakeUp).toHaveBeenCalledWith(shown.plan, release, expect.any(String));
  });

  it("sends nothing where nothing is left or something blocks", async () => {
    const counts = { create: 0, update: 0, delete: 0 };
    expect((await taking({ ...without, counts })).ready).toBe(false);
    expect((await taking({ ...without, blocked: true })).ready).toBe(false);
  });

  it("says why it could not be made or sent, and can be tried again", async () => {
    const refused = await taking(shown, { planTakeUp: () => Promise.reject(failure("no_network")) });
    expect([refused.problem?.code, refused.ready, refused.busy]).toEqual(["no_network", false, null]);
    const takeUp = await taking(without, { sendTakeUp: () => Promise.reject(failure("plan_stale")) });
    expect(await takeUp.send()).toBeNull();
    expect([takeUp.problem?.code, takeUp.ready]).toEqual(["plan_stale", true]);
  });
});

describe("giving up", () => {
  it("needs a reason, and tells whether it was done", async () => {
    const giveUpJob = vi.fn(() => Promise.resolve({ ...sent, status: "given_up" as const }));
    const job = new Job({ giveUpJob } as unknown as Ipc, 13);
    expect(await job.giveUp("  ")).toBe(false);
    expect(giveUpJob).not.toHaveBeenCalled();
    expect(await job.giveUp(" Support found nothing. ")).toBe(true);
    expect(giveUpJob).toHaveBeenCalledWith(13, "Support found nothing.", expect.any(String));
    expect(job.view?.status).toBe("given_up");
    const refusing = new Job(
      { giveUpJob: () => Promise.reject(failure("history_busy")) } as unknown as Ipc,
      13,
    );
    expect(await refusing.giveUp("why")).toBe(false);
  });
});

describe("the twin", () => {
  it("undoes what it showed, and nothing else", async () => {
    const ipc = fakeIpc();
    await expect(ipc.sendTakeUp("undo-13", null, "a")).rejects.toMatchObject({ code: "plan_stale" });
    const view = await ipc.planTakeUp(13, "undo");
    expect((await ipc.sendTakeUp(view.plan, null, "b")).undoes).toBe(13);
    expect((await ipc.giveUpJob(9, "why", "c")).canPlanRest).toBe(true);
  });
});

describe("obstacleText", () => {
  it("has words of its own for each obstacle", () => {
    const all = [
      "nothing_to_restore",
      "custom_fields_unknown",
      "job_pending",
      "image_gone",
      "result_unknown",
    ] as const;
    expect(new Set(all.map(obstacleText)).size).toBe(all.length);
  });
});
