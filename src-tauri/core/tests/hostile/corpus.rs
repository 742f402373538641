//! The corpus of files that would harm: each with a name, its bytes and what must come of it.

use super::binary::{begin, compound, end, listed, number, record, workbook};
use super::packed::{lying, ods, packed, xlsx, xlsx_listing, xlsx_related};
use super::xlsb::xlsb;

/// What must come of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is read.
    Read,
    /// It is refused as too large.
    TooLarge,
    /// It is refused as damaged.
    Damaged,
    /// It is refused as no spreadsheet.
    Foreign,
}

use Verdict::{Damaged, Foreign, Read, TooLarge};

type Hostile = (&'static str, Verdict, Vec<u8>);

/// Files that are read in the process of the test.
pub fn corpus() -> Vec<Hostile> {
    [
        zips(),
        excel_cells(),
        excel_parts(),
        repeats(),
        nesting(),
        old_records(),
        old_places(),
        text(),
    ]
    .concat()
}

/// Files that make the reader of another format panic or take all memory: they are for a process that has limits.
pub fn for_a_child() -> Vec<(&'static str, Vec<u8>)> {
    let stream = |sheet: &[u8]| {
        let before = [begin(0x0500, false), listed(0, "S"), end()].concat().len();
        let place = u32::try_from(before).unwrap();
        [
            &begin(0x0500, false)[..],
            &listed(place, "S"),
            &end(),
            &begin(0x0500, true),
            sheet,
            &end(),
        ]
        .concat()
    };
    // More rows and columns than any memory has.
    let endless = [
        &0_u32.to_le_bytes()[..],
        &u32::MAX.to_le_bytes(),
        &[0, 0, 0xff, 0xff, 0, 0],
    ]
    .concat();
    let beyond = [begin(0x0500, false), listed(u32::MAX, "S"), end()].concat();
    vec![
        ("two cells far apart", xlsb(&[(0, 0), (1_048_575, 16_383)])),
        (
            "endless rows",
            compound("Book", &stream(&record(0x0200, &endless))),
        ),
        ("a sheet beyond the stream", compound("Book", &beyond)),
    ]
}

fn zips() -> Vec<Hostile> {
    let spaces = " ".repeat(30_000_000);
    let inner = packed(&[("a.txt", "x")]);
    let nested = packed(&[("inner.zip", &String::from_utf8_lossy(&inner))]);
    let names: Vec<String> = (0..10_001).map(|n| format!("p{n}")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", spaces.as_str()),
    ];
    vec![
        ("a part of 30 MB of spaces", TooLarge, packed(&parts)),
        ("the same with sizes that lie", Damaged, lying(&parts)),
        ("a zip file in a zip file", Foreign, nested),
        ("ten thousand parts", TooLarge, packed(&many)),
    ]
}

/// The XML of a sheet of these rows.
fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn inline(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn excel_cells() -> Vec<Hostile> {
    let wide = |count: usize| {
        let cells: Vec<_> = (0..count).map(|n| inline(&n.to_string())).collect();
        xlsx(&sheet(&format!("<row>{}</row>", cells.concat())), &[])
    };
    let long = format!("<sst><si><t>{}</t></si></sst>", noise(32_767));
    let alike = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(10)).repeat(20);
    let many = xlsx(&sheet(&alike), &[("xl/strings.xml", &long)]);
    let counted = "<sst count=\"4294967295\" uniqueCount=\"4294967295\"/>";
    let one = format!("<row>{}</row>", inline("x"));
    let far = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    let run = [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2",
        "@SUM(1)",
        "\tx",
        "\u{202e}gnp",
    ]
    .map(inline);
    let run = format!("<row>{}</row>", run.concat());
    vec![
        ("many cells of the longest text", Read, many),
        (
            "texts counted in billions",
            Read,
            xlsx(&sheet(&one), &[("xl/strings.xml", counted)]),
        ),
        (
            "the last cell of all",
            Read,
            xlsx(&format!("<worksheet>{far}</worksheet>"), &[]),
        ),
        ("16,384 columns", Read, wide(16_384)),
        ("16,385 columns", Damaged, wide(16_385)),
        (
            "texts that a program might run",
            Read,
            xlsx(&sheet(&run), &[]),
        ),
    ]
}

fn excel_parts() -> Vec<Hostile> {
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{}\"/></numFmts><cellXfs>{}</cellXfs></styleSheet>",
        "0".repeat(60_000),
        "<xf numFmtId=\"200\"/>".repeat(4000)
    );
    let one = sheet("<row><c s=\"3\"><v>1</v></c></row>");
    let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;\">]>".to_owned()
        + &sheet("<row><c t=\"str\"><v>&c;</v></c></row>");
    let unclosed = "<row><c><is>".to_owned() + &"<r>".repeat(30_000);
    let related = |kind: &str, target: &str| {
        let relation = format!("<Relationship Id=\"r1\" Type=\"x/{kind}\" Target=\"{target}\"/>");
        xlsx_related(&format!("<Relationships>{relation}</Relationships>"))
    };
    vec![
        (
            "a long format for many styles",
            Read,
            xlsx(&one, &[("xl/styles.xml", &styles)]),
        ),
        ("entities in entities", Damaged, xlsx(&laughs, &[])),
        ("elements without end", Read, xlsx(&unclosed, &[])),
        (
            "one sheet listed a thousand times",
            Read,
            xlsx_listing(1000, &one, &[]),
        ),
        (
            "a sheet that is missing",
            Damaged,
            related("worksheet", "gone.xml"),
        ),
        (
            "a sheet that is the workbook",
            Read,
            related("worksheet", "../xl/workbook.xml"),
        ),
        (
            "no sheets but a chart",
            Damaged,
            related("chartsheet", "workbook.xml"),
        ),
    ]
}

