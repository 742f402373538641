/** What the twin keeps of people: in the story "kept" some of it is due, and whoever is erased is found no more. */
import type { Ipc, KeepFor, PersonErased, PersonFormat, PersonKept, RetentionView } from "../contract";
import { after, failure, type Scenario } from "./scenario";

const day = 86_400_000;
const now = Date.parse("2026-11-16T09:00:00Z");
const at = (time: number) => new Date(time).toISOString();

const counts = [
  ["sent", 3_120, "rows", true],
  ["plans", 14, "rows", true],
  ["rosters", 2, "replaced", true],
  ["imports", 1, "rows", true],
  ["custom_fields", 212, "on_roster", true],
  ["protected", 3, "removed", true],
  ["search", 1_251, "rows", true],
  ["jobs", 14, "summaries", false],
  ["headcount", 31, "summaries", false],
  ["connections", 1, "removed", false],
  ["settings", 5, "removed", false],
  ["limits", 8, "minutes", false],
  ["trail", 47, "always", false],
  ["erasures", 0, "minutes", true],
] as const;

type Part = Pick<
  Ipc,
  "retention" | "retentionSeen" | "setRetention" | "deleteDue" | "personKept" | "exportPerson" | "erasePerson"
>;

export class Keeping implements Part {
  #keep: KeepFor = { days: 90, months: 24 };
  #due: boolean;
  #goesAt: string | null = null;

  constructor(
    scenario: Scenario,
    private readonly people: {
      keyOf: (item: number) => string | null;
      nameOf: (item: number) => string;
      forget: (item: number) => void;
    },
  ) {
    this.#due = scenario === "kept";
  }

  async retention(): Promise<RetentionView> {
    await after(40);
    const due = this.#due && this.#keep.days <= 90;
    return {
      keep: this.#keep,
      least: { days: 30, months: 12 },
      most: { days: 365, months: 120 },
      due: due ? { jobs: 3, people: 1_243, plans: 3, rosters: 1, imports: 0, notes: 4, summaries: 0 } : null,
      before: at(now - this.#keep.days * day),
      goesAt: due ? this.#goesAt : null,
      kept: counts.map(([kind, count, until, people]) => ({ kind, count, until, people })),
    };
  }

  async retentionSeen(): Promise<RetentionView> {
    this.#goesAt ??= at(now + day);
    return this.retention();
  }

  async setRetention(keep: KeepFor): Promise<RetentionView> {
    if (keep.days < 30 || keep.days > 365) throw failure("invalid_input");
    this.#keep = keep;
    return this.retention();
  }

  async deleteDue(): Promise<RetentionView> {
    await after(400);
    this.#due = false;
    return this.retention();
  }

  async personKept(_job: number, item: number): Promise<PersonKept> {
    const key = this.people.keyOf(item);
    if (key === null) throw failure("not_found");
    const name = this.people.nameOf(item);
    return {
      name,
      key,
      jobs: 2,
      items: 2,
      plans: 2,
      rosters: 2,
      imports: 1,
      notes: 1,
      protections: 1,
      copies: 7,
    };
  }

  async exportPerson(_job: number, _item: number, format: PersonFormat): Promise<string | null> {
    await after(120);
    return `/home/ana/rollcall.${format === "json" ? "json" : "xlsx"}`;
  }

  async erasePerson(job: number, item: number, key: string): Promise<PersonErased> {
    await after(300);
    if (job === 12) throw failure("still_sent");
    if (key !== this.people.keyOf(item)) throw failure("invalid_input");
    this.people.forget(item);
    return { pseudonym: "*5f0c2a9be1d34877", copiesRewritten: 7, copiesDeleted: [] };
  }
}
