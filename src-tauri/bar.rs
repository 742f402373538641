//! The system's menu bar on macOS, where each program has one at the top of the screen: Tauri's own menus, and what
//! the window's menu says, in the window's language and with its keys. A line that is chosen is told to the window,
//! which does what it does in its own menu; nothing here acts.

use tauri::menu::{IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Runtime};
use tauri_specta::Event;

use crate::commands::bar::{BarLine, BarMenu};
use crate::events::MenuChosen;

/// What the ids of the window's own lines begin with; the system's have others.
const OWN: &str = "rollcall.";

/// Where the window's menu stands: after the program's own one and File.
const PLACE: usize = 2;

/// Puts the window's menu into the bar, in the place of one that it gave before.
pub fn show<R: Runtime>(app: &AppHandle<R>, own: &BarMenu) -> tauri::Result<()> {
    let menu = Menu::default(app)?;
    menu.insert(&submenu(app, own)?, PLACE)?;
    app.set_menu(menu)?;
    Ok(())
}

fn submenu<R: Runtime>(app: &AppHandle<R>, own: &BarMenu) -> tauri::Result<Submenu<R>> {
    let mut lines: Vec<Box<dyn IsMenuItem<R>>> = Vec::new();
    for part in &own.parts {
        if !lines.is_empty() {
            lines.push(Box::new(PredefinedMenuItem::separator(app)?));
        }
        for BarLine { id, text, keys } in part {
            let id = format!("{OWN}{id}");
            let keys = keys.as_deref().and_then(accelerator);
            lines.push(Box::new(MenuItem::with_id(app, id, text, true, keys)?));
        }
    }
    let lines: Vec<&dyn IsMenuItem<R>> = lines.iter().map(AsRef::as_ref).collect();
    Submenu::with_items(app, &own.title, true, &lines)
}

/// Tells the window which of its lines was chosen.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    if let Some(id) = id.strip_prefix(OWN)
        && let Err(error) = MenuChosen(id.to_owned()).emit(app)
    {
        tracing::warn!(%error, "the window could not be told what was chosen in the menu bar");
    }
}

/// Keys as the window writes them (`Ctrl Shift H`), as the system's menus take them. A key by itself is none: it would be
/// taken away from what is typed.
fn accelerator(keys: &str) -> Option<String> {
    let (first, rest) = keys.split_once(' ')?;
    // There a plus joins keys, and the one of the keyboard is named by what it is without Shift.
    let rest = if rest == "+" {
        "=".into()
    } else {
        rest.replace(' ', "+")
    };
    (first == "Ctrl").then(|| format!("CmdOrCtrl+{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_window() {
        assert_eq!(accelerator("Ctrl O").as_deref(), Some("CmdOrCtrl+O"));
        assert_eq!(
            accelerator("Ctrl Shift H").as_deref(),
            Some("CmdOrCtrl+Shift+H")
        );
        assert_eq!(accelerator("Ctrl +").as_deref(), Some("CmdOrCtrl+="));
        assert_eq!(accelerator("?"), None);
    }
}
