//! Every fault, seen from the client's side of the wire, and what it did on the other side.

use std::time::Duration;

use reqwest::Method;
use rollcall_simulator::{Endpoint, Fault, FaultKind, RetryAfter};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{Bench, quiet, read};

async fn bench_with(endpoint: Endpoint, kind: FaultKind) -> Bench {
    let bench = Bench::new(quiet()).await;
    bench.simulator.faults().next(endpoint, kind);
    bench
}

fn jobs(bench: &Bench) -> usize {
    bench.simulator.ledger().jobs.len()
}

const JOBS: &str = "/v1/eligibility/jobs";

#[tokio::test]
async fn a_cut_before_has_no_effect_and_a_cut_after_has_one() {
    for (kind, effect) in [(FaultKind::CutBefore, 0), (FaultKind::CutAfter, 1)] {
        let bench = bench_with(Endpoint::CreateJob, kind.clone()).await;
        let cut = bench.request(Method::POST, JOBS).send().await;
        assert!(cut.is_err());
        assert_eq!(jobs(&bench), effect);
        let request = bench.simulator.ledger().requests[1].clone();
        assert_eq!((request.status, request.fault), (None, Some(kind)));
        assert_eq!(bench.post(JOBS).await.0, 201);
    }
}

#[tokio::test]
async fn an_error_status_hides_whether_the_request_took_effect() {
    for (before, effect) in [(true, 0), (false, 1)] {
        let kind = FaultKind::Status { code: 503, before };
        let bench = bench_with(Endpoint::CreateJob, kind).await;
        let (status, body) = bench.post(JOBS).await;
        assert_eq!(status, 503);
        assert_eq!(body["status_code"], 503);
        assert_eq!(jobs(&bench), effect);
    }
}

#[tokio::test]
async fn a_body_can_end_before_its_announced_length() {
    let bench = bench_with(Endpoint::CreateJob, FaultKind::TruncatedBody).await;
    let response = bench.request(Method::POST, JOBS).send().await.unwrap();
    assert_eq!(response.status(), 201);
    assert!(response.content_length().unwrap() > 20);
    assert!(response.bytes().await.is_err());
    assert_eq!(jobs(&bench), 1);

    let faults = bench.simulator.faults();
    faults.next(Endpoint::Employees, FaultKind::TruncatedBody);
    let page = bench.request(Method::GET, "/v1/employees").send().await;
    assert!(page.unwrap().text().await.is_err());
    assert_eq!(bench.get("/v1/employees").await.0, 200);
}

#[tokio::test]
async fn a_request_can_be_answered_twice_and_delivered_twice() {
    for (kind, effect) in [
        (FaultKind::AnsweredTwice, 1),
        (FaultKind::DeliveredTwice, 2),
    ] {
        let bench = bench_with(Endpoint::CreateJob, kind).await;
        assert_eq!(bench.post(JOBS).await.0, 201);
        assert_eq!(jobs(&bench), effect);
    }
}

#[tokio::test]
async fn an_answer_that_comes_twice_stands_twice_on_the_connection() {
    let bench = bench_with(Endpoint::Token, FaultKind::AnsweredTwice).await;
    let mut stream = TcpStream::connect(("127.0.0.1", bench.simulator.port()))
        .await
        .unwrap();
    let request =
        "POST /oauth/token HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut said = String::new();
    stream.read_to_string(&mut said).await.unwrap();
    assert_eq!(said.matches("HTTP/1.1 400").count(), 2, "{said}");
}

#[tokio::test]
async fn a_429_can_be_asked_for_in_every_form() {
    for (retry_after, headers) in [
        (None, false),
        (Some(RetryAfter::Seconds(7)), true),
        (Some(RetryAfter::HttpDate(60)), false),
    ] {
        let kind = FaultKind::TooMany {
            retry_after,
            headers,
        };
        let bench = bench_with(Endpoint::CreateJob, kind).await;
        let response = bench.request(Method::POST, JOBS).send().await.unwrap();
        assert_eq!(response.status(), 429);
        let sent = response.headers().get("retry-after");
        let sent = sent.map(|value| value.to_str().unwrap().to_owned());
        match retry_after {
            None => assert_eq!(sent, None),
            Some(RetryAfter::Seconds(_)) => assert_eq!(sent.as_deref(), Some("7")),
            Some(RetryAfter::HttpDate(_)) => assert!(sent.unwrap().ends_with(" GMT")),
        }
        assert_eq!(jobs(&bench), 0);
        assert_eq!(bench.simulator.ledger().too_many, 0);
    }
}

