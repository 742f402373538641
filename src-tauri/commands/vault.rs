//! Where secrets are kept, and the recovery key. The recovery key crosses to the window once: after it was made and until
//! a person says that it is noted; no command tells it again.

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, DeskError};
use rollcall_core::history::RecoveryKey;
use rollcall_core::vault::{Destination, Preference};
use secrecy::SecretString;
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Runtime, State, WebviewWindow};

use super::saving::{Written, ask};
use super::startup::{StartupView, VaultView, view};
use crate::error::{CommandError, ErrorCode};
use crate::state::{AppState, blocking};

/// How the secrets and the recovery key stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SafekeepingView {
    /// Where the secrets are.
    pub vault: VaultView,
    /// Whether there is anything to recover: not in a session that keeps nothing.
    pub recoverable: bool,
    /// When the recovery key was made that a person has noted, RFC 3339; null where nobody has one.
    pub recovery_noted: Option<String>,
}

/// How the secrets and the recovery key stand.
#[tauri::command]
#[specta::specta]
pub async fn safekeeping(state: State<'_, AppState>) -> Result<SafekeepingView, CommandError> {
    state
        .work(|desk| {
            let recovery = desk.recovery()?;
            Ok::<_, DeskError>(SafekeepingView {
                vault: VaultView::of(desk),
                recoverable: recovery.is_some(),
                recovery_noted: recovery
                    .and_then(|recovery| recovery.noted)
                    .map(|at| at.to_string()),
            })
        })
        .await
}

/// Makes a recovery key to be noted; the same one until it is. The one before stays in force as long.
#[tauri::command]
#[specta::specta]
pub async fn make_recovery_key(state: State<'_, AppState>) -> Result<String, CommandError> {
    state
        .work(|desk| {
            let key = desk.new_recovery_key()?;
            Ok::<_, DeskError>(key.text().as_str().to_owned())
        })
        .await
}

/// Puts the recovery key in force that is shown; from now on nothing tells it.
#[tauri::command]
#[specta::specta]
pub async fn note_recovery_key(state: State<'_, AppState>) -> Result<(), CommandError> {
    state.work(|desk| desk.note_recovery_key()).await
}

/// Writes the recovery key that is shown to a file where the person says; false when they closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn save_recovery_key<R: Runtime>(
    app: AppHandle<R>,
    state: State<'_, AppState>,
) -> Result<bool, CommandError> {
    let desk = state.desk().await?;
    let key = desk
        .unnoted_recovery_key()
        .ok_or_else(|| CommandError::of(ErrorCode::NotFound))?;
    let Some(path) = ask(&app, Written::TEXT, "rollcall-recovery-key.txt".to_owned()).await else {
        return Ok(false);
    };
    blocking(move || {
        let text = format!("Rollcall\n{}\n", key.text().as_str());
        write_private(&path, &text).map_err(|source| {
            let path = path.to_string_lossy().into_owned();
            DeskError::Write { path, source }.into()
        })
    })
    .await?;
    Ok(true)
}

/// Opens the system's dialog to print the page, which prints the recovery key alone.
#[tauri::command]
#[specta::specta]
pub async fn print_recovery_key<R: Runtime>(window: WebviewWindow<R>) -> Result<(), CommandError> {
    window
        .print()
        .map_err(|error| CommandError::of(ErrorCode::Internal).caused_by(&error))
}

/// Puts the key of the history back into the vault by the recovery key, and opens it. With a passphrase it goes under
/// that one, else into the system's keyring.
#[tauri::command]
#[specta::specta]
pub async fn recover_history(
    state: State<'_, AppState>,
    key: String,
    passphrase: Option<String>,
) -> Result<StartupView, CommandError> {
    let key = SecretString::from(key);
    let recovery = {
        use secrecy::ExposeSecret as _;
        RecoveryKey::read(key.expose_secret())
    };
    let recovery = recovery.map_err(|error| DeskError::Recovery(error.into()))?;
    let preference = match passphrase {
        Some(words) => Preference::Passphrase(words.into()),
        None => Preference::Auto,
    };
    let (folder, with) = (state.data_dir().to_owned(), preference.clone());
    blocking(move || {
        Desk::recover(&folder, &with, &recovery, SystemClock::shared()).map_err(Into::into)
    })
    .await?;
    state.open_anew(preference).await?;
    view(&state).await
}

/// Moves all secrets: under a passphrase, or into the system's keyring where none is given.
#[tauri::command]
#[specta::specta]
pub async fn move_secrets(
    state: State<'_, AppState>,
    passphrase: Option<String>,
) -> Result<VaultView, CommandError> {
    let to = match passphrase {
        Some(words) => Destination::Passphrase(words.into()),
        None => Destination::Keyring,
    };
    state
        .work(move |desk| {
            desk.move_secrets(&to)?;
            Ok::<_, DeskError>(VaultView::of(desk))
        })
        .await
}

/// For its owner's eyes alone, where the system knows such files.
fn write_private(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)?.write_all(text.as_bytes())
}
