//! What a person made of the columns of a table: widths and hidden ones, by the table's name. Holds nothing about anybody.

use std::collections::BTreeMap;

use rollcall_core::desk::Desk;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use crate::error::CommandError;
use crate::state::AppState;

/// Under this name they are kept among the settings.
const TABLES: &str = "tables";

/// The most tables and columns that are kept, and the most letters of a name. The window has far fewer; what asks for more
/// is not the window.
const MOST: usize = 64;

/// The columns of a table as a person has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GridLayout {
    /// In pixels, by the column's id; those that were changed alone.
    pub widths: BTreeMap<String, u32>,
    /// Ids of columns that are not shown.
    pub hidden: Vec<String>,
}

/// Layouts by the name of their table.
type Layouts = BTreeMap<String, GridLayout>;

impl GridLayout {
    fn is_untouched(&self) -> bool {
        self.widths.is_empty() && self.hidden.is_empty()
    }

    fn fits(&self) -> bool {
        self.widths.len() <= MOST
            && self.hidden.len() <= MOST
            && self
                .widths
                .keys()
                .chain(&self.hidden)
                .all(|id| id.len() <= MOST)
    }
}

fn kept(desk: &Desk) -> Result<Layouts, CommandError> {
    Ok(desk
        .history()
        .setting::<Layouts>(TABLES)?
        .unwrap_or_default())
}

/// Every layout that is kept.
#[tauri::command]
#[specta::specta]
pub async fn grid_layouts(
    state: State<'_, AppState>,
) -> Result<BTreeMap<String, GridLayout>, CommandError> {
    state.work(|desk| kept(desk)).await
}

/// Keeps the layout of one table; one that nothing was done to is forgotten.
#[tauri::command]
#[specta::specta]
pub async fn keep_grid_layout(
    state: State<'_, AppState>,
    name: String,
    layout: GridLayout,
) -> Result<(), CommandError> {
    state
        .work(move |desk| {
            let mut layouts = kept(desk)?;
            layouts.remove(&name);
            if name.len() > MOST || !layout.fits() || layouts.len() >= MOST {
                return Err(CommandError::invalid(
                    "This is no layout of a table in this window.",
                ));
            }
            if !layout.is_untouched() {
                layouts.insert(name, layout);
            }
            desk.history().set_setting(TABLES, &layouts)?;
            Ok::<_, CommandError>(())
        })
        .await
}
