//! What to tell Wellhub's people after a 403: who asked, where, when, and their number for it. Never the secret.

use jiff::{Timestamp, Unit};

use super::Origin;

/// A text to be copied. It is English, as it is read at Wellhub.
pub fn details_for_support(
    client_id: &str,
    origin: &Origin,
    trace_id: Option<&str>,
    at: Timestamp,
) -> String {
    format!(
        "Client id: {client_id}\nAddress: {origin}\nAnswer: HTTP 403\nTrace id: {}\nTime: {}\nProgram: Rollcall {}",
        trace_id.unwrap_or("none was given"),
        at.round(Unit::Second).unwrap_or(at),
        env!("CARGO_PKG_VERSION"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_where_when_and_their_own_number_are_told() {
        let at = "2026-03-12T09:00:00.4Z".parse().expect("a time");
        let text = details_for_support("aurora", &Origin::SANDBOX, Some("4bf9"), at);
        for part in [
            "Client id: aurora\n",
            "Address: https://pilot-api.clients.wellhub.com\n",
            "Trace id: 4bf9\n",
            "Time: 2026-03-12T09:00:00Z\n",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }
}
