//! Access tokens by client credentials, form-encoded only (contract §1).
//! Neither a secret nor a token must ever reach the ledger or a log.

use std::fmt;

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::answer::Answer;
use crate::clock::Clock;
use crate::config::Config;
use crate::state::{Moment, State};

/// The one client that the simulator knows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Credentials {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Credentials")
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

impl Credentials {
    /// New ones, different in each simulator, so that one cannot be mistaken for another.
    pub(crate) fn generate() -> Self {
        Self {
            client_id: format!("simulated-{}", Uuid::new_v4().simple()),
            client_secret: format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()),
        }
    }
}

#[derive(Deserialize)]
struct TokenRequest {
    client_id: Option<String>,
    client_secret: Option<String>,
    grant_type: Option<String>,
}

/// POST /oauth/token
pub(crate) fn token(
    state: &mut State,
    config: &Config,
    clock: &Clock,
    content_type: &str,
    body: &[u8],
    moment: Moment,
) -> Answer {
    let Some(request) = read(content_type, body) else {
        return Answer::traced(StatusCode::BAD_REQUEST, "invalid grant type");
    };
    if request.grant_type.as_deref() != Some("client_credentials") {
        return Answer::traced(StatusCode::BAD_REQUEST, "invalid grant type");
    }
    let (Some(id), Some(secret)) = (request.client_id, request.client_secret) else {
        return Answer::traced(StatusCode::BAD_REQUEST, "missing client credentials");
    };
    let known = &state.credentials;
    if id != known.client_id || secret != known.client_secret {
        return Answer::traced(StatusCode::UNAUTHORIZED, "invalid client credentials");
    }
    let token = format!("{}.{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    state.tokens.retain(|_, ends| *ends > moment.now);
    state
        .tokens
        .insert(token.clone(), moment.now + config.token_lifetime);
    state.log.tokens_issued += 1;
    let body = json!({
        "access_token": token,
        "expires_in": clock.real_seconds(config.token_lifetime),
        "token_type": "Bearer",
    });
    Answer::json(StatusCode::OK, &body)
}

/// A form body has the shape of a query, so axum's reader of queries reads it.
fn read(content_type: &str, body: &[u8]) -> Option<TokenRequest> {
    let media_type = content_type.split(';').next()?.trim();
    if !media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return None;
    }
    let form = std::str::from_utf8(body).ok()?;
    let uri: Uri = format!("/?{form}").parse().ok()?;
    let Query(request) = Query::try_from_uri(&uri).ok()?;
    Some(request)
}

/// Whether the request carries a token that is valid now.
pub(crate) fn is_authorised(state: &State, headers: &HeaderMap, moment: Moment) -> bool {
    bearer(headers)
        .and_then(|token| state.tokens.get(token))
        .is_some_and(|ends| moment.now < *ends)
}

/// Makes the request's token invalid.
pub(crate) fn revoke(state: &mut State, headers: &HeaderMap) {
    if let Some(token) = bearer(headers) {
        state.tokens.remove(token);
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
