//! Columns that slipped or were sorted alone, told by Wellhub's roster; and changes that are just changes.

use proptest::prelude::*;

use super::*;

const HEADER: [&str; 6] = [
    "Matrícula",
    "Nome",
    "Sobrenome",
    "E-mail",
    "CPF",
    "Departamento",
];

/// The cells of a made-up person.
fn person(number: usize) -> [String; 6] {
    [
        format!("M{number:04}"),
        format!("Ana{number}"),
        format!("Lima{}", number * 7),
        format!("p{number}@aurora.example"),
        format!("D{}", number * 31),
        ["Gente", "Loja", "Caixa", "TI"][number % 4].to_owned(),
    ]
}

fn at_wellhub(cells: &[String; 6]) -> Employee {
    let [id, given, family, email, national, department] = cells;
    Employee {
        full_name: Some(format!("{given} {family}").into()),
        email: Some(email.as_str().into()),
        national_id: Some(national.as_str().into()),
        department: Some(department.as_str().into()),
        ..with_id(id)
    }
}

/// What reading says of a file whose cells were changed, against the roster that they came from.
fn slip(numbers: &[usize], damage: impl FnOnce(&mut Vec<[String; 6]>)) -> Option<Finding> {
    let mut rows: Vec<[String; 6]> = numbers.iter().map(|&number| person(number)).collect();
    let people = rows.iter().map(at_wellhub).collect();
    damage(&mut rows);
    let mut text = HEADER.join(";");
    for row in &rows {
        text.push('\n');
        text.push_str(&row.join(";"));
    }
    let mut case = Case::of(text);
    case.remote = Some(remote(people));
    let read = case.read();
    finding(&read, FindingCode::ColumnSlip).cloned()
}

/// Moves a column one row down from a row on, as inserting a cell does; the last value falls out.
fn push_down(rows: &mut [[String; 6]], column: usize, from: usize) {
    for at in (from + 1..rows.len()).rev() {
        rows[at][column] = rows[at - 1][column].clone();
    }
    rows[from][column] = String::new();
}

/// Moves a column one row up, as deleting a cell does.
fn pull_up(rows: &mut [[String; 6]], column: usize, from: usize) {
    for at in from..rows.len() - 1 {
        rows[at][column] = rows[at + 1][column].clone();
    }
    let last = rows.len() - 1;
    rows[last][column] = String::new();
}

fn sort_alone(rows: &mut [[String; 6]], column: usize) {
    let mut values: Vec<String> = rows.iter().map(|row| row[column].clone()).collect();
    values.sort();
    for (row, value) in rows.iter_mut().zip(values) {
        row[column] = value;
    }
}

fn param<'f>(found: &'f Finding, name: &str) -> &'f str {
    found.params.get(name).map_or("", String::as_str)
}

#[test]
fn a_slipped_column_is_named_with_its_evidence() {
    let numbers: Vec<usize> = (0..12).collect();
    let found = slip(&numbers, |rows| push_down(rows, 3, 2)).unwrap();
    assert_eq!((found.severity, found.count), (Severity::Block, 9));
    assert_eq!(found.cells[0], "D5");
    for (name, value) in [
        ("field", "email"),
        ("column", "D"),
        ("columns", "D"),
        ("offset", "-1"),
        ("of", "11"),
        ("value", "p2@aurora.example"),
        ("row", "4"),
    ] {
        assert_eq!(param(&found, name), value, "{name}");
    }
    assert!(found.code.stops_file());
}

#[test]
fn a_family_name_that_slipped_alone_is_seen_in_the_joined_name() {
    let numbers: Vec<usize> = (0..12).collect();
    let found = slip(&numbers, |rows| pull_up(rows, 2, 0)).unwrap();
    assert_eq!(
        (param(&found, "field"), param(&found, "offset")),
        ("full_name", "1")
    );
}

#[test]
fn a_family_name_that_neighbours_share_has_not_slipped() {
    let people: Vec<Employee> = (0..10)
        .map(|number| Employee {
            full_name: Some(format!("Ana{number} Maria Lima").into()),
            ..with_id(&format!("M{number}"))
        })
        .collect();
    let rows = (0..10).map(|number| format!("\nM{number};Ana{number} Lima"));
    let mut case = Case::of("Matrícula;Nome".to_owned() + &rows.collect::<String>());
    case.remote = Some(remote(people));
    assert_eq!(finding(&case.read(), FindingCode::ColumnSlip), None);
}

