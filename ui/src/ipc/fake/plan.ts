/** The twin's plan: 12 new, 48 changed, 31 leaving held, 2 withheld; a hundred thousand rows in the huge scenario. */
import type {
  FindingView,
  Group,
  MoveView,
  PersonView,
  PlanFilter,
  PlanPage,
  PlanRow,
  PlanView,
  ReasonView,
} from "../contract";
import { departments, people, rosterId, type Person } from "./company";
import { aurora } from "./connections";
import type { Scenario } from "./scenario";

function leaving(person: Person, index: number, isProtected: boolean): PlanRow {
  const reasons = index < 4 ? ["mass_removal", "identity_churn"] : ["mass_removal"];
  if (isProtected) reasons.push("protected_person");
  const other = { name: person.name, key: person.key.replace(/^0+/, ""), company: "", row: 210 + index };
  const same = { same: "full_name, email" };
  const why = index < 4 ? [reason("identity_churn", { other, params: same })] : [];
  return { ...base(person, index), kind: "leaving", held: true, reasons, why, row: null };
}

function reason(code: string, more: Partial<ReasonView>): ReasonView {
  return { code, field: null, cell: null, other: null, params: {}, ...more };
}

function base(person: Person, index: number) {
  const { name, key, department } = person;
  const [reasons, why]: [string[], ReasonView[]] = [[], []];
  return { index, name, key, department, held: false, reasons, why, fields: [], summary: null, moves: null };
}

function fresh(person: Person, index: number): PlanRow {
  const summary = `${person.department} · ${person.costCenter} · ${person.email}`;
  return { ...base(person, index), kind: "new", why: newcomerWhy(index), row: 400 + index, summary };
}

/** One in five may come back, one has an address of another company, one somebody else's. */
function newcomerWhy(index: number): ReasonView[] {
  const cell = `D${400 + index}`;
  const domain = { domain: "aurorra.example", count: "1", of: "12", percent: "8", like: "aurora.example" };
  const other = { name: "Elisa Nunes", key: "005512", company: "", row: null };
  if (index % 5 === 0) return [reason("possible_restore", { params: { date: "2026-10-30" } })];
  if (index === 32) return [reason("new_email_domain", { field: "email", cell, params: domain })];
  if (index === 33) return [reason("conflict", { field: "email", cell, other })];
  return [];
}

function changed(person: Person, index: number): PlanRow {
  const row = 80 + index;
  const to = departments[(departments.indexOf(person.department) + 1) % departments.length] ?? "";
  const all = [
    { field: "department", before: person.department, after: to, cell: `F${row}` },
    { field: "cost_center", before: person.costCenter, after: "CC-019", cell: `G${row}` },
    { field: "mobile_number", before: "+55 11 98811-0020", after: "+55 11 98811-0021", cell: `J${row}` },
    { field: "eligible_to_payroll", before: "false", after: "true", cell: `H${row}` },
  ];
  const fields =
    index % 4 === 1
      ? all.slice(1, 3)
      : [all[index % 4 === 3 ? 3 : index % 2 ? 1 : 0]].flatMap((f) => f ?? []);
  return { ...base(person, index), kind: "changed", fields, row };
}

function blocked(person: Person, index: number): PlanRow {
  return { ...base(person, index), kind: "blocked", key: "#N/A", reasons: ["error_cell"], row: 97 + index };
}

/** The rows of the plan, ordered by kind. */
export function planRowsOf(scenario: Scenario, protectedKeys: ReadonlySet<string>): PlanRow[] {
  const size = scenario === "huge" ? 100_000 : 1_243;
  const changes = scenario === "huge" ? 80_000 : scenario === "held" ? 0 : 48;
  const hires = scenario === "held" ? 0 : 12;
  const all = people(size + hires);
  const rows = [
    ...all.slice(0, 31).map((each, index) => leaving(each, index, protectedKeys.has(each.key))),
    ...all.slice(size, size + hires).map((each, index) => fresh(each, 31 + index)),
    ...all.slice(31, 31 + changes).map((each, index) => changed(each, 31 + hires + index)),
    ...all
      .slice(31 + changes, 33 + changes)
      .map((each, index) => blocked(each, 31 + hires + changes + index)),
  ];
  const numbered = rows.map((row, index) => ({ ...row, index }));
  return scenario === "moves" ? withMoves(numbered) : numbered;
}

