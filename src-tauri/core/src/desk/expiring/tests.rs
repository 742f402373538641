//! The days of a credential, and that each stage is told once.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::clock::HeldClock;
use crate::desk::{Opening, Tokens};
use crate::history::{Environment, fixture};
use crate::vault::Preference;

fn stage(now: &str, on: &str) -> Option<(i32, ExpiryStage)> {
    let mut details = fixture::connection(Environment::Production);
    details.expires_on = Some(on.parse().unwrap());
    let connection = Connection {
        id: crate::history::ConnectionId(1),
        details,
        created_at: Timestamp::UNIX_EPOCH,
    };
    let now = now.parse().unwrap();
    let zone = TimeZone::get("America/Sao_Paulo").unwrap_or(TimeZone::fixed(jiff::tz::offset(-3)));
    Expiry::of(&connection, now, zone).map(|expiry| (expiry.days, expiry.stage))
}

#[test]
fn days_are_counted_where_the_person_is() {
    use ExpiryStage::{Day, Expired, Month, Week};
    let on = "2026-12-09";
    assert_eq!(stage("2026-11-08T15:00:00Z", on), None);
    assert_eq!(stage("2026-11-09T15:00:00Z", on), Some((30, Month)));
    assert_eq!(stage("2026-12-02T15:00:00Z", on), Some((7, Week)));
    assert_eq!(stage("2026-12-08T15:00:00Z", on), Some((1, Day)));
    // In São Paulo it is the 9th until three o'clock of the 10th, UTC.
    assert_eq!(stage("2026-12-10T02:59:00Z", on), Some((0, Day)));
    assert_eq!(stage("2026-12-10T03:01:00Z", on), Some((-1, Expired)));
    assert_eq!(stage("2027-12-10T03:01:00Z", on), Some((-366, Expired)));
}

#[test]
fn each_stage_is_told_once_and_a_new_credential_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(HeldClock::at("2026-11-09T12:00:00Z".parse().unwrap()));
    let open = || {
        let opening = Opening {
            preference: Preference::Passphrase("correct horse".into()),
            tokens: Tokens::Memory,
        };
        Desk::open(folder.path(), opening, clock.clone()).unwrap()
    };
    let desk = open();
    let mut details = fixture::connection(Environment::Production);
    details.expires_on = Some("2026-12-09".parse().unwrap());
    let id = desk.history().add_connection(&details).unwrap();
    let told = |desk: &Desk| -> Vec<ExpiryStage> {
        let expiries = desk.expiries_to_tell().unwrap();
        expiries.iter().map(|expiry| expiry.stage).collect()
    };
    assert_eq!(told(&desk), [ExpiryStage::Month]);
    assert_eq!(told(&desk), []);
    drop(desk);
    let desk = open();
    assert_eq!(told(&desk), [], "a restart forgot what was told");
    let day = Duration::from_secs(24 * 60 * 60);
    clock.advance(23 * day);
    assert_eq!(told(&desk), [ExpiryStage::Week]);
    clock.advance(6 * day);
    assert_eq!(told(&desk), [ExpiryStage::Day]);
    clock.advance(2 * day);
    assert_eq!(told(&desk), [ExpiryStage::Expired]);
    assert_eq!(told(&desk), []);
    let renewed = Some("2026-12-20".parse().unwrap());
    details.expires_on = renewed;
    desk.history().update_connection(id, &details).unwrap();
    assert_eq!(told(&desk), [ExpiryStage::Month]);
}
