import { describe, expect, it, vi } from "vitest";
import { fakeIpc } from "../../ipc/fake";
import { failure } from "../../ipc/fake/scenario";
import type { KeptKind } from "../../ipc/contract";
import { PersonPrivacy } from "./person.svelte";
import { Retention } from "./retention.svelte";
import { dossierWords, dueText, kindTexts, untilText } from "./words";

describe("what is due", () => {
  it("is told once it is shown, and goes when that is asked for", async () => {
    const retention = new Retention(fakeIpc("kept"));
    await retention.load();
    const told = retention.view?.goesAt;
    expect([retention.view?.due?.jobs, typeof told]).toEqual([3, "string"]);
    await retention.load();
    expect(retention.view?.goesAt).toBe(told);
    expect(await retention.deleteNow()).toBe(true);
    expect(retention.view?.due).toBeNull();
  });
  it("is not told of where nothing is due", async () => {
    const ipc = fakeIpc();
    const seen = vi.fn(ipc.retentionSeen);
    const retention = new Retention({ ...ipc, retentionSeen: seen });
    await retention.load();
    expect([retention.view?.due, seen.mock.calls.length]).toEqual([null, 0]);
  });
  it("stays when it is kept longer", async () => {
    const retention = new Retention(fakeIpc("kept"));
    await retention.load();
    expect(await retention.keep({ days: 180, months: 24 })).toBe(true);
    expect([retention.view?.keep.days, retention.view?.due]).toEqual([180, null]);
    expect(await retention.keep({ days: 7, months: 24 })).toBe(false);
    expect([retention.problem?.code, retention.view?.keep.days]).toEqual(["invalid_input", 180]);
  });
  it("is told with its numbers and its day", async () => {
    const retention = new Retention(fakeIpc("kept"));
    await retention.load();
    const { view } = retention;
    if (!view?.due) throw new Error("something is due");
    expect(dueText(view)).toMatch(/3.*1,243/);
    expect(dueText({ ...view, due: { ...view.due, jobs: 0 } })).not.toMatch(/1,243/);
    expect(dueText({ ...view, due: null })).toBe(dueText({ ...view, due: null, goesAt: null }));
  });
  it("has words of its own for each kind and each time", async () => {
    const view = await fakeIpc("kept").retention();
    const kinds = Object.keys(kindTexts) as KeptKind[];
    expect(view.kept.map((one) => one.kind).sort()).toEqual([...kinds].sort());
    expect(new Set(kinds.map((kind) => kindTexts[kind].name())).size).toBe(kinds.length);
    const times = new Set(view.kept.map((one) => untilText(one.until, view)));
    expect(times.size).toBe(new Set(view.kept.map((one) => one.until)).size);
  });
});

describe("one person", () => {
  const found = async () => {
    const ipc = fakeIpc();
    const wanted = { text: "00", connection: 1, from: null, until: null, group: null };
    const [person] = (await ipc.searchHistory(wanted)).people;
    if (!person) throw new Error("somebody is there");
    return { ipc, person };
  };
  it("is erased by the whole key alone, and found no more", async () => {
    const { ipc, person } = await found();
    const privacy = new PersonPrivacy(ipc, person.lastJob, person.lastItem);
    await privacy.look();
    expect(privacy.kept?.key).toBe(person.key);
    expect(await privacy.erase()).toBe(false);
    privacy.typed = "somebody else";
    expect(await privacy.erase()).toBe(false);
    expect([privacy.problem?.code, privacy.erased]).toEqual(["invalid_input", null]);
    privacy.typed = ` ${person.key} `;
    expect(await privacy.erase()).toBe(true);
    expect(privacy.erased?.pseudonym).toMatch(/^\*/);
    expect(await ipc.personStory(person.lastJob, person.lastItem)).toBeNull();
  });
  it("is written to a file in the words of the language", async () => {
    const { ipc, person } = await found();
    const written = vi.fn(ipc.exportPerson);
    const privacy = new PersonPrivacy({ ...ipc, exportPerson: written }, person.lastJob, person.lastItem);
    expect(await privacy.export("json")).toMatch(/\.json$/);
    const words = dossierWords();
    expect(written.mock.calls[0]?.[3]).toEqual(words);
    expect([words.columns.length, Object.keys(words.places).length]).toEqual([6, 7]);
  });
  it("stays where a job under way is about them", async () => {
    const { ipc } = await found();
    const refuse = () => Promise.reject(failure("still_sent"));
    const privacy = new PersonPrivacy({ ...ipc, erasePerson: refuse }, 1, 1);
    privacy.typed = "1";
    expect(await privacy.erase()).toBe(false);
    expect(privacy.problem?.code).toBe("still_sent");
  });
});
