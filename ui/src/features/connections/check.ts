/** The words of a connection's test: what each step asks and what it found. */
import type { CheckStep } from "../../ipc/contract";
import { errorTexts } from "../../ipc/errors";
import { m } from "../../messages";

/** The steps in the order in which they run. */
export const checkSteps = ["token", "entity", "companies", "roster"] as const;

const titles: Record<CheckStep["step"], () => string> = {
  token: m.connect_step_token,
  entity: m.connect_step_entity,
  companies: m.connect_step_companies,
  roster: m.connect_step_roster,
};

export const checkTitle = (step: CheckStep["step"]): string => titles[step]();

/** What a step found, is doing, or failed at. */
export function checkOutcome(step: CheckStep): string {
  if (step.state === "running") return m.connect_step_running();
  if (step.error) return errorTexts[step.error.code].title();
  switch (step.step) {
    case "token":
      return m.connect_token_done();
    case "entity":
      return step.entity === "multiple" ? m.connect_entity_multiple() : m.connect_entity_single();
    case "companies":
      return m.connect_companies_done({ count: step.companies ?? 1 });
    case "roster":
      return m.connect_roster_done({ count: step.people ?? 0 });
  }
}
