import { describe, expect, it } from "vitest";
import type { JobView } from "../ipc/contract";
import { fakeIpc } from "../ipc/fake";
import { failure } from "../ipc/fake/scenario";
import { JobNews } from "./news.svelte";

const job = await fakeIpc().job(13);
const running: JobView = { ...job, status: "processing", canResume: false, problem: null };

describe("news of jobs", () => {
  it("tells of an end once, with what it was", () => {
    const news = new JobNews();
    expect(news.heard(running)).toBeNull();
    expect(news.heard(job)).toBe("Job 13 (Folha_setembro.xlsx): 3 row errors");
    expect(news.heard(job)).toBeNull();
  });

  it("is silent about the job on the screen, and about what the person did", () => {
    const news = new JobNews();
    news.watched = 13;
    expect(news.heard({ ...job, status: "succeeded" })).toBeNull();
    expect(news.heard({ ...job, id: 12, status: "stopped" })).toBeNull();
    expect(news.heard({ ...job, id: 11, status: "succeeded" })).toContain("Job 11");
  });

  it("tells of each time that a job cannot continue", () => {
    const news = new JobNews();
    const paused: JobView = { ...running, canResume: true, problem: failure("no_network") };
    expect(news.heard(paused)).toContain("cannot continue");
    expect(news.heard(paused)).toBeNull();
    expect(news.heard(running)).toBeNull();
    expect(news.heard(paused)).toContain("cannot continue");
  });
});
