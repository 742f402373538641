//! Rows that share what Wellhub tells people apart by: the key withholds them, anything else is told.

use proptest::prelude::*;

use super::*;

const OTHER: &str = "22.333.444/0001-00";
const HEADER: [&str; 5] = ["Matrícula", "CNPJ", "CPF", "E-mail", "Celular"];

fn case(rows: &[[&str; 5]]) -> Case {
    let mut text = HEADER.join(";");
    for row in rows {
        text.push('\n');
        text.push_str(&row.join(";"));
    }
    let mut case = Case::of(text);
    case.companies.push(company(OTHER));
    case
}

fn shared(read: &ReadPeople) -> Vec<(&str, Severity)> {
    let told = told(read).into_iter();
    told.filter(|(_, code, _)| *code == FindingCode::DuplicateKey)
        .map(|(cell, _, severity)| (cell, severity))
        .collect()
}

#[test]
fn what_two_rows_share_beside_the_key_is_told_and_sent() {
    let case = case(&[
        ["1", COMPANY, "D-1", "ana@a.example", "+5511988110020"],
        ["2", COMPANY, "D2", "ANA@a.example", "+5511988110021"],
        ["3", COMPANY, "d1", "bia@a.example", "+5511988110022"],
        ["4", COMPANY, "D4", "caio@a.example", "+55 11 98811-0021"],
        // At another company of the group they are people of their own.
        ["5", OTHER, "D1", "ana@a.example", "+5511988110020"],
    ]);
    let read = case.read();
    let cells = ["C2", "D2", "D3", "E3", "C4", "E5"];
    assert_eq!(shared(&read), cells.map(|cell| (cell, Severity::Warn)));
    assert_eq!(ids(&read), ["1", "2", "3", "4", "5"]);
}

#[test]
fn rows_that_share_their_key_are_not_told_what_else_they_share() {
    let twice = ["1", COMPANY, "D1", "ana@a.example", "+5511988110020"];
    let mut case = case(&[twice, twice, ["2", COMPANY, "D2", "ana@a.example", ""]]);
    let expected = [
        ("A2", Severity::Block),
        ("A3", Severity::Block),
        ("D4", Severity::Warn),
    ];
    let read = case.read();
    assert_eq!(shared(&read), expected);
    assert_eq!(
        withheld(&read),
        [2, 3].map(|row| (row, FindingCode::DuplicateKey))
    );
    case.intent = Intent::Leavers;
    assert_eq!(shared(&case.read()), expected[..2]);
    case.choices.left_out = BTreeSet::from([2, 4]);
    assert_eq!(shared(&case.read()), []);
}

/// Spellings of a value; the first says nothing, and those that mean the same stand in one list.
const SPELLINGS: [&[&[&str]]; 5] = [
    &[&[""], &["1", " 1 "], &["2"], &["3"], &["4"], &["5"]],
    &[&[COMPANY, "11222333000181"], &[OTHER]],
    &[&[""], &["D1", "d-1"], &["D2"], &["D3"], &["D4"]],
    &[
        &[""],
        &["a@a.example", "A@a.example "],
        &["b@a.example"],
        &["c@a.example"],
    ],
    &[
        &[""],
        &["+5511988110020", "+55 (11) 98811-0020"],
        &["+5511988110021"],
    ],
];

/// A person by the meanings of their five values, and by how these are spelt.
type Person = [(usize, usize); 5];

fn people() -> impl Strategy<Value = Vec<Person>> {
    let value = |of: usize| (0..SPELLINGS[of].len(), 0..2_usize);
    let person = [value(0), value(1), value(2), value(3), value(4)];
    proptest::collection::vec(person, 1..12)
}

/// What is expected, by comparing each row with each.
fn expected(people: &[Person], key: usize) -> Vec<(String, Severity)> {
    let same = |one: &Person, other: &Person, of: usize| one[of].0 == other[of].0;
    let mut all = Vec::new();
    for (at, person) in people.iter().enumerate() {
        let others = || {
            let others = people.iter().enumerate().filter(|(other, _)| *other != at);
            others.map(|(_, other)| other)
        };
        let across = |of: usize| person[of].0 > 0 && others().any(|other| same(person, other, of));
        let within = |of: usize| {
            person[of].0 > 0
                && others().any(|other| same(person, other, of) && same(person, other, 1))
        };
        for (of, column) in [(0, 'A'), (2, 'C'), (3, 'D'), (4, 'E')] {
            let severity = match (of == key, within(of)) {
                (true, true) => Severity::Block,
                (true, false) if across(of) => Severity::Warn,
                (false, true) if !within(key) => Severity::Warn,
                _ => continue,
            };
            all.push((format!("{column}{}", at + 2), severity));
        }
    }
    all
}

proptest! {
    #[test]
    fn every_shared_identifier_is_found(people in people(), key in 0..4_usize) {
        let spelt = |person: &Person| {
            let mut of = 0..5;
            person.map(|(meaning, spelling)| {
                let spellings = of.next().and_then(|of| SPELLINGS[of].get(meaning)).unwrap();
                spellings[spelling % spellings.len()]
            })
        };
        let rows: Vec<[&str; 5]> = people.iter().map(spelt).collect();
        let mut case = case(&rows);
        let (identifier, column) = [
            (Identifier::EmployeeId, 0),
            (Identifier::NationalId, 2),
            (Identifier::Email, 3),
            (Identifier::MobileNumber, 4),
        ][key];
        case.identifier = identifier;
        let read = case.read();
        let found: Vec<(String, Severity)> = shared(&read)
            .into_iter()
            .map(|(cell, severity)| (cell.to_owned(), severity))
            .collect();
        prop_assert_eq!(found, expected(&people, column));
    }
}
