//! What the window learns first: which version this is, whether the vault is open, and what stands in the way.

use rollcall_core::desk::Desk;
use rollcall_core::vault::{Backend, Preference, noted};
use secrecy::SecretString;
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::settings::{SettingsView, kept_settings};
use crate::error::CommandError;
use crate::state::{AppState, blocking};

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum VaultBackend {
    /// The Secret Service of a Linux desktop.
    SecretService,
    /// The keychain of macOS.
    Keychain,
    /// The credential manager of Windows.
    CredentialManager,
    /// A file that a passphrase opens.
    Passphrase,
    /// Nowhere: forgotten when Rollcall closes.
    Session,
}

/// How the vault stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// Secrets can be read and written.
    Open,
    /// The system has none.
    Absent,
    /// It waits to be unlocked.
    Locked,
    /// Access was refused.
    Denied,
}

/// Where secrets are kept and how that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VaultView {
    /// Where secrets are kept.
    pub backend: VaultBackend,
    /// How it stands.
    pub state: VaultState,
}

/// State of the app at its start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StartupView {
    /// Rollcall's version.
    pub version: String,
    /// Where secrets are kept and how that stands.
    pub vault: VaultView,
    /// Where the folder keeps its secrets already, whatever else could be chosen; null for a new one.
    pub bound: Option<VaultBackend>,
    /// Set: nothing else can be used before this is solved.
    pub problem: Option<CommandError>,
    /// What the person chose for the window.
    pub settings: SettingsView,
    /// The path of a file that the system asked Rollcall to open.
    pub open_file: Option<String>,
    /// The app was asked to begin with the demo.
    pub demo: bool,
}

impl VaultBackend {
    /// The backend as the window names it.
    pub fn of(backend: Backend) -> Self {
        match backend {
            Backend::Keyring => Self::of_system(),
            Backend::Passphrase => Self::Passphrase,
            Backend::Session => Self::Session,
        }
    }

    /// The keyring of this system.
    pub fn of_system() -> Self {
        if cfg!(target_os = "macos") {
            Self::Keychain
        } else if cfg!(target_os = "windows") {
            Self::CredentialManager
        } else {
            Self::SecretService
        }
    }
}

impl VaultView {
    /// The vault of an open desk.
    pub fn of(desk: &Desk) -> Self {
        Self {
            backend: VaultBackend::of(desk.backend()),
            state: VaultState::Open,
        }
    }
}

/// How the start stands. Answers once the vault has answered or failed, which it does within its limit.
#[tauri::command]
#[specta::specta]
pub async fn startup(state: State<'_, AppState>) -> Result<StartupView, CommandError> {
    view(&state).await
}

/// Opens the vault with a passphrase; makes one where the folder has no vault yet.
#[tauri::command]
#[specta::specta]
pub async fn unlock(
    state: State<'_, AppState>,
    passphrase: String,
) -> Result<StartupView, CommandError> {
    let passphrase = SecretString::from(passphrase);
    state.open(Preference::Passphrase(passphrase)).await?;
    view(&state).await
}

/// Keeps everything in memory, until the app is closed.
#[tauri::command]
#[specta::specta]
pub async fn use_session_only(state: State<'_, AppState>) -> Result<StartupView, CommandError> {
    state.open(Preference::SessionOnly).await?;
    view(&state).await
}

/// Asks the vault again.
#[tauri::command]
#[specta::specta]
pub async fn retry_startup(state: State<'_, AppState>) -> Result<StartupView, CommandError> {
    state.retry().await;
    view(&state).await
}

/// Brings the newest whole backup back in the place of a damaged history, which is put aside, and asks the vault again.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(state: State<'_, AppState>) -> Result<StartupView, CommandError> {
    state.restore().await?;
    view(&state).await
}

pub(super) async fn view(state: &AppState) -> Result<StartupView, CommandError> {
    let (vault, problem, settings) = match state.settled().await {
        Ok(desk) => {
            let vault = VaultView::of(&desk);
            state.protect_window(desk.is_sharing());
            let settings = blocking(move || kept_settings(&desk)).await?;
            state.magnify_window(settings.zoom);
            (vault, None, settings)
        }
        Err(shut) => (shut.vault, Some(shut.problem), SettingsView::default()),
    };
    let folder = state.data_dir().to_owned();
    // A note that cannot be read is told by the problem itself.
    let bound = blocking(move || Ok(noted(&folder).ok().flatten())).await?;
    let bound = bound.map(VaultBackend::of);
    Ok(StartupView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        vault,
        bound,
        problem,
        settings,
        open_file: state
            .take_open_file()
            .map(|path| path.to_string_lossy().into_owned()),
        demo: state.demo_wanted(),
    })
}
