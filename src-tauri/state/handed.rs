//! A spreadsheet that the system handed to Rollcall: kept until the window has asked for it, told to it from then on.

use std::path::PathBuf;

use super::{AppState, lock};

/// What was handed over before the window asked.
#[derive(Debug, Default)]
pub(super) struct Handed {
    file: Option<PathBuf>,
    /// The window asked; it hears of what comes now.
    asked: bool,
}

impl Handed {
    /// With the file that the process was started with.
    pub(super) fn at_start(file: Option<PathBuf>) -> Self {
        Self { file, asked: false }
    }

    fn take(&mut self) -> Option<PathBuf> {
        self.asked = true;
        self.file.take()
    }

    fn hand_over(&mut self, file: PathBuf) -> Option<PathBuf> {
        if self.asked {
            return Some(file);
        }
        self.file = Some(file);
        None
    }
}

impl AppState {
    /// The file that was handed over before; told once, so that a reload of the window does not open it again.
    pub fn take_open_file(&self) -> Option<PathBuf> {
        lock(&self.inner.handed).take()
    }

    /// Keeps a file for a window that has not asked yet; gives it back where it has, to be told to it.
    pub fn hand_over(&self, file: PathBuf) -> Option<PathBuf> {
        lock(&self.inner.handed).hand_over(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_waits_for_the_window_and_is_told_once() {
        let mut handed = Handed::at_start(None);
        let (early, late) = (PathBuf::from("early.csv"), PathBuf::from("late.csv"));
        assert_eq!(handed.hand_over(early.clone()), None);
        assert_eq!(handed.take(), Some(early));
        assert_eq!(handed.hand_over(late.clone()), Some(late));
        assert_eq!(handed.take(), None, "a reload opens nothing again");
    }
}
