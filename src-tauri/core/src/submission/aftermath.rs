//! What Wellhub has after a job's end against what was sent, person by person: of the items that succeeded, and of nothing
//! else. Pure.

use std::collections::HashMap;

use super::SubmissionError;
use super::payload::Sent;
use crate::employee::{Employee, Field, Identifier, same_meaning};
use crate::history::{Difference, HistoryError, ItemResult, JobItemRow, Look, SentItem};
use crate::plan::Operation;
use crate::roster::{Place, RemoteRoster, place};

/// How the roster differs from what the items that succeeded should have made of it. A field that was not sent and the
/// custom fields, which are never given back (contract §1), are not compared.
pub fn differences_after(
    identifier: Identifier,
    items: impl Iterator<Item = Result<SentItem, HistoryError>>,
    now: &RemoteRoster,
) -> Result<Vec<Difference>, SubmissionError> {
    let there: HashMap<Place, &Employee> = now
        .people
        .iter()
        .filter_map(|person| Some((place(identifier, &person.employee)?, &person.employee)))
        .collect();
    let mut found = Vec::new();
    for one in items {
        let SentItem { row, payload } = one?;
        if row.result != Some(ItemResult::Succeeded) {
            continue;
        }
        let sent = Sent::parse(&payload)?;
        let at = place(identifier, &sent.employee);
        let record = at.and_then(|at| there.get(&at).copied());
        compare(identifier, &row, &sent, record, &mut found);
    }
    Ok(found)
}

fn compare(
    identifier: Identifier,
    row: &JobItemRow,
    sent: &Sent,
    record: Option<&Employee>,
    found: &mut Vec<Difference>,
) {
    let key = identifier.key_field();
    let mut tell = |field: &Field, expected: Option<&str>, is: Option<&str>| {
        found.push(Difference {
            look: Look::AfterEnd,
            operation: sent.operation,
            row: row.item.row,
            key: row.item.key.clone(),
            name: row.item.name.clone(),
            field: field.name(),
            expected: expected.map(ToOwned::to_owned),
            found: is.map(ToOwned::to_owned),
        });
    };
    match (sent.operation, record) {
        (Operation::Delete, None) => {}
        (Operation::Delete, Some(record)) => tell(&key, None, record.get(&key)),
        (_, None) => tell(&key, sent.employee.get(&key), None),
        (_, Some(record)) => {
            // The place was found by company and key.
            for field in Field::STANDARD.iter().skip(1).filter(|one| **one != key) {
                let expected = sent.employee.get(field);
                if expected.is_some() && !same_meaning(field, expected, record.get(field)) {
                    tell(field, expected, record.get(field));
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{ItemLine, fixture};
    use crate::roster::RemotePerson;

    fn row(operation: Operation, n: u32, result: ItemResult) -> SentItem {
        let change = fixture::change(operation, n);
        let mut payload = Vec::new();
        crate::wellhub::JobItem::of(operation, Identifier::EmployeeId, &change.item)
            .write(&mut payload);
        let row = JobItemRow {
            ordinal: n,
            item: ItemLine {
                operation,
                ..fixture::item(n).item
            },
            change_number: None,
            result: Some(result),
        };
        SentItem { row, payload }
    }

    fn roster(people: &[Employee]) -> RemoteRoster {
        let person = |employee: &Employee| RemotePerson {
            id: "id".into(),
            employee: employee.clone(),
            invitation_status: None,
            updated_at: None,
            deleted_at: None,
        };
        RemoteRoster {
            companies: Vec::new(),
            people: people.iter().map(person).collect(),
            past: Vec::new(),
            pages: 1,
            read_at: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn told(rows: &[SentItem], people: &[Employee]) -> Vec<(String, String, bool, bool)> {
        let rows = rows.iter().cloned().map(Ok);
        differences_after(Identifier::EmployeeId, rows, &roster(people))
            .unwrap()
            .into_iter()
            .map(|one| {
                (
                    one.key,
                    one.field,
                    one.expected.is_some(),
                    one.found.is_some(),
                )
            })
            .collect()
    }

    #[test]
    fn what_was_sent_and_is_there_differs_in_nothing() {
        let rows = [
            row(Operation::Create, 0, ItemResult::Succeeded),
            row(Operation::Update, 1, ItemResult::Succeeded),
            row(Operation::Delete, 2, ItemResult::Succeeded),
        ];
        let mut people = [0, 1].map(fixture::newcomer);
        people[0].email = Some("PESSOA0@aurora.example".into());
        people[1].custom_fields.clear();
        assert_eq!(told(&rows, &people), []);
    }

    #[test]
    fn each_that_is_not_as_sent_is_told_with_its_field() {
        let rows = [
            row(Operation::Create, 0, ItemResult::Succeeded),
            row(Operation::Update, 1, ItemResult::Succeeded),
            row(Operation::Delete, 2, ItemResult::Succeeded),
        ];
        let mut people = [1, 2].map(fixture::newcomer);
        people[0].full_name = Some("Outra Pessoa".into());
        let key =
            |n: &str, expected, found| (n.to_owned(), "employee_id".to_owned(), expected, found);
        assert_eq!(
            told(&rows, &people),
            [
                key("000000", true, false),
                ("000001".to_owned(), "full_name".to_owned(), true, true),
                key("000002", false, true),
            ]
        );
    }

    #[test]
    fn items_that_did_not_succeed_are_left_out() {
        let rows = [
            ItemResult::Failed,
            ItemResult::Unprocessed,
            ItemResult::Unknown,
        ]
        .map(|result| row(Operation::Create, 0, result));
        assert_eq!(told(&rows, &[]), []);
    }
}
