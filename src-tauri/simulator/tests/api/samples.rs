//! The sample spreadsheets, read back as a spreadsheet program would.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use rollcall_simulator::{Config, Person, Sample, SampleIntent, Simulator};

use serde_json::{Value, json};

use crate::support::{Bench, quiet};

async fn written(config: Config) -> (Simulator, tempfile::TempDir, Vec<Sample>) {
    let simulator = Simulator::start(config).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let samples = simulator.write_samples(folder.path()).unwrap();
    (simulator, folder, samples)
}

fn whole() -> Config {
    Config {
        people: 1_200,
        ..quiet()
    }
}

fn sheet(path: &Path) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    book.worksheet_range_at(0).unwrap().unwrap()
}

fn text(cell: &Data) -> String {
    cell.to_string()
}

fn by_key(simulator: &Simulator) -> HashMap<String, Person> {
    let roster = simulator.roster();
    let current = roster.into_iter().filter(Person::is_current);
    current
        .map(|person| (person.employee_id.clone(), person))
        .collect()
}

#[tokio::test]
async fn the_full_roster_has_12_new_48_changed_in_61_fields_and_3_gone() {
    let (simulator, _folder, samples) = written(whole()).await;
    let full = &samples[0];
    assert_eq!(
        (full.title.as_str(), full.intent),
        ("Folha completa", SampleIntent::Full)
    );
    assert!(
        full.what
            .contains("12 new, 48 changed in 61 fields, 3 gone")
    );
    let range = sheet(&full.path);
    let rows: Vec<_> = range.rows().collect();
    assert_eq!(rows.len(), 2 + 1 + 1_209 + 1);
    let headers: Vec<String> = rows[2].iter().map(text).collect();
    assert_eq!(
        headers[..4],
        ["Matrícula", "Nome completo", "CPF", "E-mail corporativo"]
    );
    assert_eq!(headers[9], "Data de nascimento");
    assert_eq!(text(&rows[rows.len() - 1][0]), "Total");

    let mut remote = by_key(&simulator);
    let (mut new, mut changed, mut fields) = (0, 0, 0);
    for row in &rows[3..rows.len() - 1] {
        let cells: Vec<String> = row.iter().map(text).collect();
        let Some(person) = remote.remove(&cells[0]) else {
            new += 1;
            continue;
        };
        let digits: String = cells[2].chars().filter(char::is_ascii_digit).collect();
        let payroll = person.eligible_to_payroll == Some(true);
        let pairs = [
            (&cells[1], &person.full_name),
            (&digits, &person.national_id),
            (&cells[3], &person.email),
            (&cells[4], &person.department),
            (&cells[5], &person.cost_center),
            (&cells[6], &(if payroll { "Sim" } else { "Não" }).to_owned()),
            (&cells[7], &person.office_zip_code),
            (&cells[8], &person.mobile_number),
        ];
        let differing = pairs.iter().filter(|(cell, own)| cell != own).count();
        changed += usize::from(differing > 0);
        fields += differing;
    }
    assert_eq!((new, changed, fields, remote.len()), (12, 48, 61, 3));
}

#[tokio::test]
async fn the_other_clean_samples_speak_of_the_roster_and_of_different_people() {
    let (simulator, folder, samples) = written(whole()).await;
    let remote = by_key(&simulator);
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let windows = read("Alterações.csv");
    let (windows, _, lossy) = encoding_rs::WINDOWS_1252.decode(&windows);
    assert!(!lossy && String::from_utf8(read("Alterações.csv")).is_err());
    assert!(windows.starts_with("Matrícula;Nome completo;CPF;"));
    let english = String::from_utf8(read("Payroll export.csv")).unwrap();
    assert!(english.starts_with("Employee ID,Full name,National ID,Work email,"));
    let spanish = String::from_utf8(read("Altas y cambios.csv")).unwrap();
    assert!(spanish.starts_with("\u{feff}Legajo;Apellido y nombre;Documento;"));

    let mut seen = HashSet::new();
    for (file, known, new) in [(&*windows, 12, 4), (&*english, 9, 3), (&*spanish, 8, 3)] {
        let keys: Vec<&str> = file
            .lines()
            .skip(1)
            .filter_map(|line| line.split([';', ',']).next())
            .collect();
        let matched = keys.iter().filter(|key| remote.contains_key(**key)).count();
        assert_eq!((matched, keys.len() - matched), (known, new));
        assert!(keys.into_iter().all(|key| seen.insert(key.to_owned())));
    }
    let leavers = sheet(&samples[2].path);
    assert_eq!(leavers.height(), 6);
    for row in leavers.rows().skip(1) {
        assert!(remote.contains_key(&text(&row[0])) && seen.insert(text(&row[0])));
    }
    let cut = String::from_utf8(read("Folha cortada.csv")).unwrap();
    assert_eq!(cut.lines().count(), 1 + 840);
}

