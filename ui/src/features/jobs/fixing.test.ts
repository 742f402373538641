import { describe, expect, it, vi } from "vitest";
import type { FixAnswer, Ipc, JobView } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { failure } from "../../ipc/fake/scenario";
import { kindsOf } from "../import/bulk.svelte";
import { startAtCell } from "../import/bulkStart";
import { problemTitle, ruleTitle } from "../import/refused";
import { Fixing } from "./fixing.svelte";
import { jobWords } from "./report";

const wanted: FixAnswer = { import: null, wanted: { file: "Folha.xlsx", because: "changed" } };

function fixing(part: Partial<Ipc>): Fixing {
  return new Fixing(part as Ipc, 13);
}

describe("the way from a job to its refused cells", () => {
  it("opens the import at the step where they are mended, with Wellhub's words", async () => {
    const ipc = fakeIpc();
    const view = await new Fixing(ipc, 13).open();
    expect(view).toMatchObject({ step: "fix", fixing: { job: 13, refused: 3, sameFile: true } });
    const page = await ipc.problems(view?.id ?? 0, { code: "refused", text: "" }, 0, 50);
    expect(page.rows.map((row) => row.cell)).toEqual(["D4", "D5", "D6"]);
    const [first] = page.rows;
    expect(first && problemTitle(first)).toBe("E-mail appears more than once in this job.");
    expect(ruleTitle("refused", 3)).toBe("Refused by Wellhub");

    const after = await ipc.editCell(view?.id ?? 0, 4, 3, "ana@aurora.example");
    expect(after.fixing?.refused).toBe(2);
    const planned = await ipc.makePlan(view?.id ?? 0, () => undefined);
    expect(planned.plan?.counts.create).toBe(3);
  });

  it("asks for a file that is gone or changed, and opens the one that is chosen", async () => {
    const view = await fakeIpc()
      .fixJob(13, null, () => undefined)
      .then((answer) => answer.import);
    const fixJob = vi.fn<Ipc["fixJob"]>().mockResolvedValueOnce(wanted);
    fixJob.mockResolvedValueOnce({ import: view, wanted: null });
    const way = fixing({ fixJob, pickFile: () => Promise.resolve("/folder/Folha.xlsx") });
    expect(await way.open()).toBeNull();
    expect(way.wanted).toEqual(wanted.wanted);
    expect(await way.choose()).toBe(view);
    expect([way.wanted, way.busy]).toEqual([null, false]);
    expect(fixJob).toHaveBeenLastCalledWith(13, "/folder/Folha.xlsx", expect.any(Function));
  });

  it("goes on asking where the person closed the dialog, and opens nothing by itself", async () => {
    const fixJob = vi.fn(() => Promise.resolve(wanted));
    const way = fixing({ fixJob, pickFile: () => Promise.resolve(null) });
    await way.open();
    expect(await way.choose()).toBeNull();
    expect([fixJob.mock.calls.length, way.wanted?.because]).toEqual([1, "changed"]);
    way.leave();
    expect(way.wanted).toBeNull();
  });

  it("opens once, however often it is clicked, and says why it could not", async () => {
    const fixJob = vi.fn(() => Promise.reject(failure("nothing_to_send")));
    const way = fixing({ fixJob });
    await Promise.all([way.open(), way.open()]);
    expect([fixJob.mock.calls.length, way.problem?.code]).toEqual([1, "nothing_to_send"]);
  });

  it("mends many refused cells by what they say alone", async () => {
    const ipc = fakeIpc();
    const view = await new Fixing(ipc, 13).open();
    const page = await ipc.problems(view?.id ?? 0, { code: null, text: "" }, 0, 1);
    const row = page.rows[0];
    expect(row && view && kindsOf(startAtCell(row, view))).toEqual(["replace"]);
  });
});

describe("the words of a job's report", () => {
  it("explains what Wellhub said, names every result and counts what is not known", async () => {
    const job: JobView = { ...(await fakeIpc().job(13)), unknown: 2, givenUp: null };
    const words = jobWords(job);
    expect(words.errors["email/domain_unreachable"]).toContain("@");
    expect(words.errors["national_id/conflict"]).toContain("National ID");
    expect(Object.keys(words.results)).toHaveLength(5);
    expect(words.counts).toContain("2 not known");
    expect(words.columns).toHaveLength(9);
    expect(words.facts.map(([label]) => label)).not.toContain("Given up because");
  });
});
