//! A file on its way in: how far its reading is, an end to it, and its first rows to look at meanwhile.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rollcall_core::desk::DeskError;
use rollcall_core::history::ConnectionId;
use rollcall_core::masking;
use rollcall_core::sheet::{self, HeaderChoice, Layout, Workbook, guess_columns};
use serde::Serialize;
use specta::Type;
use tauri::State;
use tauri::ipc::Channel;

use crate::commands::number;
use crate::error::CommandError;
use crate::state::{AppState, lock};

/// The window is told how far a reading is at most this often.
const BEAT: Duration = Duration::from_millis(100);
/// How many rows a first look shows.
const FIRST_ROWS: u32 = 50;

/// How far the reading of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileProgress {
    /// Rows read, of all sheets.
    pub rows: u32,
}

/// The first rows of a file, for looking at while it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FirstRows {
    /// The sheet's name; null for a text file.
    pub sheet: Option<String>,
    /// The texts of the cells, each row from column A on. Personal numbers are masked where their column is recognised.
    pub rows: Vec<Vec<String>>,
}

/// Tells a channel how far a reading is. A window that was closed meanwhile hears nothing of it.
pub(in crate::commands) fn teller(channel: Channel<FileProgress>) -> impl Fn(usize) + Sync {
    let told: Mutex<Option<Instant>> = Mutex::default();
    move |rows| {
        let mut told = lock(&told);
        if told.is_none_or(|at| at.elapsed() >= BEAT) {
            *told = Some(Instant::now());
            let _ = channel.send(FileProgress { rows: number(rows) });
        }
    }
}

/// Cancels the reading of a connection's file; nothing where there is none.
#[tauri::command]
#[specta::specta]
pub async fn cancel_file(state: State<'_, AppState>, connection: u32) -> Result<(), CommandError> {
    state.cancel_file(ConnectionId(connection));
    Ok(())
}

/// The first rows of a file, at once, however long it is; null for formats that are read whole or not at all.
#[tauri::command]
#[specta::specta]
pub async fn first_rows(
    state: State<'_, AppState>,
    path: String,
) -> Result<Option<FirstRows>, CommandError> {
    state
        .view(move |_| {
            let head = sheet::first_rows(Path::new(&path), FIRST_ROWS)?;
            Ok::<_, DeskError>(head.as_ref().and_then(look))
        })
        .await
}

fn look(workbook: &Workbook) -> Option<FirstRows> {
    let page = workbook.chosen()?;
    let layout = Layout::of(page, HeaderChoice::Found);
    let guesses = guess_columns(page, &layout, &[]);
    let last = page.last_row().min(FIRST_ROWS);
    let said = |row: u32, column: u16| {
        let Some(cell) = page.cell(row, column) else {
            return String::new();
        };
        let guess = guesses.get(usize::from(column));
        let field = guess.and_then(|guess| guess.field.as_ref());
        if layout.header_row.is_some_and(|header| row > header) {
            masking::shown_cell(field, &page.shown(&cell))
        } else {
            page.shown(&cell).into_owned()
        }
    };
    Some(FirstRows {
        sheet: Some(page.sheet.name.clone()).filter(|name| !name.is_empty()),
        rows: (1..=last)
            .map(|row| (0..page.width()).map(|column| said(row, column)).collect())
            .collect(),
    })
}
