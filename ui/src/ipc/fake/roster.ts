/** The twin's people of the roster: the made-up company as last read, with names that try a layout, and a large one in the story of that name. */
import type {
  Ipc,
  LabelCount,
  Mark,
  PeopleFilter,
  Page,
  PersonOf,
  PersonRow,
  ProtectedView,
  RosterOverview,
  RosterPerson,
} from "../contract";
import { people, rosterId } from "./company";
import type { Connections } from "./connections";
import { folded } from "./folded";
import type { Guards } from "./guards";
import type { Histories } from "./history";
import { failure, type Scenario } from "./scenario";

type Part = Pick<
  Ipc,
  | "rosterOverview"
  | "rosterPeople"
  | "rosterPlace"
  | "rosterPerson"
  | "revealPerson"
  | "rosterPersonOf"
  | "protectPerson"
  | "exportPeople"
>;

interface Somebody extends PersonRow {
  costCenter: string;
  payroll: boolean;
  taxId: string;
}

const companies = [
  { taxId: "12.345.678/0001-95", name: "Aurora Têxtil S.A." },
  { taxId: "23.456.789/0001-95", name: "Aurora Logística e Transportes do Nordeste Ltda." },
  { taxId: "34.567.890/0001-30", name: "34.567.890/0001-30" },
];

/** Names as they come, too: long, in another direction, with an emoji, none; and somebody without an identifier. */
const odd: Partial<PersonRow>[] = [
  { name: "Maximiliano Bartolomeu Albuquerque de Vasconcellos Etxeberria" },
  { name: "Zoé 😀 Reis" },
  { name: "مريم عبد الرحمن الحداد" },
  { name: "", email: "no.name@aurora.example" },
  { key: "", name: "Amparo Sem Chave" },
  { department: "Desenvolvimento Organizacional e Sustentabilidade Corporativa" },
];

const sizes: Partial<Record<Scenario, number>> = { huge: 100_000, fresh: 0 };

function counts(list: readonly (string | null)[]): LabelCount[] {
  const known = new Map<string, number>();
  for (const name of list) known.set(name ?? "", (known.get(name ?? "") ?? 0) + 1);
  const sorted = [...known].sort(
    ([one], [other]) => Number(one === "") - Number(other === "") || one.localeCompare(other),
  );
  return sorted.map(([name, count]) => ({ name, people: count }));
}

export class RosterTwin implements Part {
  #list: Somebody[] | null = null;

  constructor(
    private readonly scenario: Scenario,
    private readonly connections: Connections,
    private readonly guards: Guards,
    private readonly histories: Histories,
  ) {}

