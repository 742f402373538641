//! One person exported and erased through the desk, and a job whose rows were deleted refused plainly.
#![allow(clippy::unwrap_used)]

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::clock::HeldClock;
use crate::desk::{Opening, Tokens};
use crate::history::{
    Ending, Environment, ItemResult, JobLane, NewJobItem, OpId, Step, Who, fixture,
};
use crate::plan::{Operation, PlanHash};
use crate::submission::JobState;
use crate::vault::Preference;

fn desk(folder: &std::path::Path) -> (Desk, Arc<HeldClock>, JobId) {
    let clock = Arc::new(HeldClock::at("2026-03-12T09:00:00Z".parse().unwrap()));
    let opening = Opening {
        preference: Preference::SessionOnly,
        tokens: Tokens::Memory,
    };
    let desk = Desk::open(folder, opening, clock.clone()).unwrap();
    let history = desk.history();
    let details = fixture::connection(Environment::Production);
    let connection = history.add_connection(&details).unwrap();
    let mut change = fixture::change(Operation::Create, 1);
    Arc::make_mut(&mut change.item).department = Some("=HYPERLINK(\"http://x.example\")".into());
    let record = fixture::record(
        connection,
        history.now(),
        fixture::plan(vec![change.clone()]),
    );
    let plan = history.keep_plan(&record).unwrap();
    let mut item = fixture::item(1);
    (item.item.change, item.item.operation) = (0, Operation::Create);
    let payload = serde_json::to_vec(&change.item).unwrap();
    let items = [NewJobItem { payload, ..item }];
    let (op, hash) = (OpId("op".to_owned()), PlanHash("4f2a".to_owned()));
    let new = fixture::job(&op, connection, plan, &hash, JobLane::Safe, &items);
    let held = fixture::held_nothing(plan, history.now());
    let id = history.place_jobs(&[new], None, &held).unwrap()[0];
    let ending = Ending {
        went: true,
        ..Ending::of(ItemResult::Succeeded)
    };
    let job = history.job(id).unwrap();
    history
        .end_job(&job, JobState::Succeeded, Step::Results, &ending)
        .unwrap();
    (desk, clock, id)
}

fn words() -> DossierWords {
    DossierWords {
        sheet: "Dados".to_owned(),
        columns: ["Onde", "Número", "Quando", "Campo", "Valor", "Célula"]
            .map(str::to_owned)
            .into(),
        places: [("sent".to_owned(), "Enviado".to_owned())].into(),
        fields: [("email".to_owned(), "E-mail".to_owned())].into(),
    }
}

fn the_one(desk: &Desk) -> Who {
    let mut found = desk.find_people("000001").unwrap();
    assert_eq!((found.len(), found[0].name.as_str()), (1, "Pessoa 1"));
    found.remove(0).who
}

#[test]
fn all_of_somebody_is_written_as_texts_alone_and_that_is_noted() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _, _) = desk(folder.path());
    let who = the_one(&desk);
    let before = desk.history().verify_trail().unwrap().events;
    let (book, json) = (folder.path().join("p.xlsx"), folder.path().join("p.json"));
    let lines = desk.export_person(&who, &book, &words()).unwrap();
    assert_eq!(desk.export_person(&who, &json, &words()).unwrap(), lines);
    assert_eq!(desk.history().verify_trail().unwrap().events, before + 2);
    let told: serde_json::Value = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
    assert_eq!(told["story"]["sendings"].as_array().unwrap().len(), 1);
    let has = |place: &str, field: &str, value: &str| {
        let entries = told["entries"].as_array().unwrap();
        entries
            .iter()
            .any(|one| one["place"] == place && one["field"] == field && one["value"] == value)
    };
    assert!(has("sent", "email", "pessoa1@aurora.example"));
    assert!(has(
        "plan",
        "department",
        "=HYPERLINK(\"http://x.example\")"
    ));
    assert!(has("custom_fields", "custom_fields.site", "Recife"));
    let mut zip = zip::ZipArchive::new(std::fs::File::open(book).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    assert!(!part("xl/worksheets/sheet1.xml").contains("<f>"));
    let strings = part("xl/sharedStrings.xml");
    for said in [
        "Enviado",
        "E-mail",
        "=HYPERLINK",
        "pessoa1@aurora.example",
        "Célula",
    ] {
        assert!(strings.contains(said), "{said}");
    }
}

#[test]
fn somebody_who_was_erased_is_found_no_more_and_their_job_opens_still() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _, job) = desk(folder.path());
    let who = the_one(&desk);
    let (name, kept) = desk.what_is_kept_of(&who).unwrap();
    assert_eq!(
        (name.as_str(), kept.items, kept.plans, kept.notes),
        ("Pessoa 1", 1, 1, 1)
    );
    let erased = desk.erase_person(&who).unwrap();
    assert_eq!(erased.kept, kept);
    assert!(desk.find_people("000001").unwrap().is_empty());
    assert_eq!(desk.job_document(job).unwrap().succeeded, 1);
    let story = desk.story_by_item(job, 0).unwrap().unwrap();
    assert_eq!(
        (story.key, story.name),
        (erased.pseudonym, "***".to_owned())
    );
}

#[test]
fn a_job_whose_rows_were_deleted_says_so_and_offers_neither_undo_nor_rest() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, clock, job) = desk(folder.path());
    clock.advance(Duration::from_secs(91 * 24 * 3_600));
    let what = desk.what_retention_would_delete().unwrap();
    assert_eq!((what.due.jobs, what.goes_at), (1, None));
    assert!(desk.tidy(&|| true).unwrap().is_none());
    assert!(desk.rows_stand(job).is_ok());
    let gone = desk.delete_due_now(&|| true).unwrap();
    assert_eq!(gone.counts.jobs, 1);
    for refused in [desk.may_undo(job).map(drop), desk.rows_stand(job)] {
        let refused = refused.unwrap_err();
        assert!(
            matches!(refused, DeskError::RowsGone { days: 90, .. }),
            "{refused}"
        );
    }
    let document = desk.job_document(job).unwrap();
    assert_eq!((document.items, document.succeeded), (1, 1));
    assert!(document.rows_deleted_at.is_some());
}
