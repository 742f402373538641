/** Each error code as a person meets it, in the three languages: four parts in words, the raw text on demand alone. */
import { cleanup, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ErrorCode } from "../ipc/contract";
import { errorTexts } from "../ipc/errors";
import { language, m } from "../messages";
import Failure from "./Failure.svelte";

afterEach(cleanup);

const codes = Object.keys(errorTexts) as ErrorCode[];
const raw = "error sending request for url (https://api.example/v1): HTTP 502\ntrace id: 4bf92f3577b34da6";

/** What stands there before anything is opened. */
function firstSight(note: HTMLElement): string {
  const copy = note.cloneNode(true) as HTMLElement;
  for (const details of copy.querySelectorAll("details:not([open])")) details.remove();
  return copy.textContent;
}

describe.each(["en", "pt-BR", "es"] as const)("in %s", (locale) => {
  it.each(codes)("%s is told in words, and its raw text is behind the details", async (code) => {
    await language.choose(locale);
    render(Failure, {
      error: { code, message: `raw ${code}`, hint: "raw hint", details: raw },
    });
    const note = screen.getByRole("alert");
    const text = errorTexts[code];
    const seen = firstSight(note);
    for (const part of [text.title(), text.explanation(), text.action()]) expect(seen).toContain(part);
    const words = { stop: m.error_severity_stop, wait: m.error_severity_wait, ask: m.error_severity_ask };
    expect(seen).toContain(words[text.severity]());
    const unasked = [
      `raw ${code}`,
      "raw hint",
      "HTTP",
      "https:",
      "trace id",
      ...(code.includes("_") ? [code] : []),
    ];
    for (const text of unasked) expect(seen).not.toContain(text);
    const details = note.querySelector("details") as HTMLElement;
    expect(details.textContent).toContain("trace id: 4bf92f3577b34da6");
    expect(within(details).getByText(m.details())).toBeTruthy();
  });
});

it("copies the raw text with its trace id", async () => {
  await language.choose("en");
  const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  render(Failure, { error: { code: "server_error", message: "", hint: "", details: raw } });
  await fireEvent.click(screen.getByText(m.copy()));
  expect(write).toHaveBeenCalledWith(raw);
  expect(await screen.findByText(m.copied())).toBeTruthy();
});

it("tells a code of a newer core as one of its own, with all that came", () => {
  const error = { code: "unheard_of" as ErrorCode, message: "", hint: "", details: raw };
  render(Failure, { error });
  expect(firstSight(screen.getByRole("alert"))).toContain(errorTexts.internal.title());
  expect(document.querySelector("pre")?.textContent).toContain("unheard_of");
});
