//! Every way in which an answer can fail, told apart, with what is known of its effect.

use super::script::with;
use super::{Reply, SECRET, Script, client, client_on, clock, json, status};
use crate::clock::Clock;
use crate::wellhub::{Applied, BadAnswer, JobId, WellhubError};
use std::time::Duration;

/// Sends items to a server that answers so; a write is sent once.
async fn write_to(reply: Reply) -> WellhubError {
    let script = Script::start([reply]).await;
    let written = client(&script)
        .add_items(&JobId("j".into()), b"[]".to_vec())
        .await;
    assert_eq!(script.calls().len(), 1, "a write is sent once");
    written.expect_err("a failure")
}

#[tokio::test]
async fn each_status_has_its_case() {
    for (code, applied) in [
        (400, Applied::No),
        (403, Applied::No),
        (404, Applied::No),
        (409, Applied::Unknown),
        (413, Applied::No),
        (422, Applied::No),
        (429, Applied::No),
        (500, Applied::Unknown),
        (503, Applied::Unknown),
        (302, Applied::Unknown),
        (200, Applied::Unknown),
    ] {
        let body = r#"{"error":"no","trace_id":"t-7"}"#;
        let error = write_to(json(code, body)).await;
        assert_eq!(error.applied(), applied, "{code}: {error}");
        let right = match code {
            400 => matches!(error, WellhubError::BadRequest(_)),
            403 => matches!(error, WellhubError::Forbidden(_)),
            404 => matches!(error, WellhubError::NotFound(_)),
            409 => matches!(error, WellhubError::Conflict(_)),
            413 => matches!(error, WellhubError::TooLarge(_)),
            422 => matches!(error, WellhubError::Unprocessable(_)),
            429 => matches!(error, WellhubError::TooManyRequests { .. }),
            500 | 503 => matches!(error, WellhubError::Server { status, .. } if status == code),
            _ => matches!(error, WellhubError::Unexpected { status, .. } if status == code),
        };
        assert!(right, "{code}: {error:?}");
        if code != 429 {
            assert_eq!(error.trace_id(), Some("t-7"));
        }
    }
}

