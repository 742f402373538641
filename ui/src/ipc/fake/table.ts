/** The twin's file: 1,231 rows with planted trouble, as a workbook or as text that can be read in more than one way. */
import type {
  ColumnView,
  DelimiterView,
  DriftView,
  EncodingView,
  FindingView,
  ImportView,
  PreviewRow,
  ReadAsView,
} from "../contract";
import { people } from "./company";
import type { Scenario } from "./scenario";

const column = (
  index: number,
  letter: string,
  header: string,
  samples: string[],
  field: string | null,
  reason: ColumnView["reason"],
  more: Partial<ColumnView> = {},
): ColumnView => ({
  column: index,
  letter,
  header,
  samples,
  field,
  reason,
  detail: null,
  confidence: field ? 0.98 : 0,
  blank: "keep",
  blanks: 0,
  values: [],
  join: null,
  suggestion: null,
  hidden: false,
  ...more,
});

const yesNo = [
  { text: "Sim", count: 802, means: true },
  { text: "Não", count: 388, means: false },
];

/** Columns E and I hold nothing. */
const usual: ColumnView[] = [
  column(0, "A", "Matrícula", ["004871", "004902", "005117"], "employee_id", "header_and_roster", {
    detail: "1186/1190",
  }),
  column(1, "B", "Nome completo", ["Marina Duarte Pires", "Otávio Lacerda"], "full_name", "header"),
  column(2, "C", "CPF", ["•••.•••.•18-04", "•••.•••.•77-20"], "national_id", "content", {
    detail: "1188/1190",
  }),
  column(3, "D", "E-mail corporativo", ["marina.duarte@aurora.example"], "email", "header_and_content", {
    blanks: 4,
  }),
  column(5, "F", "Lotação", ["People", "Finance", "Sales"], "department", "remembered"),
  column(6, "G", "Centro de Custo", ["CC-014", "CC-002", "CC-019"], "cost_center", "header", {
    hidden: true,
  }),
  column(7, "H", "Desconto em folha", ["Sim", "Não"], "eligible_to_payroll", "header", { values: yesNo }),
  column(9, "J", "Celular", ["11 98811-0020", "11 97720-1188"], "mobile_number", "content", {
    confidence: 0.6,
  }),
  column(10, "K", "Data de nascimento", ["01/02/1990", "13/07/1984"], null, "unmapped"),
];

/** The same sheet a month later: the name in two columns, a new column, one that is gone. */
const drifted: ColumnView[] = usual.flatMap((each) => {
  if (each.letter === "B")
    return [
      column(1, "B", "Nome", ["Marina", "Otávio"], "full_name", "header", { join: 0 }),
      column(4, "E", "Sobrenome", ["Duarte Pires", "Lacerda"], "full_name", "header", { join: 1 }),
    ];
  if (each.letter === "K")
    return [column(10, "K", "Departamneto", ["01", "02"], null, "unmapped", { suggestion: "department" })];
  if (each.letter === "F") return [];
  return [{ ...each, reason: each.field ? "remembered" : each.reason, detail: null } satisfies ColumnView];
});
drifted.sort((a, b) => a.column - b.column);

const drift: DriftView = {
  missing: ["Lotação", "Nome completo"],
  added: ["Nome", "Sobrenome", "Departamneto"],
  moved: ["Celular"],
};

const finding = (
  code: string,
  severity: FindingView["severity"],
  cells: string[],
  more: Partial<FindingView> = {},
): FindingView => ({
  code,
  severity,
  count: cells.length,
  cells,
  held: false,
  params: { count: String(cells.length) },
  acceptable: severity === "warn",
  accepted: false,
  ...more,
});

const ofBoth: FindingView[] = [
  finding("title_rows", "inform", ["A1", "A2"]),
  finding("totals_row", "warn", ["A1231"]),
  finding("leading_zeros_lost", "warn", ["A12", "A48", "A77"]),
  finding("error_cell", "block", ["B97", "B230"]),
];
const ofWorkbook: FindingView[] = [
  finding("hidden_rows", "block", [], { count: 37, params: { count: "37", rows: "1231" } }),
  finding("hidden_sheet", "inform", [], { count: 1, params: { name: "Listas" } }),
  finding("merged_cells", "warn", ["F40"]),
];
const ofText: FindingView[] = [
  finding("encoding_guessed", "warn", [], { count: 1 }),
  finding("delimiter_guessed", "inform", [], { count: 1 }),
];

const encodings: EncodingView[] = [
  {
    name: "windows-1252",
    samples: ["Otávio Lacerda Sá", "Íris Caldeira", "João Fontoura", "Fátima Brandão"],
  },
  { name: "IBM850", samples: ["Otßvio Lacerda Sß", "═ris Caldeira", "JoÒo Fontoura", "Fßtima BrandÒo"] },
  { name: "macintosh", samples: ["Ot·vio Lacerda S·", "Õris Caldeira", "Jo„o Fontoura", "F·tima Brand„o"] },
];
const header = ["Matrícula", "Nome completo", "CPF", "E-mail corporativo"];
const delimiters: DelimiterView[] = [
  {
    delimiter: ";",
    columns: 11,
    sample: [header, ["004871", "Marina Duarte Pires", "111.444.777-35", "marina@aurora.example"]],
  },
  {
    delimiter: ",",
    columns: 2,
    sample: [
      [header.join(";"), ""],
      ["004871;Marina Duarte Pires;1", "50;Sim"],
    ],
  },
];

