/** The words of a job's workbook and page, in the person's language. The rows are core's. */
import type { JobReportWords, JobView } from "../../ipc/contract";
import { format, m } from "../../messages";
import { language } from "../../messages/language.svelte";
import { environmentName, intentName } from "../../shell/names";
import { errorKinds, fieldName, fieldNames, keyFields, rowErrorText } from "../import/fields";
import { jobStateName } from "../import/jobs";
import { operationText, resultText, rowResults } from "./states";

export function jobWords(job: JobView): JobReportWords {
  return {
    language: language.current,
    title: m.report_job_title({ id: String(job.id) }),
    facts: facts(job),
    counts: counts(job),
    sheets: [m.report_summary(), m.jobs_items()],
    columns: [
      m.job_operation(),
      m.job_person(),
      keyFields(job.connection.identifier).map(fieldName).join(" + "),
      fieldName("company_tax_id"),
      m.import_preview_row(),
      m.job_result(),
      m.job_said(),
      m.import_fix_value(),
      m.report_cell(),
    ],
    operations: {
      create: operationText("CREATE").text,
      update: operationText("UPDATE").text,
      delete: operationText("DELETE").text,
    },
    results: Object.fromEntries(rowResults.map((result) => [result, resultText(result).text])),
    errors: errors(),
    more: m.report_more(),
    signed: [m.report_job_checked_by(), m.report_date()],
  };
}

function facts(job: JobView): JobReportWords["facts"] {
  const { name, environment } = job.connection;
  const known: [string, string | null][] = [
    [m.report_connection(), `${name} · ${environmentName(environment)}`],
    [m.report_file(), job.file],
    [m.report_intent(), intentName(job.intent)],
    [m.report_job_state(), jobStateName(job.status)],
    [m.report_job_given_up(), job.givenUp],
    [m.report_job_begun(), format.dateTime(job.createdAt)],
    [m.report_job_ended(), job.endedAt && format.dateTime(job.endedAt)],
    [m.report_job_remote_id(), job.remoteId],
  ];
  return known.flatMap(([label, text]) => (text === null ? [] : [[label, text]]));
}

function counts(job: JobView): string[] {
  const { newcomers, updaters, leavers } = job.statistics ?? { newcomers: 0, updaters: 0, leavers: 0 };
  const { succeeded, failed, unprocessed, unknown } = job;
  const told: [number, string][] = [
    [newcomers, m.job_tally_new({ count: newcomers })],
    [updaters, m.job_tally_changed({ count: updaters })],
    [leavers, m.job_tally_leaving({ count: leavers })],
    [succeeded, m.job_tally_done({ count: succeeded })],
    [failed, m.job_tally_refused({ count: failed })],
    [unprocessed, m.job_tally_unprocessed({ count: unprocessed })],
    [unknown, m.job_tally_unknown({ count: unknown })],
  ];
  return told.map(([count, text]) => `${format.number(count)} ${text}`);
}

/** What Wellhub's words mean, by field and kind of error. */
function errors(): JobReportWords["errors"] {
  const pairs = Object.keys(fieldNames).flatMap((field) => errorKinds.map((code) => ({ field, code })));
  return Object.fromEntries(
    pairs.map(({ field, code }) => [`${field}/${code}`, rowErrorText({ field, code, recovered: false })]),
  );
}
