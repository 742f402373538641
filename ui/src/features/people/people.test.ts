import { describe, expect, it, vi } from "vitest";
import type { Ipc, Page, PersonRow, RosterOverview } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { aurora } from "../../ipc/fake/connections";
import { failure } from "../../ipc/fake/scenario";
import { choices, chosen } from "./filters";
import { everybody, People } from "./people.svelte";
import { peopleWords } from "./words";

const none: Page<PersonRow> = { total: 0, rows: [] };
const sample = (await fakeIpc().rosterOverview(1)) as RosterOverview;

function stub(part: Partial<Ipc>): Ipc {
  return {
    rosterOverview: () => Promise.resolve(sample),
    rosterPeople: () => Promise.resolve(none),
    ...part,
  } as Ipc;
}

async function opened(ipc = fakeIpc()): Promise<People> {
  const people = new People(ipc, 1, () => undefined);
  await people.load();
  return people;
}

describe("People", () => {
  it("has everybody of the roster as last read, a page at a time", async () => {
    const people = await opened();
    expect([people.overview?.people, people.total, people.ready]).toEqual([1_243, 1_243, true]);
    const [first, second] = [await people.page(0, 200), await people.page(200, 200)];
    expect([first.length, second.length]).toEqual([200, 200]);
    expect(new Set([...first, ...second].map((row) => row.id)).size).toBe(400);
  });

  it("tells a roster that was never read from one of nobody", async () => {
    const people = await opened(fakeIpc("unread"));
    expect([people.overview, people.ready]).toEqual([null, false]);
    const empty = await opened(stub({ rosterOverview: () => Promise.resolve({ ...sample, people: 0 }) }));
    expect([empty.overview?.people, empty.ready, empty.total]).toEqual([0, true, 0]);
  });

  it("is read once more with progress, and then has the people", async () => {
    const taken = vi.fn();
    const people = new People(fakeIpc("unread"), 1, taken);
    await people.load();
    await Promise.all([people.read(), people.read()]);
    expect(taken).toHaveBeenCalledOnce();
    expect([people.reading.isGoing, people.total]).toEqual([false, 1_243]);
  });

  it("keeps what was read where Wellhub cannot be asked", async () => {
    const people = await opened(fakeIpc("offline"));
    await people.read();
    expect(people.problem?.code).toBe("no_network");
    expect(people.total).toBe(1_243);
  });

  it("asks once for what is typed in a row, and never shows an older answer", async () => {
    vi.useFakeTimers();
    const rosterPeople = vi.fn(() => Promise.resolve(none));
    const people = new People(stub({ rosterPeople }), 1, () => undefined);
    for (const text of ["a", "an", "ana"]) people.type(text);
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(rosterPeople).toHaveBeenCalledExactlyOnceWith(1, { ...everybody, text: "ana" }, 0, 200);

    const answers: ((page: Page<PersonRow>) => void)[] = [];
    const slow = new People(
      stub({ rosterPeople: () => new Promise((done) => answers.push(done)) }),
      1,
      () => undefined,
    );
    const both = [slow.apply({ text: "a" }), slow.apply({ text: "ab" })];
    answers[1]?.({ total: 2, rows: [] });
    answers[0]?.({ total: 9, rows: [] });
    await Promise.all(both);
    expect(slow.total).toBe(2);
  });

  it("combines filters, and clears them but keeps the order", async () => {
    const people = await opened();
    await people.apply({ order: "department", descending: true });
    await people.apply({ department: "Weaving" });
    const weaving = people.total;
    await people.toggle("sent_last");
    expect(people.total).toBeLessThan(weaving);
    expect(people.narrowed).toBe(true);
    await people.clear();
    expect([people.narrowed, people.filter.order, people.total]).toEqual([false, "department", 1_243]);
  });

  it("knows in which row somebody stands under the filters, and who is not among them", async () => {
    const people = await opened();
    const row = (await people.page(200, 50))[7];
    expect(await people.placeOf(row?.id ?? "")).toBe(207);
    await people.apply({ text: "nobody is called that" });
    expect(await people.placeOf(row?.id ?? "")).toBeNull();
  });

  it("says why people cannot be read", async () => {
    const refused = () => Promise.reject(failure("history_busy"));
    expect((await opened(stub({ rosterOverview: refused }))).problem?.code).toBe("history_busy");
    expect((await opened(stub({ rosterPeople: refused }))).problem?.code).toBe("history_busy");
  });
});

describe("filters in words", () => {
  it("offers what parts the roster, with how many each leaves", () => {
    const parts = choices(sample, everybody);
    expect(parts.map(({ part }) => part)).toEqual(["department", "payroll", "invitation"]);
    const [departments] = parts;
    const weaving = departments?.options.find(({ value }) => value === "=Weaving");
    expect(weaving?.label).toMatch(/^Weaving · \d+$/);
    expect(departments?.options).toHaveLength(sample.departments.length + 1);
  });

  it("still offers a filter that is set", () => {
    const set = choices(sample, { ...everybody, company: "1" }).find(({ part }) => part === "company");
    expect(set?.value).toBe("=1");
  });

  it("tells any from none, and a value that is called like either", () => {
    expect(chosen("department", "any")).toEqual({ department: null });
    expect(chosen("department", "=")).toEqual({ department: "" });
    expect(chosen("department", "=any")).toEqual({ department: "any" });
    expect([chosen("payroll", "=false"), chosen("payroll", "any")]).toEqual([
      { payroll: false },
      { payroll: null },
    ]);
  });

  it("writes down what was looked for", () => {
    const filter = { ...everybody, text: " ana ", department: "Sales", marks: ["protected" as const] };
    const words = peopleWords(aurora, sample, filter, 3);
    const [, , [, text] = []] = words.facts;
    expect(text).toMatch(/^“ana” · Department: Sales · \d+ · Protected$/);
    const all = peopleWords(aurora, sample, everybody, 1_243);
    expect(all.facts[2]?.[1]).toBe("Everybody");
  });
});
