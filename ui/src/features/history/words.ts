/** The words of the workbook of what a search found, in the person's language. The rows are core's. */
import type { ConnectionView, HistoryWords } from "../../ipc/contract";
import { format, m } from "../../messages";
import { environmentName } from "../../shell/names";
import { fieldName, fieldNames, keyFields } from "../import/fields";
import { jobStateName } from "../import/jobs";
import { jobStates, operationText, resultText, rowResults } from "../jobs/states";

export function historyWords(connection: ConnectionView, text: string, more: boolean): HistoryWords {
  const facts: [string, string][] = [
    [m.report_connection(), `${connection.name} · ${environmentName(connection.environment)}`],
    [m.history_search(), text.trim() || m.history_group_any()],
    [m.report_date(), format.dateTime(new Date().toISOString())],
  ];
  if (more) facts.push([m.report_more(), m.history_more()]);
  const key = keyFields(connection.identifier).map(fieldName).join(" + ");
  return {
    title: m.nav_history(),
    facts,
    sheets: [m.report_summary(), m.history_jobs(), m.history_people()],
    jobs: [
      m.history_column_job(),
      m.report_file(),
      m.history_column_when(),
      m.report_job_state(),
      resultText("succeeded").text,
      resultText("failed").text,
      m.jobs_items(),
    ],
    people: [
      m.job_person(),
      key,
      fieldName("company_tax_id"),
      m.history_column_job(),
      m.history_column_when(),
      m.report_file(),
      m.import_preview_row(),
      m.job_operation(),
      m.history_column_field(),
      m.history_column_before(),
      m.history_column_after(),
      m.report_cell(),
      m.job_result(),
      m.job_said(),
    ],
    operations: {
      create: operationText("CREATE").text,
      update: operationText("UPDATE").text,
      delete: operationText("DELETE").text,
    },
    results: Object.fromEntries(rowResults.map((result) => [result, resultText(result).text])),
    states: Object.fromEntries(jobStates.map((state) => [state, jobStateName(state)])),
    fields: Object.fromEntries(Object.keys(fieldNames).map((field) => [field, fieldName(field)])),
  };
}
