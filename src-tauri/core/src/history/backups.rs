//! Copies of the history, encrypted with the same key, in `backups` beside it: one a day and one before each change of the
//! schema, seven at most. A copy is made of a history that is whole, never of a damaged one, and a history is never put
//! back over another: the one that stood there is put aside under a name of its own.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Connection as Database;

use super::audit::{Event, EventKind};
use super::{DriverLock, History, HistoryError, HistoryKey, open};
use crate::clock::SharedClock;

/// How many copies are kept.
const KEPT: usize = 7;

/// After how long a copy that never became whole is nobody's any more.
const HALF_COPIED: Duration = Duration::from_secs(3_600);

/// A copy of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it stands.
    pub path: PathBuf,
    /// When it was made, by the clock of the file system.
    pub made_at: Option<Timestamp>,
}

/// What was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The copy that is the history now.
    pub backup: Backup,
    /// Where the damaged history stands now.
    pub aside: PathBuf,
}

impl History {
    /// Where copies of the history are; `None` for one in memory.
    pub fn backups_folder(&self) -> Option<PathBuf> {
        self.inner.path.as_deref().map(folder)
    }

    /// The copies that there are, the newest first.
    pub fn backups(&self) -> Result<Vec<Backup>, HistoryError> {
        match &self.inner.path {
            Some(path) => list(path),
            None => Ok(Vec::new()),
        }
    }

    /// Makes the copy of the day where there is none yet, of a history that is whole. True where it was made. It reads by
    /// a connection of its own and holds nobody up.
    pub fn back_up_today(&self) -> Result<bool, HistoryError> {
        let (Some(path), Some(key)) = (&self.inner.path, &self.inner.key) else {
            return Ok(false);
        };
        let name = format!("history-{}.db", day(self.now()));
        if folder(path).join(&name).exists() {
            return Ok(false);
        }
        let erased = self.erasures_told()?;
        {
            let _within = self.within()?;
            let database = open::unlock(path, key)?;
            self.may_cut_off(&database);
            check(&database)?;
            copy(&database, path, &name)?;
        }
        if self.erasures_told()? != erased {
            // Somebody was erased while it was made: it may have them still.
            let made = folder(path).join(&name);
            fs::remove_file(&made).map_err(|source| at(&made, source))?;
            return Ok(false);
        }
        Ok(true)
    }

    /// How many erasures were begun and how many ended, here or in another process.
    fn erasures_told(&self) -> Result<(u32, u32), HistoryError> {
        self.read(|database| {
            let sql = "SELECT (SELECT count(*) FROM erasures), (SELECT count(*) FROM audit WHERE kind = 'person_erased')";
            Ok(database.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
        })
    }

    /// Whether the file is whole. It reads all of it, by a connection of its own: not for a thread that must not wait.
    pub fn check_file(&self) -> Result<(), HistoryError> {
        let (Some(path), Some(key)) = (&self.inner.path, &self.inner.key) else {
            return Ok(());
        };
        let _within = self.within()?;
        let database = open::unlock(path, key)?;
        self.may_cut_off(&database);
        check(&database)
    }

    /// Brings the newest copy back that is whole, in the place of a damaged history, which is put aside under another
    /// name. A history that is whole is left alone.
    pub fn restore(
        path: &Path,
        key: &HistoryKey,
        clock: SharedClock,
    ) -> Result<(Self, Restored), HistoryError> {
        let _alone = DriverLock::try_acquire(path)?;
        let stands = open::unlock(path, key).and_then(|database| check(&database));
        match stands {
            // A damaged first page looks like a wrong key; the copies tell which of the two it is.
            Err(HistoryError::Corrupt(_) | HistoryError::WrongKey(_)) => {}
            Err(error) => return Err(error),
            Ok(()) => return Err(HistoryError::NotDamaged),
        }
        let backup = newest_whole(path, key)?;
        let beside = open::copy_private(&backup.path, path)?;
        let aside = put_aside(path, clock.now())?;
        fs::rename(&beside, path).map_err(|source| at(path, source))?;
        let history = Self::open(path, key, clock)?;
        history.write(|database| history.tell(database, &Event::of(EventKind::BackupRestored)))?;
        Ok((history, Restored { backup, aside }))
    }
}

/// The copy that is made before the schema changes.
pub(super) fn before_migration(
    database: &Database,
    path: &Path,
    schema: u32,
    now: Timestamp,
) -> Result<(), HistoryError> {
    let name = format!("history-{}-schema-{schema}.db", day(now));
    if folder(path).join(&name).exists() {
        return Ok(());
    }
    copy(database, path, &name)
}

pub(super) fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

fn day(now: Timestamp) -> jiff::civil::Date {
    now.to_zoned(TimeZone::UTC).date()
}

fn at(path: &Path, source: std::io::Error) -> HistoryError {
    HistoryError::File {
        path: path.to_owned(),
        source,
    }
}

/// SQLite stops at the first thing that is wrong, and says `ok` where there is none.
pub(super) fn check(database: &Database) -> Result<(), HistoryError> {
    let said: String = database.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        Ok(())
    } else {
        Err(HistoryError::Corrupt(None))
    }
}

