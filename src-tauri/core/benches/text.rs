//! How long a text of 1,000,000 people takes from the file to cells, beside the csv crate putting the same fields into
//! one buffer in the same run, and from cells to people. Prints the best of several rounds, and never judges.
//! ROLLCALL_BENCH_KEEP names a place where the file is kept, for other programs to read.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use rollcall_core::employee::Identifier;
use rollcall_core::roster::{Choices, Intent, Reading, read_people};
use rollcall_core::sheet::{
    HeaderChoice, Layout, Mapping, ReadOptions, Workbook, guess_columns, read_file,
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
    println!("cells              {cells:>10.1?}");
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
    println!("csv crate          {theirs:>10.1?}  (fields into one buffer)");
    let workbook = read_file(&path, &ReadOptions::default()).expect("the file is whole");
    let layout = Layout::of(workbook.chosen().expect("a sheet"), HeaderChoice::Found);
    let guessing = best(|| guess_columns(workbook.chosen().expect("a sheet"), &layout, &[]));
    println!("columns guessed    {guessing:>10.1?}");
    let people = best(|| assert_eq!(read(&workbook, &layout), PEOPLE as usize));
    println!(
        "cells to people    {people:>10.1?}  (at most 800 ms: checked, duplicates on four identifiers)"
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

fn read(workbook: &Workbook, layout: &Layout) -> usize {
    let page = workbook.chosen().expect("there is a sheet");
    let mut mapping = Mapping::of(layout.header_row, &guess_columns(page, layout, &[]));
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

fn text() -> String {
    let mut text = String::from(
        "Matrícula,Nome completo,E-mail,CPF,Departamento,Centro de custo,CEP,ID folha,Celular,Elegível a folha,CNPJ,Data de nascimento,Salário\n",
    );
    for person in 1..=PEOPLE {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "M{person:07},Pessoa Exemplo {person},pessoa{person}@aurora.example,{},Departamento {},CC{},{:08},{},+5511{},{},11.222.333/0001-81,1990-{:02}-{:02},{}.25",
            cpf(person),
            person % 40,
            person % 300,
            1_310_100 + person % 5000,
            500_000 + person,
            900_000_000 + person,
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