  get #everybody(): Somebody[] {
    return (this.#list ??= people(sizes[this.scenario] ?? 1_243).map((one, index) => {
      const company = companies[this.scenario === "companies" ? index % 3 : 0] ?? { taxId: "", name: "" };
      return {
        id: rosterId(one.key) ?? "",
        name: one.name,
        key: one.key,
        email: one.email,
        department: one.department,
        costCenter: one.costCenter,
        company: company.name,
        taxId: company.taxId,
        invitation: index % 9 === 4 ? "INVITED" : "ACTIVE",
        payroll: index % 3 > 0,
        protected: false,
        ...(index % 200 < 2 * odd.length && index % 2 ? odd[(index % 200) >> 1] : {}),
      };
    }));
  }

  async rosterOverview(connection: number): Promise<RosterOverview | null> {
    const { rosterReadAt, environment } = this.connections.get(connection);
    if (rosterReadAt === null) return null;
    const all = this.#everybody;
    const each = companies.slice(0, this.scenario === "companies" ? 3 : 1);
    return {
      readAt: rosterReadAt,
      people: all.length,
      synthetic: environment === "sandbox",
      companies: each.map((company) => ({
        ...company,
        people: all.filter(({ taxId }) => taxId === company.taxId).length,
      })),
      departments: counts(all.map(({ department }) => department)),
      groups: [],
      invitations: counts(all.map(({ invitation }) => invitation)),
      payroll: all.filter(({ payroll }) => payroll).length,
      noPayroll: all.filter(({ payroll }) => !payroll).length,
      keyless: all.filter(({ key }) => key === "").length,
      protected: all.filter(({ key }) => this.guards.keys.has(key)).length,
      lastJob: all.length ? { id: 14, at: "2026-11-16T14:05:00Z", people: all.filter(isSent).length } : null,
    };
  }

  async rosterPeople(
    connection: number,
    filter: PeopleFilter,
    offset: number,
    limit: number,
  ): Promise<Page<PersonRow>> {
    if (this.connections.get(connection).rosterReadAt === null) throw failure("not_found");
    const found = this.#found(filter);
    const kept = this.guards.keys;
    const rows = found.slice(offset, offset + Math.min(limit, 200));
    return { total: found.length, rows: rows.map((row) => ({ ...row, protected: kept.has(row.key) })) };
  }

  async rosterPlace(_connection: number, filter: PeopleFilter, id: string): Promise<number | null> {
    const place = this.#found(filter).findIndex((row) => row.id === id);
    return place < 0 ? null : place;
  }

  async rosterPerson(_connection: number, id: string): Promise<RosterPerson | null> {
    const row = this.#everybody.find((each) => each.id === id);
    if (!row) return null;
    const story = row.key ? await this.histories.storyOf(row.key) : null;
    const value = (field: string, text: string, masked = false) => ({ field, value: text, masked });
    const record = [
      value("employee_id", row.key),
      value("full_name", row.name),
      value("email", row.email),
      value("national_id", "•••.•••.•18-04", true),
      value("department", row.department ?? ""),
      value("cost_center", row.costCenter),
      value("mobile_number", "+5511988110020"),
      value("eligible_to_payroll", String(row.payroll)),
      value("custom_fields.shift", "Morning"),
    ];
    return {
      id,
      name: row.name,
      key: row.key,
      department: row.department,
      company: row.company,
      record: record.filter((field) => field.value !== ""),
      invitation: row.invitation,
      updatedAt: "2026-03-12T10:00:00Z",
      protected: this.guards.kept(row.key),
      story: story ?? { name: row.name, key: row.key, sendings: [] },
    };
  }

  async revealPerson(connection: number, id: string): Promise<RosterPerson | null> {
    const person = await this.rosterPerson(connection, id);
    if (!person) return null;
    const record = person.record.map((field) =>
      field.masked ? { ...field, masked: false, value: "390.533.118-04" } : field,
    );
    return { ...person, record };
  }

  /** Every seventh of whom jobs were about has left since. */
  async rosterPersonOf(_job: number, item: number): Promise<PersonOf | null> {
    const key = this.histories.people.keyOf(item);
    if (key === null) return null;
    const row = item % 7 === 6 ? undefined : this.#everybody.find((each) => each.key === key);
    return { connection: 1, id: row?.id ?? null, name: this.histories.people.nameOf(item), key };
  }

  async protectPerson(_connection: number, id: string): Promise<ProtectedView> {
    const row = this.#everybody.find((each) => each.id === id);
    if (!row?.key) throw failure("not_found");
    return this.guards.keep(row.name, row.key);
  }

  async exportPeople(): Promise<string | null> {
    return "/home/ana/Rollcall.xlsx";
  }

  #is(mark: Mark, row: Somebody): boolean {
    if (mark === "keyless") return row.key === "";
    return mark === "protected" ? this.guards.keys.has(row.key) : isSent(row);
  }

  #found(filter: PeopleFilter): Somebody[] {
    const words = folded(filter.text).split(/\s+/).filter(Boolean);
    const is = (wanted: string | null, value: string | null) => wanted === null || wanted === (value ?? "");
    const found = this.#everybody.filter((row) => {
      const text = folded(`${row.name} ${row.email} ${row.key}`);
      return (
        words.every((word) => text.includes(word)) &&
        is(filter.company, row.taxId) &&
        is(filter.department, row.department) &&
        is(filter.invitation, row.invitation) &&
        (filter.payroll === null || filter.payroll === row.payroll) &&
        filter.marks.every((mark) => this.#is(mark, row))
      );
    });
    const by = (row: Somebody) => (filter.order === "key" ? row.key : (row[filter.order] ?? ""));
    const sorted = found.sort(
      (one, other) =>
        Number(by(one) === "") - Number(by(other) === "") || by(one).localeCompare(by(other), "pt-BR"),
    );
    return filter.descending ? sorted.reverse() : sorted;
  }
}

const isSent = ({ id }: PersonRow) => parseInt(id, 16) % 20 === 3;
