//! The settings screen: language and theme.

use rollcall_core::desk::Desk;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use crate::error::CommandError;
use crate::state::AppState;

/// Under this name the settings of the window are kept.
const WINDOW: &str = "window";

/// In which language the window speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub enum Language {
    /// As the system does.
    #[default]
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Brazilian Portuguese.
    #[serde(rename = "pt-BR")]
    Portuguese,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What a person chose for the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// In which language the window speaks.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
}

/// The settings as they are kept; the usual ones where nothing is.
pub(super) fn kept_settings(desk: &Desk) -> Result<SettingsView, CommandError> {
    Ok(desk.history().setting(WINDOW)?.unwrap_or_default())
}

/// Keeps the settings.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(
    state: State<'_, AppState>,
    settings: SettingsView,
) -> Result<SettingsView, CommandError> {
    state
        .work(move |desk| desk.history().set_setting(WINDOW, &settings))
        .await?;
    Ok(settings)
}
