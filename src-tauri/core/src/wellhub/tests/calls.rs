//! What each call asks for, and what it makes of the answer.

use super::{Script, client, json, status};
use crate::employee::TaxId;
use crate::wellhub::{BadAnswer, Client, Entity, JobId, JobStatus, WellhubError};

#[tokio::test]
async fn a_job_goes_its_way() {
    let script = Script::start([
        json(201, r#"{"id":"job/1 ü"}"#),
        status(204, ""),
        json(200, r#"{"cursor":"n+/=&%","data":[{"operation":"CREATE","company_tax_id":"1","change_number":1}]}"#),
        json(200, r#"{"cursor":null,"data":[{"operation":"DELETE","company_tax_id":"1","change_number":2}]}"#),
        status(202, ""),
        json(200, r#"{"id":"j","status":"SUCCEEDED_WITH_ERRORS","statistics":{"newcomers":3,"updaters":2,"leavers":1},"updated_at":"2026-01-20T10:30:00Z"}"#),
        json(200, r#"{"cursor":null,"data":[{"change_number":2,"field_name":"EMAIL","error_type":"NOT_FOUND"}]}"#),
    ])
    .await;
    let client = client(&script);
    let job = client.create_job().await.expect("a job");
    client
        .add_items(&job, b"[{}]".to_vec())
        .await
        .expect("adds");
    let mut items = Vec::new();
    let listed = client.each_item(&job, |item| items.push(item)).await;
    listed.expect("lists");
    assert_eq!(
        items
            .iter()
            .filter_map(|item| item.change_number)
            .collect::<Vec<_>>(),
        [1, 2]
    );
    client.submit(&job).await.expect("submits");
    let report = client.status(&job).await.expect("reports");
    assert_eq!(
        (report.status, report.wire.as_str()),
        (JobStatus::SucceededWithErrors, "SUCCEEDED_WITH_ERRORS")
    );
    assert_eq!(
        report
            .statistics
            .map(|s| (s.newcomers, s.updaters, s.leavers)),
        Some((3, 2, 1))
    );
    let errors = client.all_errors(&job).await.expect("lists");
    assert_eq!(errors[0].change_number, Some(2));
    let lines: Vec<String> = script
        .calls()
        .iter()
        .map(|seen| seen.line().to_owned())
        .collect();
    let base = "/v1/eligibility/jobs/job%2F1%20%C3%BC";
    assert_eq!(
        lines,
        [
            "POST /v1/eligibility/jobs HTTP/1.1".to_owned(),
            format!("POST {base}/items HTTP/1.1"),
            format!("GET {base}/items HTTP/1.1"),
            format!("GET {base}/items?cursor=n%2B%2F%3D%26%25 HTTP/1.1"),
            format!("POST {base}/submit HTTP/1.1"),
            format!("GET {base}/status HTTP/1.1"),
            format!("GET {base}/errors HTTP/1.1"),
        ]
    );
    assert!(
        script.calls()[1]
            .head
            .contains("content-type: application/json")
    );
}

#[tokio::test]
async fn a_tax_id_goes_into_the_path_without_its_slash() {
    let script = Script::start([json(200, r#"{"cursor":null,"data":[]}"#)]).await;
    let tax_id = TaxId::from("00.623.904/0001-73 ?#");
    client(&script)
        .employees(Some(&tax_id), None)
        .await
        .expect("a page");
    let line = script.calls()[0].line().to_owned();
    assert_eq!(
        line,
        "GET /v1/companies/00.623.9040001-73%20%3F%23/employees HTTP/1.1"
    );
}

#[tokio::test]
async fn an_id_that_would_climb_is_not_asked_for() {
    let script = Script::start([]).await;
    for id in ["..", ".", ""] {
        let error = client(&script)
            .submit(&JobId(id.into()))
            .await
            .expect_err("refused");
        assert!(matches!(error, WellhubError::BadAnswer(BadAnswer::Id)));
    }
    assert!(script.calls().is_empty());
}

#[tokio::test]
async fn one_company_is_told_from_many() {
    let page = r#"{"cursor":null,"data":[]}"#;
    let script = Script::start([
        json(400, r#"{"error":"operation not available"}"#),
        json(200, page),
    ])
    .await;
    assert_eq!(
        client(&script).entity().await.expect("an entity"),
        Entity::Single
    );
    assert_eq!(script.calls()[1].line(), "GET /v1/employees HTTP/1.1");

    let script = Script::start([
        json(
            200,
            r#"{"cursor":"2","data":[{"company_name":"Aurora","company_tax_id":"1"}]}"#,
        ),
        json(200, r#"{"cursor":null,"data":[{"company_tax_id":"2"}]}"#),
    ])
    .await;
    let Ok(Entity::Multiple(companies)) = client(&script).entity().await else {
        panic!("many companies");
    };
    assert_eq!(
        (companies[0].name.as_str(), companies[1].tax_id.as_str()),
        ("Aurora", "2")
    );

    let script = Script::start([json(400, "{}"), json(403, "{}")]).await;
    let error = client(&script).entity().await.expect_err("not confirmed");
    assert!(matches!(error, WellhubError::Forbidden(_)));
    let script = Script::start([json(200, page)]).await;
    let error = client(&script).entity().await.expect_err("no company");
    assert!(matches!(
        error,
        WellhubError::BadAnswer(BadAnswer::NoCompany)
    ));
}

/// Commands and workers move these to other threads.
#[tokio::test]
async fn calls_can_be_made_from_any_thread() {
    fn sends<T: Send>(_: &T) {}
    let script = Script::start([]).await;
    let client: Client = client(&script);
    let job = JobId("j".into());
    sends(&client.entity());
    sends(&client.each_item(&job, |_| {}));
    sends(&client.submit(&job));
}
