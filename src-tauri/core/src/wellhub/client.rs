//! The client of one credential: each call of the contract (§1) as one function. Reads are tried again when the network
//! or Wellhub falters; a write is sent once, and twice only after a 401, which surely had no effect.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;

use crate::clock::SharedClock;
use crate::employee::TaxId;
use crate::roster::Company;

use super::companies::WireCompany;
use super::http::{Answer, Body, Http, Request};
use super::job::{Created, WireReport};
use super::patience::Patience;
use super::token::{Grant, Tokens};
use super::wire::Wire;
use super::{
    BadAnswer, ClientConfig, Endpoint, Entity, JobError, JobId, JobReport, Limits, Page, PageWalk,
    TokenStore, WellhubError, WireEmployee, WireItem,
};

/// Talks to Wellhub as one credential. Cheap to clone; clones share the token and the limits.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    config: ClientConfig,
    /// May be replaced while requests are under way: the next sign-in takes the new one.
    secret: Mutex<SecretString>,
    http: Http,
    limits: Arc<Limits>,
    tokens: Tokens,
    wire: Wire,
    clock: SharedClock,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("origin", &self.0.config.origin)
            .finish_non_exhaustive()
    }
}

const JOBS: [&str; 3] = ["v1", "eligibility", "jobs"];

impl Client {
    /// A client; nothing is sent yet.
    pub fn new(
        config: ClientConfig,
        secret: SecretString,
        limits: Arc<Limits>,
        tokens: Arc<dyn TokenStore>,
        clock: SharedClock,
    ) -> Result<Self, WellhubError> {
        Ok(Self(Arc::new(Inner {
            http: Http::new(&config)?,
            config,
            secret: Mutex::new(secret),
            limits,
            tokens: Tokens::new(Arc::clone(&clock), tokens),
            wire: Wire::new(),
            clock,
        })))
    }

    /// What it was made from.
    pub fn config(&self) -> &ClientConfig {
        &self.0.config
    }

    /// Signs in with another secret from now on. What is under way goes on with the token that it has.
    pub fn replace_secret(&self, secret: SecretString) {
        *self.0.secret.lock().unwrap_or_else(PoisonError::into_inner) = secret;
    }

    /// The clock that it goes by.
    pub(crate) fn clock(&self) -> &dyn crate::clock::Clock {
        self.0.clock.as_ref()
    }

    /// The limits that it keeps.
    pub fn limits(&self) -> &Arc<Limits> {
        &self.0.limits
    }

    /// Whether a write was sent and not answered yet.
    pub fn is_writing(&self) -> bool {
        self.0.wire.is_busy()
    }

    /// Completes as soon as no write is on the wire.
    pub async fn written(&self) {
        self.0.wire.quiet().await;
    }

    /// Signs in, unless a token is at hand.
    pub async fn token(&self) -> Result<(), WellhubError> {
        self.bearer(None).await.map(drop)
    }

    /// Forgets the token, so that the next call signs in anew.
    pub async fn sign_out(&self) {
        self.0.tokens.forget().await;
    }

    /// Whether the credential is for one company or many: a refused list of companies, confirmed by the list of one
    /// company's employees (contract §1).
    pub async fn entity(&self) -> Result<Entity, WellhubError> {
        match self.companies().await {
            Ok(companies) if companies.is_empty() => {
                Err(WellhubError::BadAnswer(BadAnswer::NoCompany))
            }
            Ok(companies) => Ok(Entity::Multiple(companies)),
            Err(WellhubError::BadRequest(_)) => {
                self.employees(None, None).await?;
                Ok(Entity::Single)
            }
            Err(error) => Err(error),
        }
    }

    /// Every company of a multi entity or channel partner; a single entity gets `BadRequest`.
    pub async fn companies(&self) -> Result<Vec<Company>, WellhubError> {
        let (mut walk, mut all) = (PageWalk::new(), Vec::new());
        while let Some(cursor) = walk.next() {
            let page: Page<WireCompany> = self
                .page(Endpoint::Companies, &["v1", "companies"], cursor)
                .await?;
            all.extend(page.data.into_iter().map(Company::from));
            walk.turn(page.cursor)?;
        }
        Ok(all)
    }

