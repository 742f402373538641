/** The words of what is kept of people. The compiler refuses a kind without words. */
import type { DossierWords, KeptKind, RetentionView, Until } from "../../ipc/contract";
import { format, m } from "../../messages";
import { fieldName, fieldNames } from "../import/fields";

export const kindTexts: Record<KeptKind, { name: () => string; why: () => string }> = {
  sent: { name: m.keep_kind_sent, why: m.keep_why_sent },
  plans: { name: m.keep_kind_plans, why: m.keep_why_plans },
  rosters: { name: m.keep_kind_rosters, why: m.keep_why_rosters },
  imports: { name: m.keep_kind_imports, why: m.keep_why_imports },
  custom_fields: { name: m.keep_kind_custom_fields, why: m.keep_why_custom_fields },
  protected: { name: m.keep_kind_protected, why: m.keep_why_protected },
  search: { name: m.keep_kind_search, why: m.keep_why_search },
  jobs: { name: m.keep_kind_jobs, why: m.keep_why_jobs },
  headcount: { name: m.keep_kind_headcount, why: m.keep_why_headcount },
  connections: { name: m.keep_kind_connections, why: m.keep_why_connections },
  settings: { name: m.keep_kind_settings, why: m.keep_why_settings },
  limits: { name: m.keep_kind_limits, why: m.keep_why_limits },
  trail: { name: m.keep_kind_trail, why: m.keep_why_trail },
  erasures: { name: m.keep_kind_erasures, why: m.keep_why_erasures },
};

/** How long something is kept, in words. */
export function untilText(until: Until, view: RetentionView): string {
  switch (until) {
    case "rows":
      return m.keep_until_rows({ days: format.number(view.keep.days) });
    case "summaries":
      return m.keep_until_summaries({ months: format.number(view.keep.months) });
    case "replaced":
      return m.keep_until_replaced();
    case "on_roster":
      return m.keep_until_on_roster();
    case "removed":
      return m.keep_until_removed();
    case "minutes":
      return m.keep_until_minutes();
    case "always":
      return m.keep_until_always();
  }
}

/** What is due, in one sentence. */
export function dueText(view: RetentionView): string {
  const { due, before, goesAt } = view;
  if (!due) return m.keep_due_none();
  const when = goesAt === null ? m.keep_due_tomorrow() : m.keep_due_on({ when: format.dateTime(goesAt) });
  return due.jobs > 0
    ? m.keep_due({ jobs: due.jobs, people: due.people, date: format.date(before), when })
    : m.keep_due_other({ when });
}

/** The words of a workbook of all that is kept of one person. */
export function dossierWords(): DossierWords {
  const fields = Object.keys(fieldNames).map((field) => [field, fieldName(field)]);
  return {
    sheet: m.keep_sheet(),
    columns: m.keep_columns().split("|"),
    places: {
      sent: m.keep_place_sent(),
      plan: m.keep_place_plan(),
      before: m.keep_place_before(),
      not_sent: m.keep_place_not_sent(),
      roster: m.keep_place_roster(),
      custom_fields: m.keep_place_custom_fields(),
      protected: m.keep_place_protected(),
    },
    fields: Object.fromEntries(fields) as Record<string, string>,
  };
}
