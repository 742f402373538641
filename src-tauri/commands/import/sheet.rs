//! The file step: sheets, header row, and where every row went.

use rollcall_core::desk::{self, Import};
use rollcall_core::employee::Field;
use rollcall_core::history::ImportId;
use rollcall_core::masking;
use rollcall_core::roster::HiddenRows;
use rollcall_core::sheet::{
    self, DelimiterCandidate, EncodingCandidate, Layout, Receipt, SheetFacts, Visibility,
    named_delimiter,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::ImportView;
use super::read_as::ReadAsView;
use crate::error::CommandError;
use crate::state::AppState;

/// The file as it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    /// Its name without folders.
    pub name: String,
    /// Its size.
    pub bytes: u32,
    /// Its hash, in hexadecimal.
    pub sha256: String,
    /// What its content is: xlsx, csv …
    pub format: String,
    /// The encoding, a WHATWG name; text files alone.
    pub encoding: Option<String>,
    /// The encodings that the file can be read in, the one in use first; empty for workbooks.
    pub encodings: Vec<EncodingView>,
    /// The delimiter; text files alone.
    pub delimiter: Option<String>,
    /// The delimiters that part the file evenly, the one in use first; empty for workbooks.
    pub delimiters: Vec<DelimiterView>,
}

/// An encoding that a text file can be read in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EncodingView {
    /// Its WHATWG name, or `IBM850`.
    pub name: String,
    /// Up to five texts of the file that read differently in other encodings; the same ones for each.
    pub samples: Vec<String>,
}

/// A delimiter that parts a text file evenly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DelimiterView {
    /// The character.
    pub delimiter: String,
    /// How many columns it makes.
    pub columns: u32,
    /// The first three rows under it.
    pub sample: Vec<Vec<String>>,
}

/// One sheet of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// Whether it can be seen.
    pub visibility: Visibility,
    /// How many rows it has.
    pub rows: u32,
}

/// Where every row of the sheet went; the parts are disjoint and add up to `rows`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptView {
    /// All rows.
    pub rows: u32,
    /// The header and the titles above it.
    pub header: u32,
    /// Rows that become people.
    pub data: u32,
    /// Empty rows.
    pub blank: u32,
    /// Hidden rows.
    pub hidden: u32,
    /// Rows that sum others up.
    pub totals: u32,
    /// Rows that were left out for a problem.
    pub rejected: u32,
}

/// What a person chose about the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetChoice {
    /// The sheet.
    pub sheet: String,
    /// The header row, from 1; null to have it found.
    pub header_row: Option<u32>,
    /// Whether hidden rows count.
    pub hidden: Option<HiddenRows>,
    /// The encoding of a text file, one of those that the file can be read in; null to have it found out.
    pub encoding: Option<String>,
    /// The delimiter of a text file, one character; null to have it found out.
    pub delimiter: Option<String>,
}

/// What a row of the sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A title above the header.
    Title,
    /// The header.
    Header,
    /// A person.
    Data,
    /// Empty.
    Blank,
    /// Hidden.
    Hidden,
    /// A sum of others.
    Totals,
    /// Left out for a problem.
    Rejected,
}

/// A row of the sheet, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRow {
    /// From 1, as in the sheet.
    pub row: u32,
    /// What it is taken for.
    pub kind: RowKind,
    /// Its cells as text.
    pub cells: Vec<String>,
    /// What cells are besides text.
    pub marks: Vec<CellMark>,
    /// The phone number of this row, where it is sent in another form than the file's.
    pub read_as: Option<ReadAsView>,
}

/// More marks of merged areas in one row help nobody.
const MOST_MARKS: usize = 1000;

/// What a cell is besides text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CellMark {
    /// The column, from 0.
    pub column: u16,
    /// What it is.
    pub kind: MarkKind,
    /// The formula with its equals sign, empty where the file does not tell it; or the merged area, such as `B2:C2`.
    pub text: String,
}

/// What a cell can be besides text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A formula made it.
    Formula,
    /// It is part of a merged area.
    Merged,
}

impl FileView {
    /// The view of the file that was inspected.
    pub(super) fn of(import: &Import) -> Self {
        let (file, workbook) = (&import.inspection.file, &import.workbook);
        let encodings = workbook.encodings.iter().map(EncodingView::of);
        let delimiters = workbook.delimiters.iter().map(DelimiterView::of);
        Self {
            name: file.name.clone(),
            bytes: u32::try_from(file.bytes).unwrap_or(u32::MAX),
            sha256: file.sha256.clone(),
            format: file.format.map(word).unwrap_or_default(),
            encoding: file.encoding.clone(),
            encodings: encodings.collect(),
            delimiter: file.delimiter.map(String::from),
            delimiters: delimiters.collect(),
        }
    }
}

impl EncodingView {
    fn of(candidate: &EncodingCandidate) -> Self {
        Self {
            name: candidate.name.to_owned(),
            samples: shown(&candidate.samples),
        }
    }
}

impl DelimiterView {
    fn of(candidate: &DelimiterCandidate) -> Self {
        Self {
            delimiter: candidate.delimiter.to_string(),
            columns: u32::from(candidate.columns),
            sample: candidate.sample.iter().map(|row| shown(row)).collect(),
        }
    }
}

/// Cells of no column that is known yet.
fn shown(texts: &[String]) -> Vec<String> {
    let texts = texts.iter();
    texts.map(|text| masking::shown_cell(None, text)).collect()
}

/// The format as it is written elsewhere too: in lower case.
fn word(format: sheet::FileFormat) -> String {
    format!("{format:?}").to_lowercase()
}

