//! The settings screen: language, theme, and whether the system may tell of jobs.

use rollcall_core::desk::{Desk, DeskError};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use crate::error::CommandError;
use crate::state::AppState;

/// Under this name the settings of the window are kept.
const WINDOW: &str = "window";

/// How large the page can be drawn, in percent: from four fifths of its usual size to twice it, where all of it is still
/// there (WCAG 2.2, 1.4.4).
const SIZES: std::ops::RangeInclusive<u16> = 80..=200;
/// As the page is made.
const USUAL_SIZE: u16 = 100;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// In which language the window speaks.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Whether the system tells of a job that ended or waits while nobody looks at the window.
    pub notifications: bool,
    /// Whether others see the screen: initials alone are shown of people.
    pub sharing: bool,
    /// How large all of the page is drawn, in percent: 80 to 200.
    pub zoom: u16,
}

/// The settings as they are kept; those of before there was a choice lack it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    language: Language,
    theme: Theme,
    notifications: Option<bool>,
    zoom: Option<u16>,
}

impl Default for SettingsView {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            notifications: true,
            sharing: false,
            zoom: USUAL_SIZE,
        }
    }
}

impl Kept {
    fn view(self, sharing: bool) -> SettingsView {
        SettingsView {
            language: self.language,
            theme: self.theme,
            notifications: self.notifications.unwrap_or(true),
            sharing,
            zoom: sized(self.zoom.unwrap_or(USUAL_SIZE)),
        }
    }
}

/// The nearest size that there is.
fn sized(zoom: u16) -> u16 {
    zoom.clamp(*SIZES.start(), *SIZES.end())
}

impl Language {
    /// The language itself: the system's where it is one of the three, else English.
    #[must_use]
    pub fn spoken(self) -> Self {
        match self {
            Self::System => {
                sys_locale::get_locale().map_or(Self::English, |name| Self::named(&name))
            }
            chosen => chosen,
        }
    }

    /// The language of a locale such as `pt_BR.UTF-8`.
    fn named(locale: &str) -> Self {
        let language = locale.split(['-', '_', '.']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "pt" => Self::Portuguese,
            "es" => Self::Spanish,
            _ => Self::English,
        }
    }
}

/// The settings as they are kept; the usual ones where nothing is.
pub(crate) fn kept_settings(desk: &Desk) -> Result<SettingsView, CommandError> {
    let (kept, sharing) = (desk.history().setting::<Kept>(WINDOW)?, desk.is_sharing());
    let usual = SettingsView {
        sharing,
        ..SettingsView::default()
    };
    Ok(kept.map_or(usual, |kept| kept.view(sharing)))
}

/// Keeps the settings. While the screen is shared the system is asked to leave the window out of what others see; not
/// every system can.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(
    state: State<'_, AppState>,
    settings: SettingsView,
) -> Result<SettingsView, CommandError> {
    let settings = SettingsView {
        zoom: sized(settings.zoom),
        ..settings
    };
    // Before anything that may wait: the screen is seen already.
    if settings.sharing {
        state.desk().await?.begin_sharing();
        state.protect_window(true);
    }
    state
        .work(move |desk| {
            desk.share(settings.sharing)?;
            desk.history().set_setting(WINDOW, &settings)?;
            Ok::<_, DeskError>(())
        })
        .await?;
    state.protect_window(settings.sharing);
    state.magnify_window(settings.zoom);
    Ok(settings)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        for (locale, language) in [
            ("pt_BR.UTF-8", Language::Portuguese),
            ("es-MX", Language::Spanish),
            ("en_GB", Language::English),
            ("C", Language::English),
        ] {
            assert_eq!(Language::named(locale), language, "{locale}");
        }
        assert_eq!(Language::Spanish.spoken(), Language::Spanish);
    }

    #[test]
    fn settings_from_before_there_was_a_choice_have_notifications_on() {
        let kept = serde_json::json!({ "language": "es", "theme": "dark" });
        let kept: Kept = serde_json::from_value(kept).unwrap();
        assert!(kept.view(false).notifications);
        assert_eq!(kept.view(false).zoom, USUAL_SIZE);
    }
}
