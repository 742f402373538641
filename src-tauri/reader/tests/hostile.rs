//! Files that were made to do harm. Each ends in a verdict, and what it costs here is little: the reader takes the blow.
#![allow(clippy::unwrap_used, dead_code)]

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use rollcall_core::sheet::{ReadOptions, SheetError, Watch, Workbook, read_file, read_watched};
use zip::write::SimpleFileOptions;

// The same files as core's tests read in their own process, and those that no process without limits may read.
#[path = "../../core/tests/hostile/binary.rs"]
mod binary;
#[path = "../../core/tests/hostile/corpus.rs"]
mod corpus;
#[path = "../../core/tests/hostile/packed.rs"]
mod packed;
#[path = "../../core/tests/hostile/xlsb.rs"]
mod xlsb;

/// What one test costs is not to be another's.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// What this process may grow by for one file, in kB.
const MOST_GROWTH: u64 = 50 * 1024;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet with shared strings.
fn workbook(strings: &[u8], sheet: &[u8]) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/><Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
        ),
        ("xl/strings.xml", strings),
        ("xl/sheet.xml", sheet),
    ])
}

/// Text that packs to about a hundredth: a little that differs, much that does not.
fn bomb_of_texts(strings: u32) -> Vec<u8> {
    let mut text = b"<sst>".to_vec();
    for n in 0..strings {
        let salt = n.wrapping_mul(2_654_435_761);
        write!(text, "<si><t>{salt:08x}{}</t></si>", "a".repeat(1500)).unwrap();
    }
    text.extend(b"</sst>");
    text
}

fn open_document(content: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet><table:table table:name=\"S\">{content}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// An old Excel file whose directory is sound and whose stream is noise.
fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.extend([0; 16]);
    bytes.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    bytes.extend("Workbook".encode_utf16().flat_map(u16::to_le_bytes));
    for _ in 0..20_000 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        bytes.push(state.to_be_bytes()[2]);
    }
    bytes
}

fn own_corpus() -> Vec<(String, Vec<u8>)> {
    let cell = "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>aaaaaaaaaaaaaaaa</text:p></table:table-cell>";
    let repeated =
        format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let merge = |n: u32| format!("<mergeCell ref=\"A{n}:B{n}\"/>");
    let lists = (1..=100_000).map(merge).collect::<Vec<_>>().concat();
    let mut corpus = vec![
        ("a part of zeros".to_owned(), workbook(b"<sst/>", &vec![0; 50 << 20])),
        ("texts that unpack a hundredfold".to_owned(), workbook(&bomb_of_texts(60_000), b"<worksheet><sheetData/></worksheet>")),
        ("rows repeated without end".to_owned(), open_document(&repeated.repeat(20))),
        ("merges without end".to_owned(), workbook(b"<sst/>", format!("<worksheet><sheetData/><mergeCells>{lists}</mergeCells></worksheet>").as_bytes())),
        ("a size that nobody has".to_owned(), workbook(b"<sst count=\"4294967295\" uniqueCount=\"4294967295\"/>", b"<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>")),
        ("tags in tags".to_owned(), workbook(b"<sst/>", "<a>".repeat(2_000_000).as_bytes())),
        ("an attribute without end".to_owned(), workbook(b"<sst/>", format!("<worksheet><sheetData><row r=\"{}", "1".repeat(9 << 20)).as_bytes())),
    ];
    corpus.extend((1..=8).map(|seed| (format!("noise {seed}"), noise(seed))));
    corpus
}

#[cfg(target_os = "linux")]
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Reads a file and tells what came of it and by how many kB this process was larger on the way.
#[cfg(target_os = "linux")]
fn cost(path: &Path) -> (Result<Workbook, SheetError>, u64) {
    use std::sync::atomic::{AtomicU64, Ordering};

    let before = memory();
    let most = AtomicU64::new(before);
    let tell = |_: usize| {
        most.fetch_max(memory(), Ordering::Relaxed);
    };
    let watch = Watch {
        tell: Some(&tell),
        ..Watch::default()
    };
    let read = read_watched(path, &ReadOptions::default(), &watch);
    let most = most.into_inner().max(memory());
    (read, most - before)
}

#[test]
#[cfg(target_os = "linux")]
fn hostile_files_end_in_a_verdict_and_cost_little_here() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    let of_core = corpus::corpus().into_iter();
    let of_core = of_core.map(|(name, _, bytes)| (name.to_owned(), bytes));
    for (name, bytes) in own_corpus().into_iter().chain(of_core) {
        let size = bytes.len() as u64 / 1024;
        std::fs::write(&path, bytes).unwrap();
        let (verdict, growth) = cost(&path);
        if let Err(error) = &verdict {
            assert!(
                !matches!(
                    error,
                    SheetError::ReaderMissing(_) | SheetError::TimedOut(_)
                ),
                "{name}: {error}"
            );
        }
        assert!(growth < MOST_GROWTH + size, "{name} took {growth} kB");
    }
}

/// Files that bring calamine down bring the reader down, and nobody else.
#[test]
fn files_that_no_process_without_limits_may_read_cost_a_reader() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    for (name, bytes) in corpus::for_a_child() {
        std::fs::write(&path, bytes).unwrap();
        let error = read_file(&path, &ReadOptions::default()).unwrap_err();
        assert!(
            matches!(error, SheetError::ReaderFailed(_)),
            "{name}: {error:?}"
        );
    }
}

#[test]
fn bombs_are_called_too_large() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    for bytes in [
        workbook(b"<sst/>", &vec![0; 50 << 20]),
        workbook(
            &bomb_of_texts(60_000),
            b"<worksheet><sheetData/></worksheet>",
        ),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let error = read_file(&path, &ReadOptions::default()).unwrap_err();
        assert!(
            matches!(error, SheetError::Inflated { .. } | SheetError::TooMuchText),
            "{error:?}"
        );
    }
}

#[test]
fn a_file_cut_off_anywhere_is_told_as_damaged() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..2000 {
        sheet
            .write_string(row, 0, format!("Pessoa {}", row * 7919 % 2003))
            .unwrap();
    }
    let whole = book.save_to_buffer().unwrap();
    // Shorter than this it is not even told from text.
    for end in (4..whole.len()).step_by(1024) {
        std::fs::write(&path, &whole[..end]).unwrap();
        let read = read_file(&path, &ReadOptions::default());
        assert!(read.is_err(), "cut off at {end} of {}", whole.len());
    }
}

/// A reader that is gone in the middle of a file takes nobody with it.
#[test]
#[cfg(target_os = "linux")]
fn a_reader_that_dies_is_told_as_such() {
    let _alone = alone();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..60_000 {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
    }
    book.save(&path).unwrap();
    let tell = |_: usize| kill_the_reader();
    let watch = Watch {
        tell: Some(&tell),
        ..Watch::default()
    };
    let error = read_watched(&path, &ReadOptions::default(), &watch).unwrap_err();
    assert!(matches!(error, SheetError::ReaderFailed(_)), "{error:?}");
    assert_eq!(error.finding().as_str(), "reader_failed");
    assert!(read_file(&path, &ReadOptions::default()).is_ok());
}

/// Ends the reader that this thread started, as the system does where memory runs out (proc(5), children).
#[cfg(target_os = "linux")]
fn kill_the_reader() {
    let started = std::fs::read_to_string("/proc/thread-self/children").unwrap();
    for child in started.split_whitespace() {
        let killed = std::process::Command::new("kill")
            .args(["-KILL", child])
            .status();
        assert!(killed.unwrap().success());
    }
}
