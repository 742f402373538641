//! The vault against a real Secret Service: GNOME Keyring on a message bus of its own, in a folder of its own. Each test
//! starts the bus and then itself once more as a child, since the bus is found through the environment. Nothing is
//! skipped: where a program is missing, the test fails and names it.
#![cfg(target_os = "linux")]

use std::time::Duration;

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, DeskError, Opening, Tokens};
use rollcall_core::vault::{
    Backend, KeyringVault, Name, Preference, Vault, VaultError, noted, open,
};
use secrecy::ExposeSecret;

#[path = "keyring/carried.rs"]
mod carried;
#[path = "keyring/moved.rs"]
mod moved;
#[path = "keyring/session.rs"]
mod session;
#[path = "keyring/stopped.rs"]
mod stopped;

use session::{Keyring, Session, child};

const LIMIT: Duration = Duration::from_secs(10);

fn name() -> Name {
    Name::Connection("17".to_owned())
}

fn read(vault: &dyn Vault, name: &Name) -> Option<String> {
    let secret = vault.read(name).expect("reads");
    secret.map(|secret| secret.expose_secret().to_owned())
}

#[test]
fn what_is_written_is_read_back_by_another_process_until_it_is_deleted() {
    match child().as_deref() {
        None => {
            let session = Session::start(Keyring::Unlocked);
            for step in ["write", "read", "delete", "gone"] {
                session.run(
                    step,
                    "what_is_written_is_read_back_by_another_process_until_it_is_deleted",
                );
            }
        }
        Some(step) => {
            let vault = KeyringVault::connect(LIMIT).expect("a keyring");
            assert_eq!(vault.backend(), Backend::Keyring);
            match step {
                "write" => {
                    assert_eq!(read(&vault, &name()), None);
                    vault.write(&name(), &"first".into()).expect("writes");
                    vault
                        .write(&name(), &"hush ü".into())
                        .expect("writes over it");
                    vault
                        .write_bytes(&Name::HistoryKey, &[0, 255, 10])
                        .expect("writes");
                }
                "read" => {
                    assert_eq!(read(&vault, &name()).as_deref(), Some("hush ü"));
                    let key = vault
                        .read_bytes(&Name::HistoryKey)
                        .expect("reads")
                        .expect("is there");
                    assert_eq!(key.expose_secret(), &[0, 255, 10]);
                }
                "delete" => {
                    vault.delete(&name()).expect("deletes");
                    vault.delete(&name()).expect("deletes what is gone");
                }
                _ => assert_eq!(read(&vault, &name()), None),
            }
        }
    }
}

#[test]
fn a_locked_keyring_is_told_within_the_limit() {
    let short = Duration::from_secs(2);
    match child().as_deref() {
        None => {
            let session = Session::start(Keyring::Unlocked);
            session.run("write", "a_locked_keyring_is_told_within_the_limit");
            let session = session.restart(Keyring::Locked);
            session.run("locked", "a_locked_keyring_is_told_within_the_limit");
        }
        Some("write") => {
            let vault = KeyringVault::connect(LIMIT).expect("a keyring");
            vault.write(&name(), &"hush".into()).expect("writes");
        }
        Some(_) => {
            let vault = KeyringVault::connect(LIMIT).expect("answers, though locked");
            drop(vault);
            let vault = KeyringVault::connect(short).expect("answers, though locked");
            let told =
                |error: &VaultError| matches!(error, VaultError::Locked | VaultError::TimedOut(_));
            let error = vault.read(&name()).expect_err("locked");
            assert!(told(&error), "{error:?}");
            let error = vault
                .write(&Name::SealKey, &"s".into())
                .expect_err("locked");
            assert!(told(&error), "{error:?}");
        }
    }
}

#[test]
fn an_absent_keyring_is_told_and_leaves_no_note() {
    if child().is_none() {
        let session = Session::start(Keyring::None);
        session.run("bus", "an_absent_keyring_is_told_and_leaves_no_note");
        session.run_without_bus("no bus", "an_absent_keyring_is_told_and_leaves_no_note");
        return;
    }
    let dir = tempfile::tempdir().expect("a folder");
    let Err(error) = open(dir.path(), Preference::Auto) else {
        panic!("there is no keyring");
    };
    assert!(matches!(error, VaultError::Absent(_)), "{error:?}");
    assert_eq!(noted(dir.path()).expect("reads"), None);
}

/// A keyring service that has no collection yet, and nobody to ask for a password for one.
#[test]
fn a_keyring_that_keeps_nothing_does_not_bind_a_new_folder() {
    if child().is_none() {
        let session = Session::start(Keyring::Locked);
        session.run(
            "nothing kept",
            "a_keyring_that_keeps_nothing_does_not_bind_a_new_folder",
        );
        return;
    }
    let dir = tempfile::tempdir().expect("a folder");
    let opened = |preference| {
        let opening = Opening {
            preference,
            tokens: Tokens::Memory,
        };
        Desk::open(dir.path(), opening, SystemClock::shared())
    };
    let Err(error) = opened(Preference::Auto) else {
        panic!("nothing is kept");
    };
    assert!(matches!(error, DeskError::Vault(_)), "{error:?}");
    assert_eq!(noted(dir.path()).expect("reads"), None);
    let passphrase = Preference::Passphrase("correct horse battery".into());
    assert!(opened(passphrase).is_ok(), "another place can be chosen");
    assert_eq!(noted(dir.path()).expect("reads"), Some(Backend::Passphrase));
}

#[test]
fn a_folder_notes_that_it_uses_the_keyring() {
    if child().is_none() {
        let session = Session::start(Keyring::Unlocked);
        session.run("note", "a_folder_notes_that_it_uses_the_keyring");
        return;
    }
    let dir = tempfile::tempdir().expect("a folder");
    let vault = open(dir.path(), Preference::Auto).expect("opens");
    vault.write(&Name::SealKey, &"seal".into()).expect("writes");
    let vault = open(dir.path(), Preference::Auto).expect("opens again");
    assert_eq!(
        read(vault.as_ref(), &Name::SealKey).as_deref(),
        Some("seal")
    );
    let other = open(dir.path(), Preference::Passphrase("correct horse".into()));
    let Err(error) = other else {
        panic!("the folder turned to another vault");
    };
    let was = matches!(
        error,
        VaultError::OtherBackend {
            was: Backend::Keyring,
            ..
        }
    );
    assert!(was, "{error:?}");
}
