//! Opening the database file: key first, then the checks, then the pragmas that make a commit durable. A file that stands
//! there is opened or refused, never replaced; a new one is made whole under another name and put in place at the end.

use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::{HistoryError, HistoryKey, migrations};

/// How long a writer waits for another process's transaction.
const BUSY: Duration = Duration::from_secs(5);

/// How much of the file is kept deciphered, in KiB below zero, taken as it is needed: each page of an index that a search
/// goes by would otherwise be deciphered with each letter typed.
const CACHE: i32 = -16_384;

pub(super) fn open(path: &Path, key: &HistoryKey) -> Result<Connection, HistoryError> {
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
fn unlock(path: &Path, key: &HistoryKey) -> Result<Connection, HistoryError> {
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
    database.pragma_update(None, "foreign_keys", true)?;
    database.pragma_update(None, "temp_store", "MEMORY")?;
    database.pragma_update(None, "cache_size", CACHE)?;
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

/// Readable by its owner alone; SQLite gives the same mode to the files that it puts beside it.
fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}
