//! Opening the database file: key first, then the checks, then the pragmas that make a commit durable. A file that stands
//! there is opened or refused, never replaced; a new one is made whole under another name and put in place at the end.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::{HistoryError, HistoryKey, backups, migrations};

/// How long a writer waits for another process's transaction.
const BUSY: Duration = Duration::from_secs(5);

pub(super) fn open(
    path: &Path,
    key: &HistoryKey,
    now: Timestamp,
) -> Result<Connection, HistoryError> {
    let file = |source| HistoryError::File {
        path: path.to_owned(),
        source,
    };
    if !path.try_exists().map_err(file)? {
        create(path, key)?;
    }
    // A new file comes into place whole, so an empty one was cut.
    if fs::metadata(path).map_err(file)?.len() == 0 {
        return Err(HistoryError::Corrupt(None));
    }
    let mut database = unlock(path, key)?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    settle(&database)?;
    if let Some(schema) = migrations::outdated(&database)? {
        backups::before_migration(&database, path, schema, now)?;
    }
    migrations::migrate(&mut database)?;
    Ok(database)
}

pub(super) fn in_memory() -> Result<Connection, HistoryError> {
    let mut database = Connection::open_in_memory()?;
    settle(&database)?;
    migrations::migrate(&mut database)?;
    Ok(database)
}

/// Opens an existing file with its key and reads one page, which is where a wrong key shows.
pub(super) fn unlock(path: &Path, key: &HistoryKey) -> Result<Connection, HistoryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags)?;
    // SQLCipher would write to the standard error by itself; what it means is told by the error returned.
    database.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let statement = Zeroizing::new(format!("PRAGMA key = \"x'{}'\";", key.to_hex().as_str()));
    database.execute_batch(&statement)?;
    database.busy_timeout(BUSY)?;
    database.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    })?;
    Ok(database)
}

/// `FULL` makes each commit reach the disk before it is reported: the journal rests on that (safety, "Sending").
fn settle(database: &Connection) -> Result<(), HistoryError> {
    database.pragma_update(None, "synchronous", "FULL")?;
    #[cfg(test)]
    if super::tests::synced::is_without_full() {
        database.pragma_update(None, "synchronous", "NORMAL")?;
    }
    database.pragma_update(None, "foreign_keys", true)?;
    database.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

fn create(path: &Path, key: &HistoryKey) -> Result<(), HistoryError> {
    let fresh = path.with_extension(format!("new-{}", std::process::id()));
    let at_fresh = |source| HistoryError::File {
        path: fresh.clone(),
        source,
    };
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(at_fresh(error)),
        _ => {}
    }
    private_file(&fresh).map_err(at_fresh)?;
    let made = fill(&fresh, key).and_then(|()| put_in_place(&fresh, path));
    // Whether it was put in place or not, the other name is no longer needed.
    let _ = fs::remove_file(&fresh);
    made
}

fn fill(fresh: &Path, key: &HistoryKey) -> Result<(), HistoryError> {
    let mut database = unlock(fresh, key)?;
    settle(&database)?;
    migrations::migrate(&mut database)?;
    database.close().map_err(|(_, error)| error.into())
}

/// Never over a file that came there meanwhile: then that one is opened.
fn put_in_place(fresh: &Path, path: &Path) -> Result<(), HistoryError> {
    let file = |source| HistoryError::File {
        path: path.to_owned(),
        source,
    };
    match fs::hard_link(fresh, path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(()),
        // Some file systems have no hard links.
        Err(_) if !path.try_exists().map_err(file)? => fs::rename(fresh, path).map_err(file)?,
        Err(_) => return Ok(()),
    }
    sync_folder(path).map_err(file)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> std::io::Result<()> {
    Ok(())
}

/// A folder that its owner alone may look into, where there is none yet.
pub(super) fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// A copy of `from` that is on the disk, beside `path` and of another name.
pub(super) fn copy_private(from: &Path, path: &Path) -> Result<PathBuf, HistoryError> {
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let failed = |source| HistoryError::File {
        path: beside.clone(),
        source,
    };
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let mut read = File::open(from).map_err(|source| HistoryError::File {
        path: from.to_owned(),
        source,
    })?;
    let mut file = private_file(&beside).map_err(failed)?;
    std::io::copy(&mut read, &mut file).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    Ok(beside)
}

/// Replaces a small file whole, readable by its owner alone.
pub(super) fn replace_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".new-{}", std::process::id()));
    let beside = Path::new(&name);
    match fs::remove_file(beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = private_file(beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(beside, path)?;
    sync_folder(path)
}

/// Readable by its owner alone; SQLite gives the same mode to the files that it puts beside it.
pub(super) fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}
