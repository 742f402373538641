//! What the process was asked to do: its arguments and the folder for its data. Reads no file.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the process was asked to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Launch {
    /// `--demo`: begin with the demo.
    pub demo: bool,
    /// A spreadsheet that the system asked Rollcall to open, made absolute.
    pub file: Option<PathBuf>,
    /// ROLLCALL_DATA_DIR: where everything is kept, instead of the system's folder for it.
    pub data_dir: Option<PathBuf>,
}

impl Launch {
    /// Reads `arguments` (the first is the program) and the value of ROLLCALL_DATA_DIR. Relative paths are taken from
    /// `folder`. Arguments that are not Rollcall's are passed over: the window system and WebKit have some of their own.
    pub fn read(
        arguments: impl IntoIterator<Item = OsString>,
        data_dir: Option<OsString>,
        folder: &std::path::Path,
    ) -> Self {
        let mut launch = Self {
            data_dir: data_dir
                .filter(|value| !value.is_empty())
                .map(|value| folder.join(value)),
            ..Self::default()
        };
        for argument in arguments.into_iter().skip(1) {
            if argument == "--demo" {
                launch.demo = true;
            } else if !argument.as_encoded_bytes().starts_with(b"-") && launch.file.is_none() {
                launch.file = Some(folder.join(argument));
            }
        }
        launch
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(arguments: &[&str], data_dir: Option<&str>) -> Launch {
        Launch::read(
            arguments.iter().map(OsString::from),
            data_dir.map(OsString::from),
            Path::new("/home/ana"),
        )
    }

    #[test]
    fn the_first_file_is_opened_and_made_absolute() {
        let launch = read(
            &["rollcall-desktop", "--demo", "folha.xlsx", "outra.xlsx"],
            None,
        );
        assert!(launch.demo);
        assert_eq!(
            launch.file.as_deref(),
            Some(Path::new("/home/ana/folha.xlsx"))
        );
    }

    #[test]
    fn an_option_is_no_file() {
        assert_eq!(
            read(&["rollcall-desktop", "--gtk-debug=all"], None),
            Launch::default()
        );
    }

    #[test]
    fn an_empty_data_dir_is_none() {
        assert_eq!(read(&["rollcall-desktop"], Some("")).data_dir, None);
        assert_eq!(
            read(&["rollcall-desktop"], Some("/srv/rollcall"))
                .data_dir
                .as_deref(),
            Some(Path::new("/srv/rollcall"))
        );
    }
}
