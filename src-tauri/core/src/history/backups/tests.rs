//! Copies of a history: made, kept to seven, and brought back in the place of a damaged one.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use jiff::SignedDuration;

use super::*;
use crate::clock::HeldClock;
use crate::history::fixture;

fn key() -> HistoryKey {
    HistoryKey::from_bytes([7; 32])
}

fn history(folder: &Path) -> History {
    History::open(&folder.join("history.db"), &key(), fixture::clock()).unwrap()
}

/// Cuts the file through the middle.
fn damage(path: &Path) {
    let whole = fs::read(path).unwrap();
    fs::write(path, &whole[..whole.len() / 8192 * 4096]).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_copy_opens_with_the_same_key_and_no_other_and_says_nothing_in_the_clear() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    history.set_setting("language", &"pt-BR").unwrap();
    assert!(history.back_up_today().unwrap());
    assert!(!history.back_up_today().unwrap(), "one a day");
    let copies = history.backups().unwrap();
    assert_eq!(
        names(&folder.path().join("backups")),
        ["history-2026-03-12.db"]
    );
    let bytes = fs::read(&copies[0].path).unwrap();
    assert!(!bytes.windows(5).any(|w| w == b"pt-BR" || w == b"SQLit"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&copies[0].path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
    let other = open::unlock(&copies[0].path, &HistoryKey::from_bytes([8; 32]));
    assert!(matches!(other, Err(HistoryError::WrongKey(_))));
    let copy = History::open(&copies[0].path, &key(), fixture::clock()).unwrap();
    assert_eq!(
        copy.setting::<String>("language").unwrap().unwrap(),
        "pt-BR"
    );
}

#[test]
fn seven_are_kept_and_they_are_the_newest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    for day in 0..9 {
        let now = fixture::clock().now() + SignedDuration::from_hours(24 * day);
        let clock = Arc::new(HeldClock::at(now));
        let history = History::open(&path, &key(), clock).unwrap();
        assert!(history.back_up_today().unwrap());
    }
    let kept = names(&folder.path().join("backups"));
    assert_eq!(kept.len(), KEPT);
    assert_eq!(kept[0], "history-2026-03-14.db");
    assert_eq!(kept[6], "history-2026-03-20.db");
}

#[test]
fn what_a_killed_process_left_half_copied_is_taken_away_and_what_is_being_copied_stays() {
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path());
    let backups = history.backups_folder().unwrap();
    fs::create_dir(&backups).unwrap();
    let left = fs::File::create(backups.join("history-2026-03-11.db.part-1")).unwrap();
    let long_ago = std::time::SystemTime::now() - 2 * HALF_COPIED;
    left.set_modified(long_ago).unwrap();
    fs::write(backups.join("history-2026-03-12.db.part-2"), b"").unwrap();
    assert!(history.back_up_today().unwrap());
    assert_eq!(
        names(&backups),
        ["history-2026-03-12.db", "history-2026-03-12.db.part-2"]
    );
}

#[test]
fn a_change_of_the_schema_is_preceded_by_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let open = history(folder.path());
    open.read(|database| {
        database.execute_batch(
            "DROP TABLE erasures; ALTER TABLE jobs DROP COLUMN rows_gone;
             ALTER TABLE plans DROP COLUMN said_gone; ALTER TABLE plans DROP COLUMN scrubbed; ALTER TABLE last_sent DROP COLUMN left_by;",
        )?;
        let schema: u32 = database.pragma_query_value(None, "user_version", |row| row.get(0))?;
        Ok(database.pragma_update(None, "user_version", schema - 1)?)
    })
    .unwrap();
    drop(open);
    drop(history(folder.path()));
    let schema = super::super::migrations::MIGRATIONS.len() - 1;
    assert_eq!(
        names(&folder.path().join("backups")),
        [format!("history-2026-03-12-schema-{schema}.db")]
    );
}

#[test]
fn a_damaged_history_gives_way_to_its_newest_whole_copy_and_is_put_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    let open = history(folder.path());
    open.set_setting("language", &"pt-BR").unwrap();
    open.set_setting("filler", &"x".repeat(100_000)).unwrap();
    assert!(open.back_up_today().unwrap());
    drop(open);
    let refused = History::restore(&path, &key(), fixture::clock());
    assert!(matches!(refused, Err(HistoryError::NotDamaged)));
    // A newer copy that is damaged too is passed over.
    let newer = folder.path().join("backups/history-2026-03-13.db");
    fs::copy(&path, &newer).unwrap();
    damage(&newer);
    damage(&path);
    let damaged = fs::read(&path).unwrap();

    let (restored, what) = History::restore(&path, &key(), fixture::clock()).unwrap();

    assert!(what.backup.path.ends_with("history-2026-03-12.db"));
    assert_eq!(fs::read(&what.aside).unwrap(), damaged);
    assert_eq!(
        restored.setting::<String>("language").unwrap().unwrap(),
        "pt-BR"
    );
    let trail = restored.verify_trail().unwrap();
    assert_eq!((trail.ok, trail.events), (true, 2));
}

#[test]
fn a_wrong_key_and_a_history_without_copies_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    drop(history(folder.path()));
    damage(&path);
    let before = fs::read(&path).unwrap();
    let refused = History::restore(&path, &key(), fixture::clock());
    assert!(matches!(refused, Err(HistoryError::NoBackup { .. })));
    let other = HistoryKey::from_bytes([8; 32]);
    let refused = History::restore(&path, &other, fixture::clock());
    assert!(matches!(refused, Err(HistoryError::NoBackup { .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_damaged_history_is_never_copied() {
    let folder = tempfile::tempdir().unwrap();
    let open = history(folder.path());
    open.set_setting("filler", &"x".repeat(400_000)).unwrap();
    open.read(|database| Ok(database.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?))
        .unwrap();
    let path = folder.path().join("history.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert!(matches!(open.check_file(), Err(HistoryError::Corrupt(_))));
    assert!(matches!(
        open.back_up_today(),
        Err(HistoryError::Corrupt(_))
    ));
    assert!(open.backups().unwrap().is_empty());
}
