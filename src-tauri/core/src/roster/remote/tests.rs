use super::*;
use crate::wellhub::tests::{Reply, Script, client, clock, json};
use std::sync::Mutex;

fn page(cursor: &str, rows: &[(&str, &str, bool)]) -> Reply {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|(id, name, gone)| {
            let deleted = gone.then_some("2026-01-01T00:00:00Z");
            serde_json::json!({"id": id, "full_name": name, "deleted_at": deleted})
        })
        .collect();
    let cursor = (!cursor.is_empty()).then_some(cursor);
    json(
        200,
        &serde_json::json!({"cursor": cursor, "data": rows}).to_string(),
    )
}

async fn read(script: &Script, entity: &Entity) -> Result<RemoteRoster, WellhubError> {
    let (client, clock, tax_id) = (client(script), clock(), TaxId::from("11.222/0001"));
    let cancel = CancellationToken::new();
    read_roster(&client, entity, &tax_id, clock.as_ref(), |_| {}, &cancel).await
}

fn names(people: &[RemotePerson]) -> Vec<&str> {
    people
        .iter()
        .filter_map(|person| person.employee.full_name.as_deref())
        .collect()
}

fn companies(tax_ids: &[&str]) -> Entity {
    let company = |id: &&str| Company {
        tax_id: TaxId::from(*id),
        name: "".into(),
    };
    Entity::Multiple(tax_ids.iter().map(company).collect())
}

#[tokio::test]
async fn every_page_is_read_the_past_stands_apart_and_nobody_is_twice() {
    let script = Script::start([
        page(
            "2",
            &[
                ("a", "Ana", false),
                ("b", "Bia", false),
                ("c", "Caio", true),
            ],
        ),
        page(
            "",
            &[
                ("b", "Bia Lima", false),
                ("d", "Davi", false),
                ("a", "Ana", true),
            ],
        ),
    ])
    .await;
    let roster = read(&script, &Entity::Single).await.expect("a roster");
    assert_eq!(names(&roster.people), ["Bia Lima", "Davi"]);
    assert_eq!(names(&roster.past), ["Ana", "Caio"]);
    assert_eq!((roster.pages, roster.companies.len()), (2, 1));
    assert!(
        roster
            .people
            .iter()
            .all(|p| p.employee.company_tax_id.as_str() == "11.222/0001")
    );
}

#[tokio::test]
async fn every_company_is_read_or_none() {
    let script = Script::start([
        page("", &[("a", "Ana", false)]),
        page("", &[("a", "Ana", false)]),
    ])
    .await;
    let roster = read(&script, &companies(&["1", "2"]))
        .await
        .expect("a roster");
    let of: Vec<&str> = roster
        .people
        .iter()
        .map(|p| p.employee.company_tax_id.as_str())
        .collect();
    assert_eq!(of, ["1", "2"]);

    let script = Script::start([page("", &[("a", "Ana", false)]), json(404, "{}")]).await;
    let error = read(&script, &companies(&["1", "2"]))
        .await
        .expect_err("no roster");
    assert!(matches!(error, WellhubError::NotFound(_)));
    let error = read(&script, &companies(&[]))
        .await
        .expect_err("no company");
    assert!(matches!(
        error,
        WellhubError::BadAnswer(BadAnswer::NoCompany)
    ));
}

#[tokio::test]
async fn a_circle_of_pages_is_no_roster() {
    let script = Script::start([page("x", &[]), page("y", &[]), page("x", &[])]).await;
    let error = read(&script, &Entity::Single).await.expect_err("a circle");
    assert!(matches!(error, WellhubError::BadAnswer(BadAnswer::Circle)));
}

#[tokio::test]
async fn a_page_that_stays_broken_is_no_roster() {
    let broken = (0..4).map(|_| Reply::Cut);
    let script = Script::start(
        [page("x", &[("a", "Ana", false)])]
            .into_iter()
            .chain(broken),
    )
    .await;
    let error = read(&script, &Entity::Single)
        .await
        .expect_err("no second page");
    assert!(matches!(error, WellhubError::Cut(_)));
}

#[tokio::test]
async fn progress_is_told_and_cancelling_ends_it() {
    let script = Script::start([page("x", &[("a", "Ana", false)]), Reply::Silence]).await;
    let (client, clock, tax_id) = (client(&script), clock(), TaxId::from("1"));
    let (cancel, told) = (CancellationToken::new(), Mutex::new(Vec::new()));
    let note = |progress| {
        told.lock().expect("whole").push(progress);
        cancel.cancel();
    };
    let read = read_roster(
        &client,
        &Entity::Single,
        &tax_id,
        clock.as_ref(),
        note,
        &cancel,
    )
    .await;
    assert!(matches!(read, Err(WellhubError::Cancelled)));
    assert_eq!(
        *told.lock().expect("whole"),
        [Progress {
            pages: 1,
            people: 1
        }]
    );
}

#[tokio::test]
async fn a_company_does_not_wait_for_another_ones_pages() {
    let script = Script::start([Reply::Silence, page("", &[("b", "Bia", false)])]).await;
    let (client, clock, tax_id) = (client(&script), clock(), TaxId::from("1"));
    let (cancel, told) = (CancellationToken::new(), Mutex::new(0));
    let note = |progress: Progress| {
        *told.lock().expect("whole") += progress.pages;
        cancel.cancel();
    };
    let both = companies(&["1", "2"]);
    let read = read_roster(&client, &both, &tax_id, clock.as_ref(), note, &cancel).await;
    assert!(matches!(read, Err(WellhubError::Cancelled)));
    assert_eq!(*told.lock().expect("whole"), 1);
}