#[tokio::test]
async fn the_faults_of_a_refused_batch_are_read() {
    let error = write_to(json(
        400,
        r#"{"message":"Bad Request","errors":[{"field":"[3].operation","message":"unknown"}]}"#,
    ))
    .await;
    let fault = &error.body().expect("a body").errors[0];
    assert_eq!((fault.index(), fault.name()), (Some(3), "operation"));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Script::start([json(200, "{}")]).await;
    let to = format!("location: {}/v1", elsewhere.origin());
    for code in [301, 302, 307, 308] {
        let error = write_to(with(code, &[&to], "")).await;
        assert!(matches!(error, WellhubError::Unexpected { status, .. } if status == code));
    }
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn a_broken_line_is_told_from_a_missing_one() {
    let error = write_to(Reply::Cut).await;
    assert!(matches!(error, WellhubError::Cut(_)), "{error:?}");
    assert_eq!(error.applied(), Applied::Unknown);
    let half = b"HTTP/1.1 204 No".to_vec();
    let error = write_to(Reply::Bytes(half)).await;
    assert!(matches!(error, WellhubError::Cut(_)), "{error:?}");

    let script = Script::start([]).await;
    let client = client(&script);
    client.token().await.expect("signs in");
    drop(script);
    tokio::task::yield_now().await;
    let error = client
        .submit(&JobId("j".into()))
        .await
        .expect_err("nobody there");
    assert!(matches!(error, WellhubError::Connect(_)), "{error:?}");
    assert_eq!(error.applied(), Applied::No);
}

#[tokio::test]
async fn silence_is_a_time_out() {
    let script = Script::start([Reply::Silence]).await;
    let mut config = client(&script).config().clone();
    config.timeout = Duration::from_millis(200);
    let client = super::build(config, &clock());
    let error = client
        .submit(&JobId("j".into()))
        .await
        .expect_err("silence");
    assert!(matches!(error, WellhubError::Timeout(_)), "{error:?}");
    assert_eq!(error.applied(), Applied::Unknown);
}

#[tokio::test]
async fn an_answer_of_another_kind_is_no_answer() {
    let created = |reply| async move {
        let script = Script::start([reply]).await;
        let error = client(&script).create_job().await.expect_err("no job");
        assert_eq!(error.applied(), Applied::Unknown, "{error:?}");
        error
    };
    let error = created(with(201, &["content-type: text/html"], "<html>")).await;
    let kind = |text: &str| matches!(&error, WellhubError::BadAnswer(BadAnswer::ContentType(t)) if t == text);
    assert!(kind("text/html"), "{error:?}");
    for body in [r#"{"id":"#, "[]", r#"{"id":7}"#, "{}", ""] {
        let error = created(json(201, body)).await;
        let shape = matches!(error, WellhubError::BadAnswer(BadAnswer::Shape(_)));
        assert!(shape, "{body}: {error:?}");
    }
    let cut = "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{\"id\":\"j\"}";
    let error = created(Reply::Bytes(cut.into())).await;
    assert!(matches!(error, WellhubError::Cut(_)), "{error:?}");
}

#[tokio::test]
async fn an_answer_past_the_limit_is_not_read() {
    let long = format!("{{\"data\":[],\"cursor\":\"{}\"}}", "x".repeat(2 << 20));
    let script = Script::start([json(200, &long)]).await;
    let error = client(&script)
        .employees(None, None)
        .await
        .expect_err("too long");
    assert!(
        matches!(error, WellhubError::BadAnswer(BadAnswer::TooLong { .. })),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_read_is_tried_again_and_a_write_is_not() {
    let page = r#"{"cursor":null,"data":[]}"#;
    let falters = || {
        [
            Reply::Cut,
            status(503, ""),
            json(500, "{}"),
            json(200, page),
        ]
    };
    let script = Script::start(falters()).await;
    let read = client(&script)
        .employees(None, None)
        .await
        .expect("reads in the end");
    assert_eq!((read.data.len(), script.calls().len()), (0, 4));

    let script = Script::start((0..9).map(|_| status(503, ""))).await;
    let error = client(&script)
        .employees(None, None)
        .await
        .expect_err("gives up");
    assert!(matches!(error, WellhubError::Server { status: 503, .. }));
    assert_eq!(script.calls().len(), 4);

    let script = Script::start(falters()).await;
    let error = client(&script)
        .create_job()
        .await
        .expect_err("is sent once");
    assert!(matches!(error, WellhubError::Cut(_)));
    assert_eq!(script.calls().len(), 1);
}

#[tokio::test]
async fn a_refusal_for_haste_is_waited_out() {
    for (wait, seconds) in [("7", 7), ("Mon, 02 Mar 2026 10:00:30 GMT", 30)] {
        let header = format!("retry-after: {wait}");
        let slow = with(429, &[&header, "ratelimit-reset: 1"], "");
        let script = Script::start([slow, json(200, r#"{"cursor":null,"data":[]}"#)]).await;
        let clock = clock();
        client_on(&script, &clock)
            .employees(None, None)
            .await
            .expect("reads after a wait");
        assert!(clock.monotonic() >= Duration::from_secs(seconds), "{wait}");

        let error = write_to(with(429, &[&header], "")).await;
        let told = Some(Duration::from_secs(seconds));
        assert!(
            matches!(error, WellhubError::TooManyRequests { retry_after } if retry_after == told)
        );
    }
}

#[tokio::test]
async fn no_secret_is_in_what_is_shown() {
    let echo = format!(r#"{{"error":"{SECRET} is wrong"}}"#);
    let script = Script::with_sign_ins([json(400, &echo), json(401, &echo)]).await;
    let client = client(&script);
    for _ in 0..2 {
        let error = client.create_job().await.expect_err("refused");
        assert!(!format!("{error} {error:?} {client:?}").contains(SECRET));
    }
}
