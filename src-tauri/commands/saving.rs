//! Where a person wants a file written. The dialog is the system's; what comes back always has the ending of what is
//! written, so that nothing else is replaced.

use std::path::{Path, PathBuf};

use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;

use crate::error::{CommandError, ErrorCode};

/// What is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    /// What the dialog calls such files.
    pub(super) what: &'static str,
    /// Their ending, without the dot.
    pub(super) ending: &'static str,
}

impl Written {
    pub(super) const WORKBOOK: Self = Self {
        what: "Spreadsheet",
        ending: "xlsx",
    };
    pub(super) const PAGE: Self = Self {
        what: "Web page",
        ending: "html",
    };
    pub(super) const DIAGNOSTICS: Self = Self {
        what: "Diagnostics",
        ending: "json",
    };
    pub(super) const TEXT: Self = Self {
        what: "Text",
        ending: "txt",
    };
    pub(super) const PLAN: Self = Self {
        what: "Rollcall plan",
        ending: "rollcall-plan",
    };

    /// The name of a file beside the spreadsheet: its own, with what is put behind it.
    pub(super) fn beside(self, spreadsheet: &str, behind: &str) -> String {
        let stem = spreadsheet.rsplit_once('.');
        let stem = stem.map_or(spreadsheet, |(stem, _)| stem);
        format!("{stem}{behind}.{}", self.ending)
    }

    /// Whether a path ends as such files do.
    fn is(self, path: &Path) -> bool {
        path.extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case(self.ending))
    }

    /// The path that was chosen, with the ending.
    fn named(self, path: PathBuf) -> PathBuf {
        if self.is(&path) {
            return path;
        }
        let mut name = path.into_os_string();
        name.push(".");
        name.push(self.ending);
        name.into()
    }
}

/// Asks the person where; `None` when they closed the dialog.
pub(super) async fn ask<R: Runtime>(
    app: &AppHandle<R>,
    written: Written,
    name: String,
) -> Option<PathBuf> {
    let (answer, answered) = tokio::sync::oneshot::channel();
    app.dialog()
        .file()
        .set_file_name(name)
        .add_filter(written.what, &[written.ending])
        .save_file(move |chosen| {
            // The receiver is gone only when the window closed while the dialog was open.
            let _ = answer.send(chosen);
        });
    let chosen = answered.await.ok().flatten()?;
    Some(written.named(chosen.into_path().ok()?))
}

/// The same, as the window has paths.
pub(super) async fn ask_path<R: Runtime>(
    app: &AppHandle<R>,
    written: Written,
    name: String,
) -> Option<String> {
    let path = ask(app, written, name).await?;
    Some(path.to_string_lossy().into_owned())
}

/// The path of a file that the window wants written, as one of these; refused where it ends otherwise, so that nothing
/// else is replaced.
pub(super) fn allowed(path: String, as_one_of: &[Written]) -> Result<PathBuf, CommandError> {
    let path = PathBuf::from(path);
    if as_one_of.iter().any(|written| written.is(&path)) {
        return Ok(path);
    }
    let endings: Vec<_> = as_one_of
        .iter()
        .map(|written| format!(".{}", written.ending))
        .collect();
    let line = format!(
        "This is written to a file that ends in {}.",
        endings.join(" or ")
    );
    Err(CommandError::of(ErrorCode::FileNotWritten).with_detail(&line))
}

/// The file could not be written.
pub(super) fn not_written(error: &dyn std::error::Error) -> CommandError {
    CommandError::of(ErrorCode::FileNotWritten).caused_by(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_over_a_file_of_another_kind() {
        let kinds = [Written::WORKBOOK, Written::PAGE];
        for path in ["/folder/a.xlsx", "/folder/a.HTML"] {
            assert_eq!(allowed(path.to_owned(), &kinds).ok(), Some(path.into()));
        }
        let refused = allowed("/folder/a.csv".to_owned(), &kinds);
        let details = refused.err().and_then(|error| error.details);
        let line = "This is written to a file that ends in .xlsx or .html.";
        assert_eq!(details.as_deref(), Some(line));
    }

    #[test]
    fn what_is_written_is_named_as_a_file_of_its_own() {
        let beside = |name| Written::WORKBOOK.beside(name, " (Rollcall)");
        assert_eq!(beside("folha.maio.csv"), "folha.maio (Rollcall).xlsx");
        assert_eq!(beside("folha"), "folha (Rollcall).xlsx");
        for (chosen, named) in [
            ("/folder/a.xlsx", "/folder/a.xlsx"),
            ("/folder/a.XLSX", "/folder/a.XLSX"),
            ("/folder/a", "/folder/a.xlsx"),
            ("/folder/a.csv", "/folder/a.csv.xlsx"),
        ] {
            let path = Written::WORKBOOK.named(chosen.into());
            assert_eq!(path, PathBuf::from(named));
        }
    }
}
