#![allow(clippy::unwrap_used)]

use jiff::Timestamp;

use super::*;
use crate::clock::SystemClock;
use crate::desk::{Opening, Tokens};
use crate::employee::Field;
use crate::history::{Environment, JobLane, NewJobItem, OpId, Who, fixture};
use crate::plan::{Operation, PlanHash};
use crate::roster::{Company, Mark, RemotePerson, RemoteRoster};
use crate::vault::Preference;

fn record(number: u32) -> Employee {
    let mut record = Employee::of(TaxId::from(fixture::COMPANY));
    record.set(&Field::EmployeeId, Some(format!("{number:06}").into()));
    record.set(&Field::FullName, Some(format!("Pessoa {number}").into()));
    record
}

fn roster(numbers: impl Iterator<Item = u32>) -> RemoteRoster {
    let person = |number: u32| RemotePerson {
        id: format!("emp_{number}").into(),
        employee: record(number),
        invitation_status: None,
        updated_at: None,
        deleted_at: None,
    };
    RemoteRoster {
        companies: vec![Company {
            tax_id: TaxId::from(fixture::COMPANY),
            name: "Aurora".into(),
        }],
        people: numbers.map(person).collect(),
        past: Vec::new(),
        pages: 1,
        read_at: Timestamp::UNIX_EPOCH,
    }
}

fn desk(folder: &std::path::Path) -> (Desk, Connection) {
    let opening = Opening {
        preference: Preference::SessionOnly,
        tokens: Tokens::Memory,
    };
    let desk = Desk::open(folder, opening, SystemClock::shared()).unwrap();
    let details = fixture::connection(Environment::Production);
    let id = desk.history().add_connection(&details).unwrap();
    let connection = desk.history().connection(id).unwrap();
    (desk, connection)
}

/// A job about persons 1 to 3 that Wellhub took; the company is written without its marks.
fn send(desk: &Desk, connection: &Connection) -> JobId {
    let history = desk.history();
    let changes = [1, 2, 3].map(|number| fixture::change(Operation::Update, number));
    let record = fixture::record(connection.id, history.now(), fixture::plan(changes.into()));
    let plan = history.keep_plan(&record).unwrap();
    let items: Vec<NewJobItem> = (0..3)
        .map(|change| {
            let mut item = fixture::item(change + 1);
            item.item.operation = Operation::Update;
            item.item.change = change;
            item.item.company = "12345678000195".to_owned();
            item
        })
        .collect();
    let (op, hash) = (OpId("op".to_owned()), PlanHash("4f2a".to_owned()));
    let new = fixture::job(&op, connection.id, plan, &hash, JobLane::Safe, &items);
    let held = fixture::held_nothing(plan, history.now());
    let job = history.place_jobs(&[new], None, &held).unwrap()[0];
    history.submitted(&history.job(job).unwrap(), "").unwrap();
    job
}

fn found(people: &People, filter: &PeopleFilter) -> Vec<u32> {
    people.browse(filter).to_vec()
}

#[test]
fn people_are_there_once_a_roster_was_read_and_are_those_of_the_last_reading() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, connection) = desk(folder.path());
    assert!(desk.people(&connection).unwrap().is_none());
    desk.history()
        .keep_roster(connection.id, &roster(0..5), "")
        .unwrap();
    let first = desk.people(&connection).unwrap().unwrap();
    let id = desk.person_id(&connection, &record(4)).unwrap().unwrap();
    assert_eq!(
        (first.directory.len(), first.directory.find(&id)),
        (5, Some(4))
    );
    let same = desk.people(&connection).unwrap().unwrap();
    assert!(
        Arc::ptr_eq(&first.directory, &same.directory),
        "it is made ready once"
    );

    desk.history()
        .keep_roster(connection.id, &roster(1..9), "")
        .unwrap();
    let second = desk.people(&connection).unwrap().unwrap();
    assert_eq!(
        (second.directory.len(), second.directory.find(&id)),
        (8, Some(3))
    );
    assert_eq!(desk.person_id(&connection, &record(0)).unwrap(), None);
}

#[test]
fn protection_and_the_last_job_mark_people_as_soon_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, connection) = desk(folder.path());
    desk.history()
        .keep_roster(connection.id, &roster(2..6), "")
        .unwrap();
    let before = desk.people(&connection).unwrap().unwrap();
    let protected = PeopleFilter {
        marks: vec![Mark::Protected],
        ..PeopleFilter::default()
    };
    let sent = PeopleFilter {
        marks: vec![Mark::SentLast],
        ..PeopleFilter::default()
    };
    assert!(found(&before, &protected).is_empty() && found(&before, &sent).is_empty());

    let company = TaxId::from(fixture::COMPANY);
    desk.protect_person(&connection, &company, "000005")
        .unwrap();
    let job = send(&desk, &connection);

    let after = desk.people(&connection).unwrap().unwrap();
    assert_eq!(found(&after, &protected), [3]);
    assert!(after.protected.has(3) && !after.protected.has(0));
    assert_eq!(
        found(&after, &sent),
        [0, 1],
        "whoever is not on the roster is not marked"
    );
    assert_eq!(
        (after.sent_last.people, after.last_job.unwrap().job),
        (2, job)
    );
}

#[test]
fn a_story_is_told_of_whom_the_roster_names_however_the_company_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, connection) = desk(folder.path());
    desk.history()
        .keep_roster(connection.id, &roster(0..4), "")
        .unwrap();
    let job = send(&desk, &connection);
    let story = desk.story_at(&connection, &record(2)).unwrap();
    let sent: Vec<(u32, u32)> = story
        .sendings
        .iter()
        .map(|one| (one.job, one.item))
        .collect();
    assert_eq!(sent, [(job.0, 1)]);
    assert_eq!(
        story.sendings[0].fields[0].new.as_deref(),
        Some("pessoa2@aurora.example")
    );
    assert!(
        desk.story_at(&connection, &record(0))
            .unwrap()
            .sendings
            .is_empty()
    );
    let mut keyless = record(2);
    keyless.employee_id = None;
    assert!(
        desk.story_at(&connection, &keyless)
            .unwrap()
            .sendings
            .is_empty()
    );

    let (owner, place) = desk.place_of_item(job, 1).unwrap().unwrap();
    let people = desk.people(&owner).unwrap().unwrap();
    assert_eq!(people.directory.at(&place), Some(2));
    assert!(desk.place_of_item(job, 9).unwrap().is_none());
}

#[test]
fn whoever_is_erased_is_on_no_roster_that_is_looked_through() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, connection) = desk(folder.path());
    let kept = roster(0..4);
    desk.history()
        .keep_roster(connection.id, &kept, "")
        .unwrap();
    let named = PeopleFilter {
        text: "pessoa 2".to_owned(),
        ..PeopleFilter::default()
    };
    let before = desk.people(&connection).unwrap().unwrap();
    assert_eq!(found(&before, &named), [2]);
    let who = Who {
        connection: connection.id,
        company: fixture::COMPANY.to_owned(),
        key: "000002".to_owned(),
    };
    desk.erase_person(&who).unwrap();
    let after = desk.people(&connection).unwrap().unwrap();
    assert!(found(&after, &named).is_empty());
}