#[test]
fn a_key_that_slipped_is_blamed_for_all_columns() {
    let numbers: Vec<usize> = (0..12).collect();
    let found = slip(&numbers, |rows| push_down(rows, 0, 0)).unwrap();
    assert_eq!(
        (param(&found, "field"), param(&found, "offset")),
        ("employee_id", "-1")
    );
    assert_eq!(
        (param(&found, "columns"), found.cells[0].as_str()),
        ("A", "A3")
    );
}

#[test]
fn an_edit_that_sets_the_column_right_is_believed() {
    let mut text = "Matrícula;E-mail".to_owned();
    let rows: Vec<[String; 6]> = (0..7).map(person).collect();
    let mut case = Case::of("");
    for (at, row) in rows.iter().enumerate() {
        let next = &rows[(at + 1) % rows.len()];
        text.push('\n');
        text.push_str(&[row[0].as_str(), &next[3]].join(";"));
        let cell = format!("B{}", at + 2);
        case.choices.edits.insert(cell, row[3].clone());
    }
    case.bytes = text.into_bytes();
    case.remote = Some(remote(rows.iter().map(at_wellhub).collect()));
    assert_eq!(finding(&case.read(), FindingCode::ColumnSlip), None);
    case.choices.edits.clear();
    assert!(finding(&case.read(), FindingCode::ColumnSlip).is_some());
    case.remote = None;
    assert_eq!(finding(&case.read(), FindingCode::ColumnSlip), None);
}

/// Numbers of people in any order.
fn in_any_order() -> impl Strategy<Value = Vec<usize>> {
    (12_usize..60).prop_flat_map(|count| Just((0..count).collect::<Vec<_>>()).prop_shuffle())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_the_order_a_slip_is_seen(
        numbers in in_any_order(),
        column in 3_usize..5,
        down in any::<bool>(),
        share in 0_usize..5,
    ) {
        let from = share * (numbers.len() - 7) / 5;
        let found = slip(&numbers, |rows| {
            if down { push_down(rows, column, from) } else { pull_up(rows, column, from) }
        });
        let found = found.expect("seen");
        prop_assert_eq!(param(&found, "column"), ["D", "E"][column - 3]);
        prop_assert_eq!(param(&found, "offset"), if down { "-1" } else { "1" });
        prop_assert_eq!(found.count, (numbers.len() - from - 1) as u64);
    }

    #[test]
    fn a_column_sorted_alone_is_seen(numbers in in_any_order(), column in 3_usize..5) {
        let moved = |rows: &[[String; 6]]| {
            let mut sorted = rows.to_vec();
            sort_alone(&mut sorted, column);
            rows.iter().zip(&sorted).filter(|(one, other)| one != other).count()
        };
        let before: Vec<_> = numbers.iter().map(|&number| person(number)).collect();
        prop_assume!(moved(&before) * 2 >= before.len());
        let found = slip(&numbers, |rows| sort_alone(rows, column)).expect("seen");
        prop_assert_eq!(param(&found, "column"), ["D", "E"][column - 3]);
    }

    #[test]
    fn changes_are_no_slip(
        numbers in in_any_order(),
        picked in prop::collection::vec((0_usize..60, 1_usize..5), 0..40),
        shuffled in any::<prop::sample::Index>(),
    ) {
        // New values for anybody, two neighbours who change places, and departments dealt anew.
        let found = slip(&numbers, |rows| {
            let count = rows.len();
            for (row, column) in picked {
                let value = format!("new{row}{column}@aurora.example");
                rows[row % count][column] = value;
            }
            let at = shuffled.index(count - 1);
            let (one, other) = (rows[at][3].clone(), rows[at + 1][3].clone());
            rows[at][3] = other;
            rows[at + 1][3] = one;
            let departments: Vec<String> = rows.iter().map(|row| row[5].clone()).collect();
            for (row, department) in rows.iter_mut().zip(departments.iter().cycle().skip(1)) {
                row[5].clone_from(department);
            }
        });
        prop_assert_eq!(found, None);
    }
}
