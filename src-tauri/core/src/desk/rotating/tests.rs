//! A secret replaced against a simulated Wellhub: refused ones change nothing, and what is under way goes on.
#![allow(clippy::unwrap_used)]

use rollcall_simulator::{Config, LimitKind, Simulator};

use super::*;
use crate::clock::SystemClock;
use crate::desk::{NewCredential, Opening, Tokens};
use crate::employee::Identifier;
use crate::vault::{Preference, read_connection};
use crate::wellhub::WellhubError;

async fn simulator() -> Simulator {
    let config = Config {
        people: 10,
        limits: LimitKind::Off,
        ..Config::default()
    };
    Simulator::start(config).await.unwrap()
}

fn desk(folder: &std::path::Path) -> Desk {
    let opening = Opening {
        preference: Preference::Passphrase("correct horse".into()),
        tokens: Tokens::Memory,
    };
    Desk::open(folder, opening, SystemClock::shared()).unwrap()
}

fn connect(desk: &Desk, wellhub: &Simulator, secret: &str) -> Connection {
    let credential = NewCredential {
        name: "Aurora".into(),
        origin: wellhub.origin().parse().unwrap(),
        client_id: wellhub.client_id(),
        secret: secret.into(),
        identifier: Identifier::EmployeeId,
        company_tax_id: None,
        expires_on: None,
    };
    desk.add_connection(&credential, None).unwrap()
}

fn kept(desk: &Desk, connection: &Connection) -> String {
    let details = &connection.details;
    let origin = details.origin.parse().unwrap();
    let id = connection.id.to_string();
    let secret = read_connection(desk.vault.as_ref(), &id, &origin, &details.client_id);
    secret.unwrap().unwrap().expose_secret().to_owned()
}

#[tokio::test]
async fn a_refused_secret_is_told_and_the_one_before_stays() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator().await);
    let desk = desk(folder.path());
    let right = wellhub.client_secret();
    let connection = connect(&desk, &wellhub, &right);
    let tried = desk.try_secret(&connection, &"mistyped".into()).await;
    assert!(matches!(
        tried,
        Err(DeskError::Wellhub(WellhubError::WrongSecret))
    ));
    let tried = desk.try_secret(&connection, &" ".into()).await;
    assert!(matches!(tried, Err(DeskError::Missing { .. })));
    assert_eq!(kept(&desk, &connection), right);
    desk.client(&connection).unwrap().token().await.unwrap();
}

#[tokio::test]
async fn a_client_under_way_takes_the_new_secret_at_its_next_sign_in() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator().await);
    let desk = desk(folder.path());
    let connection = connect(&desk, &wellhub, "expired");
    // As a job holds it.
    let client = desk.client(&connection).unwrap();
    assert!(matches!(
        client.token().await,
        Err(WellhubError::WrongSecret)
    ));
    let new = SecretString::from(wellhub.client_secret());
    desk.try_secret(&connection, &new).await.unwrap();
    let day = "2027-03-01".parse().unwrap();
    let changed = desk.replace_secret(&connection, &new, Some(day)).unwrap();
    assert_eq!(changed.details.expires_on, Some(day));
    assert_eq!(
        (changed.id, changed.details.name.as_str()),
        (connection.id, "Aurora")
    );
    client.token().await.unwrap();
    assert_eq!(kept(&desk, &changed), wellhub.client_secret());
    drop((desk, client));

    let desk = self::desk(folder.path());
    desk.client(&changed).unwrap().token().await.unwrap();
    assert_eq!(desk.history().verify_trail().unwrap().first_bad, None);
}

#[tokio::test]
async fn a_removed_connection_leaves_neither_secret_nor_token() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator().await);
    let opening = Opening {
        preference: Preference::Passphrase("correct horse".into()),
        tokens: Tokens::Vault,
    };
    let desk = Desk::open(folder.path(), opening, SystemClock::shared()).unwrap();
    let connection = connect(&desk, &wellhub, &wellhub.client_secret());
    desk.client(&connection).unwrap().token().await.unwrap();
    let names = [
        vault::Name::Connection(connection.id.to_string()),
        vault::Name::Token(connection.id.to_string()),
    ];
    let there = || {
        names
            .each_ref()
            .map(|name| vault::Vault::read(&*desk.vault, name).unwrap().is_some())
    };
    assert_eq!(there(), [true, true]);
    desk.remove_connection(connection.id).unwrap();
    assert_eq!(there(), [false, false]);
}
