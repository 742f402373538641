import { describe, expect, it } from "vitest";
import { asCommandError, errorTexts } from "./errors";
import { failure } from "./fake/scenario";

describe("asCommandError", () => {
  it("takes the shell's error as it is", () => {
    const error = failure("vault_locked", "raw");
    expect(asCommandError(error)).toBe(error);
  });

  it("makes anything else internal, with its text for support alone", () => {
    expect(asCommandError(new TypeError("x is undefined"))).toMatchObject({
      code: "internal",
      details: "TypeError: x is undefined",
    });
    const unheard = asCommandError({ code: "unheard_of", message: "no" });
    expect(unheard).toMatchObject({ code: "internal", details: '{"code":"unheard_of","message":"no"}' });
    expect(asCommandError({ code: "toString" }).code).toBe("internal");
    expect(asCommandError("plain text")).toMatchObject({ code: "internal", details: "plain text" });
  });
});

describe("errorTexts", () => {
  it("says for each code what happened and what to do, in different words", () => {
    const titles = Object.values(errorTexts).map((text) => text.title());
    expect(new Set(titles).size).toBe(titles.length);
    for (const text of Object.values(errorTexts)) {
      expect(text.explanation()).toMatch(/\.$/);
      expect(text.action()).toMatch(/\.$/);
    }
  });
});