/// Copies what is committed, whole or not at all, and takes the oldest copies away.
fn copy(database: &Database, path: &Path, name: &str) -> Result<(), HistoryError> {
    let folder = folder(path);
    open::private_folder(&folder).map_err(|source| at(&folder, source))?;
    let part = folder.join(format!("{name}.part-{}", std::process::id()));
    let made = write_part(database, &part)
        .and_then(|()| fs::rename(&part, folder.join(name)).map_err(|source| at(&part, source)));
    if made.is_err() {
        // What is left over is overwritten the next time; the first failure is the one to tell.
        let _ = fs::remove_file(&part);
    }
    made?;
    forget_parts(&folder);
    for old in list(path)?.into_iter().skip(KEPT) {
        fs::remove_file(&old.path).map_err(|source| at(&old.path, source))?;
    }
    Ok(())
}

/// Takes away what a process that was killed left half copied; a part of the last hour may still be written.
fn forget_parts(folder: &Path) {
    let left = |entry: &fs::DirEntry| {
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        let age = entry
            .metadata()
            .and_then(|data| data.modified())
            .map(|time| time.elapsed());
        ending.is_some_and(|ending| ending.starts_with("part-"))
            && age.is_ok_and(|age| age.is_ok_and(|age| age > HALF_COPIED))
    };
    for entry in fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(left)
    {
        // It is in nobody's way, and the next copy tries again.
        let _ = fs::remove_file(entry.path());
    }
}

fn write_part(database: &Database, part: &Path) -> Result<(), HistoryError> {
    let file = |source| at(part, source);
    match fs::remove_file(part) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(file(error)),
        _ => {}
    }
    // An empty file that only its owner may read: SQLite fills it, under the key of the connection.
    drop(open::private_file(part).map_err(file)?);
    database.execute("VACUUM INTO ?1", [part.to_string_lossy()])?;
    let written = OpenOptions::new().write(true).open(part).map_err(file)?;
    written.sync_all().map_err(file)
}

/// The copies beside the history at `path`, the newest first: their names begin with the day.
fn list(path: &Path) -> Result<Vec<Backup>, HistoryError> {
    let folder = folder(path);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(&folder, error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|source| at(&folder, source))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = entry.path();
        if name.starts_with("history-") && path.extension().is_some_and(|ending| ending == "db") {
            let modified = entry.metadata().and_then(|data| data.modified()).ok();
            let made_at = modified.and_then(|time| Timestamp::try_from(time).ok());
            found.push(Backup { path, made_at });
        }
    }
    found.sort_by(|one, other| other.path.cmp(&one.path));
    Ok(found)
}

/// Deletes copies that were made before that time, and damaged histories that were put aside before it. The newest copy
/// stays. Tells how many went.
pub(super) fn forget_older(path: &Path, before: Timestamp) -> Result<u32, HistoryError> {
    let oldest = format!("history-{}", day(before));
    let mut gone = 0;
    let name = |path: &Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
    };
    for old in list(path)?.into_iter().skip(1) {
        if name(&old.path).is_some_and(|name| name < oldest) {
            fs::remove_file(&old.path).map_err(|source| at(&old.path, source))?;
            gone += 1;
        }
    }
    let oldest = format!("history-damaged-{}", before.strftime("%Y%m%dT%H%M%SZ"));
    for old in damaged(path)? {
        if name(&old).is_some_and(|name| name < oldest) {
            remove_aside(&old)?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// The damaged histories that were put aside.
pub(super) fn damaged(path: &Path) -> Result<Vec<PathBuf>, HistoryError> {
    let Some(folder) = path.parent() else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|source| at(folder, source))? {
        let path = entry.map_err(|source| at(folder, source))?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let named = name.is_some_and(|name| name.starts_with("history-damaged-"));
        if named && path.extension().is_some_and(|ending| ending == "db") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Deletes a database that stands aside, with what SQLite and the trail keep beside it.
pub(super) fn remove_aside(path: &Path) -> Result<(), HistoryError> {
    let beside = ["-wal", "-shm", "-journal"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    });
    let [wal, shm, journal] = beside;
    for file in [
        wal,
        shm,
        journal,
        path.with_extension("trail"),
        path.to_owned(),
    ] {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(at(&file, error)),
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn newest_whole(path: &Path, key: &HistoryKey) -> Result<Backup, HistoryError> {
    let whole = |backup: &Backup| {
        let checked = open::unlock(&backup.path, key).and_then(|database| check(&database));
        if let Err(error) = &checked {
            tracing::warn!(%error, "a backup of the history cannot be used");
        }
        checked.is_ok()
    };
    let found = list(path)?.into_iter().find(whole);
    found.ok_or_else(|| HistoryError::NoBackup {
        folder: folder(path),
    })
}

/// Gives the history that stands at `path`, and what SQLite and the audit trail keep beside it, another name.
fn put_aside(path: &Path, now: Timestamp) -> Result<PathBuf, HistoryError> {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let mut number = 0;
    let aside = loop {
        let more = if number == 0 {
            String::new()
        } else {
            format!("-{number}")
        };
        let aside = path.with_file_name(format!("history-damaged-{stamp}{more}.db"));
        if !aside.exists() {
            break aside;
        }
        number += 1;
    };
    let named = |base: &Path, ending: &str| {
        let mut name = base.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    // Under both names until the copy takes the old one: at no moment is there no history.
    if fs::hard_link(path, &aside).is_err() {
        fs::copy(path, &aside).map_err(|source| at(&aside, source))?;
    }
    // The log goes with its file: beside another one it would be taken for that one's.
    for (from, to) in [
        (named(path, "-wal"), named(&aside, "-wal")),
        (named(path, "-shm"), named(&aside, "-shm")),
        (path.with_extension("trail"), aside.with_extension("trail")),
    ] {
        match fs::rename(&from, &to) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(at(&from, error)),
            _ => {}
        }
    }
    Ok(aside)
}

#[cfg(test)]
mod tests;
