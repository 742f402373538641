//! Files that would harm: each is read or refused with a code, no matter what it says of itself, and in bounded memory.
#![allow(clippy::unwrap_used)]

#[path = "hostile/binary.rs"]
mod binary;
#[path = "hostile/corpus.rs"]
mod corpus;
#[path = "hostile/packed.rs"]
mod packed;
#[path = "hostile/xlsb.rs"]
mod xlsb;

use std::path::Path;

use rollcall_core::finding::FindingCode;
use rollcall_core::sheet::{
    FileFormat, HeaderChoice, ReadOptions, SheetError, Unknown, Workbook, inspect, read_bytes,
};

use corpus::{Verdict, corpus, for_a_child};

fn read(bytes: Vec<u8>) -> Result<Workbook, SheetError> {
    read_bytes("list", bytes, &ReadOptions::default())
}

/// The most memory that this process ever had, in megabytes; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes / 1024)
}

#[test]
fn each_has_its_verdict_in_bounded_memory() {
    for (name, verdict, bytes) in corpus() {
        let found = match read(bytes).map_err(|error| error.finding()) {
            Ok(workbook) => {
                let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
                assert!(found.receipt.adds_up(), "{name}");
                Verdict::Read
            }
            Err(FindingCode::TooLarge) => Verdict::TooLarge,
            Err(FindingCode::WrongContainer) => Verdict::Foreign,
            Err(FindingCode::ReaderFailed) => Verdict::Damaged,
            Err(other) => panic!("{name}: {other:?}"),
        };
        assert_eq!(found, verdict, "{name}");
        // The bytes of the corpus itself are in it, and the other tests of this file.
        assert!(peak().is_none_or(|peak| peak < 400), "{name}: {:?}", peak());
    }
}

/// A list of many rows in each format that this process can write.
fn lists() -> Vec<(&'static str, Vec<u8>)> {
    let ids: Vec<u64> = (0..2000).map(|n| n * 2_654_435_761 % 1_000_003).collect();
    let rows = |open: &str, close: &str| -> String {
        let rows: Vec<_> = ids.iter().map(|id| format!("{open}{id}{close}")).collect();
        rows.concat()
    };
    let excel = rows("<row><c><v>", "</v></c></row>");
    let open = rows(
        "<table-row><table-cell value-type=\"string\"><p>",
        "</p></table-cell></table-row>",
    );
    let old: Vec<u8> = (0..)
        .zip(&ids)
        .flat_map(|(row, id)| binary::number(row, 0, *id as f64))
        .collect();
    vec![
        (
            "xlsx",
            packed::xlsx(
                &format!("<worksheet><sheetData>{excel}</sheetData></worksheet>"),
                &[],
            ),
        ),
        ("ods", packed::ods("", &format!("<table>{open}</table>"))),
        ("xls", binary::workbook(&[], &old)),
    ]
}

#[test]
fn a_workbook_that_was_cut_off_is_never_a_shorter_list() {
    for (format, bytes) in lists() {
        let whole = read(bytes.clone()).unwrap();
        assert_eq!(whole.chosen().unwrap().last_row(), 2000, "{format}");
        let cuts = (1024..bytes.len()).step_by(1024).chain([bytes.len() - 1]);
        for end in cuts {
            match read(bytes[..end].to_vec()) {
                Err(_) => {}
                // What lies behind the last row, such as the padding of a sector, may be missing.
                Ok(workbook) => {
                    assert_eq!(
                        workbook.chosen().unwrap().last_row(),
                        2000,
                        "{format} cut at {end}"
                    );
                }
            }
        }
    }
}

#[test]
fn files_of_real_programs_may_be_cut_anywhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/damage");
    let mut cut = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let Ok(whole) = read(bytes.clone()) else {
            continue;
        };
        let rows = whole.chosen().unwrap().last_row();
        let text = whole.format == FileFormat::Csv;
        for end in (0..bytes.len()).step_by(if text { 16 } else { 512 }) {
            let Ok(workbook) = read(bytes[..end].to_vec()) else {
                continue;
            };
            let found = inspect(workbook.chosen().unwrap(), HeaderChoice::Found, &[]);
            assert!(found.receipt.adds_up(), "{path:?} cut at {end}");
            if !text {
                assert_eq!(found.receipt.rows, rows, "{path:?} cut at {end}");
            }
            cut += 1;
        }
    }
    assert!(cut > 0);
}

#[test]
fn files_for_the_child_are_what_calamine_reads() {
    // Here they are only looked at: what reading them does is for a process with limits.
    for (name, bytes) in for_a_child() {
        let holds = |mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
        let book: Vec<u8> = "Book".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(holds(&book) || holds(b"xl/workbook.bin"), "{name}");
        assert!(bytes.len() < 30_000, "{name}");
    }
}

#[test]
fn what_no_reader_of_a_format_tells_is_named() {
    let workbook = read(xlsb::xlsb(&[(0, 0)])).unwrap();
    assert_eq!(
        workbook.unknown,
        [
            Unknown::HiddenRows,
            Unknown::HiddenColumns,
            Unknown::MergedCells,
            Unknown::NumberFormats,
            Unknown::Formulas,
        ]
    );
}
