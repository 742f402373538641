//! How long a file of 100,000 people takes from bytes to people, beside calamine's `worksheet_range` on the same bytes
//! in the same run. Prints the best of several rounds, and never judges: the figures are for people.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::hint::black_box;
use std::io::Cursor;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use rollcall_core::employee::Identifier;
use rollcall_core::roster::{Choices, Intent, Reading, read_people};
use rollcall_core::sheet::{HeaderChoice, Layout, Mapping, ReadOptions, guess_columns, read_bytes};
use rust_xlsxwriter::Workbook;

const PEOPLE: u32 = 100_000;
const ROUNDS: usize = 5;

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
    let bytes = sheet();
    let (mut cells, mut people, mut calamine) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let workbook = read_bytes("list.xlsx", bytes.clone(), &ReadOptions::default())
            .expect("the file is whole");
        cells = cells.min(start.elapsed());
        let start = Instant::now();
        assert_eq!(black_box(read(&workbook)), PEOPLE as usize);
        people = people.min(start.elapsed());
        let start = Instant::now();
        let mut theirs: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).expect("the file is whole");
        black_box(
            theirs
                .worksheet_range("Sheet1")
                .expect("the sheet is there"),
        );
        calamine = calamine.min(start.elapsed());
    }
    let both = cells + people;
    println!(
        "xlsx of {PEOPLE} x {}, {} bytes",
        HEADERS.len(),
        bytes.len()
    );
    println!("cells          {cells:>10.1?}");
    println!("people         {people:>10.1?}  (columns guessed, values checked, duplicates)");
    println!("file to people {both:>10.1?}");
    println!("calamine       {calamine:>10.1?}  (worksheet_range alone)");
    println!(
        "ratio          {:>10.2}  (at most 1.5)",
        both.as_secs_f64() / calamine.as_secs_f64()
    );
    println!(
        "ratio of cells {:>10.2}",
        cells.as_secs_f64() / calamine.as_secs_f64()
    );
}

fn read(workbook: &rollcall_core::sheet::Workbook) -> usize {
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

fn sheet() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, header) in (0_u16..).zip(HEADERS) {
        sheet
            .write_string(0, column, header)
            .expect("within the sheet");
    }
    for person in 1..=PEOPLE {
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