/** Two of those who leave come back: one under another key, one at another company. */
function withMoves(rows: PlanRow[]): PlanRow[] {
  const halves: Pick<MoveView, "code" | "from" | "to">[] = [
    { code: "identity_churn", from: rows[0]?.key ?? "", to: (rows[0]?.key ?? "").replace(/^0+/, "") },
    { code: "transfer", from: "12.345.678/0001-95", to: "98.765.432/0001-10" },
  ];
  const pairs = halves.flatMap(({ code, from, to }, place): PlanRow[] => {
    const leaver = rows[place];
    if (!leaver) return [];
    const other = (half: number): number => 2 * place + half;
    const why = leaver.why.map((each) => ({ ...each, code }));
    const moves = { code, from, to };
    const key = code === "transfer" ? leaver.key : to;
    const reasons = [...leaver.reasons.filter((each) => each === "protected_person"), code];
    const fresh = { kind: "new" as const, key, row: 210 + place, summary: leaver.department, reasons, why };
    return [
      { ...leaver, why, moves: { ...moves, other: other(1), beside: "below" } },
      { ...leaver, ...fresh, moves: { ...moves, other: other(0), beside: "above" } },
    ];
  });
  return [...pairs, ...rows.slice(halves.length)].map((row, index) => ({ ...row, index }));
}

const finding = (
  code: string,
  severity: FindingView["severity"],
  count: number,
  more: Partial<FindingView>,
) => ({
  code,
  severity,
  count,
  cells: [],
  held: false,
  params: {},
  acceptable: false,
  accepted: false,
  ...more,
});

export const planFindings: FindingView[] = [
  finding("mass_removal", "warn", 31, {
    held: true,
    params: { count: "31", percent: "2.5", limit: "25", people: "1243" },
  }),
  finding("identity_churn", "warn", 4, {
    held: true,
    params: { count: "4", before: "004871", after: "4871" },
  }),
  finding("possible_restore", "inform", 3, { params: { count: "3", days: "30" } }),
  finding("error_cell", "block", 2, { cells: ["B97", "B230"], params: { count: "2", value: "#N/A" } }),
];

function protectedFinding(rows: PlanRow[]): FindingView[] {
  const count = rows.filter((row) => row.reasons.includes("protected_person")).length;
  return count ? [finding("protected_person", "warn", count, { held: true })] : [];
}

/** The plan's totals, counted from its rows. */
export function planViewOf(rows: PlanRow[], size: number): PlanView {
  const count = (kind: PlanRow["kind"]) => rows.filter((row) => row.kind === kind).length;
  const [create, update, remove, withheld] = [
    count("new"),
    count("changed"),
    count("leaving"),
    count("blocked"),
  ];
  const moves = rows.filter((row) => row.moves && row.kind === "new").length;
  const safe = create + update - moves;
  const isProtected = rows.filter((row) => row.reasons.includes("protected_person")).length;
  const gauge = { field: null, company: null, of: size };
  return {
    hash: "9b1f0c5ad7e0",
    intent: "full",
    cosmetic: { people: 7, fields: 9, sent: false },
    counts: { create, update, delete: remove, unchanged: size - update - remove - withheld, withheld },
    fieldsChanged: rows.reduce((sum, row) => sum + row.fields.length, 0),
    findings: [...planFindings, ...protectedFinding(rows)],
    reasons: ["conflict", "new_email_domain"]
      .map((code) => ({ code, count: rows.filter((row) => has(row, code)).length }))
      .filter((each) => each.count > 0),
    gauges: [
      { ...gauge, kind: "removals", value: remove, limit: 25, over: remove > 25 },
      { ...gauge, kind: "additions", value: create, limit: 248, over: false },
      { ...gauge, kind: "changed", value: update, limit: Math.floor(size / 2), over: false },
      { ...gauge, kind: "field", field: "department", value: 24, limit: 373, over: false },
    ],
    moves,
    safe: { total: safe, held: 0, protected: 0, sendable: safe },
    removals: { total: remove + moves, held: remove + moves, protected: isProtected, sendable: 0 },
    heldTotal: remove + moves,
    firstLoad: false,
    departments: departments.map((name) => ({
      name,
      count: rows.filter((row) => row.department === name).length,
    })),
    blocked: false,
    madeAt: "2026-11-16T14:05:00Z",
    people: size,
  };
}

