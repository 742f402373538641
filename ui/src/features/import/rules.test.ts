import { describe, expect, it } from "vitest";
import type { FindingView, ImportView, PlanRow, PlanView } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { draftOf, isChanged, troubles, withColumn } from "./columns";
import { fieldName, keyFields, masked, rowErrorText, valueText } from "./fields";
import { findingText, findingTitle, findingTexts } from "./findings";
import { reasonText, reasonWord } from "./why";
import { hasEnded, jobStateText } from "./jobs";
import { lanesToRelease, laneToSend, removed, sendable } from "./lanes";
import { ReleaseState } from "./release.svelte";
import { ReviewState } from "./review.svelte";
import { addsUp, fileStops, mustAskHidden } from "./stops";

const lane = (total: number, held: number) => ({ total, held, protected: 0, sendable: total - held });
const lanes = (safe: [number, number], removals: [number, number]) => ({
  safe: lane(...safe),
  removals: lane(...removals),
});

describe("lanes", () => {
  it("sends the safe lane while removals are held", () => {
    const plan = lanes([60, 0], [31, 31]);
    expect([laneToSend(plan), sendable(plan, "safe"), removed(plan, "safe", false)]).toEqual(["safe", 60, 0]);
    expect(lanesToRelease(plan)).toEqual(["removals", "all"]);
  });
  it("sends both lanes where nothing is held, and says who loses access", () => {
    const plan = lanes([60, 0], [3, 0]);
    expect([laneToSend(plan), removed(plan, "all", false)]).toEqual(["all", 3]);
    expect(lanesToRelease(plan)).toEqual([]);
  });
  it("sends nothing where everything is held or nothing changes", () => {
    expect(laneToSend(lanes([60, 60], [31, 31]))).toBeNull();
    expect(laneToSend(lanes([0, 0], [0, 0]))).toBeNull();
  });
  it("offers no wider release than there is something to widen to", () => {
    expect(lanesToRelease(lanes([0, 0], [31, 31]))).toEqual(["removals"]);
    expect(lanesToRelease(lanes([80, 80], [5, 5]))).toEqual(["removals", "safe", "all"]);
  });
});

describe("a release", () => {
  const held = (total: number): Pick<PlanView, "hash" | "safe" | "removals"> => ({
    hash: "a plan",
    ...lanes([60, 0], [total, total]),
  });
  async function releaseOf(total: number, listed = total) {
    const rows = Array.from({ length: listed }, (_, index) => ({ index }) as PlanRow);
    const ipc = { ...fakeIpc(), planRows: async () => ({ total: listed, rows, groups: [] }) };
    const release = new ReleaseState(ipc, 7, held(total) as PlanView);
    await release.choose("removals");
    return release;
  }

  it("needs the list read, the number and a reason, all three", async () => {
    const release = await releaseOf(31);
    release.count = "31";
    release.reason = "the office closes";
    expect(release.release).toBeNull();
    release.seenAll = true;
    expect(release.release).toEqual({ plan: "a plan", count: 31, reason: "the office closes" });
    release.reason = "   ";
    expect(release.release).toBeNull();
  });
  it("refuses another number, and says so once one is typed", async () => {
    const release = await releaseOf(31);
    expect(release.countWrong).toBe(false);
    release.seenAll = true;
    release.reason = "r";
    release.count = "30";
    expect([release.release, release.countWrong]).toEqual([null, true]);
  });
  it("reads a number with the separators of any language, and no words", async () => {
    const release = await releaseOf(1_243);
    for (const text of ["1,243", "1.243", "1 243", "1\u00a0243"]) {
      release.count = text;
      expect(release.typed).toBe(1_243);
    }
    release.count = "all";
    expect(release.typed).toBeNull();
  });
  it("is never ready while the list shows others than would be released", async () => {
    const release = await releaseOf(31, 30);
    release.count = "31";
    release.reason = "r";
    release.seenAll = true;
    expect([release.mismatch, release.release]).toEqual([true, null]);
  });
  it("forgets what was typed when another lane is chosen", async () => {
    const release = await releaseOf(31);
    release.count = "31";
    release.seenAll = true;
    await release.choose("all");
    expect([release.count, release.seenAll]).toEqual(["", false]);
  });
});

