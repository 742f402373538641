/** The twin's guards: its budgets within the shell's bounds, and its protected people. Several companies in the scenario of that name. */
import type { Budget, Budgets, BudgetsView, Ipc, PlanRow, ProtectedView } from "../contract";
import { aurora } from "./connections";
import { after, failure, type Scenario } from "./scenario";

type Part = Pick<Ipc, "budgets" | "setBudgets" | "protectedPeople" | "protectPlanned" | "unprotectPerson">;

const share = (percent: number): Budget => ({ percent, most: null, floor: 0 });

export const usualBudgets: Budgets = {
  removals: { percent: 5, most: 25, floor: 3 },
  additions: share(20),
  changed: share(50),
  field: share(30),
  field_from_rows: 20,
};

const several = [
  { company: "12.345.678/0001-95", name: "Aurora Têxtil S.A." },
  { company: "23.456.789/0001-95", name: "Aurora Logística Ltda." },
  { company: "34.567.890/0001-30", name: "" },
];

const listed: ProtectedView[] = [
  {
    id: 1,
    name: "Benedita Fontoura Amaral",
    key: "002310",
    company: "12345678000195",
    since: "2026-03-12T10:00:00Z",
  },
  {
    id: 2,
    name: "Otávio Lacerda Monteiro de Vasconcelos",
    key: "004902",
    company: "23456789000195",
    since: "2026-09-01T08:30:00Z",
  },
];

export class Guards implements Part {
  #whole: Budgets | null = null;
  #own = new Map<string, Budgets>();
  #changedAt: string | null = null;
  #protected: ProtectedView[];
  readonly #companies: { company: string; name: string }[];

  constructor(
    private readonly scenario: Scenario,
    private readonly rowAt: (index: number) => PlanRow | undefined,
  ) {
    const many = scenario === "companies";
    this.#companies = many ? several : [{ company: aurora.companyTaxId ?? "", name: "" }];
    this.#protected = many ? listed : [];
  }

  /** Keys of the people whom the next plan holds. */
  get keys(): ReadonlySet<string> {
    return new Set(this.#protected.map((each) => each.key));
  }

  async budgets(): Promise<BudgetsView> {
    await after(60);
    if (this.scenario === "offline") throw failure("history_busy", "database is locked");
    return {
      usual: usualBudgets,
      whole: this.#whole ?? usualBudgets,
      set: this.#whole !== null,
      companies: this.#companies.map((each) => ({
        ...each,
        budgets: this.#own.get(each.company) ?? null,
      })),
      changedAt: this.#changedAt,
    };
  }

  async setBudgets(_connection: number, company: string | null, budgets: Budgets | null) {
    if (budgets && budgets.removals.percent > 20)
      throw {
        ...failure("invalid_input"),
        message: "A budget of 30 % for removals would hold nothing back. Choose at most 20 %.",
      };
    if (company === null) this.#whole = budgets;
    else if (budgets) this.#own.set(company, budgets);
    else this.#own.delete(company);
    this.#changedAt = "2026-11-16T14:20:00Z";
    return this.budgets();
  }

  async protectedPeople(): Promise<ProtectedView[]> {
    await after(60);
    return this.#protected;
  }

  async protectPlanned(_id: number, index: number): Promise<ProtectedView> {
    const row = this.rowAt(index);
    if (!row || row.kind === "new") throw failure("not_found");
    const known = this.about(row);
    if (known) return known;
    const { name, key } = row;
    const made = {
      id: 10 + index,
      name,
      key,
      company: "12345678000195",
      since: "2026-11-16T14:20:00Z",
    };
    this.#protected = [...this.#protected, made];
    return made;
  }

  /** Puts somebody on the list; whoever is on it stays as they are. */
  keep(name: string, key: string): ProtectedView {
    const known = this.kept(key);
    if (known) return known;
    const since = "2026-11-16T14:20:00Z";
    const made = { id: 1_000 + this.#protected.length, name, key, company: "12345678000195", since };
    this.#protected = [...this.#protected, made];
    return made;
  }

  /** Where somebody with that key stands on the list. */
  kept(key: string): ProtectedView | null {
    return this.#protected.find((each) => each.key === key) ?? null;
  }

  async unprotectPerson(_connection: number, person: number): Promise<ProtectedView[]> {
    this.#protected = this.#protected.filter((each) => each.id !== person);
    return this.#protected;
  }

  /** Where somebody of the plan stands on the list. */
  about(row: PlanRow): ProtectedView | null {
    return this.kept(row.key);
  }
}
