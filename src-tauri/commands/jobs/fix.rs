//! Opening a job's spreadsheet where its refused rows are mended. Nothing is sent by it.

use std::path::PathBuf;

use rollcall_core::desk::{DeskError, FileWanted, Fixing};
use rollcall_core::history::JobId;
use rollcall_core::sheet::{SheetError, Watch};
use serde::Serialize;
use specta::Type;
use tauri::State;
use tauri::ipc::Channel;

use crate::commands::import::ImportView;
use crate::commands::import::file::{FileProgress, teller};
use crate::commands::import::view::import_view;
use crate::error::CommandError;
use crate::state::AppState;

/// Why the spreadsheet of a job must be chosen again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum WantedBecause {
    /// Its import is not kept any more.
    Forgotten,
    /// It is not where it was.
    Missing,
    /// It changed since the job was made from it.
    Changed,
}

/// What became of opening a job's spreadsheet.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FixAnswer {
    /// The import, where it is open.
    pub import: Option<ImportView>,
    /// The file that a person must choose, or a corrected one; null where it is open or the person cancelled it.
    pub wanted: Option<FileWantedView>,
}

/// A file that a person must choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileWantedView {
    /// Its name.
    pub file: String,
    /// Why.
    pub because: WantedBecause,
}

impl From<FileWanted> for WantedBecause {
    fn from(why: FileWanted) -> Self {
        match why {
            FileWanted::Forgotten => Self::Forgotten,
            FileWanted::Missing => Self::Missing,
            FileWanted::Changed => Self::Changed,
        }
    }
}

/// Opens the spreadsheet of a job to mend what Wellhub refused of it, from where it was or from `path`.
#[tauri::command]
#[specta::specta]
pub async fn fix_job(
    state: State<'_, AppState>,
    id: u32,
    path: Option<String>,
    on_progress: Channel<FileProgress>,
) -> Result<FixAnswer, CommandError> {
    let id = JobId(id);
    let connection = state
        .work(move |desk| desk.history().job(id))
        .await?
        .connection;
    let reading = state.begin_file(connection);
    let cancel = reading.cancel.clone();
    let path = path.map(PathBuf::from);
    state
        .work(move |desk| {
            let tell = teller(on_progress);
            let watch = Watch {
                cancel,
                tell: Some(&tell),
            };
            let (mut import, mut wanted) = (None, None);
            match desk.fix(id, path.as_deref(), &watch) {
                Ok(Fixing::Opened(opened)) => import = Some(import_view(desk, opened)?),
                Ok(Fixing::Wanted { file, why }) => {
                    let because = why.into();
                    wanted = Some(FileWantedView { file, because });
                }
                Err(DeskError::Sheet(SheetError::Cancelled)) => {}
                Err(error) => return Err(error.into()),
            }
            Ok::<_, CommandError>(FixAnswer { import, wanted })
        })
        .await
}
