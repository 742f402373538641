//! Whose turn it is to change a folder's secrets: one process at a time, by a lock that the kernel lets go of when the
//! process ends, however it ends. Reading needs no turn, since files are replaced whole.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::VaultError;

/// The file that is locked; it stays empty.
const FILE: &str = "vault.lock";
/// How often is asked while somebody else has the turn.
const BETWEEN: Duration = Duration::from_millis(2);

/// The turn, for as long as it is kept. Whoever has it must not take it again.
pub(super) struct Turn {
    _file: File,
}

impl Turn {
    /// Waits for the turn over a data folder, no longer than `limit`: who has it may hang.
    pub(super) fn take(data_dir: &Path, limit: Duration) -> Result<Self, VaultError> {
        let path = data_dir.join(FILE);
        let failed = |source| VaultError::File {
            path: path.clone(),
            verb: "locked",
            source,
        };
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        let asked = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::Error(source)) => return Err(failed(source)),
                Err(TryLockError::WouldBlock) if asked.elapsed() >= limit => {
                    return Err(VaultError::Busy(limit));
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_the_turn_and_the_other_is_told_or_gets_it_after() {
        let dir = tempfile::tempdir().expect("a folder");
        let turn = Turn::take(dir.path(), Duration::ZERO).expect("is free");
        let told = Turn::take(dir.path(), Duration::ZERO).err();
        assert!(matches!(told, Some(VaultError::Busy(_))), "{told:?}");
        drop(turn);
        assert!(Turn::take(dir.path(), Duration::ZERO).is_ok());
    }
}
