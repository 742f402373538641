//! A folder that is carried elsewhere without its vault, opened again by its recovery key.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use super::*;
use crate::clock::SystemClock;
use crate::desk::{NewCredential, Opening, Tokens};
use crate::employee::Identifier;
use crate::history::HistoryError;
use crate::vault::{Vault as _, VaultError};
use crate::wellhub::Origin;

fn words(text: &str) -> Preference {
    Preference::Passphrase(text.into())
}

fn open(folder: &Path, passphrase: &str) -> Result<Desk, DeskError> {
    let opening = Opening {
        preference: words(passphrase),
        tokens: Tokens::Memory,
    };
    Desk::open(folder, opening, SystemClock::shared())
}

fn connect(desk: &Desk) {
    let credential = NewCredential {
        name: "Aurora".into(),
        origin: Origin::SANDBOX,
        client_id: "aurora".into(),
        secret: "hush".into(),
        identifier: Identifier::EmployeeId,
        company_tax_id: None,
        expires_on: None,
    };
    desk.add_connection(&credential, None).unwrap();
}

#[test]
fn a_folder_without_its_vault_opens_by_the_recovery_key_and_is_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path(), "correct horse").unwrap();
    connect(&desk);
    let recovery = desk.new_recovery_key().unwrap();
    assert_eq!(*desk.new_recovery_key().unwrap().text(), *recovery.text());
    assert!(desk.recovery().unwrap().unwrap().noted.is_none());
    desk.note_recovery_key().unwrap();
    assert!(desk.unnoted_recovery_key().is_none(), "it is shown no more");
    assert!(desk.recovery().unwrap().unwrap().noted.is_some());
    drop(desk);
    fs::remove_file(folder.path().join("vault.json")).unwrap();
    assert!(matches!(
        open(folder.path(), "correct horse"),
        Err(DeskError::Vault(VaultError::Missing(_)))
    ));

    let other = RecoveryKey::generate().unwrap();
    assert!(matches!(
        Desk::recover(
            folder.path(),
            &words("new horse"),
            &other,
            SystemClock::shared()
        ),
        Err(DeskError::Recovery(RecoveryError::Other))
    ));
    assert!(
        !folder.path().join("vault.json").exists(),
        "a wrong key made a vault"
    );
    let typed = RecoveryKey::read(&recovery.text()).unwrap();
    Desk::recover(
        folder.path(),
        &words("new horse"),
        &typed,
        SystemClock::shared(),
    )
    .unwrap();

    let desk = open(folder.path(), "new horse").unwrap();
    let connection = &desk.history().connections().unwrap()[0];
    assert_eq!(connection.details.name, "Aurora");
    assert!(matches!(
        desk.client(connection),
        Err(DeskError::NoSecret { .. })
    ));
    assert!(desk.recovery().unwrap().unwrap().noted.is_some());
    // Begun, connected, the recovery key, and that it was used.
    let trail = desk.history().verify_trail().unwrap();
    assert_eq!((trail.events, trail.first_bad), (4, None));
}

#[test]
fn a_vault_that_lost_the_key_alone_keeps_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path(), "correct horse").unwrap();
    connect(&desk);
    let recovery = desk.new_recovery_key().unwrap();
    desk.note_recovery_key().unwrap();
    desk.vault.delete(&Name::HistoryKey).unwrap();
    drop(desk);
    assert!(matches!(
        open(folder.path(), "correct horse"),
        Err(DeskError::History(HistoryError::MissingKey { .. }))
    ));
    Desk::recover(
        folder.path(),
        &words("correct horse"),
        &recovery,
        SystemClock::shared(),
    )
    .unwrap();
    let desk = open(folder.path(), "correct horse").unwrap();
    let connection = &desk.history().connections().unwrap()[0];
    assert!(desk.client(connection).is_ok());
}

#[test]
fn a_key_that_was_made_and_never_noted_leaves_the_one_before_in_force() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path(), "correct horse").unwrap();
    let first = desk.new_recovery_key().unwrap();
    desk.note_recovery_key().unwrap();
    let second = desk.new_recovery_key().unwrap();
    assert_ne!(*first.text(), *second.text());
    drop(desk);
    let recover = |key| {
        Desk::recover(
            folder.path(),
            &words("correct horse"),
            key,
            SystemClock::shared(),
        )
    };
    assert!(recover(&second).is_err());
    recover(&first).unwrap();
}
