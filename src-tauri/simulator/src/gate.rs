//! The way of every API request: recognised, counted, authorised, limited, answered, or made to fail.
//! It must never let a request take effect that it refuses.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response, StatusCode, header};
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};

use crate::answer::Answer;
use crate::endpoint::{Endpoint, Route};
use crate::faults::{FaultKind, RetryAfter};
use crate::jobs;
use crate::ledger::RequestRecord;
use crate::limits::Verdict;
use crate::state::{Moment, State};
use crate::wire::Wire;
use crate::world::World;
use crate::{companies, employees, oauth};

/// More than any request may hold, so that one that is too large still gets its 413.
const READ_LIMIT: usize = 64 * 1024 * 1024;

/// Answers one request to the API.
pub(crate) async fn pass(
    Shared(world): Shared<Arc<World>>,
    ConnectInfo(wire): ConnectInfo<Wire>,
    request: Request,
) -> Response<Body> {
    let _under_way = world.under_way();
    let (parts, body) = request.into_parts();
    let route = Route::of(&parts.method, parts.uri.path());
    let endpoint = route.as_ref().map(|route| route.endpoint);
    let fault = endpoint.and_then(|endpoint| world.faults.take(endpoint));
    let n = arrived(&world, &parts, endpoint, fault.as_ref());
    if fault == Some(FaultKind::CutBefore) {
        wire.cut();
        return Answer::empty(StatusCode::INTERNAL_SERVER_ERROR).into_response();
    }
    let Ok(body) = to_bytes(body, READ_LIMIT).await else {
        wire.cut();
        return Answer::empty(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    if let (Some(route), Some(FaultKind::DeliveredTwice)) = (&route, &fault) {
        // Nobody waits for the first of the two answers.
        let _ = decide(&world, route, &parts, &body, None);
    }
    let answer = match &route {
        Some(route) => decide(&world, route, &parts, &body, fault.as_ref()),
        None => Answer::gateway(StatusCode::NOT_FOUND, parts.uri.path()),
    };
    match fault {
        Some(FaultKind::CutAfter) => wire.cut(),
        Some(FaultKind::TruncatedBody) => {
            wire.truncate_next(answer.body.len() / 2);
            answered(&world, n, answer.status);
        }
        Some(FaultKind::AnsweredTwice) => {
            wire.repeat_next();
            answered(&world, n, answer.status);
        }
        Some(FaultKind::Slow(time)) => {
            tokio::time::sleep(time).await;
            answered(&world, n, answer.status);
        }
        _ => answered(&world, n, answer.status),
    }
    answer.into_response()
}

fn arrived(
    world: &World,
    parts: &Parts,
    endpoint: Option<Endpoint>,
    fault: Option<&FaultKind>,
) -> usize {
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    tracing::debug!(method = %parts.method, ?endpoint, "request");
    world.with(|state, moment| {
        let n = state.log.requests.len() + 1;
        state.log.requests.push(RequestRecord {
            n,
            endpoint,
            method: parts.method.to_string(),
            path: path.to_owned(),
            status: None,
            fault: fault.cloned(),
            at: Timestamp::now(),
            at_ms: u64::try_from(moment.now.as_millis()).unwrap_or(u64::MAX),
        });
        n
    })
}

fn answered(world: &World, n: usize, status: StatusCode) {
    world.with(|state, _| {
        if let Some(record) = state.log.requests.get_mut(n - 1) {
            record.status = Some(status.as_u16());
        }
    });
}

fn decide(
    world: &World,
    route: &Route,
    parts: &Parts,
    body: &[u8],
    fault: Option<&FaultKind>,
) -> Answer {
    let path = parts.uri.path();
    world.with(|state, moment| {
        if fault == Some(&FaultKind::RevokedToken) {
            oauth::revoke(state, &parts.headers);
        }
        let is_token = route.endpoint == Endpoint::Token;
        let revoked_at_token = is_token && fault == Some(&FaultKind::RevokedToken);
        let authorised = is_token || oauth::is_authorised(state, &parts.headers, moment);
        if revoked_at_token || !authorised {
            return Answer::gateway(StatusCode::UNAUTHORIZED, path);
        }
        let verdict = state.limits.ask(route.endpoint, moment.now);
        if let Some(verdict) = verdict.filter(|verdict| !verdict.allowed) {
            state.log.too_many += 1;
            let wait = world.clock.real_seconds(verdict.reset).max(1);
            let answer = Answer::gateway(StatusCode::TOO_MANY_REQUESTS, path);
            return with_limits(answer, world, Some(verdict)).header("retry-after", wait);
        }
        if let Some(FaultKind::TooMany {
            retry_after,
            headers,
        }) = fault
        {
            let exhausted = verdict.map(|verdict| Verdict {
                remaining: 0,
                ..verdict
            });
            return too_many(world, path, *retry_after, exhausted.filter(|_| *headers));
        }
        let answer = before(fault, path).unwrap_or_else(|| {
            let answer = effect(world, state, route, parts, body, moment);
            after(fault, path).unwrap_or(answer)
        });
        with_limits(answer, world, verdict)
    })
}

/// The answer of a fault that keeps the request from taking effect.
fn before(fault: Option<&FaultKind>, path: &str) -> Option<Answer> {
    match fault? {
        FaultKind::Status { code, before: true } => Some(Answer::gateway(status(*code), path)),
        FaultKind::Forbidden => Some(Answer::gateway(StatusCode::FORBIDDEN, path)),
        FaultKind::WrongContentType => {
            let page = "<!doctype html><title>Sign in</title><p>Sign in to use this network.";
            Some(Answer::html(StatusCode::OK, page))
        }
        _ => None,
    }
}

/// The answer of a fault that hides what the request did.
fn after(fault: Option<&FaultKind>, path: &str) -> Option<Answer> {
    match fault? {
        FaultKind::Status {
            code,
            before: false,
        } => Some(Answer::gateway(status(*code), path)),
        _ => None,
    }
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn effect(
    world: &World,
    state: &mut State,
    route: &Route,
    parts: &Parts,
    body: &[u8],
    moment: Moment,
) -> Answer {
    let (config, pages) = (&world.config, world.pages);
    let (id, uri) = (route.parameter.as_str(), &parts.uri);
    let kind = content_type(&parts.headers);
    match route.endpoint {
        Endpoint::Token => oauth::token(state, config, &world.clock, kind, body, moment),
        Endpoint::CreateJob => jobs::create(state, moment),
        Endpoint::AddItems => jobs::add_items(state, config, id, kind, body, moment),
        Endpoint::ListItems => jobs::list_items(state, pages, id, uri),
        Endpoint::Submit => jobs::submit(state, id, moment),
        Endpoint::Status => jobs::status(state, config, id, moment),
        Endpoint::Errors => jobs::errors(state, pages, id, uri),
        Endpoint::Employees => employees::list(state, pages, uri),
        Endpoint::CompanyEmployees => employees::list_of_company(state, pages, id, uri),
        Endpoint::Companies => companies::list(state, pages, uri),
    }
}

fn content_type(headers: &HeaderMap) -> &str {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn with_limits(answer: Answer, world: &World, verdict: Option<Verdict>) -> Answer {
    let Some(verdict) = verdict else {
        return answer;
    };
    answer
        .header("ratelimit-limit", verdict.limit)
        .header("ratelimit-remaining", verdict.remaining)
        .header("ratelimit-reset", world.clock.real_seconds(verdict.reset))
}

fn too_many(
    world: &World,
    path: &str,
    retry_after: Option<RetryAfter>,
    verdict: Option<Verdict>,
) -> Answer {
    let answer = with_limits(
        Answer::gateway(StatusCode::TOO_MANY_REQUESTS, path),
        world,
        verdict,
    );
    match retry_after {
        None => answer,
        Some(RetryAfter::Seconds(seconds)) => answer.header("retry-after", seconds),
        Some(RetryAfter::HttpDate(ahead)) => {
            let ahead = SignedDuration::from_secs(i64::try_from(ahead).unwrap_or(i64::MAX));
            let date = Timestamp::now()
                .checked_add(ahead)
                .and_then(|at| DateTimePrinter::new().timestamp_to_rfc9110_string(&at));
            match date {
                Ok(date) => answer.header("retry-after", date),
                Err(_) => answer,
            }
        }
    }
}
