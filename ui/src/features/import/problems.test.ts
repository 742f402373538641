import { describe, expect, it, vi } from "vitest";
import type { Ipc, ProblemPage } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { ImportState } from "./import.svelte";
import { Problems } from "./problems.svelte";

async function opened(code: string | null = null, aim?: string) {
  const ipc = fakeIpc();
  const current = new ImportState(ipc, 1);
  await current.open("/somewhere/Folha.xlsx");
  await current.chooseIntent("full");
  const id = current.view?.id ?? 0;
  const problems = new Problems(ipc, () => id, vi.fn(), code, aim);
  const aimed = await problems.load();
  return { problems, aimed };
}

describe("Problems", () => {
  it("looks for words together with the rule, and counts the rules of the whole file all the same", async () => {
    const { problems } = await opened("error_cell");
    expect(problems.page?.total).toBe(2);
    vi.useFakeTimers();
    for (const text of ["b", "b9", "b97"]) problems.type(text);
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    await problems.load();
    expect(problems.page?.rows.map(({ cell }) => cell)).toEqual(["B97"]);
    expect(problems.page?.byCode.length).toBeGreaterThan(3);
    problems.clear();
    await problems.load();
    expect([problems.text, problems.page?.total]).toEqual(["", 2]);
  });

  it("stays with its rule where the search finds nothing, and goes on to all where the rule has no cell any more", async () => {
    const { problems } = await opened("error_cell");
    problems.filter = { code: "error_cell", text: "no such text" };
    await problems.load();
    expect([problems.filter.code, problems.page?.total]).toEqual(["error_cell", 0]);
    problems.filter = { code: "no_such_rule", text: "" };
    await problems.load();
    expect(problems.filter.code).toBeNull();
  });

  it("looks at the cell that was asked for, once", async () => {
    const { problems, aimed } = await opened(null, "B97");
    expect(problems.picked?.cell).toBe("B97");
    expect(aimed).toBe(problems.selected);
    problems.choose("error_cell");
    expect([await problems.load(), problems.selected, problems.picked]).toEqual([null, null, null]);
  });

  it("looks at the last row where there are fewer than before", async () => {
    const { problems } = await opened("error_cell");
    problems.selected = 1;
    problems.filter = { code: "error_cell", text: "b97" };
    await problems.load();
    expect([problems.page?.total, problems.selected, problems.picked?.cell]).toEqual([1, 0, "B97"]);
  });

  it("never shows the answer to an older question", async () => {
    const answers: ((page: ProblemPage) => void)[] = [];
    const ask = () => new Promise<ProblemPage>((done) => answers.push(done));
    const problems = new Problems({ problems: ask } as unknown as Ipc, () => 1, vi.fn(), null);
    const both = [problems.load(), problems.load()];
    answers[1]?.({ total: 2, rows: [], byCode: [] });
    answers[0]?.({ total: 9, rows: [], byCode: [] });
    await Promise.all(both);
    expect(problems.page?.total).toBe(2);
  });
});
