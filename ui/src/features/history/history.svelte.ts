/**
 * The state of looking back: what was searched, what was found, whose story is open. An answer to an older search never
 * replaces a newer one.
 */
import type {
  CommandError,
  DeskView,
  HistoryFound,
  Ipc,
  JobGroup,
  PersonFound,
  StoryView,
  HistoryWanted,
  HistoryWords,
} from "../../ipc/contract";
import { asCommandError } from "../../ipc/errors";
import { dayBegins } from "./days";

/** Typing on within this time, in milliseconds, asks once. */
const pause = 120;

export class History {
  found = $state.raw<HistoryFound | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** Headcount, newcomers and leavers over time. */
  years = $state.raw<DeskView | null>(null);
  /** Whether what is found now was asked for in the same words as before, so that lists stay where they are. */
  keep = $state(false);
  text = $state("");
  from = $state("");
  until = $state("");
  group = $state<JobGroup | "any">("any");
  picked = $state.raw<PersonFound | null>(null);
  /** Null while it is read; "gone" where nothing of it is kept any more. */
  story = $state.raw<StoryView | "gone" | null>(null);
  /** Whether the story shows what is masked otherwise. */
  revealed = $state(false);
  #asked = 0;
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ipc: Ipc,
    private readonly connection: number,
  ) {}

  /** Whether anything narrows what is shown. */
  get narrowed(): boolean {
    return this.text.trim() !== "" || this.from !== "" || this.until !== "" || this.group !== "any";
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), pause);
  }

  /** Ends what waits. */
  leave(): void {
    clearTimeout(this.#timer);
  }

  /** What is plotted; kept here, so that it needs no network. */
  async plot(): Promise<void> {
    try {
      this.years = await this.ipc.desk(this.connection);
    } catch (error) {
      this.problem = asCommandError(error);
    }
  }

  /** Asks anew; lists stay where they are where `keep`. */
  async load(keep = false): Promise<void> {
    const asked = ++this.#asked;
    try {
      const found = await this.ipc.searchHistory(this.#wanted());
      if (asked !== this.#asked) return;
      this.keep = keep;
      this.found = found;
      this.problem = null;
    } catch (error) {
      if (asked === this.#asked) this.problem = asCommandError(error);
    }
  }

  /** Writes what is found as a workbook; the path, or null when the person closed the dialog. */
  export(words: HistoryWords): Promise<string | null> {
    return this.ipc.exportHistory(this.#wanted(), words);
  }

  #wanted(): HistoryWanted {
    return {
      text: this.text,
      connection: this.connection,
      from: dayBegins(this.from),
      until: dayBegins(this.until, 1),
      group: this.group === "any" ? null : this.group,
    };
  }

  /** Whoever was picked was erased: they are found no more. */
  async erased(): Promise<void> {
    this.#told++;
    this.picked = null;
    this.story = null;
    await this.load();
  }

  pick(person: PersonFound): Promise<void> {
    this.picked = person;
    this.story = null;
    this.revealed = false;
    return this.#tell(() => this.ipc.personStory(person.lastJob, person.lastItem));
  }

  /** Asks for the masked values of whom is looked at. */
  async reveal(): Promise<void> {
    const person = this.picked;
    if (!person) return;
    const story = this.story;
    await this.#tell(() => this.ipc.revealStory(person.lastJob, person.lastItem));
    if (this.picked === person) this.revealed = this.story !== story;
  }

  async #tell(ask: () => Promise<StoryView | null>): Promise<void> {
    const told = ++this.#told;
    try {
      const story = await ask();
      if (told === this.#told) this.story = story ?? "gone";
    } catch (error) {
      if (told === this.#told) this.problem = asCommandError(error);
    }
  }
}
