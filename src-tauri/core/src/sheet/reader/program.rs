//! Which program reads: the small one beside this program, which starts in a few milliseconds, else this very program
//! where its `main` can serve as a reader. A program somewhere on the search path is never taken.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::sheet::error::SheetError;

/// The reader's name; the system's ending is added.
const NAME: &str = "rollcall-reader";

/// Whether this program's `main` serves as a reader when asked.
static SERVES: AtomicBool = AtomicBool::new(false);

/// Says that this program can be started as a reader.
pub(super) fn serves() {
    SERVES.store(true, Ordering::Relaxed);
}

/// The program to start.
pub(super) fn reader() -> Result<PathBuf, SheetError> {
    let own = std::env::current_exe()
        .map_err(|error| SheetError::ReaderMissing(format!("where it should be: {error}")))?;
    let name = format!("{NAME}{}", std::env::consts::EXE_SUFFIX);
    // Cargo puts test programs one folder deeper. The folder above an installed program is anybody's.
    let folder = own.parent().unwrap_or(Path::new("."));
    let built = folder.parent().filter(|_| folder.ends_with("deps"));
    let beside = [Some(folder), built];
    beside
        .into_iter()
        .flatten()
        .map(|folder| folder.join(&name))
        .filter(|path| path.is_file())
        .chain(SERVES.load(Ordering::Relaxed).then(|| own.clone()))
        .next()
        .ok_or_else(|| SheetError::ReaderMissing(format!("{name} is not in {}", folder.display())))
}
