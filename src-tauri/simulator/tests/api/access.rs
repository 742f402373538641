//! Tokens and limits.

use std::time::Duration;

use reqwest::Method;
use rollcall_simulator::{Config, Endpoint, LimitKind};

use crate::support::{Bench, quiet, read};

#[tokio::test]
async fn a_token_is_given_for_a_form_and_nothing_else() {
    let bench = Bench::new(quiet()).await;
    let url = format!("{}/oauth/token", bench.simulator.origin());
    let json = bench
        .client
        .post(&url)
        .header("content-type", "application/json")
        .body(r#"{"grant_type":"client_credentials"}"#);
    let (status, body) = read(json).await;
    assert_eq!(status, 400);
    assert!(
        body["error"]
            .as_str()
            .unwrap()
            .contains("invalid grant type")
    );
    assert!(body["trace_id"].is_string());

    let (status, body) = bench.ask_token("wrong").await;
    assert_eq!(status, 401);
    assert!(body["access_token"].is_null());

    let password = [("grant_type", "password"), ("client_id", "x")];
    assert_eq!(read(bench.client.post(&url).form(&password)).await.0, 400);

    let (_, body) = bench.ask_token(&bench.simulator.client_secret()).await;
    assert_eq!(body["expires_in"], 3600);
    assert_eq!(body["token_type"], "Bearer");
    assert_eq!(bench.simulator.ledger().tokens_issued, 2);
}

#[tokio::test]
async fn a_token_lasts_as_long_as_it_was_said_to() {
    let config = Config {
        token_lifetime: Duration::from_secs(300),
        ..quiet()
    };
    let bench = Bench::new(config).await;
    bench.simulator.advance(Duration::from_secs(299));
    assert_eq!(bench.get("/v1/employees").await.0, 200);
    bench.simulator.advance(Duration::from_secs(1));
    assert_eq!(bench.get("/v1/employees").await.0, 401);
}

#[tokio::test]
async fn everything_else_wants_a_bearer_token() {
    let mut bench = Bench::new(quiet()).await;
    bench.token = "made-up".to_owned();
    assert_eq!(bench.get("/v1/employees").await.0, 401);
    assert_eq!(bench.post("/v1/eligibility/jobs").await.0, 401);
    let url = format!("{}/v1/companies", bench.simulator.origin());
    assert_eq!(read(bench.client.get(url)).await.0, 401);
    assert!(bench.simulator.ledger().jobs.is_empty());
    assert_eq!(bench.get("/v1/nothing").await.0, 404);
}

#[tokio::test]
async fn a_limited_answer_says_what_is_left_and_when_to_come_back() {
    let config = Config {
        limits: LimitKind::FixedWindow,
        ..quiet()
    };
    let bench = Bench::new(config).await;
    let ask = || bench.request(Method::GET, "/v1/employees").send();
    let header = |response: &reqwest::Response, name: &str| {
        response.headers()[name].to_str().unwrap().to_owned()
    };
    for nth in 1..=5 {
        let response = ask().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(header(&response, "ratelimit-limit"), "300");
        assert_eq!(
            header(&response, "ratelimit-remaining"),
            (300 - nth).to_string()
        );
    }
    let refused = ask().await.unwrap();
    assert_eq!(refused.status(), 429);
    assert_eq!(header(&refused, "ratelimit-remaining"), "0");
    assert_eq!(header(&refused, "retry-after"), "1");
    bench.simulator.advance(Duration::from_secs(1));
    assert_eq!(ask().await.unwrap().status(), 200);
    let ledger = bench.simulator.ledger();
    assert_eq!(ledger.too_many, 1);
    assert_eq!(ledger.count(Endpoint::Employees), 7);
}

#[tokio::test]
async fn each_endpoint_has_its_documented_rate() {
    for kind in [LimitKind::FixedWindow, LimitKind::SlidingWindow] {
        let config = Config {
            limits: kind,
            ..quiet()
        };
        let bench = Bench::new(config).await;
        for nth in 1..=26 {
            let (status, _) = bench.post("/v1/eligibility/jobs").await;
            assert_eq!(status.as_u16(), if nth == 26 { 429 } else { 201 });
            bench.simulator.advance(Duration::from_secs(2));
        }
        // Another endpoint has a budget of its own.
        assert_eq!(bench.get("/v1/employees").await.0, 200);
    }
}