#[tokio::test]
async fn a_revoked_token_stays_revoked() {
    let mut bench = bench_with(Endpoint::Employees, FaultKind::RevokedToken).await;
    assert_eq!(bench.get("/v1/employees").await.0, 401);
    assert_eq!(bench.get("/v1/employees").await.0, 401);
    bench.token = bench.fresh_token().await;
    assert_eq!(bench.get("/v1/employees").await.0, 200);
}

#[tokio::test]
async fn screening_a_foreign_page_and_slowness_can_be_asked_for() {
    let bench = bench_with(Endpoint::Employees, FaultKind::Forbidden).await;
    assert_eq!(bench.get("/v1/employees").await.0, 403);

    let faults = bench.simulator.faults();
    faults.next(Endpoint::Employees, FaultKind::WrongContentType);
    let page = bench.request(Method::GET, "/v1/employees").send().await;
    let page = page.unwrap();
    assert_eq!(page.status(), 200);
    let kind = page.headers()["content-type"].to_str().unwrap();
    assert!(kind.starts_with("text/html"));

    let slow = FaultKind::Slow(Duration::from_secs(30));
    faults.next(Endpoint::CreateJob, slow);
    let request = bench.request(Method::POST, JOBS);
    let late = request.timeout(Duration::from_millis(200)).send().await;
    assert!(late.unwrap_err().is_timeout());
    assert_eq!(jobs(&bench), 1);
}

#[tokio::test]
async fn another_process_can_ask_for_faults_and_judge_by_the_ledger() {
    let bench = Bench::new(quiet()).await;
    let faults = json!([
        {"endpoint": "create_job", "nth": 2, "kind": {"status": {"code": 500, "before": true}}},
        {"endpoint": "employees", "kind": "forbidden"},
    ]);
    let asked = bench.post_json("/_simulator/faults", &faults).await;
    assert_eq!(asked.0, 204);
    let fault = Fault {
        endpoint: Endpoint::CreateJob,
        nth: 2,
        kind: FaultKind::Status {
            code: 500,
            before: true,
        },
    };
    assert_eq!(bench.simulator.faults().waiting()[0], fault);
    assert_eq!(bench.post(JOBS).await.0, 201);
    assert_eq!(bench.post(JOBS).await.0, 500);
    assert_eq!(bench.get("/v1/employees").await.0, 403);

    let first = bench.current(0);
    let find = json!({"employee_id": first.employee_id});
    let edit = json!({"set": {"find": find, "fields": {"department": "Elsewhere"}}});
    assert_eq!(bench.post_json("/_simulator/edit", &edit).await.0, 204);
    assert_eq!(bench.person(&first.id).department, "Elsewhere");
    let nobody = json!({"remove": {"find": {"employee_id": "nobody"}}});
    assert_eq!(bench.post_json("/_simulator/edit", &nobody).await.0, 404);

    let outcome = json!({"outcome": {"internal_server_error": {"applied": 0}}});
    assert_eq!(
        bench.post_json("/_simulator/outcome", &outcome).await.0,
        204
    );
    let job = bench.submitted(json!([bench.stranger()])).await;
    let time = json!({"seconds": 10});
    assert_eq!(bench.post_json("/_simulator/advance", &time).await.0, 204);
    assert_eq!(bench.status(&job).await, "Internal Server Error");

    let url = format!("{}/_simulator/ledger", bench.simulator.origin());
    let (status, ledger) = read(bench.client.get(url)).await;
    assert_eq!(status, 200);
    let cut = |request: &&Value| request["endpoint"] == "create_job";
    assert_eq!(
        ledger["requests"]
            .as_array()
            .unwrap()
            .iter()
            .filter(cut)
            .count(),
        3
    );
    let text = ledger.to_string();
    assert!(!text.contains(&bench.token) && !text.contains(&bench.simulator.client_secret()));
}