/** What File shows of a file that was just opened. */
export function opened(path: string, scenario: Scenario): Partial<ImportView> {
  const text = path.endsWith(".csv");
  const name = path.split("/").at(-1) ?? path;
  return {
    path,
    file: {
      name,
      bytes: 212_480,
      sha256: "5f0c9a1e8c1b4f0e9d7e2f3f2b6a4f55c1f6c0a7c2f8d1e4b3a291807f6e5d4c",
      format: text ? "csv" : "xlsx",
      encoding: text ? "windows-1252" : null,
      delimiter: text ? ";" : null,
      encodings: text ? encodings : [],
      delimiters: text ? delimiters : [],
    },
    sheets: text
      ? [{ name: "Folha", visibility: "visible", rows: 1_231 }]
      : [
          { name: "Colaboradores", visibility: "visible", rows: 1_231 },
          { name: "Resumo", visibility: "visible", rows: 14 },
          { name: "Listas", visibility: "hidden", rows: 40 },
        ],
    sheet: text ? "Folha" : "Colaboradores",
    headerRow: 3,
    receipt: text
      ? { rows: 1_231, header: 3, data: 1_227, blank: 0, hidden: 0, totals: 1, rejected: 0 }
      : { rows: 1_231, header: 3, data: 1_190, blank: 0, hidden: 37, totals: 1, rejected: 0 },
    unknown: path.endsWith(".xls") ? ["formula_texts"] : [],
    columns: scenario === "drift" ? drifted : usual,
    drift: scenario === "drift" ? drift : null,
    findings: [...(text ? ofText : ofWorkbook), ...ofBoth],
  };
}

/** The file read in another encoding or with another delimiter: what is in use comes first. */
export function readAs(
  file: ImportView["file"],
  choice: { encoding: string | null; delimiter: string | null },
): ImportView["file"] {
  const first = <T>(list: T[], is: (each: T) => boolean) => [
    ...list.filter(is),
    ...list.filter((each) => !is(each)),
  ];
  return {
    ...file,
    encoding: choice.encoding ?? file.encoding,
    delimiter: choice.delimiter ?? file.delimiter,
    encodings: first(file.encodings, (each) => each.name === choice.encoding),
    delimiters: first(file.delimiters, (each) => each.delimiter === choice.delimiter),
  };
}

/** The phone number of a row, as it stands there and as it is sent. */
export function sentAs(row: number): ReadAsView {
  return { cell: `J${row}`, column: 9, said: "11 98811-0020", read: "+5511988110020" };
}

/** Rows as they stand in the sheet, with its hidden rows, a formula and a merged cell. */
export function previewRows(view: ImportView, offset: number, limit: number): PreviewRow[] {
  const { receipt, headerRow, columns } = view;
  const all = people(receipt.rows);
  const book = view.file.encoding === null;
  const width = 1 + Math.max(...columns.map((each) => each.column));
  const headers = Array.from({ length: width }, (_, index) => {
    return columns.find((each) => each.column === index)?.header ?? "";
  });
  const seen = Array.from({ length: Math.max(0, Math.min(limit, receipt.rows - offset)) }, (_, index) => {
    const row = offset + index + 1;
    if (row === 1)
      return { row, kind: "title", cells: ["Folha de outubro"], marks: book ? [merged(0, "A1:D1")] : [] };
    if (row < headerRow) return { row, kind: "title", cells: ["Aurora Têxtil S.A."] };
    if (row === headerRow) return { row, kind: "header", cells: headers };
    if (row === receipt.rows) return { row, kind: "totals", cells: ["Total", "1190"] };
    const person = all[row];
    const cells = [
      person?.key ?? "",
      person?.name ?? "",
      "•••.•••.•18-04",
      person?.email ?? "",
      "",
      person?.department ?? "",
      person?.costCenter ?? "",
      row % 9 === 0 ? "Sim " : "Sim",
      "",
      "11 98811-0020",
      "01/02/1990",
    ];
    return {
      row,
      kind: receipt.hidden > 0 && row % 33 === 0 ? "hidden" : "data",
      cells: cells.slice(0, width),
      marks: !book
        ? []
        : [
            { column: 3, kind: "formula", text: `=LOWER(B${row})&"@aurora.example"` },
            ...(row === 40 ? [merged(5, "F40:F42")] : []),
          ],
    };
  });
  return seen.map((row) => ({
    ...row,
    marks: row.marks ?? [],
    readAs: row.kind === "data" ? sentAs(row.row) : null,
  })) as PreviewRow[];
}

const merged = (column: number, text: string) => ({ column, kind: "merged" as const, text });
