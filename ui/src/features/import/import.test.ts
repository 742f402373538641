import { describe, expect, it, vi } from "vitest";
import type { ImportView, Ipc, JobView, PlanView } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { ImportState } from "./import.svelte";

const failure = (code: string) => ({ code, message: "", hint: "", details: null });

/** An import over the twin with some calls replaced. */
function importOver(replaced: (ipc: Ipc) => Partial<Ipc> = () => ({})) {
  const twin = fakeIpc();
  const ipc: Ipc = { ...twin, ...replaced(twin) };
  let ids = 0;
  return { ipc, current: new ImportState(ipc, 1, () => `op-${(ids += 1)}`) };
}

async function connected() {
  const made = importOver();
  const { active, connections } = await made.ipc.connections();
  const id = active ?? connections[0]?.id ?? 1;
  return { ...made, current: new ImportState(made.ipc, id, () => "op-1") };
}

async function opened(replaced: (ipc: Ipc) => Partial<Ipc> = () => ({})) {
  const made = importOver(replaced);
  await made.current.open("/somewhere/Folha.xlsx");
  expect(made.current.error).toBeNull();
  return made;
}

async function atColumns(replaced?: (ipc: Ipc) => Partial<Ipc>) {
  const made = await opened(replaced);
  await made.current.chooseIntent("full");
  await made.current.proceed();
  await made.current.chooseSheet({ hidden: "include" });
  await made.current.proceed();
  return made;
}

async function atReview(replaced?: (ipc: Ipc) => Partial<Ipc>) {
  const made = await atColumns(replaced);
  await made.current.proceed();
  await made.current.proceed();
  return made;
}

const plan = (current: ImportState): PlanView => {
  if (!current.view?.plan) throw new Error("no plan");
  return current.view.plan;
};

describe("a file on its way in", () => {
  it("tells how many rows are read and shows the first ones", async () => {
    const seen: [number, boolean][] = [];
    const { current } = importOver((ipc) => ({
      openImport: (connection, path, onProgress) =>
        ipc.openImport(connection, path, (progress) => {
          onProgress(progress);
          seen.push([current.opening?.rows ?? 0, current.opening?.first !== null]);
        }),
    }));
    await current.open("/somewhere/Folha.xlsx");
    expect(seen.at(-1)).toEqual([400, true]);
    expect(current.opening).toBeNull();
    expect(current.view?.file.name).toBe("Folha.xlsx");
  });

  it("can be stopped, and leaves the import before it as it was", async () => {
    const { current } = await opened();
    const before = current.view;
    const reading = current.open("/somewhere/Outra.xlsx");
    await current.cancelOpening();
    await reading;
    expect([current.error, current.opening, current.busy]).toEqual([null, null, null]);
    expect(current.view).toBe(before);
  });

  it("is read even where its first rows cannot be shown", async () => {
    const { current } = importOver(() => ({ firstRows: () => Promise.reject(failure("file_unreadable")) }));
    await current.open("/somewhere/Folha.xlsx");
    expect([current.error, current.view?.file.name]).toEqual([null, "Folha.xlsx"]);
  });
});

describe("the way through", () => {
  it("starts at the intent and does not go on without one", async () => {
    const { current } = await opened();
    expect([current.step, current.canContinue]).toEqual(["intent", false]);
    await current.proceed();
    expect(current.step).toBe("intent");
  });

  it("goes step by step to Review", async () => {
    const { current } = await atColumns();
    expect(current.step).toBe("columns");
    await current.proceed();
    expect(current.step).toBe("fix");
    await current.proceed();
    expect(current.step).toBe("review");
    expect(plan(current).counts.create).toBe(12);
  });

  it("asks about hidden rows before it goes on", async () => {
    const { current } = await opened();
    await current.chooseIntent("full");
    await current.proceed();
    expect([current.step, current.canContinue]).toEqual(["file", false]);
    await current.chooseSheet({ hidden: "exclude" });
    expect(current.canContinue).toBe(true);
  });

  it("lets another sheet find its own header row", async () => {
    const { current, ipc } = await opened();
    const chosen = vi.spyOn(ipc, "chooseSheet");
    await current.chooseSheet({ sheet: "Resumo" });
    expect(chosen).toHaveBeenCalledWith(7, {
      sheet: "Resumo",
      headerRow: null,
      hidden: null,
      encoding: null,
      delimiter: null,
    });
  });

  it("returns to each step that was reached, and to none ahead", async () => {
    const { current } = await atColumns();
    expect(current.reached("review")).toBe(false);
    await current.go("review");
    expect(current.step).toBe("columns");
    await current.back();
    expect(current.step).toBe("file");
    await current.go("columns");
    expect(current.step).toBe("columns");
  });

  it("keeps the choices for the columns when it is left by the stepper", async () => {
    const { current, ipc } = await atColumns();
    const saved = vi.spyOn(ipc, "chooseColumns");
    const columns = current.draft.columns.map((each) =>
      each.column === 5 ? { ...each, field: null } : each,
    );
    current.draft = { ...current.draft, columns };
    await current.go("file");
    expect(saved).toHaveBeenCalledOnce();
    expect(current.view?.columns.find((each) => each.column === 5)?.field).toBeNull();
  });

  it("does not go on from Columns without the key", async () => {
    const { current } = await atColumns();
    const columns = current.draft.columns.map((each) => ({ ...each, field: null }));
    current.draft = { ...current.draft, columns };
    expect(current.canContinue).toBe(false);
  });

  it("takes the plan away with every edit, and Review with it", async () => {
    const { current } = await atReview();
    expect(current.reached("review")).toBe(true);
    await current.go("fix");
    await current.edit(12, 0, "004871");
    expect(current.view?.plan).toBeNull();
    expect(current.reached("review")).toBe(false);
  });

  it("undoes and redoes an edit", async () => {
    const { current } = await atColumns();
    expect(await current.undo()).toBe(false);
    await current.edit(12, 0, "004871");
    expect([current.view?.edits, await current.undo(), current.view?.edits]).toEqual([1, true, 0]);
    expect([await current.redo(), current.view?.edits]).toEqual([true, 1]);
  });

  it("takes up an unfinished import where it was left", async () => {
    const { ipc, current } = await connected();
    await current.open("/somewhere/Folha.xlsx");
    await current.chooseIntent("changes");
    const again = new ImportState(ipc, current.view?.connection.id ?? 0);
    await again.restore();
    expect([again.step, again.view?.intent]).toEqual(["file", "changes"]);
  });

  it("forgets everything when it is discarded", async () => {
    const { current } = await opened();
    expect(await current.discard()).toBe(true);
    expect([current.view, current.step]).toEqual([null, "intent"]);
  });
});