    /// A page of employees: of the one company, or of one among many.
    pub async fn employees(
        &self,
        company: Option<&TaxId>,
        cursor: Option<&str>,
    ) -> Result<Page<WireEmployee>, WellhubError> {
        let Some(company) = company else {
            let path = ["v1", "employees"];
            return self.page(Endpoint::Employees, &path, cursor).await;
        };
        // A slash cannot stand in a path and is left out (contract §1).
        let tax_id = company.as_str().replace('/', "");
        let path = ["v1", "companies", &tax_id, "employees"];
        self.page(Endpoint::CompanyEmployees, &path, cursor).await
    }

    /// Makes a draft, which is inert until it is submitted.
    pub async fn create_job(&self) -> Result<JobId, WellhubError> {
        let answer = self
            .call(Endpoint::CreateJob, || Request::post(&JOBS, Body::Nothing))
            .await?;
        let created: Created = answer.value(StatusCode::CREATED)?;
        if created.id.0.is_empty() {
            return Err(WellhubError::BadAnswer(BadAnswer::Id));
        }
        Ok(created.id)
    }

    /// Adds items to a draft; `body` is a JSON array within [`super::MAX_BATCH_BYTES`].
    pub async fn add_items(&self, job: &JobId, body: Vec<u8>) -> Result<(), WellhubError> {
        let path = job_path(job, "items");
        self.call(Endpoint::AddItems, || {
            Request::post(&path, Body::Json(body.clone()))
        })
        .await?
        .expect(StatusCode::NO_CONTENT)
        .map(drop)
    }

    /// A page of a job's items.
    pub async fn items(
        &self,
        job: &JobId,
        cursor: Option<&str>,
    ) -> Result<Page<WireItem>, WellhubError> {
        self.page(Endpoint::ListItems, &job_path(job, "items"), cursor)
            .await
    }

    /// Every item of a job, page by page; what was taken counts for nothing where this ends in an error.
    pub async fn each_item(
        &self,
        job: &JobId,
        take: impl FnMut(WireItem) + Send,
    ) -> Result<(), WellhubError> {
        let (mut walk, mut take) = (PageWalk::new(), take);
        while let Some(cursor) = walk.next() {
            let page = self.items(job, cursor).await?;
            page.data.into_iter().for_each(&mut take);
            walk.turn(page.cursor)?;
        }
        Ok(())
    }

    /// Submits a draft. This is the call that changes people's lives.
    pub async fn submit(&self, job: &JobId) -> Result<(), WellhubError> {
        let path = job_path(job, "submit");
        self.call(Endpoint::Submit, || Request::post(&path, Body::Nothing))
            .await?
            .expect(StatusCode::ACCEPTED)
            .map(drop)
    }

    /// Where a job stands.
    pub async fn status(&self, job: &JobId) -> Result<JobReport, WellhubError> {
        let path = job_path(job, "status");
        let report: WireReport = self.read(Endpoint::Status, &path, None).await?;
        Ok(report.into())
    }

    /// A page of a job's errors; filled only once the job has ended (contract §1).
    pub async fn errors(
        &self,
        job: &JobId,
        cursor: Option<&str>,
    ) -> Result<Page<JobError>, WellhubError> {
        self.page(Endpoint::Errors, &job_path(job, "errors"), cursor)
            .await
    }

    /// Every error of a job.
    pub async fn all_errors(&self, job: &JobId) -> Result<Vec<JobError>, WellhubError> {
        let (mut walk, mut all) = (PageWalk::new(), Vec::new());
        while let Some(cursor) = walk.next() {
            let page = self.errors(job, cursor).await?;
            all.extend(page.data);
            walk.turn(page.cursor)?;
        }
        Ok(all)
    }

    async fn page<T: DeserializeOwned>(
        &self,
        endpoint: Endpoint,
        path: &[&str],
        cursor: Option<&str>,
    ) -> Result<Page<T>, WellhubError> {
        self.read(endpoint, path, cursor).await
    }

