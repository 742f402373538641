//! Rows in trouble on their way out and back: what is written, what is taken over, and what is refused.
#![allow(clippy::unwrap_used)]

use std::fs::File;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Worksheet};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::super::tests::opened;
use super::super::{Edit, Import};
use super::{CorrectionWords, MARK, ORIGIN, TakenBack};
use crate::desk::DeskError;
use crate::finding::FindingCode;
use crate::sheet::{Kind, ReadOptions, Visibility, Workbook, read_file};

const SHEET: &str = "employee_id,full_name,email\n\
    00048,Ana,ana@aurora.example\n\
    00149,=1+1,bia\n\
    00250,Caio,caio@aurora.example\n\
    1.23E+11,Davi,davi@\n";

/// An import whose third and fifth rows are in trouble, and those rows written out.
struct Exported {
    import: Import,
    _folder: TempDir,
    path: PathBuf,
}

fn exported(sheet: &str) -> Exported {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("problems.xlsx");
    let import = opened(sheet);
    let words = CorrectionWords {
        row: "Linha".to_owned(),
        texts: [(FindingCode::BadEmail, "Não é um e-mail".to_owned())].into(),
    };
    assert_eq!(import.export_problems(&path, &words).unwrap(), 2);
    Exported {
        import,
        _folder: folder,
        path,
    }
}

fn read(path: &Path, sheet: Option<&str>) -> Workbook {
    let options = ReadOptions {
        sheet: sheet.map(ToOwned::to_owned),
        ..ReadOptions::default()
    };
    read_file(path, &options).unwrap()
}

fn texts(workbook: &Workbook) -> Vec<Vec<String>> {
    let page = workbook.chosen().unwrap();
    let cell = |row, column| page.cell(row, column).map(|cell| page.shown(&cell));
    let row = |row| {
        (0..page.width())
            .map(|column| cell(row, column).unwrap_or_default().into_owned())
            .collect()
    };
    (1..=page.last_row()).map(row).collect()
}

/// Writes the workbook again, as a person would after correcting it.
fn corrected(exported: &Exported, correct: impl FnOnce(&mut Worksheet)) {
    let (seen, origin) = (
        texts(&read(&exported.path, None)),
        texts(&read(&exported.path, Some(ORIGIN))),
    );
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [("Correções", seen), (ORIGIN, origin)] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    correct(workbook.worksheet_from_index(0).unwrap());
    workbook.save(&exported.path).unwrap();
}

/// Writes a text; an empty one empties the cell.
fn say(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    if text.is_empty() {
        sheet.clear_cell(row, column);
    } else {
        sheet.write_string(row, column, text).unwrap();
    }
}

fn refused(exported: &mut Exported) -> DeskError {
    let error = exported.import.take_back(&exported.path).unwrap_err();
    assert!(!exported.import.can_undo());
    error
}

#[test]
fn rows_in_trouble_are_written_as_texts_with_what_is_wrong_beside_the_cell() {
    let exported = exported(SHEET);
    let seen = read(&exported.path, None);
    assert_eq!(
        texts(&seen),
        [
            ["Linha", "employee_id", "full_name", "email"],
            ["3", "00149", "=1+1", "bia"],
            ["5", "1.23E+11", "Davi", "davi@"],
        ]
    );
    let page = seen.chosen().unwrap();
    let cells = page.rows().iter().flat_map(|row| page.cells(row));
    assert!(
        cells
            .clone()
            .all(|cell| cell.kind == Kind::Text && !cell.formula)
    );
    let origin = &seen.sheets[1];
    assert_eq!(origin.visibility, Visibility::VeryHidden);

    let mut archive = ZipArchive::new(File::open(&exported.path).unwrap()).unwrap();
    let mut notes = String::new();
    archive
        .by_name("xl/comments1.xml")
        .unwrap()
        .read_to_string(&mut notes)
        .unwrap();
    for (cell, words) in [
        ("D2", "Não é um e-mail"),
        ("B3", "exponent_text"),
        ("D3", "Não é um e-mail"),
    ] {
        let note = notes.split("<comment ").find(|note| note.contains(cell));
        assert!(note.is_some_and(|note| note.contains(words)), "{cell}");
    }
    assert_eq!(notes.matches("<comment ").count(), 3);
}

#[test]
fn what_was_not_corrected_changes_nothing() {
    let mut exported = exported(SHEET);
    let nothing = TakenBack { rows: 0, cells: 0 };
    assert_eq!(exported.import.take_back(&exported.path).unwrap(), nothing);
    corrected(&exported, |_| {});
    assert_eq!(exported.import.take_back(&exported.path).unwrap(), nothing);
    assert!(!exported.import.can_undo());
}

#[test]
fn corrections_go_by_the_row_s_number_in_one_step() {
    let mut exported = exported(SHEET);
    corrected(&exported, |sheet| {
        // Sorted the other way round, with one row in two cells corrected and one cell emptied.
        for (column, cell) in (0..).zip(["5", "00351", "Davi", "davi@aurora.example"]) {
            say(sheet, 1, column, cell);
        }
        for (column, cell) in (0..).zip(["3", "00149", "Bia", ""]) {
            say(sheet, 2, column, cell);
        }
    });
    let taken = exported.import.take_back(&exported.path).unwrap();
    assert_eq!(taken, TakenBack { rows: 2, cells: 4 });
    let edits = exported.import.edited_cells();
    let edits: Vec<_> = edits
        .iter()
        .map(|(at, text)| (&at[..], &text[..]))
        .collect();
    assert_eq!(
        edits,
        [
            ("A5", "00351"),
            ("B3", "Bia"),
            ("C3", ""),
            ("C5", "davi@aurora.example"),
        ]
    );
    assert_eq!(exported.import.people.as_ref().unwrap().problems, []);
    assert!(exported.import.undo());
    assert!(!exported.import.can_undo());
}

