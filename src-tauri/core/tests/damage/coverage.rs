//! That no row of the damage table goes without a file: each code that a file can have is found in some fixture.

use std::collections::BTreeSet;
use std::path::Path;

use rollcall_core::finding::FindingCode as Code;

use super::case::{COMPANY, Case, company, roster};
use super::open;

/// Codes of files that no fixture shows, and where each is shown instead.
const ELSEWHERE: [(Code, &str); 5] = [
    (
        Code::RowLimit,
        "sheet/tests/layout: a file of 65,536 rows is written on the spot",
    ),
    (
        Code::ShrunkenFile,
        "plan/properties: it needs the file before",
    ),
    (Code::TooLarge, "tests/hostile"),
    (Code::ReaderFailed, "tests/hostile"),
    (Code::LeftOut, "roster/incoming/tests: a person says it"),
];

#[test]
fn each_code_of_a_file_is_found_in_a_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/damage");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Err(refused) = open(&name) {
            found.insert(refused.finding());
            continue;
        }
        let mut case = Case::of(&name);
        case.companies = vec![company(COMPANY)];
        case.remote = Some(roster());
        found.extend(case.read().roster.findings.iter().map(|found| found.code));
    }
    let of_files = Code::ALL
        .iter()
        .take_while(|code| **code != Code::IdentityChurn);
    let elsewhere: BTreeSet<Code> = ELSEWHERE.iter().map(|(code, _)| *code).collect();
    let expected: BTreeSet<Code> = of_files
        .copied()
        .filter(|code| !elsewhere.contains(code))
        .collect();
    assert_eq!(found, expected);
}
