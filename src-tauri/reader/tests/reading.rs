//! The reader as a process of its own: the same cells as without it, and a clear end whatever a file does to it.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use rollcall_core::sheet::{
    ReadOptions, SheetError, Watch, Workbook, check_confinement, first_rows, read_bytes, read_file,
    read_watched,
};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// The reader that these tests start stands beside them.
const READER: &str = env!("CARGO_BIN_EXE_rollcall-reader");

fn kept(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// A sheet with everything that travels: kinds, styles, texts shared and not, hidden and merged.
fn sheet(rows: u32) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let zeros = rust_xlsxwriter::Format::new().set_num_format("00000");
    let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    for row in 0..rows {
        sheet.write_string(row, 0, format!("Pessoa {row}")).unwrap();
        sheet.write_string(row, 1, "Logística & apoio").unwrap();
        sheet.write_number_with_format(row, 2, row, &zeros).unwrap();
        sheet
            .write_number_with_format(row, 3, 45_000 + row, &date)
            .unwrap();
        sheet.write_formula(row, 4, "=1+1").unwrap();
        sheet.write_boolean(row, 5, row % 2 == 0).unwrap();
    }
    sheet.set_row_hidden(3).unwrap();
    sheet.set_column_hidden(2).unwrap();
    sheet
        .merge_range(rows + 1, 0, rows + 2, 1, "fim", &zeros)
        .unwrap();
    workbook
        .add_worksheet()
        .set_name("Oculta")
        .unwrap()
        .set_hidden(true);
    workbook.save_to_buffer().unwrap()
}

/// Everything that a workbook says.
fn said(workbook: &Workbook) -> String {
    use std::fmt::Write;
    let mut text = format!("{:?} {:?}\n", workbook.source, workbook.format);
    for index in 0..workbook.sheets.len() {
        let page = workbook.page(index).unwrap();
        let sheet = page.sheet;
        writeln!(
            text,
            "{} {:?} {:?} {:?}",
            sheet.name, sheet.visibility, sheet.merges, sheet.hidden_columns
        )
        .unwrap();
        for row in page.rows() {
            write!(text, "{} {} {}", row.number, row.hidden, row.width).unwrap();
            for cell in page.cells(row) {
                let (raw, shown) = (page.raw(&cell), page.shown(&cell));
                write!(
                    text,
                    " | {} {:?} {} {raw} {shown}",
                    cell.column, cell.kind, cell.formula
                )
                .unwrap();
            }
            text.push('\n');
        }
    }
    text
}

#[test]
fn a_reader_tells_what_is_read_without_it() {
    assert!(PathBuf::from(READER).is_file());
    let bytes = sheet(4000);
    let (_folder, path) = kept("list.xlsx", &bytes);
    let told = AtomicUsize::new(0);
    let tell = |rows: usize| told.store(rows, Ordering::Relaxed);
    let watch = Watch {
        tell: Some(&tell),
        ..Watch::default()
    };
    let apart = read_watched(&path, &ReadOptions::default(), &watch).unwrap();
    let within = read_bytes("list.xlsx", bytes, &ReadOptions::default()).unwrap();
    assert_eq!(said(&apart), said(&within));
    assert_eq!(told.into_inner(), 4002);
}

#[test]
fn the_first_rows_are_those_of_the_whole() {
    let (_folder, path) = kept("list.xlsx", &sheet(4000));
    let head = first_rows(&path, 50).unwrap().unwrap();
    let whole = read_file(&path, &ReadOptions::default()).unwrap();
    let (head, whole) = (head.chosen().unwrap(), whole.chosen().unwrap());
    assert_eq!(head.rows().len(), 50);
    for row in head.rows() {
        let texts = |page: rollcall_core::sheet::Page<'_>| -> Vec<String> {
            let row = page.row(row.number).unwrap();
            let cells = page.cells(row).iter();
            cells.map(|cell| page.shown(&cell).into_owned()).collect()
        };
        assert_eq!(texts(head), texts(whole));
    }
}

#[test]
fn the_first_rows_of_a_text_end_with_a_line() {
    let rows: String = (0..50_000).fold(String::new(), |text, row| text + &format!("{row},ação\n"));
    let (_folder, path) = kept("list.csv", rows.as_bytes());
    let head = first_rows(&path, 50).unwrap().unwrap();
    let page = head.chosen().unwrap();
    let last = page.rows().last().unwrap();
    assert!(last.number < 50_000);
    assert_eq!(page.raw(&page.cells(last).at(1).unwrap()), "ação");
}

#[test]
fn what_is_wrong_with_a_file_comes_as_itself() {
    let (_folder, path) = kept("list.xlsx", b"PK\x05\x06not a zip file at all");
    let error = read_file(&path, &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, SheetError::Zip(_)), "{error:?}");
    let mut old = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let (_folder, path) = kept("list.xlsx", &old);
    let error = read_file(&path, &ReadOptions::default()).unwrap_err();
    assert!(matches!(error, SheetError::Encrypted), "{error:?}");
}

#[test]
fn a_reading_that_is_cancelled_ends_as_such() {
    let (_folder, path) = kept("list.xlsx", &sheet(20_000));
    for rows in [0, 1, 5_000] {
        let cancel = CancellationToken::new();
        let tell = |seen: usize| {
            if seen >= rows {
                cancel.cancel();
            }
        };
        let watch = Watch {
            cancel: cancel.clone(),
            tell: Some(&tell),
        };
        let error = read_watched(&path, &ReadOptions::default(), &watch).unwrap_err();
        assert!(matches!(error, SheetError::Cancelled), "{rows}: {error:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_reader_is_held_to_its_limits() {
    use rollcall_core::sheet::Denied::{Files, Memory, Network, Programs};

    let denied = check_confinement().unwrap();
    // On macOS the system knows no limit of memory; the clock holds the reader there.
    let expected: &[_] = if cfg!(target_os = "linux") {
        &[Memory, Network, Files, Programs]
    } else {
        &[]
    };
    assert_eq!(denied, expected);
}