describe("errors", () => {
  it("keeps the step and shows the error when the core refuses", async () => {
    const { current } = await opened((ipc) => ({
      ...ipc,
      chooseIntent: () => Promise.reject(failure("disk_full")),
    }));
    expect(await current.chooseIntent("full")).toBe(false);
    expect([current.step, current.error?.code, current.busy]).toEqual(["intent", "disk_full", null]);
  });

  it("clears the error with the next piece of work", async () => {
    const { current } = await opened();
    current.fail(failure("no_network"));
    await current.chooseIntent("full");
    expect(current.error).toBeNull();
  });

  it("turns what is no CommandError into one, with the raw text kept for support", async () => {
    const { current } = await opened();
    current.fail(new Error("socket"));
    expect(current.error).toMatchObject({ code: "internal", details: "Error: socket" });
  });

  it("does one piece of work at a time", async () => {
    const { current } = await opened();
    const first = current.chooseIntent("full");
    expect(await current.chooseIntent("leavers")).toBe(false);
    await first;
    expect(current.view?.intent).toBe("full");
  });

  it("stays in Fix when Wellhub's list cannot be read", async () => {
    const { current } = await atReview((ipc) => ({
      ...ipc,
      makePlan: () => Promise.reject(failure("no_network")),
    }));
    expect([current.step, current.error?.code]).toEqual(["fix", "no_network"]);
  });

  it("says nothing of an error when the person cancelled the reading", async () => {
    let refuse: (error: unknown) => void = () => undefined;
    const { current } = await atColumns((ipc) => ({
      ...ipc,
      makePlan: () => new Promise<ImportView>((_, reject) => (refuse = reject)),
      cancelReading: async () => refuse(failure("timed_out")),
    }));
    await current.proceed();
    const planning = current.proceed();
    await current.cancelPlan();
    await planning;
    expect([current.step, current.error, current.busy]).toEqual(["fix", null, null]);
  });

  it("tells of the people read while it reads", async () => {
    const seen: number[] = [];
    const { current } = await atColumns((ipc) => ({
      ...ipc,
      makePlan: async (id, onProgress) => {
        onProgress({ pages: 1, people: 200, waitMs: null });
        seen.push(current.progress?.people ?? 0);
        return ipc.makePlan(id, () => undefined);
      },
    }));
    await current.proceed();
    await current.proceed();
    expect([seen, current.progress]).toEqual([[200], null]);
  });
});

describe("sending", () => {
  it("sends what is safe, and follows the job", async () => {
    const { current, ipc } = await atReview();
    const submit = vi.spyOn(ipc, "submit");
    await current.proceed();
    expect(submit).toHaveBeenCalledWith(7, { lane: "safe", release: null }, "op-1");
    expect([current.step, current.job?.lane]).toEqual(["submit", "safe"]);
    await current.stopJob();
    expect(current.job?.status).toBe("stopped");
  });

  it("repeats a failed try under the same id, and another intention under another", async () => {
    const submit = vi.fn<Ipc["submit"]>().mockRejectedValue(failure("timed_out"));
    const { current } = await atReview((ipc) => ({ ...ipc, submit }));
    await current.send("safe", null);
    await current.send("safe", null);
    await current.send("removals", { plan: "hash", count: 31, reason: "office closed" });
    expect(submit.mock.calls.map(([, , opId]) => opId)).toEqual(["op-1", "op-1", "op-2"]);
    expect(current.step).toBe("review");
  });

  it("hears of its own job alone", async () => {
    let tell: (job: JobView) => void = () => undefined;
    const { current } = await atReview((ipc) => ({
      ...ipc,
      onJob: (callback) => {
        tell = callback;
        return () => undefined;
      },
    }));
    current.follow();
    await current.proceed();
    const job = current.job as JobView;
    tell({ ...job, id: 99, status: "failed" });
    expect(current.job?.status).toBe(job.status);
    tell({ ...job, status: "in_doubt" });
    expect(current.job?.status).toBe("in_doubt");
  });

  it("is followed again by a window that was reloaded", async () => {
    const { current, ipc } = await atReview();
    await current.proceed();
    const reloaded = new ImportState(ipc, current.view?.connection.id ?? 0);
    reloaded.follow();
    await reloaded.restore();
    expect([reloaded.step, reloaded.job?.id]).toEqual(["submit", current.job?.id]);
    expect(reloaded.job?.endedAt).toBeNull();
    await reloaded.stopJob();
    expect(reloaded.job?.status).toBe("stopped");
  });

  it("cannot be left for an earlier step than Review once it is sent", async () => {
    const { current } = await atReview();
    await current.proceed();
    await current.go("columns");
    expect(current.step).toBe("submit");
  });
});
