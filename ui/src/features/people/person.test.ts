import { describe, expect, it, vi } from "vitest";
import type { Ipc, RosterPerson } from "../../ipc/contract";
import { fakeIpc } from "../../ipc/fake";
import { failure } from "../../ipc/fake/scenario";
import { everybody } from "./people.svelte";
import { Person } from "./person.svelte";

const ipc = fakeIpc();
const { rows } = await ipc.rosterPeople(1, everybody, 0, 200);
const one = rows.find((row) => row.key !== "") ?? rows[0];
const sample = (await ipc.rosterPerson(1, one?.id ?? "")) as RosterPerson;

const stub = (part: Partial<Ipc>) => part as Ipc;

describe("Person", () => {
  it("opens somebody with record and story, and is closed again", async () => {
    const person = new Person(fakeIpc(), 1);
    await person.open(sample.id);
    expect(person.view).toMatchObject({ name: sample.name, key: sample.key });
    expect(person.view?.story.sendings.length).toBeGreaterThan(0);
    person.close();
    expect([person.isOpen, person.view]).toEqual([false, null]);
  });

  it("shows whom was asked for last, whichever answer comes first", async () => {
    const answers = new Map<string, (view: RosterPerson) => void>();
    const rosterPerson = (_: number, id: string) =>
      new Promise<RosterPerson>((done) => void answers.set(id, done));
    const person = new Person(stub({ rosterPerson }), 1);
    const both = [person.open("a"), person.open("b")];
    answers.get("b")?.({ ...sample, id: "b" });
    answers.get("a")?.({ ...sample, id: "a" });
    await Promise.all(both);
    expect(person.view?.id).toBe("b");
  });

  it("says that a link leads to nobody, and why somebody cannot be shown", async () => {
    const person = new Person(fakeIpc(), 1);
    await person.open("ffffffffffffffff");
    expect([person.missing, person.view]).toEqual([true, null]);
    const refused = new Person(stub({ rosterPerson: () => Promise.reject(failure("history_busy")) }), 1);
    await refused.open("a");
    expect(refused.problem?.code).toBe("history_busy");
  });

  it("shows masked values on asking, and hides them again with the next person", async () => {
    const person = new Person(fakeIpc(), 1);
    await person.open(sample.id);
    const id = () => person.view?.record.find(({ field }) => field === "national_id");
    expect([id()?.masked, person.revealed]).toEqual([true, false]);
    await person.reveal();
    expect([id()?.masked, id()?.value.includes("•"), person.revealed]).toEqual([false, false, true]);
    await person.again();
    expect([id()?.masked, person.revealed]).toEqual([true, false]);
  });

  it("protects once, however often it is clicked, and takes off again", async () => {
    const real = fakeIpc();
    const protectPerson = vi.fn(real.protectPerson);
    const person = new Person({ ...real, protectPerson }, 1);
    await person.open(sample.id);
    await Promise.all([person.protect(true), person.protect(true)]);
    expect(protectPerson).toHaveBeenCalledOnce();
    expect(person.view?.protected?.key).toBe(sample.key);
    expect(await person.protect(false)).toBe(true);
    expect(person.view?.protected).toBeNull();
    expect((await real.rosterPeople(1, { ...everybody, marks: ["protected" as const] }, 0, 1)).total).toBe(0);
  });

  it("finds whom a job was about, and tells of somebody who left", async () => {
    const person = new Person(fakeIpc(), 1);
    expect(await person.follow({ job: 13, item: 2 })).toMatchObject({ connection: 1 });
    expect(person.left).toBeNull();
    const left = await person.follow({ job: 13, item: 6 });
    expect([left, person.left?.of.id]).toEqual([null, null]);
    expect(person.left?.story).not.toBeNull();
  });

  it("leaves somebody of another connection to that one", async () => {
    const of = { connection: 2, id: null, name: "Ana", key: "1" };
    const person = new Person(stub({ rosterPersonOf: () => Promise.resolve(of) }), 1);
    expect(await person.follow({ job: 1, item: 0 })).toEqual(of);
    expect(person.left).toBeNull();
  });
});
