/** The choices of the filters, in words: each with how many people it leaves of the whole roster. Pure. */
import type { LabelCount, PeopleFilter, RosterOverview } from "../../ipc/contract";
import { format, m } from "../../messages";
import { fieldName } from "../import/fields";

/** A filter of one value among those that there are. */
export type Part = "company" | "department" | "group" | "invitation" | "payroll";

export interface Choice {
  part: Part;
  label: string;
  value: string;
  options: { value: string; label: string }[];
}

/** In a list "any" narrows nothing, and a value goes behind a colon, so that no value is taken for it. */
const any = "any";
const is = (value: string) => `=${value}`;

const counted = (name: string, people: number) => `${name} · ${format.number(people)}`;

function labels(
  list: readonly LabelCount[],
  said: (name: string) => string = (name) => name,
): { value: string; label: string }[] {
  return list.map(({ name, people }) => ({
    value: is(name),
    label: counted(name ? said(name) : m.people_without(), people),
  }));
}

/** How far an invitation is, in words where it is one of those that were seen; Wellhub's text is free (contract §1). */
export function invitationText(status: string): string {
  switch (status) {
    case "ACTIVE":
      return m.people_invitation_active();
    case "INVITED":
      return m.people_invitation_invited();
    case "NOT_SENT":
      return m.people_invitation_not_sent();
    default:
      return status;
  }
}

/** The filters that part this roster; one that would leave everybody is not offered, unless it is set. */
export function choices(roster: RosterOverview, filter: PeopleFilter): Choice[] {
  const list = (part: Part, label: string, all: string, options: Choice["options"]): Choice => {
    const set = filter[part];
    const value = set === null ? any : is(String(set));
    return { part, label, value, options: [{ value: any, label: all }, ...options] };
  };
  const companies = roster.companies.map(({ taxId, name, people }) => ({
    value: is(taxId),
    label: counted(name, people),
  }));
  const payroll = [
    { value: is("true"), label: counted(m.people_payroll_yes(), roster.payroll) },
    { value: is("false"), label: counted(m.people_payroll_no(), roster.noPayroll) },
  ];
  return [
    list("company", m.people_company(), m.people_any_company(), companies),
    list("department", fieldName("department"), m.people_any_department(), labels(roster.departments)),
    list("group", fieldName("discount_subset_id"), m.people_any_group(), labels(roster.groups)),
    list(
      "payroll",
      fieldName("eligible_to_payroll"),
      m.people_any_payroll(),
      roster.payroll > 0 && roster.noPayroll > 0 ? payroll : [],
    ),
    list(
      "invitation",
      m.people_invitation(),
      m.people_any_invitation(),
      labels(roster.invitations, invitationText),
    ),
  ].filter(({ value, options }) => options.length > 2 || value !== any);
}

/** What choosing a value asks for. */
export function chosen(part: Part, value: string): Partial<PeopleFilter> {
  const text = value === any ? null : value.slice(1);
  return part === "payroll" ? { payroll: text === null ? null : text === "true" } : { [part]: text };
}