impl SheetView {
    /// The view of one sheet.
    pub(super) fn of(facts: &SheetFacts) -> Self {
        Self {
            name: facts.name.clone(),
            visibility: facts.visibility,
            rows: facts.rows,
        }
    }
}

impl ReceiptView {
    /// The view of a receipt.
    pub(super) fn of(receipt: Receipt) -> Self {
        Self {
            rows: receipt.rows,
            header: receipt.header,
            data: receipt.data,
            blank: receipt.blank,
            hidden: receipt.hidden,
            totals: receipt.totals,
            rejected: receipt.rejected,
        }
    }
}

/// Settles the sheet, its header row, what becomes of hidden rows, and how a text file is read.
#[tauri::command]
#[specta::specta]
pub async fn choose_sheet(
    state: State<'_, AppState>,
    id: u32,
    choice: SheetChoice,
) -> Result<ImportView, CommandError> {
    let delimiter = choice.delimiter.as_deref().map(|text| {
        named_delimiter(text)
            .ok_or_else(|| CommandError::invalid(format!("{text:?} cannot part columns.")))
    });
    let delimiter = delimiter.transpose()?;
    state
        .change(id, move |import| {
            import.choose_sheet(&desk::SheetChoice {
                sheet: Some(choice.sheet),
                header_row: choice.header_row.filter(|row| *row > 0),
                hidden: choice.hidden,
                encoding: choice.encoding,
                delimiter,
            })
        })
        .await
}

/// Some rows of the sheet as they stand there, from the `offset`th.
#[tauri::command]
#[specta::specta]
pub async fn preview_rows(
    state: State<'_, AppState>,
    id: u32,
    offset: u32,
    limit: u32,
) -> Result<Vec<PreviewRow>, CommandError> {
    state
        .view(move |desk| {
            desk.with_import(ImportId(id), |import| Ok(preview(import, offset, limit)))
        })
        .await
}

fn preview(import: &Import, offset: u32, limit: u32) -> Vec<PreviewRow> {
    let Some(page) = import.workbook.chosen() else {
        return Vec::new();
    };
    let layout = Layout::of(page, import.choices.header);
    let last = layout.last_row.min(offset.saturating_add(limit));
    let rows = (offset.saturating_add(1)..=last).map(|number| {
        let kind = page
            .row(number)
            .map_or(RowKind::Blank, |row| kind(import, &layout, page, row));
        PreviewRow {
            row: number,
            kind,
            cells: cells(import, page, number, kind),
            marks: marks(import, page, number),
            read_as: import.read_as(number).as_ref().map(ReadAsView::of),
        }
    });
    rows.collect()
}

fn kind(import: &Import, layout: &Layout, page: sheet::Page<'_>, row: &sheet::Row) -> RowKind {
    let rejected = || {
        let people = import.people.as_ref()?;
        let withheld = &people.roster.withheld;
        withheld
            .binary_search_by_key(&Some(row.number), |one| one.row)
            .ok()
    };
    match layout.kind(page, row) {
        sheet::RowKind::Header if is_header(layout, row.number) => RowKind::Header,
        sheet::RowKind::Header => RowKind::Title,
        sheet::RowKind::Data if rejected().is_some() => RowKind::Rejected,
        sheet::RowKind::Data => RowKind::Data,
        sheet::RowKind::Blank => RowKind::Blank,
        sheet::RowKind::Hidden => RowKind::Hidden,
        sheet::RowKind::Totals => RowKind::Totals,
    }
}

/// The header row, the row of groups above it, and the header wherever it comes again.
fn is_header(layout: &Layout, row: u32) -> bool {
    let header = layout.header_row.unwrap_or(0);
    row >= header || layout.group_row == Some(row)
}

fn marks(import: &Import, page: sheet::Page<'_>, row: u32) -> Vec<CellMark> {
    let own = page.row(row).map(|row| page.cells(row)).unwrap_or_default();
    let computed = own.iter().filter(|cell| cell.formula).map(|cell| {
        let shown = page.shown(&cell);
        // What is masked in the cell would stand whole in its formula.
        let open = masking::shown_cell(field_of(import, cell.column), &shown) == shown;
        let text = page.formula(row, cell.column).filter(|_| open);
        CellMark {
            column: cell.column,
            kind: MarkKind::Formula,
            text: text.map(|text| format!("={text}")).unwrap_or_default(),
        }
    });
    let areas = page.sheet.merges.iter();
    let areas = areas.filter(|area| (area.top..=area.bottom).contains(&row));
    let merged = areas.flat_map(|area| {
        let first = sheet::address(area.top, area.left);
        let last = sheet::address(area.bottom, area.right);
        (area.left..=area.right).map(move |column| CellMark {
            column,
            kind: MarkKind::Merged,
            text: format!("{first}:{last}"),
        })
    });
    computed.chain(merged.take(MOST_MARKS)).collect()
}

fn cells(import: &Import, page: sheet::Page<'_>, row: u32, kind: RowKind) -> Vec<String> {
    let said = |column: u16| {
        let Some(cell) = page.cell(row, column) else {
            return String::new();
        };
        let text = page.shown(&cell);
        match kind {
            RowKind::Title | RowKind::Header => text.into_owned(),
            _ => masking::shown_cell(field_of(import, column), &text),
        }
    };
    (0..page.width()).map(said).collect()
}

fn field_of(import: &Import, column: u16) -> Option<&Field> {
    let mut mapped = import.mapping.columns.iter();
    let mapped = mapped.find(|mapped| mapped.index == column);
    mapped.map(|mapped| &mapped.field)
}