    /// A read, tried again while that may help.
    async fn read<T: DeserializeOwned>(
        &self,
        endpoint: Endpoint,
        path: &[&str],
        cursor: Option<&str>,
    ) -> Result<T, WellhubError> {
        let patience = Patience::new(self.0.config.timeout);
        let mut tries = 0;
        loop {
            let request = || Request::get(path, cursor).within(&patience);
            let answer = self.call(endpoint, request).await;
            let error = match answer.and_then(|answer| answer.value(StatusCode::OK)) {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            self.again_after(error, &mut tries, &patience).await?;
        }
    }

    /// Waits before another try, or gives the error back where another would not help or there were enough.
    async fn again_after(
        &self,
        error: WellhubError,
        tries: &mut u32,
        patience: &Patience,
    ) -> Result<(), WellhubError> {
        let enough = *tries >= self.0.config.retries || patience.left().is_zero();
        if enough || !error.is_passing() {
            return Err(error);
        }
        let wait = Duration::from_millis(250 << (*tries).min(5));
        tracing::debug!(%error, "a read is tried again");
        *tries += 1;
        self.0.clock.sleep(wait).await;
        Ok(())
    }

    /// One call with a token; a 401 renews the token once and calls once more.
    async fn call<'a>(
        &self,
        endpoint: Endpoint,
        request: impl Fn() -> Request<'a>,
    ) -> Result<Answer, WellhubError> {
        let token = self
            .bearer(None)
            .await
            .map_err(WellhubError::before_sending)?;
        let answer = self.exchange(endpoint, request(), Some(&token)).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        let token = self
            .bearer(Some(&token))
            .await
            .map_err(WellhubError::before_sending)?;
        self.exchange(endpoint, request(), Some(&token)).await
    }

    /// One request and its answer, within the limits.
    async fn exchange(
        &self,
        endpoint: Endpoint,
        request: Request<'_>,
        bearer: Option<&SecretString>,
    ) -> Result<Answer, WellhubError> {
        let permit = self.0.limits.acquire(endpoint).await;
        let on_the_wire = self.0.wire.carry(endpoint);
        let answer = self.0.http.send(request, bearer).await;
        drop(on_the_wire);
        let answer = match answer {
            Err(
                error @ (WellhubError::Connect(_)
                | WellhubError::Certificate { .. }
                | WellhubError::Proxy { .. }),
            ) => {
                permit.give_back();
                return Err(error);
            }
            answer => answer?,
        };
        let status = answer.status.as_u16();
        let retry_after = self.0.limits.heed(endpoint, status, &answer.headers);
        drop(permit);
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return Err(WellhubError::TooManyRequests { retry_after });
        }
        Ok(match bearer {
            Some(token) => answer.without(token),
            None => answer.without(&self.secret()),
        })
    }

    fn secret(&self) -> SecretString {
        self.0
            .secret
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    async fn bearer(&self, refused: Option<&SecretString>) -> Result<SecretString, WellhubError> {
        self.0
            .tokens
            .get(refused, async || self.sign_in().await)
            .await
    }

    async fn sign_in(&self) -> Result<Grant, WellhubError> {
        let patience = Patience::new(self.0.config.timeout);
        let mut tries = 0;
        loop {
            match self.ask_for_token(&patience).await {
                Err(WellhubError::Unauthorized(_)) => return Err(WellhubError::WrongSecret),
                Err(error) => self.again_after(error, &mut tries, &patience).await?,
                granted => return granted,
            }
        }
    }

    /// Form-encoded: a JSON body is refused (contract §1).
    async fn ask_for_token(&self, patience: &Patience) -> Result<Grant, WellhubError> {
        let secret = self.secret();
        let fields = [
            ("client_id", self.0.config.client_id.as_str()),
            ("client_secret", secret.expose_secret()),
            ("grant_type", "client_credentials"),
        ];
        let request = Request::post(&["oauth", "token"], Body::Form(&fields)).within(patience);
        let answer = self.exchange(Endpoint::Token, request, None).await?;
        answer.value(StatusCode::OK)
    }
}

fn job_path<'a>(job: &'a JobId, last: &'a str) -> [&'a str; 5] {
    let [one, two, three] = JOBS;
    [one, two, three, &job.0, last]
}
