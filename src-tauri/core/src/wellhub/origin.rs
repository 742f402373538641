//! Where Wellhub is: an origin that may be talked to. Nothing but https leaves this computer, and plain http is for
//! this computer alone.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use reqwest::Url;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A scheme, a host and a port, without anything behind them: `https://api.clients.wellhub.com`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(Cow<'static, str>);

/// Which Wellhub an origin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Real people.
    Production,
    /// Synthetic answers; nothing that is sent changes anything.
    Sandbox,
    /// Any other https origin, or this computer.
    Custom,
}

/// Why a text is no origin that may be talked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Not an address.
    #[error("{0:?} is not a web address; write it like https://api.example.com")]
    NotAnAddress(String),
    /// Neither https nor this computer.
    #[error(
        "{0:?} is not encrypted, and people's data would travel in the open; use https:// (http:// works for 127.0.0.1 and [::1] alone)"
    )]
    NotEncrypted(String),
    /// Something beside scheme, host and port.
    #[error(
        "{0:?} holds more than an address; leave out user name, path, question mark and everything behind it"
    )]
    TooMuch(String),
}

impl Origin {
    /// Wellhub itself.
    pub const PRODUCTION: Self = Self(Cow::Borrowed("https://api.clients.wellhub.com"));
    /// Wellhub's rehearsal stage.
    pub const SANDBOX: Self = Self(Cow::Borrowed("https://pilot-api.clients.wellhub.com"));

    /// Wellhub itself.
    pub const fn production() -> Self {
        Self::PRODUCTION
    }

    /// Wellhub's rehearsal stage.
    pub const fn sandbox() -> Self {
        Self::SANDBOX
    }

    /// Which Wellhub it is.
    pub fn environment(&self) -> Environment {
        if *self == Self::PRODUCTION {
            Environment::Production
        } else if *self == Self::SANDBOX {
            Environment::Sandbox
        } else {
            Environment::Custom
        }
    }

    /// Whether it is this computer: 127.0.0.0/8 or ::1, literally.
    pub fn is_loopback(&self) -> bool {
        Url::parse(&self.0).is_ok_and(|url| is_loopback(&url))
    }

    /// The text, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let text = text.trim();
        let url = Url::parse(text).map_err(|_| OriginError::NotAnAddress(without_secrets(text)))?;
        let shown = || without_secrets(text);
        if url.host_str().is_none_or(str::is_empty) {
            return Err(OriginError::NotAnAddress(shown()));
        }
        let encrypted = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
        if !encrypted {
            return Err(OriginError::NotEncrypted(shown()));
        }
        let bare = url.username().is_empty() && url.password().is_none();
        if !bare || url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(OriginError::TooMuch(shown()));
        }
        Ok(Self(Cow::Owned(url.origin().ascii_serialization())))
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// What may be repeated to a person of a text that may hold a password: nothing between `//` and `@`.
fn without_secrets(text: &str) -> String {
    match (text.find("//"), text.rfind('@')) {
        (Some(start), Some(at)) if start < at => {
            format!("{}…{}", &text[..start + 2], &text[at..])
        }
        _ => text.to_owned(),
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginError;

    fn try_from(text: String) -> Result<Self, OriginError> {
        text.parse()
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.0.into_owned()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_computer_are_taken() {
        for (text, kept, environment) in [
            (
                "https://api.clients.wellhub.com",
                "https://api.clients.wellhub.com",
                Environment::Production,
            ),
            (
                " https://API.clients.wellhub.com:443/ ",
                "https://api.clients.wellhub.com",
                Environment::Production,
            ),
            (
                "https://pilot-api.clients.wellhub.com",
                "https://pilot-api.clients.wellhub.com",
                Environment::Sandbox,
            ),
            (
                "https://proxy.aurora.example:8443",
                "https://proxy.aurora.example:8443",
                Environment::Custom,
            ),
            (
                "http://127.0.0.1:4010",
                "http://127.0.0.1:4010",
                Environment::Custom,
            ),
            ("http://127.9.9.9", "http://127.9.9.9", Environment::Custom),
            ("http://[::1]:80", "http://[::1]", Environment::Custom),
        ] {
            let origin: Origin = text.parse().expect(text);
            assert_eq!(origin.as_str(), kept);
            assert_eq!(origin.environment(), environment, "{text}");
            assert_eq!(origin.is_loopback(), kept.starts_with("http://"));
        }
    }

    #[test]
    fn all_else_is_refused() {
        for text in ["", "api.clients.wellhub.com", "https://", "http:///"] {
            let error = text.parse::<Origin>().expect_err(text);
            assert!(
                matches!(error, OriginError::NotAnAddress(_)),
                "{text}: {error}"
            );
        }
        for text in [
            "http://localhost:4010",
            "http://api.clients.wellhub.com",
            "http://10.0.0.1",
            "http://[::ffff:127.0.0.1]",
            "http://127.0.0.1.aurora.example",
            "ftp://127.0.0.1",
        ] {
            let error = text.parse::<Origin>().expect_err(text);
            assert!(
                matches!(error, OriginError::NotEncrypted(_)),
                "{text}: {error}"
            );
        }
        for text in [
            "https://a.example/v1",
            "https://a.example?x",
            "https://a.example#x",
        ] {
            let error = text.parse::<Origin>().expect_err(text);
            assert!(matches!(error, OriginError::TooMuch(_)), "{text}: {error}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_refused_and_not_repeated() {
        let error = "https://ana:hush@a.example"
            .parse::<Origin>()
            .expect_err("refused");
        assert!(!error.to_string().contains("hush"), "{error}");
        let error = "http://ana:hush@a.example"
            .parse::<Origin>()
            .expect_err("refused");
        assert!(!error.to_string().contains("hush"), "{error}");
    }
}
