import { describe, expect, it, vi } from "vitest";
import type { ConnectionView, Ipc, RosterProgress } from "../../ipc/contract";
import { aurora } from "../../ipc/fake/connections";
import { failure } from "../../ipc/fake/scenario";
import { Desk } from "./desk.svelte";

const deskView = { connection: aurora, waiting: [], lastJobs: [], headcount: [], perMonth: [] };

function stub(part: Partial<Ipc>): Ipc {
  return { desk: () => Promise.resolve(deskView), ...part } as Ipc;
}

describe("Desk", () => {
  it("shows what the shell knows", async () => {
    const desk = new Desk(stub({}), 1, vi.fn());
    await desk.load();
    expect(desk.view).toEqual(deskView);
    expect(desk.problem).toBeNull();
  });

  it("keeps the last view when reading fails, beside the problem", async () => {
    const desk = new Desk(stub({ readRoster: () => Promise.reject(failure("no_network")) }), 1, vi.fn());
    await desk.load();
    await desk.read();
    expect(desk.problem?.code).toBe("no_network");
    expect(desk.view).toEqual(deskView);
    expect(desk.reading.isGoing).toBe(false);
  });

  it("follows the progress and hands on the newer connection", async () => {
    let tell: (progress: RosterProgress) => void = () => undefined;
    let finish: (connection: ConnectionView) => void = () => undefined;
    const readRoster: Ipc["readRoster"] = (_, onProgress) => {
      tell = onProgress;
      return new Promise((done) => (finish = done));
    };
    const taken = vi.fn();
    const desk = new Desk(stub({ readRoster }), 1, taken);
    const reading = desk.read();
    tell({ pages: 3, people: 600, waitMs: null });
    expect(desk.reading.progress?.people).toBe(600);
    finish({ ...aurora, people: 1_250 });
    await reading;
    expect(taken).toHaveBeenCalledWith(expect.objectContaining({ people: 1_250 }));
    expect(desk.reading.progress).toBeNull();
  });

  it("reads once at a time", async () => {
    const readRoster = vi.fn(() => Promise.resolve(aurora));
    const desk = new Desk(stub({ readRoster }), 1, vi.fn());
    await Promise.all([desk.read(), desk.read()]);
    expect(readRoster).toHaveBeenCalledTimes(1);
  });
});
