//! A keyring that hangs or is killed while it is asked: told, survived, and everything there afterwards.

use std::fs;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rollcall_core::vault::{KeyringVault, Name, Vault, VaultError};
use rustix::process::Signal;

use crate::session::{Keyring, Session, child, signal};
use crate::{LIMIT, name, read};

#[test]
fn a_keyring_that_is_killed_while_it_is_asked_is_told_and_asked_anew() {
    const TEST: &str = "stopped::a_keyring_that_is_killed_while_it_is_asked_is_told_and_asked_anew";
    if child().is_none() {
        Session::start(Keyring::Unlocked).run("killed", TEST);
        return;
    }
    let vault = Arc::new(KeyringVault::connect(LIMIT).expect("a keyring"));
    vault.write(&name(), &"hush".into()).expect("writes");
    // Killed a moment too early, the bus starts another one, which answers.
    let told = (0..20).any(|_| {
        signal(Signal::STOP);
        let asking = Arc::clone(&vault);
        let asked = thread::spawn(move || asking.read(&name()));
        wait_until_it_is_on_the_bus();
        signal(Signal::KILL);
        let answer = asked.join().expect("no panic");
        let stopped = matches!(answer, Err(VaultError::Stopped));
        assert!(stopped || answer.is_ok(), "{:?}", answer.err());
        assert_eq!(read(vault.as_ref(), &name()).as_deref(), Some("hush"));
        stopped
    });
    assert!(told, "a keyring that was killed was never told");
}

/// The keyring's thread waits for its inbox on a lock, and for the bus on a socket.
fn wait_until_it_is_on_the_bus() {
    let tasks = || fs::read_dir("/proc/self/task").expect("threads").flatten();
    let called = |path: &std::path::Path, name: &str| fs::read_to_string(path.join(name));
    let waits = |path: std::path::PathBuf| {
        let keyring = called(&path, "comm").is_ok_and(|comm| comm.trim() == "keyring");
        keyring && called(&path, "wchan").is_ok_and(|place| place.contains("poll"))
    };
    while !tasks().any(|task| waits(task.path())) {
        thread::yield_now();
    }
}

#[test]
fn a_keyring_that_hangs_is_told_keeps_nobody_from_leaving_and_loses_nothing() {
    const TEST: &str =
        "stopped::a_keyring_that_hangs_is_told_keeps_nobody_from_leaving_and_loses_nothing";
    match child().as_deref() {
        None => {
            let session = Session::start(Keyring::Unlocked);
            // That the second step ends at all is what is tested: its call is still out.
            for step in ["write", "hang", "whole"] {
                session.run(step, TEST);
            }
        }
        Some("write") => {
            let vault = KeyringVault::connect(LIMIT).expect("a keyring");
            vault.write(&name(), &"hush".into()).expect("writes");
        }
        Some("hang") => {
            let short = Duration::from_millis(500);
            let vault = KeyringVault::connect(short).expect("a keyring");
            signal(Signal::STOP);
            let told = |error: Result<(), VaultError>| {
                let error = error.expect_err("nobody answers");
                assert!(
                    matches!(error, VaultError::TimedOut(limit) if limit == short),
                    "{error:?}"
                );
            };
            told(vault.read(&name()).map(drop));
            // Dropped before it began, since whoever wanted it has gone.
            told(vault.write(&name(), &"never".into()));
            told(vault.delete(&Name::HistoryKey));
        }
        Some(_) => {
            signal(Signal::CONT);
            let vault = KeyringVault::connect(LIMIT).expect("a keyring");
            assert_eq!(read(&vault, &name()).as_deref(), Some("hush"));
        }
    }
}