const has = (row: PlanRow, code: string) => row.why.some((each) => each.code === code);

/** One page of the rows that a filter leaves. */
export function filtered(rows: PlanRow[], filter: PlanFilter, offset: number, limit: number): PlanPage {
  const text = filter.text.trim().toLowerCase();
  const found = rows.filter(
    (row) =>
      (filter.kinds.length === 0 || filter.kinds.includes(row.kind)) &&
      (filter.held === null || row.held === filter.held) &&
      (filter.finding === null || row.reasons.includes(filter.finding) || has(row, filter.finding)) &&
      (filter.reason === null || has(row, filter.reason)) &&
      (filter.lane === null ||
        (filter.lane === "removals") === (row.kind === "leaving" || row.moves !== null)) &&
      (filter.protected === null || row.reasons.includes("protected_person") === filter.protected) &&
      (filter.department === null || row.department === filter.department) &&
      (text === "" ||
        `${row.name} ${row.key} ${row.fields.map((f) => f.after).join(" ")}`.toLowerCase().includes(text)),
  );
  const by: Record<PlanFilter["order"], (a: PlanRow, b: PlanRow) => number> = {
    kind: (a, b) => a.index - b.index,
    name: (a, b) => a.name.localeCompare(b.name),
    department: (a, b) => (a.department ?? "").localeCompare(b.department ?? "") || a.index - b.index,
    row: (a, b) => (a.row ?? 0) - (b.row ?? 0) || a.index - b.index,
  };
  found.sort(by[filter.order]);
  if (filter.descending) found.reverse();
  const groups = offset === 0 ? groupsOf(found, filter.order) : [];
  return { total: found.length, rows: found.slice(offset, offset + limit), groups };
}

/** Headings over rows that stand together, as the shell tells them. */
function groupsOf(rows: PlanRow[], order: PlanFilter["order"]): Group[] {
  if (order !== "kind" && order !== "department") return [];
  const title = ({ kind, held, department, moves }: PlanRow): Group["title"] => {
    if (order === "department") return { by: "department", name: department };
    return moves ? { by: "moves", held } : { by: "kind", kind, held };
  };
  const groups: Group[] = [];
  rows.forEach((row, first) => {
    const last = groups.at(-1);
    if (last && JSON.stringify(last.title) === JSON.stringify(title(row))) last.count += 1;
    else groups.push({ title: title(row), first, count: 1 });
  });
  return groups;
}

/** Everything about one person of the plan. */
export function personOf(row: PlanRow): PersonView {
  const change = (field: string) => row.fields.find((each) => each.field === field);
  const value = (field: string, now: string, masked = false) => ({
    field,
    before: change(field)?.before ?? (row.kind === "new" ? null : now),
    after: row.kind === "leaving" ? null : (change(field)?.after ?? now),
    cell: change(field)?.cell ?? null,
    masked,
    said: field === "mobile_number" && row.kind !== "leaving" ? "11 98811-0020" : null,
  });
  return {
    row,
    company: aurora.name,
    record: [
      value("employee_id", row.key),
      value("full_name", row.name),
      value("email", `${row.name.split(" ")[0]?.toLowerCase()}@aurora.example`),
      value("national_id", "•••.•••.•18-04", true),
      value("department", row.department ?? ""),
      value("cost_center", "CC-014"),
      value("mobile_number", "+5511988110020"),
    ],
    notes: planFindings.filter((each) => row.reasons.includes(each.code) || has(row, each.code)),
    invitation: null,
    updatedAt: "2026-03-12T10:00:00Z",
    lastSent: row.kind === "new" ? null : { at: "2026-09-11T09:12:00Z", job: 11 },
    protected: null,
    onRoster: row.kind === "new" || row.kind === "blocked" ? null : rosterId(row.key),
  };
}