describe("the file step", () => {
  const receipt = { rows: 100, header: 1, data: 90, blank: 0, hidden: 8, totals: 1, rejected: 0 };
  const view = { receipt, intent: "full" as const, hidden: null, findings: [] as FindingView[] };
  const block = (code: string, accepted = false) =>
    ({ code, severity: "block", accepted }) as unknown as FindingView;

  it("adds the receipt up", () => {
    expect(addsUp(receipt)).toBe(true);
    expect(fileStops({ ...view, hidden: "include", receipt: { ...receipt, data: 89 } })).toEqual(["receipt"]);
  });
  it("asks for hidden rows in a full roster and in leavers, not in changes", () => {
    expect(mustAskHidden(view)).toBe(true);
    expect(mustAskHidden({ ...view, intent: "leavers" })).toBe(true);
    expect(mustAskHidden({ ...view, intent: "changes" })).toBe(false);
  });
  it("is stopped by what is wrong with the whole file, not by single cells", () => {
    const answered = { ...view, hidden: "include" as const };
    expect(fileStops({ ...answered, findings: [block("open_quote"), block("error_cell")] })).toEqual([
      "open_quote",
    ]);
    expect(fileStops({ ...answered, findings: [block("replacement_character", true)] })).toEqual([]);
  });
});

describe("columns", () => {
  const column = (
    index: number,
    field: string | null,
    values: { text: string; means: boolean | null }[] = [],
  ) => ({
    column: index,
    field,
    blank: "keep" as const,
    join: null as number | null,
    values: values.map((value) => ({ ...value, count: 1 })),
  });
  const viewOf = (fields: ReturnType<typeof column>[], identifier = "employee_id", companies = 1) =>
    ({
      columns: fields,
      company: null,
      phoneCountry: null,
      connection: { identifier },
      companies: Array.from({ length: companies }, (_, index) => ({ taxId: String(index), name: "" })),
    }) as unknown as ImportView;
  const found = (view: ImportView) => troubles(draftOf(view), view).map((each) => each.kind);

  it("wants both halves of a combined key", () => {
    expect(found(viewOf([column(0, "employee_id")], "employee_id_and_national_id"))).toEqual(["unkeyed"]);
  });
  it("refuses one field for two columns", () => {
    expect(found(viewOf([column(0, "employee_id"), column(1, "email"), column(2, "email")]))).toEqual([
      "twice",
    ]);
  });
  it("wants every yes and no said, and only where the column is sent as such", () => {
    const values = [{ text: "Sim", means: null }];
    expect(found(viewOf([column(0, "employee_id"), column(1, "eligible_to_payroll", values)]))).toEqual([
      "values",
    ]);
    expect(found(viewOf([column(0, "employee_id"), column(1, null, values)]))).toEqual([]);
  });
  it("wants a company where there are several", () => {
    const view = viewOf([column(0, "employee_id")], "employee_id", 2);
    expect(found(view)).toEqual(["company"]);
    expect(troubles({ ...draftOf(view), company: "0" }, view)).toEqual([]);
  });
  it("knows whether anything was changed", () => {
    const view = viewOf([column(0, "employee_id"), column(1, null)]);
    expect(isChanged(draftOf(view), view)).toBe(false);
    expect(isChanged(withColumn(draftOf(view), 1, { field: "email" }), view)).toBe(true);
  });
});

