/** The twin's looking back: who was sent in its past jobs, found by any part of a name, an address or a key. */
import type {
  HistoryFound,
  HistoryWanted,
  Ipc,
  JobSummary,
  PersonFound,
  SendingView,
  StoryView,
} from "../contract";
import { people, type Person } from "./company";
import { folded } from "./folded";
import type { Scenario } from "./scenario";

const page = 50;

const groups: Record<NonNullable<HistoryWanted["group"]>, (job: JobSummary) => boolean> = {
  done: (job) => job.status === "succeeded",
  partly: (job) => job.status === "succeeded_with_errors",
  under_way: (job) => ["approval_requested", "in_doubt", "planned", "sending"].includes(job.status),
  not_done: (job) => ["rejected", "server_error", "given_up", "stopped", "failed"].includes(job.status),
};

export class Histories implements Pick<
  Ipc,
  "searchHistory" | "personStory" | "revealStory" | "exportHistory"
> {
  #people: Person[] = people(1_243);
  #erased = new Set<number>();
  /** Who somebody is by their item, and that they were erased. */
  readonly people = {
    keyOf: (item: number) => (this.#erased.has(item) ? null : (this.#people[item]?.key ?? null)),
    nameOf: (item: number) => this.#people[item]?.name ?? "",
    forget: (item: number) => void this.#erased.add(item),
  };

  constructor(
    private readonly scenario: Scenario,
    private readonly jobs: () => JobSummary[],
  ) {}

  async searchHistory(wanted: HistoryWanted): Promise<HistoryFound> {
    const jobs = this.#wanted(wanted);
    const words = folded(wanted.text).split(/\s+/).filter(Boolean);
    const has = (text: string) => words.every((word) => text.includes(word));
    const isOf = ({ name, email, key }: Person) => has(folded(`${name} ${email} ${key}`));
    const found = words.length ? this.#people.filter(isOf).map((one) => this.#found(one, jobs)) : [];
    const theirs = found.filter((one) => one !== null);
    const own = jobs.filter((job) => theirs.length > 0 || has(folded(`${job.file} ${job.id}`)));
    return { people: theirs.slice(0, page), morePeople: theirs.length > page, jobs: own, moreJobs: false };
  }

  async personStory(job: number, item: number): Promise<StoryView | null> {
    const person = this.#people[item];
    if (this.#erased.has(item)) return null;
    const jobs = person ? this.#about(person, this.jobs()) : [];
    if (!person || !jobs.some((one) => one.id === job)) return null;
    return { name: person.name, key: person.key, sendings: jobs.map((one) => sending(person, item, one)) };
  }

  /** All that was sent about the person with that key; null for nobody. */
  async storyOf(key: string): Promise<StoryView | null> {
    const item = this.#people.findIndex((one) => one.key === key);
    const person = this.#people[item];
    const [last] = person && this.scenario !== "empty" ? this.#about(person, this.jobs()) : [];
    return last ? this.personStory(last.id, item) : null;
  }

  async revealStory(job: number, item: number): Promise<StoryView | null> {
    return this.personStory(job, item);
  }

  async exportHistory(): Promise<string | null> {
    return "/home/ana/Rollcall.xlsx";
  }

  #wanted({ from, until, group }: HistoryWanted): JobSummary[] {
    if (this.scenario === "empty" || this.scenario === "fresh") return [];
    const within = ({ createdAt }: JobSummary) =>
      (!from || createdAt >= from) && (!until || createdAt < until);
    return this.jobs().filter((job) => within(job) && (!group || groups[group](job)));
  }

  /** Everybody was in some of the jobs, by the end of their key. */
  #about({ key }: Person, jobs: JobSummary[]): JobSummary[] {
    return jobs.filter((job) => (Number(key) + job.id) % 3 !== 0);
  }

  #found(person: Person, jobs: JobSummary[]): PersonFound | null {
    const theirs = this.#about(person, jobs);
    const [last] = theirs;
    const lastItem = this.#people.indexOf(person);
    if (!last || this.#erased.has(lastItem)) return null;
    const { name, key } = person;
    return { name, key, jobs: theirs.length, lastJob: last.id, lastItem, lastSentAt: last.createdAt };
  }
}

function sending(person: Person, item: number, job: JobSummary): SendingView {
  const failed = job.status === "succeeded_with_errors" && item % 2 === 0;
  const leaves = job.intent === "leavers";
  const field = (name: string, before: string | null, after: string | null, letter: string) => ({
    field: name,
    before,
    after,
    cell: leaves ? null : `${letter}${item + 4}`,
  });
  return {
    job,
    item,
    sentAt: job.createdAt,
    fileSha256: "4f2a9c01d7be63f85a20c4e19b7d3a668e15f0c2b9d84a7763e1c05fb82d9a34",
    row: item + 4,
    operation: leaves ? "DELETE" : "UPDATE",
    fields: [
      field(
        "department",
        person.department === "Sales" ? "Support" : "Sales",
        leaves ? null : person.department,
        "F",
      ),
      field("cost_center", "CC-025", leaves ? null : person.costCenter, "G"),
    ],
    held: leaves ? ["mass_removal"] : [],
    released: leaves ? "Recife was closed on 30 September" : null,
    result: failed ? "failed" : "succeeded",
    errors: failed
      ? [
          {
            field: "email",
            code: "domain_unreachable",
            value: person.email,
            cell: `D${item + 4}`,
            recovered: false,
          },
        ]
      : [],
    differences: [],
    undoneBy: job.id === 11 ? [12] : [],
  };
}
