//! What a simulated Wellhub is like: its company, its limits, its pace.
//! A plain value; it must never read the environment or the clock.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The eligibility identifier that the contract fixes for a company (contract §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IdentifierKind {
    /// The e-mail address.
    #[serde(rename = "email")]
    Email,
    /// The company's own number for the person.
    #[serde(rename = "employee-id")]
    EmployeeId,
    /// The national id, for example the Brazilian CPF.
    #[serde(rename = "national-id")]
    NationalId,
    /// Both are required; the employee id is the key and the national id may be updated.
    #[serde(rename = "employee-id+national-id")]
    EmployeeIdAndNationalId,
    /// The mobile number with its country code.
    #[serde(rename = "mobile-number")]
    MobileNumber,
}

impl IdentifierKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 5] = [
        Self::Email,
        Self::EmployeeId,
        Self::NationalId,
        Self::EmployeeIdAndNationalId,
        Self::MobileNumber,
    ];

    /// The spelling used on the command line and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::EmployeeId => "employee-id",
            Self::NationalId => "national-id",
            Self::EmployeeIdAndNationalId => "employee-id+national-id",
            Self::MobileNumber => "mobile-number",
        }
    }
}

/// A word that names none of the five identifiers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is no eligibility identifier; use email, employee-id, national-id, employee-id+national-id or mobile-number"
)]
pub struct UnknownIdentifier(pub String);

impl FromStr for IdentifierKind {
    type Err = UnknownIdentifier;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownIdentifier(text.to_owned()))
    }
}

/// How job states are written; both are seen of the real API (contract §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spelling {
    /// `Succeeded with errors`
    Title,
    /// `SUCCEEDED_WITH_ERRORS`
    Upper,
}

/// What "50 a minute, 20 a second" is taken to mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// Counters that start anew with each full minute and second.
    FixedWindow,
    /// Any 60 seconds and any one second.
    SlidingWindow,
    /// A bucket of the burst's size that refills at the rate.
    Bucket,
    /// No limits and no headers.
    Off,
}

/// How a simulator is set up. Start from [`Config::default`].
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// TCP port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// People on the current roster, over all companies.
    pub people: usize,
    /// 1 is a single entity, more is a multi entity.
    pub companies: usize,
    /// The identifier that is fixed for all companies.
    pub identifier: IdentifierKind,
    /// The same seed gives the same people.
    pub seed: u64,
    /// Life of an access token, in simulated time.
    pub token_lifetime: Duration,
    /// How much faster than real time limits, job states and tokens run. 0 holds the clock still:
    /// then only [`Simulator::advance`](crate::Simulator::advance) moves it.
    pub speed: f64,
    /// How job states are written.
    pub status_spelling: Spelling,
    /// Rows in one page of any list.
    pub page_size: usize,
    /// Whether the company has payroll, which decides what an omitted `eligible_to_payroll` becomes.
    pub payroll_enabled: bool,
    /// The custom fields that Wellhub configured for the company; others do not persist.
    pub configured_custom_fields: Vec<String>,
    /// The reading of the documented limits.
    pub limits: LimitKind,
    /// Where credentials, roster and jobs are kept, so that they survive a restart.
    /// Once it is there, its people and companies stand, whatever `people` and `companies` say.
    pub state_file: Option<PathBuf>,
    /// Share of the current roster above which removals need an approval.
    pub approval_threshold: f64,
    /// Gives the items of one request their change numbers in reverse, since no order is promised.
    pub reorder_items: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            people: 1_200,
            companies: 1,
            identifier: IdentifierKind::EmployeeId,
            seed: 1,
            token_lifetime: Duration::from_secs(3_600),
            speed: 1.0,
            status_spelling: Spelling::Title,
            page_size: 200,
            payroll_enabled: true,
            configured_custom_fields: vec!["location".to_owned()],
            limits: LimitKind::FixedWindow,
            state_file: None,
            approval_threshold: 0.10,
            reorder_items: false,
        }
    }
}
