//! A job's life: filled, submitted, moved on by time, approved, or made to end in some way.

use std::time::Duration;

use reqwest::Method;
use rollcall_simulator::{Config, Outcome, Spelling};
use serde_json::{Value, json};

use crate::support::{Bench, item, quiet, with};

const MILLIS: fn(u64) -> Duration = Duration::from_millis;

#[tokio::test]
async fn items_are_listed_as_they_were_added() {
    let bench = Bench::new(quiet()).await;
    let job = bench.job().await;
    let items = format!("{job}/items");
    let stranger = with(&bench.stranger(), "custom_fields", json!({"location": "x"}));
    assert_eq!(bench.post_json(&items, &json!([stranger])).await.0, 204);
    let added = bench.post_json(&items, &json!([bench.leaver(0)])).await;
    assert_eq!(added.0, 204);
    let (status, page) = bench.get(&items).await;
    assert_eq!(status, 200);
    assert!(page["cursor"].is_null());
    let first = &page["data"][0];
    assert_eq!(first["change_number"], 1);
    assert_eq!(first["custom_fields"]["location"], "x");
    assert_eq!(first["email"], "lia.nova@aurora.example");
    assert!(job.ends_with(first["job_id"].as_str().unwrap()));
    assert!(first["created_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(page["data"][1]["change_number"], 2);
    assert_eq!(page["data"][1]["operation"], "DELETE");
    assert!(page["data"][1]["email"].is_null());
}

#[tokio::test]
async fn a_refused_request_adds_nothing() {
    let bench = Bench::new(quiet()).await;
    let job = bench.job().await;
    let bad = json!([bench.stranger(), {"operation": "HIRE", "company_tax_id": ""}]);
    let (status, body) = bench.post_json(&format!("{job}/items"), &bad).await;
    assert_eq!(status, 400);
    assert_eq!(body["message"], "Bad Request");
    assert_eq!(body["errors"][0]["field"], "[1].operation");
    assert_eq!(body["errors"][1]["message"], "cannot be blank");
    assert!(body["reason"].is_string());
    let large = vec![b' '; 1_000_000];
    let request = bench
        .request(Method::POST, &format!("{job}/items"))
        .header("content-type", "application/json")
        .body(large);
    assert_eq!(request.send().await.unwrap().status(), 413);
    assert!(bench.simulator.ledger().jobs[0].items.is_empty());
}

#[tokio::test]
async fn change_numbers_need_not_follow_the_order_of_sending() {
    let config = Config {
        reorder_items: true,
        ..quiet()
    };
    let bench = Bench::new(config).await;
    let job = bench.job().await;
    let items = json!([bench.stranger(), bench.leaver(0)]);
    bench.post_json(&format!("{job}/items"), &items).await;
    let (_, page) = bench.get(&format!("{job}/items")).await;
    assert_eq!(page["data"][0]["operation"], "DELETE");
    assert_eq!(page["data"][0]["change_number"], 1);
}

#[tokio::test]
async fn submitting_is_refused_where_the_documents_say_so() {
    let bench = Bench::new(quiet()).await;
    let job = bench.job().await;
    let submit = format!("{job}/submit");
    assert_eq!(bench.post(&submit).await.0, 400);
    let items = json!([bench.stranger()]);
    bench.post_json(&format!("{job}/items"), &items).await;
    assert_eq!(
        bench.post(&submit).await,
        (202.try_into().unwrap(), Value::Null)
    );
    assert_eq!(bench.post(&submit).await.0, 409);
    let late = bench.post_json(&format!("{job}/items"), &items).await;
    assert_eq!(late.0, 409);
    let unknown = "/v1/eligibility/jobs/152f4e34-da90-4c9c-9867-9280952a6b68";
    assert_eq!(bench.post(&format!("{unknown}/submit")).await.0, 404);
    assert_eq!(bench.get(&format!("{unknown}/status")).await.0, 404);
    assert_eq!(bench.get(&format!("{unknown}/items")).await.0, 404);
    assert_eq!(bench.get(&format!("{unknown}/errors")).await.0, 400);
    assert_eq!(bench.simulator.ledger().jobs[0].submits, 1);
}

#[tokio::test]
async fn a_job_moves_on_with_time() {
    let bench = Bench::new(quiet()).await;
    let draft = bench.job().await;
    assert_eq!(bench.status(&draft).await, "Draft");
    let changed = with(&item("UPDATE", &bench.current(1)), "department", "New");
    let items = json!([bench.stranger(), bench.leaver(0), changed]);
    let job = bench.submitted(items).await;
    for (millis, status) in [
        (0, "Pending"),
        (700, "Validating"),
        (700, "Processing"),
        (550, "Succeeded"),
    ] {
        assert_eq!(bench.simulator.ledger().applied, []);
        bench.simulator.advance(MILLIS(millis));
        assert_eq!(bench.status(&job).await, status);
    }
    let (_, body) = bench.get(&format!("{job}/status")).await;
    let expected = json!({"newcomers": 1, "updaters": 1, "leavers": 1});
    assert_eq!(body["statistics"], expected);
    assert!(body["updated_at"].is_string());
    assert!(bench.errors(&job).await.is_empty());
    assert_eq!(bench.simulator.ledger().applied.len(), 3);
    bench.simulator.advance(Duration::from_secs(3_600));
    assert_eq!(bench.simulator.ledger().applied.len(), 3);
}

#[tokio::test]
async fn errors_appear_only_at_the_end_and_states_in_either_spelling() {
    let config = Config {
        status_spelling: Spelling::Upper,
        ..quiet()
    };
    let bench = Bench::new(config).await;
    let bad = with(&bench.leaver(0), "employee_id", "nobody");
    let job = bench.submitted(json!([bad, bench.stranger()])).await;
    bench.simulator.advance(MILLIS(1_500));
    assert_eq!(bench.status(&job).await, "PROCESSING");
    assert!(bench.errors(&job).await.is_empty());
    bench.simulator.advance(MILLIS(1_000));
    assert_eq!(bench.status(&job).await, "SUCCEEDED_WITH_ERRORS");
    assert_eq!(bench.errors(&job).await.len(), 1);
}

#[tokio::test]
async fn removals_above_a_tenth_wait_for_an_approval() {
    let bench = Bench::new(quiet()).await;
    let leavers = |count: usize| Value::Array((0..count).map(|nth| bench.leaver(nth)).collect());
    let large = bench.submitted(leavers(5)).await;
    bench.simulator.advance(Duration::from_secs(600));
    assert_eq!(bench.status(&large).await, "Approval Requested");
    let id = large.rsplit('/').next().unwrap();
    assert!(bench.simulator.reject(id) && !bench.simulator.approve(id));
    assert_eq!(bench.status(&large).await, "Rejected");
    assert!(bench.simulator.ledger().applied.is_empty());

    let again = bench.submitted(leavers(5)).await;
    bench.simulator.advance(MILLIS(1_400));
    assert!(bench.simulator.approve(again.rsplit('/').next().unwrap()));
    assert_eq!(bench.status(&again).await, "Processing");
    bench.simulator.advance(MILLIS(600));
    assert_eq!(bench.status(&again).await, "Succeeded");

    // 35 are left: 3 of them are below a tenth.
    let small = bench.run(leavers(3)).await;
    assert_eq!(small.0, "Succeeded");
}

#[tokio::test]
async fn an_outcome_can_be_forced() {
    let bench = Bench::new(quiet()).await;
    let items = json!([bench.leaver(0), bench.leaver(1)]);
    bench.simulator.force_next_outcome(Outcome::Rejected);
    assert_eq!(bench.run(items.clone()).await.0, "Rejected");
    assert!(bench.simulator.ledger().applied.is_empty());

    let broken = Outcome::InternalServerError { applied: 1 };
    bench.simulator.force_next_outcome(broken);
    assert_eq!(bench.run(items).await.0, "Internal Server Error");
    assert_eq!(bench.simulator.ledger().applied.len(), 1);

    let passing = Outcome::Passing("ON_HOLD".to_owned());
    bench.simulator.force_next_outcome(passing);
    let job = bench.submitted(json!([bench.leaver(3)])).await;
    bench.simulator.advance(MILLIS(1_400));
    assert_eq!(bench.status(&job).await, "ON_HOLD");
    bench.simulator.advance(MILLIS(600));
    assert_eq!(bench.status(&job).await, "Succeeded");
}
