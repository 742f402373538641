//! What the window learns first: which version this is, whether the vault is open, and what stands in the way.

use serde::Serialize;
use specta::Type;

use super::settings::SettingsView;
use crate::error::CommandError;

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
    /// Set: nothing else can be used before this is solved.
    pub problem: Option<CommandError>,
    /// What the person chose for the window.
    pub settings: SettingsView,
    /// The path of a file that the system asked Rollcall to open.
    pub open_file: Option<String>,
}
