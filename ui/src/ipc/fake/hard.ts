/**
 * The story of hard content: the twin's answers with what people, files and servers bring at worst. Names without a break, in
 * other scripts and directions, with marks and emoji, values of 300 characters, texts of thousands. The same thing is called
 * the same everywhere, and what is asked with such a name is understood.
 */
import { failure } from "./scenario";

type Kind = keyof typeof lists;

const lists = {
  person: [
    // 60 characters without a break.
    "Maximilianobartolomeualbuquerquevasconcellosetxeberriaquiroz",
    "مريم عبد الرحمن الحداد",
    "Zoé 👩🏽‍🚀 Reis 👨‍👩‍👧‍👦 Família",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter Müller-Lüdenscheidt",
    "שירה בן־דוד (Shira Ben David)",
    "Z̷̡͉̈́͜a̴̢̛͇͝l̶̨̛͓͘g̵̡̛̦̕o̷̢͚͌͝ de Souza e Silva",
    "O’Neill; DROP TABLE “people” <b>&amp;</b>",
    "李",
    "Anna-Lena\tVon\u00a0Und\u200bZu  Hohenlohe\u202eetaglaf\u202c",
    "Wolfeschlegelsteinhausenbergerdorff Hubert Blaine Senior",
  ],
  company: [
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungs AG.",
    "شركة النسيج الكبرى Têxtil S.A. — Sociedade Anônima de Capitais",
    "CompanhiaNacionalDeTecelagemEComércioExteriorSulamericana Ltda",
  ],
  department: [
    "Arbeitsunfähigkeitsbescheinigungsverwaltungsabteilung",
    "Desenvolvimento Organizacional, Sustentabilidade Corporativa e Relações Institucionais",
    "קשרי לקוחות EMEA",
    "🧵 Tecelagem 🏭",
    "R&D/QA/IT/HR/FIN/OPS/LOG/LEG/MKT/PUR/SEC/FAC/SUP/DEV/PMO/ADM",
    "الموارد البشرية",
    "x",
  ],
  email: [
    "maximilianobartolomeualbuquerque.vasconcellosetxeberria@rindfleischetikettierung.example",
    "a@b.example",
  ],
  file: [
    `${"Folha_de_pagamento_de_todos_os_colaboradores_elegiveis_".repeat(4).slice(0, 195)}.xlsx`,
    "كشف الرواتب 11-2026 (final) (2).csv",
    "📎 Kopie von Kopie von Gehaltsabrechnungsübersichtsliste NEU neu final wirklich final.xlsx",
  ],
  header: [
    // 120 characters.
    "Matrícula funcional do colaborador ou da colaboradora conforme registro no sistema de folha de pagamento corporativa 123",
    "Mitarbeiteridentifikationsnummernverwaltungssystemkennzeichen",
    "رقم الموظف / Employee no.",
    "Nome\ncompleto\n(como na\ncarteira)",
    "📧",
  ],
  sheet: ["Colaboradores_ativos_e_afastados", "ورقة1"],
  value: [
    `${"Zwischenwert ohne Ende, ".repeat(13).slice(0, 300)}`,
    "a".repeat(300),
    "قيمة → 42 (x)",
    "+55 11 98811‑0020",
    "👩🏿‍🦽‍➡️ 👍🏽",
  ],
  reason: [
    `Die Niederlassung wurde geschlossen. ${"Siehe Betriebsvereinbarungsergänzungsprotokoll. ".repeat(40)}`,
  ],
  // What Wellhub answers is shown where no word of ours stands for it.
  refusal: [
    `E-4711 ${"The value supplied for the attribute was not acceptable to the provider; ".repeat(60)}`,
  ],
} as const satisfies Record<string, readonly string[]>;

const byField: Record<string, Kind> = { full_name: "person", department: "department", email: "email" };

/** What is of one kind wherever it stands. */
const byKey: Record<string, Kind> = {
  department: "department",
  email: "email",
  file: "file",
  connection: "company",
  company: "company",
  header: "header",
  samples: "value",
  sheet: "sheet",
  missing: "header",
  added: "header",
  moved: "header",
  givenUp: "reason",
  released: "reason",
  summary: "value",
};
const values = ["before", "after", "value", "original", "expected", "found", "said"];

function kindOf(key: string, of: Record<string, unknown>): Kind | null {
  if (key === "name") {
    if ("key" in of || "cell" in of) return "person";
    if ("taxId" in of || "origin" in of) return "company";
    if ("visibility" in of) return "sheet";
    return "sha256" in of || "path" in of ? "file" : "params" in of || "samples" in of ? null : "department";
  }
  if (key === "code") return "recovered" in of && of.code === "WRONG_FORMAT" ? "refusal" : null;
  if (key === "cells") return "marks" in of ? "value" : null;
  if (values.includes(key))
    return "masked" in of && of.masked ? null : (byField[String(of.field)] ?? "value");
  return byKey[key] ?? null;
}

/** Calls things by hard names, and knows what they were called before. */
class Names {
  readonly #hard = new Map<string, string>();
  readonly #plain = new Map<string, string>();
  readonly #met = new Map<Kind, number>();

  of(kind: Kind, plain: string): string {
    if (plain === "" || this.#plain.has(plain)) return plain;
    const id = `${kind} ${plain}`;
    const known = this.#hard.get(id);
    if (known !== undefined) return known;
    const list: readonly string[] = lists[kind];
    const met = this.#met.get(kind) ?? 0;
    this.#met.set(kind, met + 1);
    const again = met < list.length || !["company", "department", "sheet"].includes(kind);
    const hard = `${list[met % list.length] ?? plain}${again ? "" : ` ${met}`}`;
    this.#hard.set(id, hard);
    if (!this.#plain.has(hard)) this.#plain.set(hard, plain);
    return hard;
  }

  hardened(told: unknown, kind: Kind | null = null): unknown {
    if (typeof told === "string") return kind ? this.of(kind, told) : told;
    if (Array.isArray(told)) return told.map((each) => this.hardened(each, kind));
    if (typeof told !== "object" || told === null) return told;
    const of = told as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(of).map(([key, each]) => [key, this.hardened(each, kindOf(key, of))]),
    );
  }

  softened(asked: unknown): unknown {
    if (typeof asked === "string") return this.#plain.get(asked) ?? asked;
    if (Array.isArray(asked)) return asked.map((each) => this.softened(each));
    if (typeof asked === "function")
      return (...told: unknown[]) => (asked as Told)(...told.map((each) => this.hardened(each)));
    if (typeof asked !== "object" || asked === null) return asked;
    return Object.fromEntries(Object.entries(asked).map(([key, each]) => [key, this.softened(each)]));
  }
}

type Told = (...asked: unknown[]) => unknown;

/** A thousand lines, as a stack of causes may be. */
const details = Array.from(
  { length: 1_000 },
  (_, line) =>
    `${line}: std::io::Error { kind: PermissionDenied, path: "/home/${"unbreakable".repeat(9)}/${line}" }`,
).join("\n");

/** The door with hard content behind it; what writes a workbook of people fails at length. */
export function hardened(): (name: string, does: Told) => Told {
  const names = new Names();
  return (name, does) => {
    if (name === "exportPeople")
      return async () => {
        throw failure("internal", `trace id: 4bf92f3577b34da6a3ce929d0e0e4736\n${details}`);
      };
    return (...asked) => {
      const told = does(...asked.map((each) => names.softened(each)));
      return told instanceof Promise ? told.then((each) => names.hardened(each)) : told;
    };
  };
}
