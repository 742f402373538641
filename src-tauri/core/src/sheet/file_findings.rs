//! What is noticed about a sheet as a whole, whoever its people are: hidden rows and sheets, merged cells, titles,
//! totals, headers, limits of formats, ragged rows, lost characters. What a cell says about a person is not judged here.

use super::address::{address, letters};
use super::cell::Kind;
use super::container::FileFormat;
use super::header::{Layout, RowKind};
use super::mapping::Mapping;
use super::mojibake::is_mojibake;
use super::page::Page;
use super::receipt::Receipt;
use super::told::Visibility;
use crate::finding::{Finding, FindingCode, Severity};

/// The number of rows at which .xls and .xlsx end (rule R2).
const ROW_LIMITS: [u32; 2] = [65_536, 1_048_576];
/// The length at which a cell ends in Excel (rule R2).
const CELL_LIMIT: usize = 32_767;

/// What stands out about a sheet. `full` says that absence would be read from it, which makes signs of a truncated file
/// stop it; hidden rows are judged where people are read, since an answer about them may have been given.
pub fn file_findings(
    page: Page<'_>,
    layout: &Layout,
    receipt: &Receipt,
    full: bool,
) -> Vec<Finding> {
    let truncated = if full {
        Severity::Block
    } else {
        Severity::Warn
    };
    let mut findings = page.workbook.notes.clone();
    findings.extend(hidden_sheets(page));
    findings.extend(titles(page, layout));
    findings.extend(totals(page, layout));
    findings.extend(empty_headers(page, layout));
    findings.extend(spoilt_headers(page, layout));
    if let Some(mut ragged) = ragged(page, layout, truncated) {
        let noted = |found: &Finding| found.code == FindingCode::RaggedRows;
        if let Some(at) = findings.iter().position(noted) {
            let note = findings.remove(at);
            ragged.severity = ragged.severity.min(note.severity);
            ragged.params.extend(note.params);
        }
        findings.push(ragged);
    }
    findings.extend(lost_characters(page));
    findings.extend(cell_limit(page, truncated));
    if ROW_LIMITS.contains(&receipt.rows) {
        let found = Finding::new(FindingCode::RowLimit, truncated, u64::from(receipt.rows));
        findings.push(found.with("limit", receipt.rows));
    }
    if receipt.data + receipt.rejected + receipt.hidden == 0 {
        findings.push(Finding::new(FindingCode::EmptyFile, Severity::Block, 1));
    }
    findings
}

/// Columns that would give a field a second value, unless a person chose one.
pub(crate) fn rivals(mapping: &Mapping) -> Option<Finding> {
    let mut finding = Finding::new(FindingCode::DuplicateHeader, Severity::Block, 0);
    for (field, index) in &mapping.rivals {
        let row = mapping.header_row.unwrap_or(1);
        finding.add(address(row, *index));
        finding = finding.with("field", field);
    }
    for (at, column) in mapping.columns.iter().enumerate() {
        let twin =
            |other: &&super::MappedColumn| other.field == column.field && other.join == column.join;
        if mapping.columns[..at].iter().any(|other| twin(&other)) {
            finding.add(address(mapping.header_row.unwrap_or(1), column.index));
            finding = finding.with("field", &column.field);
        }
    }
    (finding.count > 0).then_some(finding)
}

/// Merged areas among the data: they hide which rows a value belongs to.
pub(crate) fn merged(page: Page<'_>, layout: &Layout, key_columns: &[u16]) -> Option<Finding> {
    let below = layout.header_row.unwrap_or(0);
    let mut finding = Finding::new(FindingCode::MergedCells, Severity::Warn, 0);
    for area in page
        .sheet
        .merges
        .iter()
        .filter(|area| area.bottom > below && area.top <= layout.last_row)
    {
        let on_key = key_columns
            .iter()
            .any(|column| (area.left..=area.right).contains(column));
        if on_key && area.bottom > area.top {
            finding.severity = Severity::Block;
        }
        finding.add(address(area.top, area.left));
    }
    (finding.count > 0).then_some(finding)
}

/// Whether a text is what a spreadsheet shows instead of a value, in any of the usual languages.
pub fn is_error_text(text: &str) -> bool {
    const ERRORS: &[&str] = &[
        "#N/A",
        "#N/D",
        "#NV",
        "#REF!",
        "#BEZUG!",
        "#¡REF!",
        "#RIF!",
        "#DIV/0!",
        "#¡DIV/0!",
        "#VALUE!",
        "#VALOR!",
        "#¡VALOR!",
        "#WERT!",
        "#VALEUR!",
        "#VALORE!",
        "#NAME?",
        "#NOME?",
        "#¿NOMBRE?",
        "#NOM?",
        "#NUM!",
        "#NÚM!",
        "#¡NUM!",
        "#ZAHL!",
        "#NOMBRE!",
        "#NULL!",
        "#NULO!",
        "#¡NULO!",
        "#NUL!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#GETTING_DATA",
        "#DESPEJAR!",
        "#DESBORDAMIENTO!",
        "#ÜBERLAUF!",
    ];
    text.starts_with('#') && ERRORS.contains(&text.trim_end())
}

