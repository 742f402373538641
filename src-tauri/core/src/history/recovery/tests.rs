//! The recovery key over real files: what opens, what does not, and what a crash in between leaves.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::history::fixture;

fn key() -> HistoryKey {
    HistoryKey::from_bytes([7; 32])
}

fn place(folder: &Path) -> PathBuf {
    folder.join("history.db")
}

fn history(folder: &Path) -> History {
    History::open(&place(folder), &key(), fixture::clock()).unwrap()
}

fn recovered(folder: &Path, recovery: &RecoveryKey) -> Result<[u8; 32], RecoveryError> {
    HistoryKey::recover(&place(folder), recovery).map(|key| *key.bytes())
}

#[test]
fn the_recovery_key_brings_the_historys_own_key_back_and_is_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    assert_eq!(history.recovery().unwrap().unwrap().noted, None);
    let recovery = RecoveryKey::generate().unwrap();
    assert!(matches!(
        recovered(folder.path(), &recovery),
        Err(RecoveryError::NotMade { .. })
    ));
    history.keep_recovery(&recovery).unwrap();
    let noted = history.recovery().unwrap().unwrap().noted;
    assert_eq!(noted, Some(history.now()));
    assert_eq!(recovered(folder.path(), &recovery).unwrap(), [7; 32]);

    let beside = fs::read_to_string(folder.path().join("history.recovery")).unwrap();
    let copy = fs::read_to_string(folder.path().join("backups/history.recovery")).unwrap();
    assert_eq!(beside, copy);
    let hex = key().to_hex();
    let first = recovery.text()[..5].to_owned();
    for secret in [
        recovery.text().as_str(),
        &first,
        &hex,
        &STANDARD.encode([7; 32]),
    ] {
        assert!(!beside.contains(secret));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(folder.path().join("history.recovery"))
            .unwrap()
            .permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
}

#[test]
fn a_newer_recovery_key_makes_the_older_one_useless_here() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    let (older, newer) = (
        RecoveryKey::generate().unwrap(),
        RecoveryKey::generate().unwrap(),
    );
    history.keep_recovery(&older).unwrap();
    history.keep_recovery(&newer).unwrap();
    assert!(matches!(
        recovered(folder.path(), &older),
        Err(RecoveryError::Other)
    ));
    assert_eq!(recovered(folder.path(), &newer).unwrap(), [7; 32]);
    let trail = history.verify_trail().unwrap();
    assert_eq!((trail.events, trail.first_bad), (3, None));
}

#[test]
fn the_copy_beside_the_backups_serves_where_the_file_is_gone_or_damaged_and_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    let recovery = RecoveryKey::generate().unwrap();
    history.keep_recovery(&recovery).unwrap();
    let (beside, copy) = (
        folder.path().join("history.recovery"),
        folder.path().join("backups/history.recovery"),
    );
    let whole = fs::read(&beside).unwrap();
    fs::write(&beside, "{}").unwrap();
    assert_eq!(recovered(folder.path(), &recovery).unwrap(), [7; 32]);
    fs::remove_file(&beside).unwrap();
    assert_eq!(recovered(folder.path(), &recovery).unwrap(), [7; 32]);
    fs::remove_file(&copy).unwrap();
    assert!(matches!(
        recovered(folder.path(), &recovery),
        Err(RecoveryError::NotMade { .. })
    ));

    fs::write(&beside, &whole).unwrap();
    history.keep_recovery_copy().unwrap();
    assert_eq!(fs::read(&copy).unwrap(), whole);
}

#[test]
fn what_was_changed_in_the_file_or_belongs_to_another_history_is_refused() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let history = history(folder.path());
    let recovery = RecoveryKey::generate().unwrap();
    history.keep_recovery(&recovery).unwrap();
    let beside = folder.path().join("history.recovery");
    let whole = fs::read_to_string(&beside).unwrap();
    fs::remove_file(folder.path().join("backups/history.recovery")).unwrap();

    fs::write(&beside, whole.replace("2026-03-12", "2026-03-13")).unwrap();
    assert!(matches!(
        recovered(folder.path(), &recovery),
        Err(RecoveryError::Other)
    ));
    fs::write(&beside, whole.replace("\"format\": 1", "\"format\": 9")).unwrap();
    assert!(matches!(
        recovered(folder.path(), &recovery),
        Err(RecoveryError::Newer(9))
    ));
    fs::write(&beside, &whole[..40]).unwrap();
    assert!(matches!(
        recovered(folder.path(), &recovery),
        Err(RecoveryError::Damaged(_))
    ));

    let another = HistoryKey::from_bytes([8; 32]);
    drop(History::open(&place(other.path()), &another, fixture::clock()).unwrap());
    fs::write(other.path().join("history.recovery"), &whole).unwrap();
    assert!(matches!(
        recovered(other.path(), &recovery),
        Err(RecoveryError::Other)
    ));
}

#[test]
fn a_damaged_first_page_does_not_pass_for_a_wrong_recovery_key() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    let recovery = RecoveryKey::generate().unwrap();
    history.keep_recovery(&recovery).unwrap();
    history.back_up_today().unwrap();
    drop(history);
    let mut bytes = fs::read(place(folder.path())).unwrap();
    bytes[..64].fill(0);
    fs::write(place(folder.path()), bytes).unwrap();
    assert_eq!(recovered(folder.path(), &recovery).unwrap(), [7; 32]);
}

#[test]
fn a_history_in_memory_has_nothing_to_recover() {
    let history = History::in_memory(fixture::clock()).unwrap();
    assert!(history.recovery().unwrap().is_none());
    let recovery = RecoveryKey::generate().unwrap();
    assert!(matches!(
        history.keep_recovery(&recovery),
        Err(RecoveryError::NothingKept)
    ));
}
