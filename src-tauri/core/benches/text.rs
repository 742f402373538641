//! How long a text of 1,000,000 people takes from the file to cells, beside the csv crate putting the same fields into
//! one buffer in the same run, and from cells to people, with duplicates on each of the four identifiers. Prints the best
//! of several rounds with the processor time that it took, and never judges.
//! ROLLCALL_BENCH_KEEP names a place where the file is kept, for other programs to read.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use rollcall_core::employee::Identifier;
use rollcall_core::finding::FindingCode;
use rollcall_core::roster::{Choices, Intent, ReadPeople, Reading, read_people};
use rollcall_core::sheet::{
    HeaderChoice, Layout, Mapping, Page, ReadOptions, guess_columns, read_file,
};

const PEOPLE: u32 = 1_000_000;
const ROUNDS: usize = 3;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = std::env::var_os("ROLLCALL_BENCH_KEEP")
        .map_or_else(|| folder.path().join("list.csv"), Into::into);
    std::fs::write(&path, text()).expect("the disk has room");
    let size = std::fs::metadata(&path).expect("the file is there").len();
    println!("csv of {PEOPLE} x 13, {size} bytes");
    let cells = best(|| read_file(&path, &ReadOptions::default()).expect("the file is whole"));
    println!("cells              {cells}");
    let theirs = best(|| {
        let mut reader = csv::Reader::from_path(&path).expect("the file is there");
        let (mut record, mut arena, mut ends) = (csv::ByteRecord::new(), Vec::new(), Vec::new());
        while reader.read_byte_record(&mut record).expect("it is whole") {
            for field in &record {
                arena.extend_from_slice(field);
                ends.push(arena.len());
            }
        }
        (arena, ends)
    });
    println!("csv crate          {theirs}  (fields into one buffer)");
    let workbook = read_file(&path, &ReadOptions::default()).expect("the file is whole");
    let layout = Layout::of(workbook.chosen().expect("a sheet"), HeaderChoice::Found);
    let guessing = best(|| guess_columns(workbook.chosen().expect("a sheet"), &layout, &[]));
    println!("columns guessed    {guessing}");
    let page = workbook.chosen().expect("a sheet");
    let mut mapping = Mapping::of(layout.header_row, &guess_columns(page, &layout, &[]));
    mapping.phone_country = Some("BR".to_owned());
    let people = best(|| read(page, &mapping));
    println!(
        "cells to people    {people}  (at most 800 ms: checked, duplicates on four identifiers)"
    );
    check(&read(page, &mapping));
}

/// The best of several rounds.
struct Best {
    took: Duration,
    /// Time that the processors spent on it, as Linux tells it (proc(5)); 0 elsewhere.
    busy: Duration,
}

impl std::fmt::Display for Best {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (took, busy) = (self.took.as_millis(), self.busy.as_millis());
        write!(f, "{took:>6} ms, {busy:>6} ms of processors")
    }
}

fn best<T>(mut run: impl FnMut() -> T) -> Best {
    let once = |_| {
        let (start, before) = (Instant::now(), processors());
        let made = black_box(run());
        let (took, busy) = (start.elapsed(), processors().saturating_sub(before));
        drop(made);
        Best { took, busy }
    };
    let rounds: Vec<Best> = (0..ROUNDS).map(once).collect();
    Best {
        took: rounds
            .iter()
            .map(|round| round.took)
            .min()
            .unwrap_or_default(),
        busy: rounds
            .iter()
            .map(|round| round.busy)
            .min()
            .unwrap_or_default(),
    }
}

/// How long this process kept processors busy, to a hundredth of a second.
fn processors() -> Duration {
    const TICK: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let times = behind_name.split_whitespace().skip(11).take(2);
    let ticks: u32 = times.filter_map(|ticks| ticks.parse::<u32>().ok()).sum();
    TICK * ticks
}

fn read(page: Page<'_>, mapping: &Mapping) -> ReadPeople {
    let reading = Reading {
        identifier: Identifier::EmployeeId,
        intent: Intent::Full,
        companies: &[],
        remote: None,
        choices: &Choices::default(),
    };
    read_people(page, mapping, &reading)
}

/// The pairs of rows that share an identifier were found, each by the column that it stands in.
fn check(read: &ReadPeople) {
    let shared = read.problems.iter();
    let shared = shared.filter(|problem| problem.code == FindingCode::DuplicateKey);
    let columns: Vec<u16> = shared.map(|problem| problem.column).collect();
    assert_eq!(columns, [0, 0, 3, 3, 2, 2, 8, 8]);
    assert_eq!(read.problems.len(), columns.len());
    assert_eq!(read.roster.people.len(), PEOPLE as usize - 2);
}

/// The number by which a person's identifier is made: four pairs of neighbours share one each.
fn number(person: u32, identifier: u32) -> u32 {
    let pair = 1000 * (identifier + 1);
    if person == pair + 1 { pair } else { person }
}

fn text() -> String {
    let mut text = String::from(
        "Matrícula,Nome completo,E-mail,CPF,Departamento,Centro de custo,CEP,ID folha,Celular,Elegível a folha,CNPJ,Data de nascimento,Salário\n",
    );
    for person in 1..=PEOPLE {
        let [id, national, email, phone] = [0, 1, 2, 3].map(|of| number(person, of));
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "M{id:07},Pessoa Exemplo {person},pessoa{email}@aurora.example,{},Departamento {},CC{},{:08},{},+5511{},{},11.222.333/0001-81,1990-{:02}-{:02},{}.25",
            cpf(national),
            person % 40,
            person % 300,
            1_310_100 + person % 5000,
            500_000 + person,
            900_000_000 + phone,
            if person % 3 == 0 { "Sim" } else { "Não" },
            1 + person % 12,
            1 + person % 28,
            person % 9000,
        );
    }
    text
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
        let digit = if rest < 2 { 0 } else { 11 - rest };
        let _ = write!(digits, "{digit}");
    }
    digits
}
