/** The words of a plan's workbook and page, in the person's language. The rows are core's. */
import type { ImportView, PlanView, ReportWords } from "../../ipc/contract";
import { format, m } from "../../messages";
import { language } from "../../messages/language.svelte";
import { environmentName, intentName } from "../../shell/names";
import { fieldName, fieldNames, keyFields } from "./fields";
import { findingHead, findingText, findingTexts, findingTitle } from "./findings";
import { gaugeLabel, gaugesWorthALook, gaugeText } from "./limits";
import { tallyParts } from "./tally";

export function planWords(view: ImportView, plan: PlanView): ReportWords {
  const limit = (gauge: PlanView["gauges"][number]): [string, string, boolean] => [
    gaugeLabel(gauge),
    gauge.over ? `${gaugeText(gauge)} · ${m.import_gauge_over()}` : gaugeText(gauge),
    gauge.over,
  ];
  return {
    language: language.current,
    title: m.report_title({ connection: view.connection.name }),
    facts: facts(view, plan),
    counts: tallyParts(plan).map(({ count, text }) => `${count} ${text}`),
    findings: plan.findings.map((finding) => [findingHead(finding), findingText(finding)]),
    limits: gaugesWorthALook(plan).map(limit),
    headings: {
      summary: m.report_summary(),
      findings: m.import_findings(),
      limits: m.import_gauges(),
      changes: m.report_changes(),
    },
    columns: columns(view),
    kinds: {
      leaving: m.import_word_leaving(),
      new: m.import_word_new(),
      changed: m.import_word_changed(),
      blocked: m.import_word_blocked(),
    },
    fields: Object.fromEntries(Object.entries(fieldNames).map(([field, name]) => [field, name()])),
    reasons: Object.fromEntries(Object.keys(findingTexts).map((code) => [code, findingTitle(code, 1)])),
    more: m.report_more(),
    signed: [m.report_approved_by(), m.report_date()],
  };
}

function facts(view: ImportView, plan: PlanView): ReportWords["facts"] {
  const { name, environment } = view.connection;
  return [
    [m.report_connection(), `${name} · ${environmentName(environment)}`],
    [m.report_file(), view.file.name],
    [m.report_intent(), intentName(plan.intent)],
    [m.report_people(), format.number(plan.people)],
    [m.report_made(), format.dateTime(plan.madeAt)],
    [m.report_hash(), plan.hash],
  ];
}

function columns(view: ImportView): ReportWords["columns"] {
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
