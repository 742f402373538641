//! A data folder whose key is gone from the keyring, and one that is carried to another computer: both open again by the
//! recovery key, and nothing of another folder is touched.

use std::fs;
use std::path::Path;

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, DeskError, NewCredential, Opening, Tokens};
use rollcall_core::employee::Identifier;
use rollcall_core::history::{HistoryError, RecoveryKey};
use rollcall_core::vault::{Name, Preference};
use rollcall_core::wellhub::Origin;

use crate::session::{Keyring, Session, child, shared};

fn open(folder: &Path) -> Result<Desk, DeskError> {
    let opening = Opening {
        preference: Preference::Auto,
        tokens: Tokens::Memory,
    };
    Desk::open(folder, opening, SystemClock::shared())
}

/// A folder with a connection, and what its recovery key is.
fn make(folder: &Path) -> String {
    let desk = open(folder).expect("is made");
    let credential = NewCredential {
        name: "Aurora".to_owned(),
        origin: Origin::SANDBOX,
        client_id: "aurora".to_owned(),
        secret: "hush".into(),
        identifier: Identifier::EmployeeId,
        company_tax_id: None,
        expires_on: None,
    };
    desk.add_connection(&credential, None).expect("is kept");
    let key = desk.new_recovery_key().expect("a key");
    desk.note_recovery_key().expect("is noted");
    key.text().to_string()
}

fn is_without_its_key(folder: &Path) {
    let told = open(folder).err();
    let missing = matches!(
        &told,
        Some(DeskError::History(HistoryError::MissingKey { .. }))
    );
    assert!(missing, "{told:?}");
}

fn recover(folder: &Path, typed: &str) {
    let key = RecoveryKey::read(typed).expect("a recovery key");
    Desk::recover(folder, &Preference::Auto, &key, SystemClock::shared()).expect("recovers");
}

fn connections(desk: &Desk) -> Vec<String> {
    let known = desk.history().connections().expect("reads");
    known.into_iter().map(|one| one.details.name).collect()
}

#[test]
fn a_key_that_was_deleted_from_the_keyring_comes_back_by_the_recovery_key() {
    const TEST: &str =
        "carried::a_key_that_was_deleted_from_the_keyring_comes_back_by_the_recovery_key";
    if child().is_none() {
        Session::start(Keyring::Unlocked).run("deleted", TEST);
        return;
    }
    let folder = shared().join("data");
    let typed = make(&folder);
    let vault = rollcall_core::vault::open(&folder, Preference::Auto).expect("a vault");
    vault.delete(&Name::HistoryKey).expect("deletes");
    let before = fs::read(folder.join("history.db")).expect("the history");
    is_without_its_key(&folder);
    is_without_its_key(&folder);
    assert_eq!(
        fs::read(folder.join("history.db")).expect("the history"),
        before
    );
    recover(&folder, &typed);
    let desk = open(&folder).expect("opens");
    assert_eq!(connections(&desk), ["Aurora"]);
    // Its secret was in the keyring all the time.
    let connection = &desk.history().connections().expect("reads")[0];
    desk.client(connection).expect("has its secret");
}

#[test]
fn a_folder_that_is_carried_to_another_computer_opens_there_by_its_recovery_key() {
    const TEST: &str =
        "carried::a_folder_that_is_carried_to_another_computer_opens_there_by_its_recovery_key";
    match child().as_deref() {
        None => {
            let (here, there) = (
                Session::start(Keyring::Unlocked),
                Session::start(Keyring::Unlocked),
            );
            here.run("make", TEST);
            copy(&here.shared(), &there.shared());
            there.run("there", TEST);
            here.run("here", TEST);
        }
        Some("make") => {
            let typed = make(&shared().join("data"));
            fs::write(shared().join("noted"), typed).expect("writes");
        }
        Some("there") => {
            let own = shared().join("own");
            make(&own);
            let folder = shared().join("data");
            is_without_its_key(&folder);
            let typed = fs::read_to_string(shared().join("noted")).expect("is noted");
            recover(&folder, &typed.to_lowercase().replace('-', " "));
            let desk = open(&folder).expect("opens");
            assert_eq!(connections(&desk), ["Aurora"]);
            let connection = &desk.history().connections().expect("reads")[0];
            let told = desk.client(connection).err();
            assert!(matches!(told, Some(DeskError::NoSecret { .. })), "{told:?}");
            let trail = desk.history().verify_trail().expect("reads");
            assert_eq!(trail.first_bad, None);
            // The folder that this computer had before has its own key still.
            let own = open(&own).expect("opens");
            let connection = &own.history().connections().expect("reads")[0];
            own.client(connection).expect("has its secret");
        }
        Some(_) => {
            let desk = open(&shared().join("data")).expect("opens as before");
            assert_eq!(connections(&desk), ["Aurora"]);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).expect("copies");
        }
    }
}
