//! How long a list takes from the file to cells and to people, by the reader as a process of its own, beside calamine's
//! `worksheet_range` on the same file in the same run; and until its first 50 rows are there. Prints the best of several
//! rounds, and never judges: the figures are for people. The reader must be built beside (`make bench` does).
//! ROLLCALL_BENCH_ROWS sets the number of people.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::hint::black_box;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx};
use rollcall_core::employee::Identifier;
use rollcall_core::roster::{Choices, Intent, Reading, read_people};
use rollcall_core::sheet::{
    HeaderChoice, Layout, Mapping, ReadOptions, Workbook as Sheets, first_rows, guess_columns,
    read_bytes, read_file,
};
use rust_xlsxwriter::Workbook;

const ROUNDS: usize = 5;
/// Where to write the file to, for the process that does nothing else.
const WRITE: &str = "ROLLCALL_BENCH_WRITE";

const HEADERS: [&str; 13] = [
    "Matrícula",
    "Nome completo",
    "E-mail",
    "CPF",
    "Departamento",
    "Centro de custo",
    "CEP",
    "ID folha",
    "Celular",
    "Elegível a folha",
    "CNPJ",
    "Data de nascimento",
    "Salário",
];

fn main() {
    let rows = std::env::var("ROLLCALL_BENCH_ROWS").map_or(100_000, |rows| {
        rows.parse().expect("ROLLCALL_BENCH_ROWS is a number")
    });
    if let Some(path) = std::env::var_os(WRITE) {
        return std::fs::write(path, sheet(rows)).expect("the disk has room");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("list.xlsx");
    // Written by a process of its own, since writing takes more memory than reading.
    let own = std::env::current_exe().expect("this program is a file");
    let written = Command::new(own).env(WRITE, &path).status();
    assert!(
        written.is_ok_and(|end| end.success()),
        "the file was not written"
    );
    let size = std::fs::metadata(&path).expect("the file is there").len();
    println!("xlsx of {rows} x {}, {size} bytes", HEADERS.len());
    let cells = best(|| read_file(&path, &ReadOptions::default()).expect("the file is whole"));
    println!("cells, by the reader  {cells:>10.1?}");
    let own = peak("self");
    println!(
        "peak of this process  {own:>10} kB, of the reader {} kB",
        reader_peak(&path)
    );
    let within = best(|| {
        let bytes = std::fs::read(&path).expect("the file is there");
        read_bytes("list.xlsx", bytes, &ReadOptions::default()).expect("the file is whole")
    });
    println!("cells, in one process {within:>10.1?}");
    let head = best(|| first_rows(&path, 50).expect("the file is whole"));
    println!("first 50 rows         {head:>10.1?}  (at most 50 ms)");
    let workbook = read_file(&path, &ReadOptions::default()).expect("the file is whole");
    let people = best(|| assert_eq!(read(&workbook), rows as usize));
    println!(
        "cells to people       {people:>10.1?}  (columns guessed, values checked, duplicates)"
    );
    let calamine = best(|| theirs(&path));
    println!("calamine              {calamine:>10.1?}  (worksheet_range alone)");
    let ratio = |ours: Duration| ours.as_secs_f64() / calamine.as_secs_f64();
    println!(
        "ratio of cells        {:>10.2}  (at most 0.5)",
        ratio(cells)
    );
    println!(
        "ratio to people       {:>10.2}  (at most 1.5)",
        ratio(cells + people)
    );
}

fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        let made = black_box(run());
        let took = start.elapsed();
        drop(made);
        took
    };
    (0..ROUNDS).map(once).min().unwrap_or_default()
}

/// The most memory that a process ever had, in kB, as Linux tells it (proc(5)).
fn peak(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|said| said.parse().ok()).unwrap_or(0)
}

/// The same of a reader at its work, looked at all the while.
fn reader_peak(path: &Path) -> u64 {
    let own = std::env::current_exe().expect("this program is a file");
    let reader = own
        .ancestors()
        .nth(2)
        .expect("two folders")
        .join("rollcall-reader");
    let mut child = Command::new(reader)
        .args(["--read-sheet", "whole"])
        .stdin(std::fs::File::open(path).expect("the file is there"))
        .stdout(Stdio::piped())
        .spawn()
        .expect("the reader is built");
    let mut output = child.stdout.take().expect("its output is piped");
    let mut chunk = vec![0; 1 << 16];
    let mut most = 0;
    let id = child.id().to_string();
    while output.read(&mut chunk).expect("it writes") > 0 {
        most = most.max(peak(&id));
    }
    child.wait().expect("it ends");
    most
}

fn theirs(path: &Path) -> calamine::Range<calamine::Data> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path).expect("the file is whole");
    workbook
        .worksheet_range("Sheet1")
        .expect("the sheet is there")
}

fn read(workbook: &Sheets) -> usize {
    let page = workbook.chosen().expect("there is a sheet");
    let layout = Layout::of(page, HeaderChoice::Found);
    let mut mapping = Mapping::of(layout.header_row, &guess_columns(page, &layout, &[]));
    mapping.phone_country = Some("BR".to_owned());
    let reading = Reading {
        identifier: Identifier::EmployeeId,
        intent: Intent::Full,
        companies: &[],
        remote: None,
        choices: &Choices::default(),
    };
    read_people(page, &mapping, &reading).roster.people.len()
}

fn sheet(rows: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, header) in (0_u16..).zip(HEADERS) {
        sheet
            .write_string(0, column, header)
            .expect("within the sheet");
    }
    for person in 1..=rows {
        let texts = [
            format!("M{person:06}"),
            format!("Pessoa Exemplo {person}"),
            format!("pessoa{person}@aurora.example"),
            cpf(person),
            format!("Departamento {}", person % 40),
            format!("CC{}", person % 300),
        ];
        for (column, text) in (0_u16..).zip(&texts) {
            sheet
                .write_string(person, column, text)
                .expect("within the sheet");
        }
        let numbers = [1_310_100 + person % 5000, 500_000 + person];
        for (column, number) in (6_u16..).zip(numbers) {
            sheet
                .write_number(person, column, number)
                .expect("within the sheet");
        }
        let phone = format!("+5511{}", 900_000_000 + person);
        sheet
            .write_string(person, 8, &phone)
            .expect("within the sheet");
        let yes = if person % 3 == 0 { "Sim" } else { "Não" };
        sheet
            .write_string(person, 9, yes)
            .expect("within the sheet");
        sheet
            .write_string(person, 10, "11.222.333/0001-81")
            .expect("within the sheet");
        sheet
            .write_number(person, 11, 20_000 + person % 15_000)
            .expect("within the sheet");
        sheet
            .write_number(person, 12, f64::from(person % 9000) + 0.25)
            .expect("within the sheet");
    }
    workbook.save_to_buffer().expect("memory suffices")
}

/// A number with fitting check digits, as real lists have.
fn cpf(person: u32) -> String {
    let mut digits = format!("{:09}", 100_000_000 + u64::from(person) * 97);
    for count in [9, 10] {
        let sum: usize = digits
            .bytes()
            .zip((2..=count + 1).rev())
            .map(|(digit, weight)| usize::from(digit - b'0') * weight)
            .sum();
        let rest = sum % 11;
        digits.push_str(if rest < 2 { "0" } else { DIGITS[11 - rest] });
    }
    digits
}

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
