/** The words of the workbook of people, in the person's language. The rows are core's. */
import type { ConnectionView, Mark, PeopleFilter, PeopleWords, RosterOverview } from "../../ipc/contract";
import { format, m } from "../../messages";
import { environmentName } from "../../shell/names";
import { fieldName, fieldNames } from "../import/fields";
import { choices } from "./filters";

/** What is looked for, each part in words. */
function lookedFor(roster: RosterOverview, filter: PeopleFilter): string[] {
  const set = choices(roster, filter).filter(({ value }) => value !== "any");
  const parts = set.map(({ label, value, options }) => {
    const option = options.find((each) => each.value === value);
    return `${label}: ${option?.label ?? value.slice(1)}`;
  });
  if (filter.text.trim()) parts.unshift(`“${filter.text.trim()}”`);
  const marks: Record<Mark, () => string> = {
    protected: m.people_protected,
    keyless: m.people_keyless,
    sent_last: m.people_last_job,
  };
  parts.push(...filter.marks.map((mark) => marks[mark]()));
  return parts;
}

export function peopleWords(
  connection: ConnectionView,
  roster: RosterOverview,
  filter: PeopleFilter,
  found: number,
): PeopleWords {
  return {
    title: m.nav_people(),
    facts: [
      [m.report_connection(), `${connection.name} · ${environmentName(connection.environment)}`],
      [m.people_read_label(), format.dateTime(roster.readAt)],
      [m.people_looked_for(), lookedFor(roster, filter).join(" · ") || m.people_everybody()],
      [m.nav_people(), format.number(found)],
      [m.report_date(), format.dateTime(new Date().toISOString())],
    ],
    sheets: [m.report_summary(), m.nav_people()],
    fields: Object.fromEntries(Object.keys(fieldNames).map((field) => [field, fieldName(field)])),
    others: [m.people_company(), m.people_invitation(), m.people_protected()],
    protected: m.people_yes(),
  };
}
