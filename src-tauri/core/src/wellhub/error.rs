//! What can go wrong between here and Wellhub, one case a cause, and whether a write may have had its effect (safety,
//! Sending). Error texts of Wellhub are carried to be shown and never decide anything; no secret is in any of these.

use std::time::Duration;

mod body;

pub use body::{ErrorBody, ItemFault};

/// Whether a write that failed had its effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// Surely not.
    No,
    /// It may have.
    Unknown,
}

/// Why a call to Wellhub has no result.
#[derive(Debug, thiserror::Error)]
pub enum WellhubError {
    /// The client could not be made.
    #[error(
        "the secure connection could not be prepared; restart Rollcall, and report this if it stays"
    )]
    Setup(#[source] reqwest::Error),
    /// No connection came about, so nothing was sent.
    #[error(
        "Wellhub could not be reached; check the network, the proxy and the address, then try again"
    )]
    Connect(#[source] reqwest::Error),
    /// Whoever answered could not prove to be Wellhub.
    #[error(
        "the certificate at Wellhub's address is not one that this computer trusts ({reason}); where a company inspects its network's traffic, ask IT to install the company's certificate authority in the system, and check the address and the computer's clock"
    )]
    Certificate {
        /// What is wrong with it.
        reason: String,
        /// The failure itself.
        #[source]
        source: reqwest::Error,
    },
    /// The proxy in between refused.
    #[error(
        "the proxy in between refuses ({reason}); check its address, user name and password in the settings or with IT, then try again"
    )]
    Proxy {
        /// What it says.
        reason: String,
        /// The failure itself.
        #[source]
        source: reqwest::Error,
    },
    /// No answer in time.
    #[error("Wellhub did not answer in time; try again in a moment")]
    Timeout(#[source] reqwest::Error),
    /// The connection broke before the answer was whole.
    #[error("the connection to Wellhub broke before the answer was whole; try again")]
    Cut(#[source] reqwest::Error),
    /// 429.
    #[error("Wellhub asks to go slower{}; Rollcall waits and goes on by itself", wait(*.retry_after))]
    TooManyRequests {
        /// How long Wellhub asks to wait, where it says.
        retry_after: Option<Duration>,
    },
    /// 401 on a call, after the token was renewed once.
    #[error(
        "Wellhub does not accept this sign-in; it may be the other environment's credential, or it expired or was revoked{0}"
    )]
    Unauthorized(Box<ErrorBody>),
    /// 401 on the sign-in itself.
    #[error(
        "Wellhub refuses the client id or secret; copy both anew from Wellhub's settings, for this environment"
    )]
    WrongSecret,
    /// 403.
    #[error(
        "Wellhub refuses this network or this credential; ask your Wellhub team to allow the network, and check the credential's permissions{0}"
    )]
    Forbidden(Box<ErrorBody>),
    /// 404.
    #[error("Wellhub does not know what was asked for{0}")]
    NotFound(Box<ErrorBody>),
    /// 400.
    #[error("Wellhub refuses the request as wrong{0}")]
    BadRequest(Box<ErrorBody>),
    /// 409: the job was already submitted, perhaps by us.
    #[error("Wellhub says that this was already done{0}")]
    Conflict(Box<ErrorBody>),
    /// 422.
    #[error("Wellhub says that this can't be done in the present state{0}")]
    Unprocessable(Box<ErrorBody>),
    /// 413.
    #[error("Wellhub says that the request is too large{0}")]
    TooLarge(Box<ErrorBody>),
    /// 5xx.
    #[error("Wellhub has a problem of its own (status {status}); try again later{body}")]
    Server {
        /// The status.
        status: u16,
        /// What it says.
        body: Box<ErrorBody>,
    },
    /// A redirect or another status that the contract does not know; it is not followed.
    #[error(
        "an answer came that is not Wellhub's (status {status}); check the address and whether a proxy or a sign-in page stands between{body}"
    )]
    Unexpected {
        /// The status.
        status: u16,
        /// What it says.
        body: Box<ErrorBody>,
    },
    /// An answer that cannot be read.
    #[error(
        "Wellhub's answer could not be read: {0}; try again, and check whether a proxy stands between"
    )]
    BadAnswer(#[source] BadAnswer),
    /// The sign-in before a call failed, so the call was not sent.
    #[error("signing in failed, so nothing was sent: {0}")]
    NotSent(#[source] Box<WellhubError>),
    /// The person cancelled.
    #[error("cancelled; nothing that was read is used")]
    Cancelled,
}

/// What is wrong with an answer.
#[derive(Debug, thiserror::Error)]
pub enum BadAnswer {
    /// Not what was asked for.
    #[error("it is {0:?} and not JSON")]
    ContentType(String),
    /// Not JSON, or not of the shape of the contract.
    #[error("it has not the agreed shape")]
    Shape(#[source] serde_json::Error),
    /// A body past the limit.
    #[error("it is larger than {limit} bytes")]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A page that points back to one that was read.
    #[error("its pages go round in circles, so the list can't be read whole")]
    Circle,
    /// A list of companies without a company.
    #[error("it names no company")]
    NoCompany,
    /// A time that cannot be read.
    #[error("the time {0:?} in it can't be read")]
    Time(String),
    /// An id that cannot be used in an address.
    #[error("the id in it can't be used")]
    Id,
}

impl WellhubError {
    /// Whether a write that ended so had its effect (safety, Sending).
    pub fn applied(&self) -> Applied {
        match self {
            Self::Setup(_)
            | Self::Connect(_)
            | Self::Certificate { .. }
            | Self::Proxy { .. }
            | Self::TooManyRequests { .. }
            | Self::Unauthorized(_)
            | Self::WrongSecret
            | Self::Forbidden(_)
            | Self::NotFound(_)
            | Self::BadRequest(_)
            | Self::Unprocessable(_)
            | Self::TooLarge(_)
            | Self::NotSent(_) => Applied::No,
            Self::Timeout(_)
            | Self::Cut(_)
            | Self::Conflict(_)
            | Self::Server { .. }
            | Self::Unexpected { .. }
            | Self::BadAnswer(_)
            | Self::Cancelled => Applied::Unknown,
        }
    }

    /// What Wellhub said, where it said something.
    pub fn body(&self) -> Option<&ErrorBody> {
        match self {
            Self::Unauthorized(body)
            | Self::Forbidden(body)
            | Self::NotFound(body)
            | Self::BadRequest(body)
            | Self::Conflict(body)
            | Self::Unprocessable(body)
            | Self::TooLarge(body)
            | Self::Server { body, .. }
            | Self::Unexpected { body, .. } => Some(body),
            Self::NotSent(error) => error.body(),
            _ => None,
        }
    }

    /// Wellhub's number for the failure, for its support.
    pub fn trace_id(&self) -> Option<&str> {
        self.body()?.trace_id.as_deref()
    }

    /// Whether reading again may help. A write is never repeated because of this.
    pub(super) fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Connect(_)
                | Self::Timeout(_)
                | Self::Cut(_)
                | Self::Server { .. }
                | Self::TooManyRequests { .. }
        )
    }

    /// The same, told of a sign-in that came before a call.
    pub(super) fn before_sending(self) -> Self {
        match self {
            Self::WrongSecret | Self::NotSent(_) | Self::Cancelled => self,
            other => Self::NotSent(Box::new(other)),
        }
    }
}

fn wait(retry_after: Option<Duration>) -> String {
    retry_after.map_or_else(String::new, |wait| {
        format!(" and wait {} s", wait.as_secs())
    })
}
