//! Each row of the damage table, in files that real programs wrote: what is found, how severe it is, in which cells,
//! and who comes out. What a file holds and how to renew it is told in `fixtures/README.md`.
#![allow(clippy::unwrap_used)]

#[path = "damage/beside.rs"]
mod beside;
#[path = "damage/case.rs"]
mod case;
#[path = "damage/coverage.rs"]
mod coverage;
#[path = "damage/roster.rs"]
mod roster;

use std::path::Path;

use rollcall_core::employee::Field;
use rollcall_core::finding::{Finding, FindingCode, Severity};
use rollcall_core::roster::ReadPeople;
use rollcall_core::sheet::{Area, ReadOptions, SheetError, Workbook, read_file};

use FindingCode as Code;
use Severity::{Block, Inform, Warn};
use case::Case;

fn open(name: &str) -> Result<Workbook, SheetError> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/damage");
    read_file(&folder.join(name), &ReadOptions::default())
}

/// Reads a full roster by employee id, with nothing decided.
fn people(name: &str) -> ReadPeople {
    Case::of(name).read()
}

type Expected<'a> = (Code, Severity, &'a [&'a str]);

/// The finding of a code, which must be as severe and in these cells.
fn told(name: &str, read: &ReadPeople, (code, severity, cells): Expected<'_>) -> Finding {
    let findings = &read.roster.findings;
    let Some(found) = findings
        .iter()
        .find(|found| (found.code, found.severity) == (code, severity))
    else {
        panic!("{name}: {code:?} is missing in {findings:?}");
    };
    assert_eq!(found.cells, cells, "{name}");
    found.clone()
}

fn ids(read: &ReadPeople) -> Vec<&str> {
    let people = read.roster.people.iter();
    people
        .map(|person| person.employee.get(&Field::EmployeeId).unwrap_or("-"))
        .collect()
}

/// Whether a file has this finding in these cells, and these employee ids come out of it.
fn check(name: &str, expected: Expected<'_>, out: &[&str]) {
    let read = people(name);
    told(name, &read, expected);
    assert_eq!(ids(&read), out, "{name}");
}

/// The names of a workbook in all formats that it was saved in.
fn formats(name: &str) -> [String; 3] {
    ["xlsx", "xls", "ods"].map(|ending| format!("{name}.{ending}"))
}

/// The same of a workbook in all formats that it was saved in.
fn check_all(name: &str, expected: Expected<'_>, out: &[&str]) {
    for name in formats(name) {
        check(&name, expected, out);
    }
}

const ALL: &[&str] = &["004871", "004872", "004873", "004874"];
const BUT_FIRST: &[&str] = &["004872", "004873", "004874"];

#[test]
fn zeros_are_taken_from_the_format_and_missed_without_one() {
    let lost: Expected = (Code::LeadingZerosLost, Block, &["A3"]);
    check_all("leading_zeros", lost, &["004871", "004873", "004874"]);
}

#[test]
fn exponents_are_whole_in_a_number_and_lost_in_a_text() {
    let ids = &["123000000000", "004873", "004874"];
    check_all("exponent", (Code::ExponentText, Block, &["A3"]), ids);
    let lost: Expected = (Code::ExponentText, Block, &["A2", "A3"]);
    check("exponent.csv", lost, &["004873", "004874"]);
}

#[test]
fn what_cannot_be_repaired_blocks_its_row() {
    check_all("digits_lost", (Code::DigitsLost, Block, &["A2"]), BUT_FIRST);
    let date: Expected = (Code::DateInIdentifier, Block, &["A2"]);
    check_all("date_in_identifier", date, BUT_FIRST);
    check("date_in_identifier.csv", date, BUT_FIRST);
    let cut: Expected = (Code::DigitsLost, Block, &["A2", "A3", "A4", "A5"]);
    check("digits_lost.csv", cut, &[]);
    let formula: Expected = (Code::FormulaWithoutValue, Block, &["A2"]);
    check_all("formula_without_value", formula, BUT_FIRST);
    let errors: Expected = (Code::ErrorCell, Block, &["A2", "C3"]);
    check_all("error_cell", errors, &["004873", "004874"]);
    for (ending, formulas) in [
        ("xlsx", [Some("NA()"), Some("1/0")]),
        ("ods", [Some("NA()"), Some("1/0")]),
        ("xls", [None, None]),
    ] {
        let workbook = open(&format!("error_cell.{ending}")).unwrap();
        let page = workbook.chosen().unwrap();
        let told = [page.formula(2, 0), page.formula(3, 2)];
        assert_eq!(told, formulas, "{ending}");
    }
    let errors: Expected = (Code::ErrorCell, Block, &["A2", "C3", "A4"]);
    check("errors_in_words.csv", errors, &["004874"]);
}

#[test]
fn what_is_around_an_identifier_is_taken_off() {
    let wrapped: Expected = (Code::WrapperRemoved, Inform, &["A2", "A3"]);
    check("wrappers.csv", wrapped, &["004871", "004872"]);
    let invisible: Expected = (Code::InvisibleCharacters, Warn, &["A3", "A4"]);
    check_all("invisible_characters", invisible, ALL);
}

#[test]
fn hidden_rows_wait_for_an_answer() {
    let rows: Expected = (Code::HiddenRows, Block, &["A3", "A5"]);
    check_all("hidden", rows, &["004871", "004873"]);
    check_all(
        "hidden",
        (Code::HiddenSheet, Inform, &[]),
        &["004871", "004873"],
    );
    for name in formats("hidden") {
        let workbook = open(&name).unwrap();
        assert!(workbook.chosen().unwrap().is_hidden_column(2), "{name}");
    }
}

#[test]
fn merged_cells_are_never_filled_down() {
    let areas: Expected = (Code::MergedCells, Block, &["A2", "B4"]);
    check_all("merged", areas, &["004871", "004873", "004874"]);
}

#[test]
fn headers_are_found_and_sums_set_apart() {
    let both = &["004871", "004872"];
    let titles: Expected = (Code::TitleRows, Inform, &["A1", "A2"]);
    check_all("titles_and_totals", titles, both);
    check_all("titles_and_totals", (Code::TotalsRow, Warn, &["A6"]), both);
    for name in formats("two_row_header") {
        let read = people(&name);
        // The upper row names groups: it is header, and no title.
        assert_eq!((read.receipt.header, read.receipt.data), (2, 4), "{name}");
        assert!(read.roster.findings.is_empty(), "{name}");
        assert_eq!(read.roster.people.len(), ALL.len(), "{name}");
    }
    let name = "duplicate_and_empty_headers";
    check_all(name, (Code::DuplicateHeader, Block, &["D1"]), ALL);
    check_all(name, (Code::EmptyHeader, Warn, &["E1"]), ALL);
}

#[test]
fn values_are_judged_by_their_column() {
    let unknown: Expected = (Code::UnknownValue, Block, &["D5"]);
    check_all("yes_and_no", unknown, &ALL[..3]);
    check_all("phones", (Code::BadPhone, Warn, &["C5"]), ALL);
    check_all("check_digits", (Code::BadCheckDigit, Warn, &["C3"]), ALL);
    let twice: Expected = (Code::DuplicateKey, Block, &["A2", "A6"]);
    check_all("duplicate_key", twice, BUT_FIRST);
    check_all("mojibake", (Code::Mojibake, Warn, &["B2"]), ALL);
    let numbers = people("phones.xls").roster.people;
    let numbers = numbers
        .iter()
        .map(|person| person.employee.get(&Field::MobileNumber));
    let full = |last: &'static str| Some(last);
    assert_eq!(
        numbers.collect::<Vec<_>>(),
        [
            full("+5511988110020"),
            full("+5511988110021"),
            full("+5511988110022"),
            None
        ]
    );
}

#[test]
fn signs_of_a_cut_block_a_full_roster() {
    for name in ["cell_limit.xlsx", "cell_limit.ods"] {
        check(name, (Code::CellLimit, Block, &["B2"]), ALL);
    }
    check("ragged_tail.csv", (Code::RaggedRows, Block, &["B5"]), ALL);
    let open: Expected = (Code::OpenQuote, Block, &[]);
    check("open_quote.csv", open, &ALL[..2]);
    let found = told("open_quote.csv", &people("open_quote.csv"), open);
    assert_eq!(found.params.get("line").map(String::as_str), Some("3"));
}

#[test]
fn text_is_read_in_its_encoding_and_with_its_delimiter() {
    for (name, encoding, delimiter) in [
        ("semicolon_windows_1252.csv", "windows-1252", ';'),
        ("tab_iso_8859_15.csv", "windows-1252", '\t'),
        ("comma_utf_8.csv", "UTF-8", ','),
        ("pipe_utf_16.csv", "UTF-16LE", '|'),
    ] {
        let workbook = open(name).unwrap();
        assert_eq!(workbook.encoding, Some(encoding), "{name}");
        assert_eq!(workbook.delimiter, Some(delimiter), "{name}");
        let read = people(name);
        let first = &read.roster.people[0].employee;
        assert_eq!(
            first.get(&Field::FullName),
            Some("João Conceição"),
            "{name}"
        );
        assert_eq!(read.roster.people.len(), 4, "{name}");
    }
    let guessed: Expected = (Code::EncodingGuessed, Warn, &[]);
    check("semicolon_windows_1252.csv", guessed, ALL);
    for name in ["bom_utf_8.csv", "lone_cr.csv", "newline_in_quotes.csv"] {
        check(name, (Code::DelimiterGuessed, Inform, &[]), ALL);
    }
    assert!(people("separator_line.csv").roster.findings.is_empty());
    let lost: Expected = (Code::ReplacementCharacter, Block, &["B2"]);
    check("replacement_character.csv", lost, ALL);
    let mixed = &["004870", "004871"];
    let broken: Expected = (Code::ReplacementCharacter, Block, &["B3"]);
    check("mixed_encodings.csv", broken, mixed);
    let guessed: Expected = (Code::EncodingGuessed, Warn, &[]);
    check("mixed_encodings.csv", guessed, mixed);
    for (name, damage) in [
        ("header_in_utf_8.csv", (Code::Mojibake, Warn)),
        (
            "header_in_windows_1252.csv",
            (Code::ReplacementCharacter, Block),
        ),
    ] {
        check(name, (damage.0, damage.1, &["A1"]), ALL);
    }
    // The comma of the salaries parts each row evenly too.
    let workbook = open("decimal_comma.csv").unwrap();
    assert_eq!(workbook.delimiter, Some(';'));
    assert_eq!(ids(&people("decimal_comma.csv")), ALL);
}

#[test]
fn dates_are_the_same_in_both_epochs() {
    for name in ["epoch_1904.xlsx", "epoch_1904.xls"] {
        let workbook = open(name).unwrap();
        let page = workbook.chosen().unwrap();
        let date = page.cell(2, 2).unwrap();
        assert_eq!(page.shown(&date), "2026-03-12", "{name}");
    }
}

#[test]
fn what_is_no_spreadsheet_is_named() {
    for (name, code) in [
        ("html_inside.xls", Code::WrongContainer),
        ("xml_2003_inside.xls", Code::WrongContainer),
        ("protected.xlsx", Code::EncryptedWorkbook),
        ("protected.xls", Code::EncryptedWorkbook),
        ("protected.ods", Code::EncryptedWorkbook),
    ] {
        assert_eq!(open(name).unwrap_err().finding(), code, "{name}");
    }
}

/// What a person sees of a sheet.
#[derive(Debug, PartialEq)]
struct Shown {
    /// Whether the row is hidden, the row, the column, and the text.
    cells: Vec<(bool, u32, u16, String)>,
    merges: Vec<Area>,
    hidden_columns: Vec<(u16, u16)>,
}

fn shown(name: &str) -> Shown {
    let workbook = open(name).unwrap();
    let page = workbook.chosen().unwrap();
    let mut cells = Vec::new();
    for row in page.rows() {
        for cell in page.cells(row).iter().filter(|cell| !page.is_blank(cell)) {
            let shown = page.shown(&cell).into_owned();
            cells.push((row.hidden, row.number, cell.column, shown));
        }
    }
    let sheet = page.sheet;
    Shown {
        cells,
        merges: sheet.merges.clone(),
        hidden_columns: sheet.hidden_columns.clone(),
    }
}

#[test]
fn all_formats_tell_the_same() {
    for name in [
        "beside_the_key",
        "check_digits",
        "column_slip",
        "column_sorted",
        "companies",
        "date_in_identifier",
        "duplicate_and_empty_headers",
        "duplicate_key",
        "error_cell",
        "exponent",
        "formula_without_value",
        "hidden",
        "identities",
        "invisible_characters",
        "leading_zeros",
        "merged",
        "mojibake",
        "nobody",
        "phones",
        "titles_and_totals",
        "two_row_header",
        "yes_and_no",
    ] {
        let expected = shown(&format!("{name}.xlsx"));
        assert!(!expected.cells.is_empty());
        for ending in ["xls", "ods"] {
            assert_eq!(
                shown(&format!("{name}.{ending}")),
                expected,
                "{name}.{ending}"
            );
        }
    }
}
