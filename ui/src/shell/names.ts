/** The words for what crosses ipc as a code: environments, identifiers, intents. The compiler refuses one without a word. */
import type { Environment, Identifier, Intent } from "../ipc/contract";
import { m } from "../messages";

const environments: Record<Environment, () => string> = {
  production: m.env_production,
  sandbox: m.env_sandbox,
  custom: m.env_custom,
  demo: m.env_demo,
};

const identifiers: Record<Identifier, () => string> = {
  email: m.identifier_email,
  employee_id: m.identifier_employee_id,
  national_id: m.identifier_national_id,
  employee_id_and_national_id: m.identifier_employee_id_and_national_id,
  mobile_number: m.identifier_mobile_number,
};

const intents: Record<Intent, () => string> = {
  changes: m.intent_changes,
  full: m.intent_full,
  leavers: m.intent_leavers,
};

export const environmentName = (environment: Environment): string => environments[environment]();
export const identifierName = (identifier: Identifier): string => identifiers[identifier]();
export const intentName = (intent: Intent): string => intents[intent]();
