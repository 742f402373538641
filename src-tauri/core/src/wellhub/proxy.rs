//! A proxy that a person entered, in the place of the system's. Its password is in the vault and in no text.

use reqwest::Url;
use secrecy::{ExposeSecret as _, SecretString};

/// Where a proxy is, and as whom it is used.
#[derive(Clone)]
pub struct Proxy {
    address: Url,
    /// The user name and the password, where it asks for them.
    user: Option<(String, SecretString)>,
}

/// Why an address is none of a proxy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is no address of a proxy; enter it as http://proxy.company.example:8080, and the user name beside it"
)]
pub struct BadProxy;

impl std::fmt::Debug for Proxy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Proxy")
            .field("address", &self.address.as_str())
            .finish_non_exhaustive()
    }
}

impl Proxy {
    /// At that address: http or https, a host, mostly a port, and nothing else.
    pub fn new(address: &str, user: Option<(String, SecretString)>) -> Result<Self, BadProxy> {
        // What was typed may hold a password, and is not told again.
        let url = Url::parse(address.trim()).map_err(|_| BadProxy)?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        if plain {
            Ok(Self { address: url, user })
        } else {
            Err(BadProxy)
        }
    }

    /// Where it is, without user name and password.
    pub fn address(&self) -> &str {
        self.address.as_str().trim_end_matches('/')
    }

    /// As whom it is used.
    pub fn user(&self) -> Option<&str> {
        self.user.as_ref().map(|(user, _)| user.as_str())
    }

    /// For the connection to Wellhub.
    pub(super) fn for_all(&self) -> reqwest::Result<reqwest::Proxy> {
        let proxy = reqwest::Proxy::all(self.address.clone())?;
        Ok(match &self.user {
            Some((user, password)) => proxy.basic_auth(user, password.expose_secret()),
            None => proxy,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_neither_a_password_nor_a_path() {
        for (typed, told) in [
            (
                "http://proxy.aurora.example:8080",
                "http://proxy.aurora.example:8080",
            ),
            (
                " https://proxy.aurora.example/ ",
                "https://proxy.aurora.example",
            ),
        ] {
            let proxy = Proxy::new(typed, None).expect("an address");
            assert_eq!((proxy.address(), proxy.user()), (told, None));
        }
        for typed in [
            "",
            "proxy.aurora.example:8080",
            "socks5://proxy.aurora.example",
            "http://ana:hush@proxy.aurora.example",
            "http://proxy.aurora.example/pac",
        ] {
            assert!(Proxy::new(typed, None).is_err(), "{typed}");
        }
        let user = Some(("ana".to_owned(), "hush".into()));
        let proxy = Proxy::new("http://proxy.aurora.example", user).expect("an address");
        assert!(!format!("{proxy:?}").contains("hush"));
    }
}
