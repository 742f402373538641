//! One request over HTTP and its whole answer. No redirect is followed, no request is repeated, no idle connection is
//! used again, and nothing but JSON within the limit is read (safety, Sending).

use std::error::Error;
use std::io;
use std::time::Instant;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;

use super::patience::Patience;
use super::{BadAnswer, ClientConfig, ErrorBody, WellhubError};

/// What a request carries.
pub(super) enum Body<'a> {
    Nothing,
    Json(Vec<u8>),
    Form(&'a [(&'static str, &'a str)]),
}

/// A request, but for its secrets.
pub(super) struct Request<'a> {
    pub(super) method: Method,
    pub(super) path: &'a [&'a str],
    pub(super) cursor: Option<&'a str>,
    pub(super) body: Body<'a>,
    patience: Option<&'a Patience>,
}

impl<'a> Request<'a> {
    pub(super) fn get(path: &'a [&'a str], cursor: Option<&'a str>) -> Self {
        Self {
            method: Method::GET,
            path,
            cursor,
            body: Body::Nothing,
            patience: None,
        }
    }

    pub(super) fn post(path: &'a [&'a str], body: Body<'a>) -> Self {
        Self {
            method: Method::POST,
            path,
            cursor: None,
            body,
            patience: None,
        }
    }

    /// The same within what is left of somebody's patience.
    pub(super) fn within(mut self, patience: &'a Patience) -> Self {
        self.patience = Some(patience);
        self
    }
}

/// A whole answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    body: Vec<u8>,
}

/// The connection to one origin.
#[derive(Debug, Clone)]
pub(super) struct Http {
    client: reqwest::Client,
    base: Url,
    body_limit: usize,
}

impl Http {
    pub(super) fn new(config: &ClientConfig) -> Result<Self, WellhubError> {
        // Fails when a provider is installed already, which then serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let loopback = config.origin.is_loopback();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("Rollcall/", env!("CARGO_PKG_VERSION")))
            .https_only(!loopback)
            .tls_version_min(reqwest::tls::Version::TLS_1_2)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .http1_only()
            .pool_max_idle_per_host(0)
            .connect_timeout(config.connect_timeout)
            .timeout(config.timeout)
            .referer(false);
        builder = match &config.proxy {
            _ if loopback => builder.no_proxy(),
            Some(proxy) => builder.proxy(proxy.for_all().map_err(WellhubError::Setup)?),
            None => builder,
        };
        let base = Url::parse(config.origin.as_str())
            .map_err(|_| WellhubError::BadAnswer(BadAnswer::Id))?;
        Ok(Self {
            client: builder.build().map_err(WellhubError::Setup)?,
            base,
            body_limit: config.body_limit,
        })
    }

    /// Sends a request and reads its whole answer, whatever its status.
    pub(super) async fn send(
        &self,
        request: Request<'_>,
        bearer: Option<&SecretString>,
    ) -> Result<Answer, WellhubError> {
        let (patience, started) = (request.patience, Instant::now());
        let answer = self.exchange(request, bearer).await;
        if let Some(patience) = patience {
            patience.spend_since(started);
        }
        answer
    }

    async fn exchange(
        &self,
        request: Request<'_>,
        bearer: Option<&SecretString>,
    ) -> Result<Answer, WellhubError> {
        let url = self.url(request.path, request.cursor)?;
        let mut builder = self.client.request(request.method, url);
        if let Some(token) = bearer {
            builder = builder.header(AUTHORIZATION, authorization(token)?);
        }
        if let Some(patience) = request.patience {
            builder = builder.timeout(patience.left());
        }
        builder = match request.body {
            Body::Nothing => builder,
            Body::Json(body) => builder.header(CONTENT_TYPE, "application/json").body(body),
            Body::Form(fields) => builder.form(fields),
        };
        let response = builder.send().await.map_err(cause)?;
        self.read(response).await
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Answer, WellhubError> {
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(cause)? {
            if body.len() + chunk.len() > self.body_limit {
                let limit = self.body_limit;
                return Err(WellhubError::BadAnswer(BadAnswer::TooLong { limit }));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status,
            headers,
            body,
        })
    }

    /// Every part of the path is one segment, whatever it holds; a segment that would climb is refused.
    fn url(&self, path: &[&str], cursor: Option<&str>) -> Result<Url, WellhubError> {
        let mut url = self.base.clone();
        if path
            .iter()
            .any(|part| part.is_empty() || *part == "." || *part == "..")
        {
            return Err(WellhubError::BadAnswer(BadAnswer::Id));
        }
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.clear().extend(path);
        }
        if let Some(cursor) = cursor {
            url.query_pairs_mut().append_pair("cursor", cursor);
        }
        Ok(url)
    }
}

