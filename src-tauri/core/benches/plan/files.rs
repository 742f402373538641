//! From two csv files of 13 columns to the whole plan, beside `csv-diff` on the same files in the same run. The one side
//! is Wellhub's and taken as validated; the other is read, checked and planned as any file is.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use csv_diff::csv::Csv;
use csv_diff::csv_diff::CsvByteDiffLocal;
use rollcall_core::employee::{Employee, Field, Identifier, TaxId};
use rollcall_core::plan::{Plan, Rules, plan};
use rollcall_core::roster::{
    Choices, Incoming, Intent, ReadPeople, Reading, RemoteRoster, read_people,
};
use rollcall_core::sheet::{
    HeaderChoice, Layout, Mapping, ReadOptions, Workbook, guess_columns, read_file,
};

use super::rosters::{self, FIELDS};

const ROUNDS: usize = 5;

pub fn print(people: u32) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (before, after) = (
        folder.path().join("wellhub.csv"),
        folder.path().join("file.csv"),
    );
    write(
        &before,
        rosters::remote(people)
            .people
            .iter()
            .map(|person| &person.employee),
    );
    write(
        &after,
        rosters::incoming(people)
            .people
            .iter()
            .map(|row: &Incoming| &*row.employee),
    );
    println!("two csv files of {people} x 13 to the whole plan");
    let ours = (0..ROUNDS).map(|_| Split::of(&before, &after));
    let ours = ours.min_by_key(Split::whole).expect("there are rounds");
    ours.print();
    let theirs = (0..ROUNDS).map(|_| csv_diff(&before, &after)).min();
    let theirs = theirs.expect("there are rounds");
    let ratio = ours.whole().as_secs_f64() / theirs.as_secs_f64();
    println!("  csv-diff {theirs:.1?}, ratio {ratio:.2} (at most 0.8)");
}

/// Where the time goes.
struct Split {
    /// Both files to cells, the one to records, side by side.
    read: Duration,
    /// The other's cells to people: columns, values, duplicates.
    people: Duration,
    /// The same without Wellhub's roster as the oracle for lost zeros and slipped columns; no part of the whole.
    alone: Duration,
    plan: Duration,
    changes: usize,
}

impl Split {
    fn of(before: &Path, after: &Path) -> Self {
        let start = Instant::now();
        let (remote, workbook) = rayon::join(|| records(before), || cells(after));
        let read = start.elapsed();
        let start = Instant::now();
        drop(people(&workbook, None));
        let alone = start.elapsed();
        let start = Instant::now();
        let incoming = people(&workbook, Some(&remote)).roster;
        let people = start.elapsed();
        let start = Instant::now();
        let made: Plan = plan(&remote, &incoming, Intent::Full, &Rules::default());
        Self {
            read,
            people,
            alone,
            plan: start.elapsed(),
            changes: made.changes.len(),
        }
    }

    fn whole(&self) -> Duration {
        self.read + self.people + self.plan
    }

    fn print(&self) {
        let Self {
            read,
            people,
            plan,
            changes,
            ..
        } = self;
        let (whole, alone) = (self.whole(), self.alone);
        println!(
            "  {changes} changes in {whole:.1?}: reading {read:.1?}, people {people:.1?} (without the roster {alone:.1?}), plan {plan:.1?}"
        );
    }
}

fn cells(path: &Path) -> Workbook {
    read_file(path, &ReadOptions::default()).expect("the file is whole")
}

fn people(workbook: &Workbook, remote: Option<&RemoteRoster>) -> ReadPeople {
    let page = workbook.chosen().expect("there is a sheet");
    let layout = Layout::of(page, HeaderChoice::Found);
    let mut mapping = Mapping::of(layout.header_row, &guess_columns(page, &layout, &[]));
    mapping.phone_country = Some("BR".to_owned());
    let reading = Reading {
        identifier: Identifier::EmployeeId,
        intent: Intent::Full,
        companies: remote.map_or(&[], |remote| &remote.companies),
        remote,
        choices: &Choices::default(),
    };
    read_people(page, &mapping, &reading)
}

/// Wellhub's side: each row a record as it stands.
fn records(path: &Path) -> RemoteRoster {
    let mut reader = csv::Reader::from_path(path).expect("the file is there");
    let mut row = csv::StringRecord::new();
    let record = std::iter::from_fn(|| {
        let more = reader.read_record(&mut row).expect("the file is whole");
        more.then(|| {
            let mut person = Employee::of(TaxId::from(&row[FIELDS.len()]));
            for ((field, _), text) in FIELDS.iter().zip(&row) {
                let text = if *field == Field::EligibleToPayroll {
                    "true"
                } else {
                    text
                };
                person.set(field, Some(text.into()));
            }
            person
        })
    });
    rosters::roster(record)
}

/// From memory: it looks at each differing row a second time, which from a file is a call to the system each.
fn csv_diff(before: &Path, after: &Path) -> Duration {
    let start = Instant::now();
    let read = |path| std::fs::read(path).expect("the file is there");
    let (before, after) = rayon::join(|| read(before), || read(after));
    let compared = CsvByteDiffLocal::new().expect("there are threads");
    let (before, after) = (
        Csv::with_reader_seek(&before[..]),
        Csv::with_reader_seek(&after[..]),
    );
    let found = compared.diff(before, after).expect("the files are whole");
    assert!(found.as_slice().len() > 1);
    start.elapsed()
}

fn write<'a>(path: &Path, people: impl Iterator<Item = &'a Employee>) {
    let mut text = FIELDS.map(|(_, header)| header).join(",");
    text.push_str(",CNPJ,Data de nascimento,Salário\n");
    for (number, person) in people.enumerate() {
        for (field, _) in &FIELDS {
            let said = person.get(field).unwrap_or_default();
            text.push_str(if *field == Field::EligibleToPayroll {
                "Sim"
            } else {
                said
            });
            text.push(',');
        }
        let number = number % 20;
        let company = person.company_tax_id.as_str();
        writeln!(text, "{company},1980-01-{:02},{number}000.25", number + 1)
            .expect("memory suffices");
    }
    std::fs::write(path, text).expect("the disk has room");
}
