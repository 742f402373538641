/** The words of a plan's workbook and page, in the person's language. The rows are core's. */
import type { ImportView, PlanView, PlanWords } from "../../ipc/contract";
import { format, m } from "../../messages";
import { language } from "../../messages/language.svelte";
import { environmentName, intentName } from "../../shell/names";
import { fieldName, fieldNames, keyFields } from "./fields";
import { findingText, findingTexts, findingTitle } from "./findings";
import { gaugeLabel, gaugesWorthALook, gaugeText } from "./limits";
import { tallyParts } from "./tally";

export function planWords(view: ImportView, plan: PlanView): PlanWords {
  const limit = (gauge: PlanView["gauges"][number]) => ({
    label: gaugeLabel(gauge),
    text: gauge.over ? `${gaugeText(gauge)} · ${m.import_gauge_over()}` : gaugeText(gauge),
    over: gauge.over,
  });
  return {
    language: language.current,
    title: m.report_title({ connection: view.connection.name }),
    facts: facts(view, plan),
    counts: tallyParts(plan).map(({ count, text }) => `${count} ${text}`),
    findings: plan.findings.map((finding) => ({
      label: findingTitle(finding.code, finding.count),
      text: findingText(finding),
    })),
    limits: gaugesWorthALook(plan).map(limit),
    headings: {
      summary: m.report_summary(),
      findings: m.import_findings(),
      limits: m.import_gauges(),
      changes: m.report_changes(),
    },
    columns: columns(view),
    kinds: [
      ["leaving", m.import_word_leaving()],
      ["new", m.import_word_new()],
      ["changed", m.import_word_changed()],
      ["blocked", m.import_word_blocked()],
    ],
    fields: Object.entries(fieldNames).map(([field, name]) => [field, name()]),
    reasons: Object.fromEntries(Object.keys(findingTexts).map((code) => [code, findingTitle(code, 1)])),
    more: m.report_more(),
    signed: [m.report_approved_by(), m.report_date()],
  };
}

function facts(view: ImportView, plan: PlanView): PlanWords["facts"] {
  const { name, environment } = view.connection;
  return [
    { label: m.report_connection(), text: `${name} · ${environmentName(environment)}` },
    { label: m.report_file(), text: view.file.name },
    { label: m.report_intent(), text: intentName(plan.intent) },
    { label: m.report_people(), text: format.number(plan.people) },
    { label: m.report_made(), text: format.dateTime(plan.madeAt) },
    { label: m.report_hash(), text: plan.hash },
  ];
}

function columns(view: ImportView): PlanWords["columns"] {
  return {
    what: m.import_grid_what(),
    held: m.report_reason(),
    name: fieldName("full_name"),
    key: keyFields(view.connection.identifier).map(fieldName).join(" + "),
    company: fieldName("company_tax_id"),
    department: m.import_department(),
    row: m.import_preview_row(),
    field: m.report_field(),
    before: m.report_before(),
    after: m.report_after(),
    cell: m.report_cell(),
  };
}
