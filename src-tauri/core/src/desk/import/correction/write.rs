//! Writes the rows in trouble. Each cell is a text in a column formatted as text, so that a spreadsheet program neither
//! computes it nor takes zeros from it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rust_xlsxwriter::{Color, Format, FormatBorder, Note, Workbook, Worksheet, XlsxError};

use super::{CorrectionWords, MARK, ORIGIN};
use crate::desk::DeskError;
use crate::desk::import::Import;
use crate::desk::import::said::Said;
use crate::finding::{FindingCode, Severity};

/// The colour behind a cell with a finding.
const POINTED_OUT: u32 = 0x00FF_E9B8;
/// Column widths in characters: most names and e-mail addresses are seen whole.
const WIDTH: f64 = 24.0;
const ROW_WIDTH: f64 = 8.0;
/// Wide enough for a sentence or two, in pixels.
const NOTE_WIDTH: u32 = 280;
const NOTE_HEIGHT: u32 = 110;

/// The findings of one row's cells, by column.
type Troubles = BTreeMap<u16, BTreeSet<FindingCode>>;

impl Import {
    /// Writes the rows in trouble to a workbook and tells how many there are. Nothing is masked: it goes to whoever has
    /// to correct it. Rows that are left out are not among it.
    pub fn export_problems(
        &self,
        path: &Path,
        words: &CorrectionWords,
    ) -> Result<usize, DeskError> {
        let own = |path: &Path| path.canonicalize().ok();
        if own(path).is_some_and(|file| Some(file) == own(&self.path)) {
            return Err(DeskError::OwnFile {
                path: path.display().to_string(),
            });
        }
        let rows = self.troubled()?;
        let bytes = self
            .correction(&rows, words)
            .map_err(|source| DeskError::Unwritable {
                source: Box::new(source),
            })?;
        std::fs::write(path, bytes).map_err(|source| DeskError::Write {
            path: path.display().to_string(),
            source,
        })?;
        Ok(rows.len())
    }

    /// The rows that a person should see to, with all that is found in them; for a job that is mended, of those that it is
    /// about, and what was refused of them too.
    fn troubled(&self) -> Result<BTreeMap<u32, Troubles>, DeskError> {
        let people = self.people.as_ref().ok_or(DeskError::IntentNeeded)?;
        let count = self.rows_that_count();
        let problems = people.problems.iter();
        let grave = problems
            .clone()
            .filter(|problem| problem.severity != Severity::Inform && count.contains(&problem.row))
            .map(|problem| (problem.row, Troubles::new()));
        let mut rows: BTreeMap<u32, Troubles> = grave.collect();
        if self.left().is_some() {
            let concerned = self.rows_of_left();
            rows.retain(|row, _| concerned.contains(row));
            let refused = self.refusals().into_iter();
            rows.extend(refused.map(|refusal| (refusal.row, Troubles::new())));
        }
        for problem in problems {
            if let Some(row) = rows.get_mut(&problem.row) {
                row.entry(problem.column).or_default().insert(problem.code);
            }
        }
        Ok(rows)
    }

    fn correction(
        &self,
        rows: &BTreeMap<u32, Troubles>,
        words: &CorrectionWords,
    ) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        if let Some(said) = self.said() {
            let texts = self.texts(rows, &said, &words.row);
            let seen = workbook.add_worksheet();
            write_rows(seen, 0, &texts)?;
            point_out(seen, rows, words, &texts)?;
            seen.set_freeze_panes(1, 1)?;
            let origin = workbook.add_worksheet();
            origin.set_name(ORIGIN)?.set_very_hidden(true);
            origin.write_string(0, 0, MARK)?;
            origin.write_string(0, 1, &self.workbook.source.sha256)?;
            origin.write_string(0, 2, &said.page.sheet.name)?;
            write_rows(origin, 1, &texts)?;
        }
        workbook.save_to_buffer()
    }

    /// The headers and the rows, each with the row's number first.
    fn texts(
        &self,
        rows: &BTreeMap<u32, Troubles>,
        said: &Said<'_>,
        row_header: &str,
    ) -> Vec<Vec<String>> {
        let width = said.page.width();
        let header = |column| match self.inspection.header_row {
            Some(row) => said.page.header_text(row, column).into_owned(),
            None => String::new(),
        };
        let mut texts = vec![
            std::iter::once(row_header.to_owned())
                .chain((0..width).map(header))
                .collect(),
        ];
        for &row in rows.keys() {
            let cells = (0..width).map(|column| said.text(row, column).into_owned());
            texts.push(std::iter::once(row.to_string()).chain(cells).collect());
        }
        texts
    }
}

fn write_rows(sheet: &mut Worksheet, first: u32, texts: &[Vec<String>]) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@");
    let header = text
        .clone()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    let width = texts.first().map_or(0, Vec::len);
    for column in 0..u16::try_from(width).unwrap_or(u16::MAX) {
        sheet.set_column_format(column, &text)?;
        sheet.set_column_width(column, if column == 0 { ROW_WIDTH } else { WIDTH })?;
    }
    for (row, cells) in (first..).zip(texts) {
        let format = if row == first { &header } else { &text };
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, column, cell, format)?;
        }
    }
    Ok(())
}

/// Marks the cells with a finding and says there what it is.
fn point_out(
    sheet: &mut Worksheet,
    rows: &BTreeMap<u32, Troubles>,
    words: &CorrectionWords,
    texts: &[Vec<String>],
) -> Result<(), XlsxError> {
    let marked = Format::new()
        .set_num_format("@")
        .set_background_color(Color::RGB(POINTED_OUT));
    for ((at, troubles), cells) in (1_u32..).zip(rows.values()).zip(&texts[1..]) {
        for (column, codes) in troubles {
            let place = column.saturating_add(1);
            let text = cells.get(usize::from(place)).map_or("", String::as_str);
            sheet.write_string_with_format(at, place, text, &marked)?;
            let said = |code: &FindingCode| match words.texts.get(code) {
                Some(text) => text.clone(),
                None => code.to_string(),
            };
            let said: Vec<String> = codes.iter().map(said).collect();
            let note = Note::new(said.join("\n"))
                .add_author_prefix(false)
                .set_author("Rollcall")
                .set_width(NOTE_WIDTH)
                .set_height(NOTE_HEIGHT);
            sheet.insert_note(at, place, &note)?;
        }
    }
    Ok(())
}
