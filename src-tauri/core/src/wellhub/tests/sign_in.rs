//! The token: one request however many ask, renewed when it ends or is refused, and a wrong secret that stops.

use std::sync::Arc;
use std::time::Duration;

use super::{Reply, SECRET, Script, client, client_on, clock, json, status};
use crate::clock::SystemClock;
use crate::wellhub::{Applied, Client, ClientConfig, JobId, Limits, MemoryTokens, WellhubError};

fn page() -> Reply {
    json(200, r#"{"cursor":null,"data":[]}"#)
}

fn token(name: &str, seconds: u32) -> Reply {
    json(
        200,
        &format!(r#"{{"access_token":"{name}","expires_in":{seconds},"token_type":"Bearer"}}"#),
    )
}

#[tokio::test]
async fn it_is_asked_for_as_a_form() {
    let script = Script::start([]).await;
    client(&script).token().await.expect("signs in");
    let asked = &script.seen()[0];
    assert_eq!(asked.line(), "POST /oauth/token HTTP/1.1");
    assert!(
        asked
            .head
            .contains("content-type: application/x-www-form-urlencoded")
    );
    assert!(asked.head.to_lowercase().contains("user-agent: rollcall/"));
    let form = format!("client_id=client-1&client_secret={SECRET}&grant_type=client_credentials");
    assert_eq!(asked.body, form);
}

#[tokio::test]
async fn twenty_who_ask_at_once_share_one() {
    let script = Script::start((0..20).map(|_| page())).await;
    let shared = SystemClock::shared();
    // Twenty go past the burst, and waiting for it is tested elsewhere.
    let limits = Limits::documented(Arc::clone(&shared), None).scaled(1000.0);
    let config = ClientConfig::new(script.origin().parse().expect("loopback"), "client-1");
    let tokens = Arc::new(MemoryTokens::default());
    let client = Client::new(config, SECRET.into(), Arc::new(limits), tokens, shared);
    let client = client.expect("a client");
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        tasks.spawn(async move { client.employees(None, None).await.map(drop) });
    }
    while let Some(done) = tasks.join_next().await {
        done.expect("no panic").expect("a page");
    }
    assert_eq!((script.sign_ins(), script.calls().len()), (1, 20));
}

#[tokio::test]
async fn it_is_renewed_shortly_before_it_ends() {
    let script =
        Script::with_sign_ins([token("a", 300), page(), page(), token("b", 300), page()]).await;
    let clock = clock();
    let client = client_on(&script, &clock);
    client.employees(None, None).await.expect("a page");
    clock.advance(Duration::from_secs(260));
    client.employees(None, None).await.expect("a page");
    assert_eq!(script.sign_ins(), 1);
    clock.advance(Duration::from_secs(15));
    client.employees(None, None).await.expect("a page");
    assert_eq!(script.sign_ins(), 2);
    assert!(script.calls()[2].head.contains("authorization: Bearer b"));
}

#[tokio::test]
async fn a_refused_one_is_renewed_once() {
    let script = Script::start([status(401, ""), status(204, "")]).await;
    let job = JobId("j".into());
    client(&script)
        .add_items(&job, b"[]".to_vec())
        .await
        .expect("is sent with the new one");
    let calls = script.calls();
    assert_eq!(script.sign_ins(), 2);
    assert!(calls[0].head.contains("Bearer t1") && calls[1].head.contains("Bearer t2"));
    assert_eq!(calls[1].body, "[]");

    let script = Script::start([status(401, ""), status(401, "")]).await;
    let error = client(&script).submit(&job).await.expect_err("refused");
    assert!(matches!(error, WellhubError::Unauthorized(_)), "{error:?}");
    assert_eq!((script.sign_ins(), script.calls().len()), (2, 2));
}

#[tokio::test]
async fn a_wrong_secret_stops_at_once() {
    let script = Script::with_sign_ins([json(401, "{}")]).await;
    let error = client(&script).create_job().await.expect_err("refused");
    assert!(matches!(error, WellhubError::WrongSecret), "{error:?}");
    assert_eq!((error.applied(), script.seen().len()), (Applied::No, 1));
}

#[tokio::test]
async fn a_sign_in_is_tried_again_and_its_failure_sends_nothing() {
    let script =
        Script::with_sign_ins([Reply::Cut, status(503, ""), token("a", 300), page()]).await;
    client(&script).employees(None, None).await.expect("a page");

    let script = Script::with_sign_ins((0..4).map(|_| Reply::Cut)).await;
    let error = client(&script).create_job().await.expect_err("no token");
    assert!(
        matches!(&error, WellhubError::NotSent(inner) if matches!(**inner, WellhubError::Cut(_)))
    );
    assert_eq!((error.applied(), script.calls().len()), (Applied::No, 0));
}

#[tokio::test]
async fn a_network_that_is_refused_is_told_at_the_sign_in() {
    let script = Script::with_sign_ins([json(403, r#"{"error":"blocked"}"#)]).await;
    let error = client(&script).token().await.expect_err("refused");
    assert!(matches!(error, WellhubError::Forbidden(_)), "{error:?}");
    assert_eq!(script.sign_ins(), 1);
}