#[tokio::test]
async fn newcomers_of_the_clean_samples_meet_no_row_error() {
    let config = Config {
        people: 1_200,
        ..quiet()
    };
    let bench = Bench::new(config).await;
    let folder = tempfile::tempdir().unwrap();
    let samples = bench.simulator.write_samples(folder.path()).unwrap();
    let remote = by_key(&bench.simulator);
    let mut rows: Vec<Vec<String>> = sheet(&samples[0].path)
        .rows()
        .skip(3)
        .map(|row| row.iter().map(text).collect())
        .collect();
    rows.pop();
    for (name, delimiter) in [
        ("Alterações.csv", ';'),
        ("Payroll export.csv", ','),
        ("Altas y cambios.csv", ';'),
    ] {
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        let unmarked = String::from_utf8(bytes)
            .unwrap_or_else(|error| encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into());
        let cells = |line: &str| line.split(delimiter).map(str::to_owned).collect();
        rows.extend(unmarked.lines().skip(1).map(cells));
    }
    let newcomers: Vec<Value> = rows
        .iter()
        .filter(|row| !remote.contains_key(&row[0]))
        .map(|row| {
            json!({
                "operation": "CREATE", "company_tax_id": bench.tax_id(),
                "employee_id": row[0], "full_name": row[1], "national_id": row[2],
                "email": row[3], "department": row[4], "cost_center": row[5],
                "office_zip_code": row[7], "mobile_number": row[8],
            })
        })
        .collect();
    assert_eq!(newcomers.len(), 12 + 4 + 3 + 3);
    let (status, errors) = bench.run(Value::Array(newcomers)).await;
    assert_eq!((status.as_str(), errors), ("Succeeded", vec![]));
}

#[tokio::test]
async fn the_workbook_with_trouble_holds_what_was_planted() {
    let (_simulator, _folder, samples) = written(whole()).await;
    let path = &samples[3].path;
    let range = sheet(path);
    let rows: Vec<_> = range.rows().skip(3).collect();
    assert_eq!(rows.len(), 1_200 + 2 + 1);
    let numbers = rows.iter().filter(|row| matches!(row[0], Data::Float(_)));
    assert!(numbers.count() > 600);
    let errors = rows.iter().flat_map(|row| row.iter());
    let errors = errors.filter(|cell| matches!(cell, Data::Error(_))).count();
    assert_eq!(errors, 4);
    let spaces = rows.iter().filter(|row| text(&row[1]).contains('\u{a0}'));
    assert_eq!(spaces.count(), 6);
    let exponents = rows.iter().filter(|row| text(&row[9]).contains("E+12"));
    assert_eq!(exponents.count(), 2);
    let away = rows.iter().filter(|row| text(&row[4]) == "Afastado");
    assert_eq!(away.count(), 37);

    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    assert_eq!(xml.matches("hidden=\"1\"").count(), 37);
    assert_eq!(
        xml.matches("<f>CONCATENATE(\"CC-\",\"012\")</f><v></v>")
            .count(),
        2
    );
}

#[tokio::test]
async fn samples_fit_small_and_multi_entity_rosters_too() {
    let config = Config {
        companies: 2,
        people: 9,
        ..quiet()
    };
    let (_simulator, _folder, samples) = written(config).await;
    let range = sheet(&samples[0].path);
    let headers: Vec<String> = range.rows().nth(2).unwrap().iter().map(text).collect();
    assert_eq!(headers.last().map(String::as_str), Some("CNPJ"));
    assert_eq!(samples.len(), 7);
    assert!(samples.iter().all(|sample| sample.path.is_file()));
}
