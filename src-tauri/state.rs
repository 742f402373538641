//! What lives as long as the app: how it was started and where its data lies. Holds no secret.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tauri::{Manager, Runtime};

use crate::launch::Launch;

/// What lives as long as the app.
#[derive(Debug)]
pub struct AppState {
    data_dir: PathBuf,
    demo: bool,
    open_file: Mutex<Option<PathBuf>>,
}

impl AppState {
    /// The state for `launch`; the data folder is the system's own for Rollcall unless the launch names another.
    pub fn new<R: Runtime>(app: &impl Manager<R>, launch: Launch) -> Result<Self, tauri::Error> {
        let data_dir = match launch.data_dir {
            Some(folder) => folder,
            None => app.path().app_local_data_dir()?,
        };
        Ok(Self {
            data_dir,
            demo: launch.demo,
            open_file: Mutex::new(launch.file),
        })
    }

    /// Where the history, the logs and the passphrase vault lie.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// Whether the app was asked to begin with the demo.
    pub fn demo(&self) -> bool {
        self.demo
    }

    /// The file that the app was started with; told once, so that a reload of the window does not open it again.
    pub fn take_open_file(&self) -> Option<PathBuf> {
        self.open_file
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take()
    }
}