fn authorization(token: &SecretString) -> Result<HeaderValue, WellhubError> {
    let text = format!("Bearer {}", token.expose_secret());
    let mut value =
        HeaderValue::try_from(text).map_err(|_| WellhubError::BadAnswer(BadAnswer::Id))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Tells the causes of a broken exchange apart; the address, which holds tax ids, is left out.
fn cause(error: reqwest::Error) -> WellhubError {
    let source = error.without_url();
    let error = match refused(&source) {
        Some(Refused::Certificate(reason)) => return WellhubError::Certificate { reason, source },
        Some(Refused::Proxy(reason)) => return WellhubError::Proxy { reason, source },
        None => source,
    };
    if error.is_connect() {
        WellhubError::Connect(error)
    } else if error.is_timeout() {
        WellhubError::Timeout(error)
    } else {
        WellhubError::Cut(error)
    }
}

/// Who refused a connection before anything of a request was sent.
enum Refused {
    Certificate(String),
    Proxy(String),
}

fn refused(error: &reqwest::Error) -> Option<Refused> {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = next {
        let inner = cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        let inner = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>());
        let tls = cause.downcast_ref::<rustls::Error>().or(inner);
        if let Some(tls @ rustls::Error::InvalidCertificate(_)) = tls {
            return Some(Refused::Certificate(tls.to_string()));
        }
        // The library keeps this type to itself; a test holds its words.
        if let Some(reason) = cause.to_string().strip_prefix("tunnel error: ")
            // A proxy that is not reached, or lost, is a network that is gone.
            && !["failed", "io error"].iter().any(|gone| reason.starts_with(gone))
        {
            return Some(Refused::Proxy(reason.to_owned()));
        }
        next = cause.source();
    }
    None
}

impl Answer {
    /// The answer's value, where it has the status of success.
    pub(super) fn value<T: DeserializeOwned>(self, success: StatusCode) -> Result<T, WellhubError> {
        let answer = self.expect(success)?;
        let kind = answer.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        let kind = String::from_utf8_lossy(kind.unwrap_or_default()).to_lowercase();
        let essence = kind.split(';').next().unwrap_or_default().trim();
        if essence != "application/json" && !essence.ends_with("+json") {
            let kind = BadAnswer::ContentType(essence.chars().take(80).collect());
            return Err(WellhubError::BadAnswer(kind));
        }
        serde_json::from_slice(&answer.body)
            .map_err(|error| WellhubError::BadAnswer(BadAnswer::Shape(error)))
    }

    /// The answer itself, where it has the status of success.
    pub(super) fn expect(self, success: StatusCode) -> Result<Self, WellhubError> {
        if self.status == success {
            Ok(self)
        } else {
            Err(self.failure())
        }
    }

    fn failure(self) -> WellhubError {
        let status = self.status.as_u16();
        let body = Box::new(ErrorBody::read(&self.body));
        match status {
            400 => WellhubError::BadRequest(body),
            401 => WellhubError::Unauthorized(body),
            403 => WellhubError::Forbidden(body),
            404 => WellhubError::NotFound(body),
            409 => WellhubError::Conflict(body),
            413 => WellhubError::TooLarge(body),
            422 => WellhubError::Unprocessable(body),
            429 => WellhubError::TooManyRequests { retry_after: None },
            500.. => WellhubError::Server { status, body },
            _ => WellhubError::Unexpected { status, body },
        }
    }

    /// Takes out of the answer's body anything that repeats a secret.
    pub(super) fn without(mut self, secret: &SecretString) -> Self {
        let secret = secret.expose_secret().as_bytes();
        let repeated = !secret.is_empty() && self.body.windows(secret.len()).any(|w| w == secret);
        if repeated && !self.status.is_success() {
            self.body.clear();
        }
        self
    }
}
