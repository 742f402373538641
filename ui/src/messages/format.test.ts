import { afterEach, beforeAll, describe, expect, it } from "vitest";
import * as format from "./format";
import { language, m } from ".";
import { systemLocale } from "./language.svelte";

beforeAll(() => language.choose("en"));
afterEach(() => language.choose("en"));

describe("dates", () => {
  it("put the day before a month in letters, in each language", () => {
    expect(format.date("2026-03-12")).toBe("12 Mar 2026");
    void language.choose("pt-BR");
    expect(format.date("2026-03-12")).toBe("12 mar 2026");
    void language.choose("es");
    expect(format.date("2026-03-12")).toBe("12 mar 2026");
  });

  it("never shift a bare day, whatever the time zone", () => {
    expect(format.date("2026-01-01")).toBe("1 Jan 2026");
    expect(format.month("2026-12")).toBe("Dec 2026");
    expect(format.month("2026-12", true)).toBe("Dec");
  });

  it("tell how long ago", () => {
    const now = new Date("2026-11-16T14:10:00Z");
    expect(format.relative("2026-11-16T14:06:00Z", now)).toBe("4 minutes ago");
    expect(format.relative("2026-11-15T14:10:00Z", now)).toBe("yesterday");
  });
});

describe("numbers", () => {
  it("follow the language", () => {
    expect(format.number(1_243)).toBe("1,243");
    void language.choose("pt-BR");
    expect(format.number(1_243)).toBe("1.243");
    void language.choose("es");
    expect(format.number(1_243)).toBe("1.243");
  });

  it("tell spans in seconds and minutes", () => {
    expect(format.duration(900)).toBe("0.9 s");
    expect(format.duration(62_000)).toBe("1 min 2 s");
    expect(format.duration(120_000)).toBe("2 min");
    expect(format.duration(12_300)).toBe("12 s");
  });

  it("choose the form of the count", () => {
    expect(m.jobs_count({ count: 1 })).toBe("1 job");
    void language.choose("pt-BR");
    expect(m.jobs_count({ count: 2 })).toBe("2 envios");
  });
});

describe("systemLocale", () => {
  it.each([
    [["pt-PT", "en"], "pt-BR"],
    [["es-MX"], "es"],
    [["de", "en-GB"], "en"],
    [["fr"], "en"],
    [[], "en"],
  ])("reads %j as %s", (preferred, expected) => {
    expect(systemLocale(preferred)).toBe(expected);
  });
});