/// A file of one table with these rows.
fn table(rows: &str) -> Vec<u8> {
    ods("", &format!("<table>{rows}</table>"))
}

fn repeats() -> Vec<Hostile> {
    let cell =
        "<table-cell value-type=\"string\" number-columns-repeated=\"16384\"><p>x</p></table-cell>";
    let million = format!("<table-row number-rows-repeated=\"1048576\">{cell}</table-row>");
    let blank = "<table-row number-rows-repeated=\"1048575\"><table-cell number-columns-repeated=\"16384\"/></table-row>";
    let last = "<table-row><table-cell value-type=\"float\" value=\"1\"/></table-row>";
    let text =
        |inside: &str| format!("<table-cell value-type=\"string\"><p>{inside}</p></table-cell>");
    let long = text(&noise(32_767));
    let long = format!("<table-row number-rows-repeated=\"100000\">{long}</table-row>");
    let spaces = text("<s c=\"4294967295\"/>");
    let spaces = format!("<table-row>{spaces}</table-row>");
    vec![
        (
            "a row of all columns for all rows",
            TooLarge,
            table(&million),
        ),
        (
            "the same with nothing in it",
            Read,
            table(&format!("{blank}{last}")),
        ),
        ("a long text for many rows", TooLarge, table(&long)),
        ("four billion spaces", TooLarge, table(&spaces)),
    ]
}

fn nesting() -> Vec<Hostile> {
    let circle = "<style name=\"a\" family=\"table-cell\" parent-style-name=\"b\"/><style name=\"b\" family=\"table-cell\" parent-style-name=\"a\"/>\
        <number-style name=\"n\"><number min-integer-digits=\"4294967295\"/><map condition=\"value()&gt;=0\" apply-style-name=\"n\"/></number-style>\
        <style name=\"c\" family=\"table-cell\" data-style-name=\"n\"/>";
    let styled = "<table><table-row><table-cell style-name=\"a\" value-type=\"float\" value=\"1\"/>\
        <table-cell style-name=\"c\" value-type=\"float\" value=\"2\"/></table-row></table>";
    let groups = "<table-row-group display=\"false\">".repeat(20_000);
    let tables = "<table><table-row><table-cell>".repeat(20_000);
    vec![
        ("styles in a circle", Read, ods(circle, styled)),
        ("tables in tables", Damaged, ods("", &tables)),
        ("folded groups in groups", Damaged, table(&groups)),
    ]
}

fn old_records() -> Vec<Hostile> {
    let size = [
        &0_u32.to_le_bytes()[..],
        &u32::MAX.to_le_bytes(),
        &[0, 0, 0xff, 0xff, 0, 0],
    ];
    let endless = [record(0x0200, &size.concat()), number(0, 0, 1.0)].concat();
    let counted = [u32::MAX; 2].map(u32::to_le_bytes).concat();
    let counted = record(0x00fc, &counted);
    let missing = record(0x00fd, &[0, 0, 0, 0, 0, 0, 9, 0, 0, 0]);
    let far = number(u16::MAX, 256, 1.0);
    let sheets = begin(0x0600, true).repeat(20_000);
    vec![
        (
            "rows and columns without end",
            Read,
            workbook(&[], &endless),
        ),
        (
            "texts counted in billions, old",
            Read,
            workbook(&counted, &number(0, 0, 1.0)),
        ),
        ("a text that is missing", Damaged, workbook(&[], &missing)),
        ("a column beyond the last", Damaged, workbook(&[], &far)),
        ("sheets in sheets", Damaged, workbook(&[], &sheets)),
    ]
}

fn old_places() -> Vec<Hostile> {
    let globals = begin(0x0600, false);
    let cells: Vec<u8> = (0..2000).flat_map(|row| number(row, 0, 1.0)).collect();
    let often = 2000;
    let place = globals.len() + often * listed(0, "S").len() + end().len();
    let lists = listed(u32::try_from(place).unwrap(), "S").repeat(often);
    let sheet = [begin(0x0600, true), cells, end()].concat();
    let overlapping = [&globals[..], &lists, &end(), &sheet].concat();
    let beyond = [&globals[..], &listed(u32::MAX, "S"), &end()].concat();
    vec![
        (
            "one sheet listed two thousand times",
            Damaged,
            compound("Workbook", &overlapping),
        ),
        (
            "a sheet beyond the stream",
            Damaged,
            compound("Workbook", &beyond),
        ),
    ]
}

fn text() -> Vec<Hostile> {
    let wide = |columns: usize| {
        format!(
            "Nome{}\nx{}\n",
            ";".repeat(columns - 1),
            ";".repeat(columns - 1)
        )
    };
    vec![
        ("16,384 columns of text", Read, wide(16_384).into_bytes()),
        (
            "16,385 columns of text",
            TooLarge,
            wide(16_385).into_bytes(),
        ),
        (
            "two cells side by side, for calamine",
            Read,
            xlsb(&[(0, 0), (0, 1)]),
        ),
        ("nothing but delimiters", TooLarge, vec![b';'; 5_000_000]),
        ("nothing but quotes", Read, vec![b'"'; 1_000_000]),
        ("nothing but line ends", Read, vec![b'\n'; 1_000_000]),
        (
            "half a character",
            Read,
            b"\xff\xfeN\0o\0m\0e\0;\0x\0\n\0a".to_vec(),
        ),
        (
            "marks that turn the text around",
            Read,
            "Nome;CPF\n\u{202e}anA\u{2066};\u{7}\u{1b}[31m1\n".into(),
        ),
    ]
}

/// Characters that do not pack well, always the same.
fn noise(count: usize) -> String {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + u8::try_from(state >> 24).unwrap_or(0) % 26)
    };
    (0..count).map(|_| next()).collect()
}
