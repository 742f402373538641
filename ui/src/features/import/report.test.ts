import { describe, expect, it, vi } from "vitest";
import { fakeIpc } from "../../ipc/fake";
import { ImportState } from "./import.svelte";
import { planWords } from "./report";
import { everything } from "./review.svelte";

async function planned() {
  const ipc = fakeIpc(null);
  const current = new ImportState(ipc, 1);
  await current.open("/somewhere/Folha.xlsx");
  await current.chooseIntent("full");
  if (!current.view) throw new Error("not opened");
  const view = await ipc.makePlan(current.view.id, () => undefined);
  if (!view.plan) throw new Error("no plan");
  return { ipc, current, view, plan: view.plan };
}

describe("a plan for others", () => {
  it("has words for every column, field and finding, and the plan's own fingerprint", async () => {
    const { view, plan } = await planned();
    const words = planWords(view, plan);
    expect(Object.values(words.columns).every((header) => header !== "")).toBe(true);
    expect(words.facts.find(([, text]) => text === plan.hash)).toBeDefined();
    expect(words.counts[0]).toMatch(/^\d+ new/);
    expect(words.findings).toHaveLength(plan.findings.length);
    expect(words.reasons.mass_removal).toBeTruthy();
    expect(words.fields.department).toBe("Department");
  });
  it("is written as far as the filter shows it", async () => {
    const { ipc, current, view, plan } = await planned();
    const wrote = vi.spyOn(ipc, "exportPlan");
    const filter = { ...everything, held: true };
    const path = await current.papers.exportPlan(filter, "page", planWords(view, plan));
    expect(path).toMatch(/\.html$/);
    expect(wrote.mock.calls[0]?.slice(0, 3)).toEqual([view.id, filter, "page"]);
  });
});
