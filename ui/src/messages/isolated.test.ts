import { describe, expect, it } from "vitest";
import { m } from "./index";
import { isolated } from "./isolated";

describe("isolated", () => {
  it("leaves what reads from left to right as it is", () => {
    for (const text of ["Íris Caldeira", "004871", "", "👩🏽‍🚀", "李"]) expect(isolated(text)).toBe(text);
  });

  it("holds apart what reads from right to left, and lets no mark reach out of it", () => {
    expect(isolated("مريم")).toBe("\u2068مريم\u2069");
    expect(isolated("a\u202eb")).toBe("\u2068ab\u2069");
    expect(isolated("\u2069שירה")).toBe("\u2068שירה\u2069");
  });
});

describe("a message", () => {
  it("holds a name apart from its own words", () => {
    expect(m.guards_unprotected({ name: "مريم 42" })).toContain("\u2068مريم 42\u2069");
    expect(m.guards_unprotected({ name: "Íris" })).not.toContain("\u2068");
  });
});
