//! Files that only their owner may read, replaced whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::VaultError;

/// The content of a file; `None` where there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, VaultError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(failed(path, "read", source)),
    }
}

/// Removes a file. That there is none is no error.
pub(super) fn remove(path: &Path) -> Result<(), VaultError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(failed(path, "removed", error))
        }
        _ => Ok(()),
    }
}

/// Gives a file that stands in the way a name beside it that is free.
pub(super) fn put_aside(path: &Path) -> Result<(), VaultError> {
    if !path.exists() {
        return Ok(());
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let named = |number: u32| path.with_file_name(format!("{stem}-aside-{number}.{ending}"));
    let free = (1..u32::MAX).map(named).find(|aside| !aside.exists());
    let moved = fs::rename(path, free.as_deref().unwrap_or(path));
    moved.map_err(|source| failed(path, "put aside", source))
}

/// Replaces a file: beside it, then over it, so that a power cut leaves the old or the new one.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let beside = path.with_extension("new");
    write_beside(&beside, path, bytes).map_err(|source| {
        // What is left over would be overwritten the next time; failing to remove it hides nothing.
        let _ = fs::remove_file(&beside);
        failed(path, "written", source)
    })
}

fn write_beside(beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = create(beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(beside, path)?;
    sync_folder(path)
}

#[cfg(unix)]
fn create(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

#[cfg(not(unix))]
fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    path.parent()
        .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

fn failed(path: &Path, verb: &'static str, source: io::Error) -> VaultError {
    VaultError::File {
        path: path.to_owned(),
        verb,
        source,
    }
}
