//! Somebody in the copies of the history: each is written anew without them, under the same key, beside the old one, and
//! takes its place at the end. One that cannot be read, or that would go on with a job about them, is deleted and named.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::Connection as Database;

use crate::history::person_data::Person;
use crate::history::{History, HistoryError, HistoryKey, backups, migrations, open};

impl History {
    /// All copies and damaged histories. Tells how many were written anew, and the names of those that were deleted.
    pub(super) fn scrub_copies(&self, person: &Person) -> Result<(u32, Vec<String>), HistoryError> {
        let (mut rewritten, mut deleted) = (0, Vec::new());
        let (Some(path), Some(key)) = (&self.inner.path, &self.inner.key) else {
            return Ok((rewritten, deleted));
        };
        for damaged in backups::damaged(path)? {
            forget_parts_of(&damaged);
        }
        let copies = self.backups()?.into_iter().map(|backup| backup.path);
        for copy in copies.chain(backups::damaged(path)?) {
            match self.scrub_copy(&copy, key, person) {
                Ok(()) => rewritten += 1,
                // Then it is tried again at the next start, and nothing is lost by it.
                Err(
                    error @ (HistoryError::DiskFull(_)
                    | HistoryError::Busy(_)
                    | HistoryError::File { .. }),
                ) => {
                    return Err(error);
                }
                Err(error) => {
                    tracing::warn!(%error, "a copy of the history could not be written anew and was deleted");
                    backups::remove_aside(&copy)?;
                    deleted.extend(
                        copy.file_name()
                            .map(|name| name.to_string_lossy().into_owned()),
                    );
                }
            }
        }
        Ok((rewritten, deleted))
    }

    fn scrub_copy(
        &self,
        copy: &Path,
        key: &HistoryKey,
        person: &Person,
    ) -> Result<(), HistoryError> {
        let _within = self.within()?;
        let part = named(copy, &format!(".part-{}", std::process::id()));
        backups::remove_aside(&part)?;
        let done = self.scrub_part_of_copy(copy, &part, key, person);
        if done.is_err() {
            // The first failure is the one to tell.
            let _ = backups::remove_aside(&part);
        }
        done
    }

    fn scrub_part_of_copy(
        &self,
        copy: &Path,
        part: &Path,
        key: &HistoryKey,
        person: &Person,
    ) -> Result<(), HistoryError> {
        copy_with_log(copy, part)?;
        let made = fs::metadata(copy).and_then(|facts| facts.modified()).ok();
        let mut database = open::unlock(part, key)?;
        // One file, without a log beside it.
        database.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        migrations::migrate(&mut database)?;
        let history = Self::over(database, key, self.inner.clock.clone(), None);
        history.scrub_whole(person)?;
        drop(history);
        let file = |source| HistoryError::File {
            path: part.to_owned(),
            source,
        };
        OpenOptions::new()
            .write(true)
            .open(part)
            .and_then(|part| {
                // It still says what was at that time.
                made.map_or(Ok(()), |made| part.set_modified(made))?;
                part.sync_all()
            })
            .map_err(file)?;
        fs::rename(part, copy).map_err(file)?;
        for ending in ["-wal", "-shm"] {
            // The log belongs to what stood there before.
            let _ = fs::remove_file(named(copy, ending));
        }
        Ok(())
    }

    /// Takes somebody out of a database that nobody else has open.
    fn scrub_whole(&self, person: &Person) -> Result<(), HistoryError> {
        self.read(backups::check)?;
        let jobs = self.write(|database| super::job_about(database, person))?;
        if let Some(job) = jobs {
            return Err(HistoryError::StillSent { job });
        }
        self.write(|database| Ok(database.execute("DELETE FROM erasures", [])?))?;
        self.scrub(person)?;
        self.read(|database: &Database| Ok(database.execute_batch("VACUUM")?))
    }
}

/// Takes away what a process left that ended while it wrote a copy anew: it still says what was to be erased.
fn forget_parts_of(copy: &Path) {
    let (Some(folder), Some(name)) = (copy.parent(), copy.file_name()) else {
        return;
    };
    let begins = format!("{}.part-", name.to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&begins) {
            // One that cannot be taken away now is tried again with the next erasure.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Copies a database with the log that may stand beside it.
fn copy_with_log(from: &Path, to: &Path) -> Result<(), HistoryError> {
    for ending in ["", "-wal"] {
        let (from, to) = (named(from, ending), named(to, ending));
        let failed = |source| HistoryError::File {
            path: to.clone(),
            source,
        };
        match fs::File::open(&from) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !ending.is_empty() => {}
            Err(error) => return Err(failed(error)),
            Ok(mut read) => {
                let mut written = open::private_file(&to).map_err(failed)?;
                std::io::copy(&mut read, &mut written).map_err(failed)?;
            }
        }
    }
    Ok(())
}

fn named(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
