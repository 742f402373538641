//! Secrets that move from the keyring to a passphrase and back, whole at each moment, and leave nothing behind.

use std::fs;
use std::path::Path;

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, DeskError, NewCredential, Opening, Tokens};
use rollcall_core::employee::Identifier;
use rollcall_core::vault::{
    Backend, Destination, KeyringVault, Name, Preference, Vault as _, VaultError,
};
use rollcall_core::wellhub::Origin;

use crate::session::{Keyring, Session, child, shared};
use crate::{LIMIT, read};

const WORDS: &str = "correct horse battery";

fn open(folder: &Path, preference: Preference) -> Result<Desk, DeskError> {
    let opening = Opening {
        preference,
        tokens: Tokens::Memory,
    };
    Desk::open(folder, opening, SystemClock::shared())
}

fn passphrase() -> Preference {
    Preference::Passphrase(WORDS.into())
}

fn connected(folder: &Path) -> Desk {
    let desk = open(folder, Preference::Auto).expect("is made");
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
    desk
}

fn has_its_secret(desk: &Desk) {
    let connection = &desk.history().connections().expect("reads")[0];
    desk.client(connection).expect("has its secret");
}

/// What the folder has in the keyring, by the name that its note gives it there.
fn in_keyring(note: &str, name: &Name) -> Option<String> {
    let scope = note
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("keyring "));
    let vault = KeyringVault::connect(LIMIT).expect("a keyring");
    read(&vault.scoped(scope.map(str::to_owned)), name)
}

#[test]
fn secrets_move_to_a_passphrase_and_back_and_nothing_is_left_behind() {
    const TEST: &str = "moved::secrets_move_to_a_passphrase_and_back_and_nothing_is_left_behind";
    if child().is_none() {
        Session::start(Keyring::Unlocked).run("move", TEST);
        return;
    }
    let folder = shared().join("data");
    let note = || fs::read_to_string(folder.join("vault-backend")).expect("a note");
    let desk = connected(&folder);
    let first = note();
    assert!(in_keyring(&first, &Name::HistoryKey).is_some());
    let keyring = desk.move_secrets(&Destination::Keyring);
    assert!(matches!(
        keyring,
        Err(DeskError::Vault(VaultError::AlreadyThere(_)))
    ));

    desk.move_secrets(&Destination::Passphrase(WORDS.into()))
        .expect("moves");
    assert_eq!(
        (desk.backend(), note().as_str()),
        (Backend::Passphrase, "passphrase")
    );
    for name in [Name::HistoryKey, Name::Connection("1".to_owned())] {
        assert_eq!(
            in_keyring(&first, &name),
            None,
            "{name} was left in the keyring"
        );
    }
    has_its_secret(&desk);
    drop(desk);
    let told = open(&folder, Preference::Auto).err();
    assert!(
        matches!(told, Some(DeskError::Vault(VaultError::PassphraseNeeded))),
        "{told:?}"
    );
    let desk = open(&folder, passphrase()).expect("opens");
    has_its_secret(&desk);

    desk.move_secrets(&Destination::Keyring)
        .expect("moves back");
    assert_eq!(desk.backend(), Backend::Keyring);
    assert!(
        !folder.join("vault.json").exists(),
        "the file was left behind"
    );
    drop(desk);
    let desk = open(&folder, Preference::Auto).expect("opens");
    has_its_secret(&desk);
    assert_eq!(
        desk.history().verify_trail().expect("reads").first_bad,
        None
    );
}

#[test]
fn a_move_that_is_cut_short_leaves_one_place_with_everything_and_the_next_start_tidies_up() {
    const TEST: &str = "moved::a_move_that_is_cut_short_leaves_one_place_with_everything_and_the_next_start_tidies_up";
    if child().is_none() {
        Session::start(Keyring::Unlocked).run("cut short", TEST);
        return;
    }
    let folder = shared().join("data");
    let path = folder.join("vault-backend");
    drop(connected(&folder));
    let first = fs::read_to_string(&path).expect("a note");

    // Cut after the file was written and before the note turned to it.
    fs::write(folder.join("vault.json"), "half of it").expect("writes");
    fs::write(&path, format!("{first}\nleft passphrase")).expect("writes");
    let desk = open(&folder, Preference::Auto).expect("opens");
    has_its_secret(&desk);
    assert!(!folder.join("vault.json").exists());
    assert_eq!(fs::read_to_string(&path).expect("a note"), first);

    // Cut after the note turned to the file and before the keyring was tidied.
    desk.move_secrets(&Destination::Passphrase(WORDS.into()))
        .expect("moves");
    drop(desk);
    let scope = first.strip_prefix("keyring ").expect("a name").to_owned();
    let vault = KeyringVault::connect(LIMIT).expect("a keyring");
    let vault = vault.scoped(Some(scope));
    vault
        .write(&Name::HistoryKey, &"left".into())
        .expect("writes");
    fs::write(&path, format!("passphrase\nleft {first}")).expect("writes");
    let desk = open(&folder, passphrase()).expect("opens");
    has_its_secret(&desk);
    assert_eq!(read(&vault, &Name::HistoryKey), None, "left in the keyring");
    assert_eq!(fs::read_to_string(&path).expect("a note"), "passphrase");
}

/// From before folders had a name of their own in the keyring.
#[test]
fn what_another_old_folder_keeps_in_the_keyring_stays_when_this_one_moves_out() {
    const TEST: &str =
        "moved::what_another_old_folder_keeps_in_the_keyring_stays_when_this_one_moves_out";
    if child().is_none() {
        Session::start(Keyring::Unlocked).run("shared name", TEST);
        return;
    }
    let folder = shared().join("data");
    let desk = connected(&folder);
    desk.move_secrets(&Destination::Passphrase(WORDS.into()))
        .expect("moves");
    drop(desk);
    let here = rollcall_core::vault::open(&folder, passphrase()).expect("opens");
    let ours = read(here.as_ref(), &Name::HistoryKey).expect("a key");
    let keyring = KeyringVault::connect(LIMIT).expect("a keyring");
    let theirs = Name::SealKey;
    for (name, secret) in [(&Name::HistoryKey, ours.as_str()), (&theirs, "another")] {
        keyring.write(name, &secret.into()).expect("writes");
    }
    fs::write(folder.join("vault-backend"), "passphrase\nleft keyring").expect("writes");
    has_its_secret(&open(&folder, passphrase()).expect("opens"));
    assert_eq!(read(&keyring, &Name::HistoryKey), None, "left behind");
    assert_eq!(read(&keyring, &theirs).as_deref(), Some("another"));
}
