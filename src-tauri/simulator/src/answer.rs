//! What the simulator sends back, and the error bodies of contract §1.
//! It must never decide which answer is due.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// An answer before it goes over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    content_type: Option<&'static str>,
    pub(crate) body: Vec<u8>,
    headers: Vec<(&'static str, String)>,
}

/// The text of a header.
#[derive(Debug)]
pub(crate) struct HeaderText(String);

impl From<String> for HeaderText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<u32> for HeaderText {
    fn from(number: u32) -> Self {
        Self(number.to_string())
    }
}

impl From<u64> for HeaderText {
    fn from(number: u64) -> Self {
        Self(number.to_string())
    }
}

/// One line of a 400's `errors`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FieldError {
    pub(crate) field: String,
    pub(crate) message: String,
}

impl Answer {
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            content_type: None,
            body: Vec::new(),
            headers: Vec::new(),
        }
    }

    pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => Self {
                content_type: Some("application/json"),
                body,
                ..Self::empty(status)
            },
            Err(error) => {
                tracing::error!(%error, "an answer could not be written as JSON");
                Self::empty(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    pub(crate) fn html(status: StatusCode, page: &str) -> Self {
        Self {
            content_type: Some("text/html; charset=utf-8"),
            body: page.as_bytes().to_vec(),
            ..Self::empty(status)
        }
    }

    /// `{message, reason, errors}`: what the eligibility service says.
    pub(crate) fn refused(status: StatusCode, reason: &str, errors: &[FieldError]) -> Self {
        let message = status.canonical_reason().unwrap_or("Error");
        let body = json!({ "message": message, "reason": reason, "errors": errors });
        Self::json(status, &body)
    }

    /// `{error, path, status_code}`: what the gateway before the service says.
    pub(crate) fn gateway(status: StatusCode, path: &str) -> Self {
        let body = json!({
            "error": status.canonical_reason().unwrap_or("Error"),
            "path": path,
            "status_code": status.as_u16(),
        });
        Self::json(status, &body)
    }

    /// `{error, trace_id}`: what the token service says.
    pub(crate) fn traced(status: StatusCode, error: &str) -> Self {
        let body: Value =
            json!({ "error": error, "trace_id": Uuid::new_v4().simple().to_string() });
        Self::json(status, &body)
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<HeaderText>) -> Self {
        self.headers.push((name, value.into().0));
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        if let Some(content_type) = self.content_type {
            let value = HeaderValue::from_static(content_type);
            response.headers_mut().insert(header::CONTENT_TYPE, value);
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                let name = HeaderName::from_static(name);
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