fn hidden_sheets(page: Page<'_>) -> Option<Finding> {
    let sheets = page.workbook.sheets.iter();
    let hidden: Vec<&str> = sheets
        .filter(|sheet| sheet.visibility != Visibility::Visible)
        .map(|sheet| sheet.name.as_str())
        .collect();
    let count = hidden.len() as u64;
    let finding = Finding::new(FindingCode::HiddenSheet, Severity::Inform, count);
    (count > 0).then(|| finding.with("sheets", hidden.join(", ")))
}

fn titles(page: Page<'_>, layout: &Layout) -> Option<Finding> {
    let header = layout.header_row?;
    let mut finding = Finding::new(FindingCode::TitleRows, Severity::Inform, 0);
    let above = page.rows().iter().take_while(|row| row.number < header);
    let titles = above.filter(|row| Some(row.number) != layout.group_row);
    for row in titles.filter(|row| layout.kind(page, row) == RowKind::Header) {
        let first = page.cells(row).iter().find(|cell| !page.is_blank(cell));
        finding.add(address(row.number, first.map_or(0, |cell| cell.column)));
    }
    (finding.count > 0).then_some(finding)
}

fn totals(page: Page<'_>, layout: &Layout) -> Option<Finding> {
    let mut finding = Finding::new(FindingCode::TotalsRow, Severity::Warn, 0);
    for number in layout.totals() {
        let cells = page
            .row(number)
            .map(|row| page.cells(row))
            .unwrap_or_default();
        finding.add(address(number, cells.first().map_or(0, |cell| cell.column)));
    }
    (finding.count > 0).then_some(finding)
}

fn empty_headers(page: Page<'_>, layout: &Layout) -> Option<Finding> {
    let header = layout.header_row?;
    let headers = layout.headers(page);
    if headers.iter().all(|text| !text.text().is_empty()) {
        return None;
    }
    let mut filled = vec![false; headers.len()];
    for (row, _) in layout.people_rows(page) {
        for cell in page.cells(row).iter().filter(|cell| !page.is_blank(cell)) {
            filled[usize::from(cell.column)] = true;
        }
    }
    let mut finding = Finding::new(FindingCode::EmptyHeader, Severity::Warn, 0);
    for ((column, filled), text) in (0_u16..).zip(filled).zip(headers) {
        if filled && text.text().is_empty() {
            finding.add(address(header, column));
        }
    }
    (finding.count > 0).then_some(finding)
}

/// Headers that were decoded with the wrong encoding. They are recognised all the same, and told like any other cell.
fn spoilt_headers(page: Page<'_>, layout: &Layout) -> Option<Finding> {
    let mut finding = Finding::new(FindingCode::Mojibake, Severity::Warn, 0);
    for number in [layout.group_row, layout.header_row].into_iter().flatten() {
        let cells = page.row(number).map(|row| page.cells(row));
        for cell in cells.unwrap_or_default() {
            if is_mojibake(page.raw(&cell)) {
                finding.add(address(number, cell.column));
            }
        }
    }
    (finding.count > 0).then_some(finding)
}

/// Rows of a text file that are not as wide as its header. A last row that is too narrow is the sign of a file that was
/// cut off.
fn ragged(page: Page<'_>, layout: &Layout, truncated: Severity) -> Option<Finding> {
    if page.workbook.format != FileFormat::Csv {
        return None;
    }
    let header = layout.header_row.and_then(|row| page.row(row));
    let width = header.or_else(|| page.rows().first())?.width;
    let mut finding = Finding::new(FindingCode::RaggedRows, Severity::Warn, 0);
    let other = page.rows().iter().filter(|row| row.width != width);
    for row in other.filter(|row| layout.person(page, row).is_some()) {
        finding.add(format!(
            "{}{}",
            letters(row.width.saturating_sub(1)),
            row.number
        ));
    }
    let mut upwards = page.rows().iter().rev();
    let last = upwards.find(|row| layout.person(page, row).is_some());
    let tail = last.is_some_and(|row| row.width < width);
    if tail {
        finding.severity = truncated;
        finding = finding.with("tail", true);
    }
    (finding.count > 0).then_some(finding)
}

fn lost_characters(page: Page<'_>) -> Option<Finding> {
    const LOST: char = '\u{fffd}';
    if !page.workbook.arena.as_str().contains(LOST) {
        return None;
    }
    let mut finding = Finding::new(FindingCode::ReplacementCharacter, Severity::Block, 0);
    for cell in page.rows().iter().flat_map(|row| page.cells(row)) {
        if page.raw(&cell).contains(LOST) {
            finding.add(address(cell.row, cell.column));
        }
    }
    (finding.count > 0).then_some(finding)
}

fn cell_limit(page: Page<'_>, truncated: Severity) -> Option<Finding> {
    let mut finding = Finding::new(FindingCode::CellLimit, truncated, 0);
    for cell in page.rows().iter().flat_map(|row| page.cells(row)) {
        // Excel counts UTF-16 units.
        let full =
            cell.span.len() >= CELL_LIMIT && page.raw(&cell).encode_utf16().count() == CELL_LIMIT;
        if cell.kind == Kind::Text && full {
            finding.add(address(cell.row, cell.column));
        }
    }
    (finding.count > 0).then(|| finding.with("limit", CELL_LIMIT))
}