#[test]
fn an_edit_made_meanwhile_stays_where_nothing_was_corrected() {
    let mut exported = exported(SHEET);
    let edit = Edit::Cell {
        row: 3,
        column: 2,
        text: "bia@aurora.example".to_owned(),
    };
    exported.import.edit(edit).unwrap();
    corrected(&exported, |sheet| {
        sheet.write_string(1, 2, "Bia").unwrap();
    });
    let taken = exported.import.take_back(&exported.path).unwrap();
    assert_eq!(taken, TakenBack { rows: 1, cells: 1 });
    assert_eq!(exported.import.edited_cells()["C3"], "bia@aurora.example");
}

#[test]
fn zeros_that_a_spreadsheet_program_took_are_no_correction() {
    let mut exported = exported(SHEET);
    corrected(&exported, |sheet| {
        sheet.write_number(1, 1, 149).unwrap();
        sheet.write_number(2, 1, 351).unwrap();
    });
    exported.import.take_back(&exported.path).unwrap();
    let edits = exported.import.edited_cells();
    assert_eq!(
        edits.into_iter().collect::<Vec<_>>(),
        [("A5".into(), "351".into())]
    );
}

#[test]
fn a_workbook_of_another_spreadsheet_is_refused() {
    let mut other = exported(&SHEET.replace("Ana", "Eva"));
    let own = exported(SHEET);
    other.path.clone_from(&own.path);
    assert!(matches!(refused(&mut other), DeskError::ForeignCorrection));

    let mut plain = exported(SHEET);
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, MARK).unwrap();
    workbook.save(&plain.path).unwrap();
    assert!(matches!(refused(&mut plain), DeskError::ForeignCorrection));
    std::fs::write(&plain.path, SHEET).unwrap();
    assert!(matches!(refused(&mut plain), DeskError::ForeignCorrection));
}

#[test]
fn other_headers_are_refused() {
    let mut exported = exported(SHEET);
    corrected(&exported, |sheet| {
        sheet.write_string(0, 2, "email").unwrap();
        sheet.write_string(0, 3, "full_name").unwrap();
    });
    assert!(matches!(
        refused(&mut exported),
        DeskError::CorrectionHeader { cell, found, .. } if cell == "C1" && found == "email"
    ));
    corrected(&exported, |sheet| {
        sheet.write_string(0, 2, "full_name").unwrap();
        sheet.write_string(0, 3, "email").unwrap();
        sheet.write_string(0, 4, "remarks").unwrap();
    });
    assert!(matches!(
        refused(&mut exported),
        DeskError::CorrectionHeader { cell, .. } if cell == "E1"
    ));
}

#[test]
fn rows_without_a_number_of_their_own_are_refused() {
    for (at, number) in [(1, ""), (1, "4"), (2, "3"), (2, "tres"), (3, "6")] {
        let mut exported = exported(SHEET);
        corrected(&exported, |sheet| {
            say(sheet, at, 0, number);
            say(sheet, at, 2, "Bia");
        });
        assert!(
            matches!(refused(&mut exported), DeskError::CorrectionRow { row } if row == at + 1),
            "{at} {number:?}"
        );
    }
}

#[test]
fn corrections_that_cannot_be_trusted_are_refused() {
    type Write<'a> = &'a dyn Fn(&mut Worksheet);
    let cases: [Write<'_>; 3] = [
        &|sheet| {
            let lost = 1_234_567_890_123_456_800.0;
            sheet.write_number(1, 1, lost).unwrap();
        },
        &|sheet| {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            let day = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
            sheet
                .write_datetime_with_format(1, 1, &day, &format)
                .unwrap();
        },
        &|sheet| {
            let formula = Formula::new("=A1").set_result("uncomputed");
            sheet.write_formula(1, 1, formula).unwrap();
        },
    ];
    for (case, write) in (1..).zip(cases) {
        let mut exported = exported(SHEET);
        corrected(&exported, write);
        without_values(&exported.path);
        let taken = exported.import.take_back(&exported.path);
        assert!(
            matches!(&taken, Err(DeskError::CorrectionCell { cell }) if cell == "B2"),
            "{case}: {taken:?}"
        );
        assert!(!exported.import.can_undo());
    }
}

/// Takes a formula's value out, as programs write it that compute nothing.
fn without_values(path: &Path) {
    let mut archive = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        writer
            .start_file(part.name().unwrap(), SimpleFileOptions::default())
            .unwrap();
        let text = text.replace("<v>uncomputed</v>", "");
        writer.write_all(text.as_bytes()).unwrap();
    }
    std::fs::write(path, writer.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn the_spreadsheet_itself_is_never_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let mut import = opened(SHEET);
    let path = folder.path().join("folha.csv");
    std::fs::write(&path, SHEET).unwrap();
    import.path.clone_from(&path);
    let refused = import.export_problems(&path, &CorrectionWords::default());
    assert!(matches!(refused, Err(DeskError::OwnFile { .. })));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), SHEET);
}