describe("words", () => {
  it("has a title and an explanation for every finding code", () => {
    for (const code of Object.keys(findingTexts)) {
      expect(findingTitle(code, 2)).not.toContain("undefined");
      expect(findingText({ code, params: {} }).length).toBeGreaterThan(10);
    }
  });
  it("names the numbers that the core gave", () => {
    const text = findingText({ code: "mass_removal", params: { percent: "2.5", limit: "25" } });
    expect(text).toContain("2.5%; the limit is 25 people.");
    expect(findingTitle("mass_removal", 1)).toBe("1 person would leave");
  });
  it("has a word and a sentence for every reason, with the other person in it", () => {
    const other = { name: "Elisa Nunes", key: "005512", company: "1", row: 7 };
    const params = { same: "full_name, email", domain: "x.example", reads: "José", date: "2026-10-30" };
    const companies = [{ taxId: "1", name: "Aurora Norte" }] as ImportView["companies"];
    const text = (code: string, kind: "new" | "leaving" = "new") => {
      const reason = { code, field: "email", cell: "D7", other, params };
      expect(reasonWord(reason)).not.toBe(code);
      return reasonText(reason, { kind }, companies);
    };
    for (const code of ["leading_zeros_lost", "exponent_text", "day_month_swapped", "error_cell"])
      expect(text(code)).toContain("E-mail");
    expect(text("mojibake")).toContain("José");
    for (const code of ["identity_churn", "transfer", "key_change", "conflict"])
      expect(text(code)).toContain("Elisa Nunes");
    expect(text("transfer", "leaving")).toContain("Aurora Norte");
    expect(text("transfer", "leaving")).not.toBe(text("transfer"));
    expect(text("new_email_domain")).toContain("x.example");
    expect(text("possible_restore")).toContain("30 Oct 2026");
    expect(reasonWord({ code: "brand_new" })).toBe("brand_new");
  });
  it("shows a code it does not know rather than nothing", () => {
    expect(findingTitle("brand_new", 3)).toBe("brand_new");
    expect(findingTitle("toString", 3)).toBe("toString");
  });
  it("names fields by Wellhub's labels, custom ones by their own", () => {
    expect([fieldName("COST_CENTER"), fieldName("custom_fields.shift"), fieldName("novel")]).toEqual([
      "Cost Center",
      "Custom field shift",
      "novel",
    ]);
    expect(keyFields("email")).toEqual(["email"]);
    expect(valueText("eligible_to_payroll", "true")).toBe("yes");
  });
  it("explains Wellhub's errors whatever their case, and keeps unknown ones verbatim", () => {
    const error = (field: string, code: string, recovered = false) =>
      rowErrorText({ field, code, recovered });
    expect(error("EMAIL", "DOMAIN_UNREACHABLE")).toContain("@");
    expect(error("email", "INVALID_FIELD")).toBe(error("EMAIL", "WRONG_FORMAT"));
    expect(error("EMAIL", "PURPLE")).toContain("PURPLE");
    expect(error("EMAIL", "CONFLICT", true)).toContain("recovered");
  });
  it("masks national ids but for the last four, once", () => {
    expect(masked("123.456.789-09")).toBe("•••.•••.•89-09");
    expect(masked("•••.•••.•18-04")).toBe("•••.•••.•18-04");
  });
  it("explains every end of a job, and calls none of the ways there an end", () => {
    expect(jobStateText("in_doubt", 0)).toContain("not sent again");
    expect(jobStateText("approval_requested", 0)).toContain("Nothing has changed yet");
    expect([hasEnded("waiting_unknown"), hasEnded("rejected"), jobStateText("pending", 0)]).toEqual([
      false,
      true,
      null,
    ]);
  });
});

describe("the review", () => {
  async function review() {
    const ipc = fakeIpc();
    const { active } = await ipc.connections();
    const opened = await ipc.openImport(active ?? 1, "/somewhere/Folha.xlsx", () => undefined);
    const id = opened?.id ?? -1;
    await ipc.makePlan(id, () => undefined);
    return new ReviewState(ipc, id);
  }

  it("combines filters, and shows the first person of the answer", async () => {
    const state = await review();
    await state.toggleHeld();
    expect(state.total).toBe(31);
    await state.toggleFinding("identity_churn");
    expect([state.total, state.narrowed, state.selected]).toEqual([4, true, 0]);
    expect(state.person?.row.held).toBe(true);
    await state.clear();
    expect([state.total, state.narrowed]).toEqual([93, false]);
  });
  it("filters by a reason that no finding speaks of", async () => {
    const state = await review();
    await state.toggleReason("conflict");
    expect([state.total, state.narrowed]).toEqual([1, true]);
    expect(state.person?.row.why.map((each) => each.code)).toEqual(["conflict"]);
    await state.toggleReason("conflict");
    expect([state.total, state.narrowed]).toEqual([93, false]);
  });
  it("adds kinds up", async () => {
    const state = await review();
    await state.toggleKind("new");
    await state.toggleKind("changed");
    expect(state.total).toBe(60);
    await state.toggleKind("new");
    expect(state.total).toBe(48);
  });
  it("shows nobody where nobody fits", async () => {
    const state = await review();
    await state.apply({ text: "nobody is called like this" });
    expect([state.total, state.selected, state.person]).toEqual([0, null, null]);
  });
  it("keeps the answer to the last question alone", async () => {
    const state = await review();
    await Promise.all([state.apply({ text: "zzzz" }), state.apply({ text: "" })]);
    expect(state.total).toBe(93);
  });
});
