//! The spreadsheets that are offered again.

use std::path::Path;

use super::company::{Company, key_of, who};

#[test]
fn a_spreadsheet_that_is_named_after_somebody_is_offered_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let company = Company::at(&folder.path().join("history.db"));
    company.fill();
    let (theirs, another) = (format!("/folha/{}.xlsx", key_of(1)), "/folha/marco.xlsx");
    for path in [theirs.as_str(), another] {
        company
            .history
            .note_recent_file(company.connection, Path::new(path))
            .unwrap();
    }
    company.history.erase(&who(company.connection, 1)).unwrap();
    let left = company.history.recent_files(company.connection).unwrap();
    assert_eq!(left, [Path::new(another)]);
}
