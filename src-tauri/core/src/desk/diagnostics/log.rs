//! The end of the log for support. The log names nobody by itself; what looks like an address, an id or a home is covered all
//! the same, since what is given away cannot be taken back.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

/// So many bytes of the log's end are looked at.
const LOOKED_AT: u64 = 256 * 1024;
/// So many lines are taken.
const LINES: usize = 400;
/// Digits in a row that may be an id; dates, times and ports have fewer.
const ID: usize = 6;
/// What stands for what is covered.
const COVER: &str = "•••";

/// The last lines of a log; none where it cannot be read.
pub(super) fn last_lines(path: &Path) -> Vec<String> {
    let home = std::env::home_dir();
    let home = home.as_deref().and_then(Path::to_str).unwrap_or_default();
    let text = end(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.len().saturating_sub(LINES);
    lines[first..]
        .iter()
        .map(|line| covered(line, home))
        .collect()
}

fn end(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LOOKED_AT)))?;
    let mut bytes = Vec::new();
    file.take(LOOKED_AT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn covered(line: &str, home: &str) -> String {
    let line = match home {
        "" | "/" => line.to_owned(),
        home => line.replace(home, "~"),
    };
    let words = line.split(' ').enumerate().map(|(place, word)| {
        // The log's own head: date, time and place in the program.
        let head = place == 0 && word.starts_with('[');
        if !head && (word.contains('@') || has_id(word)) {
            COVER.to_owned()
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a word has so many digits together, dots, dashes and slashes between them aside.
fn has_id(word: &str) -> bool {
    // A time as the log writes it, or a part of one, tells of nobody.
    if word.parse::<jiff::Timestamp>().is_ok() {
        return false;
    }
    let mut row = 0;
    for sign in word.chars() {
        match sign {
            sign if sign.is_numeric() => row += 1,
            '.' | '-' | '/' => {}
            _ => row = 0,
        }
        if row >= ID {
            return true;
        }
    }
    false
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_somebodys_is_covered_and_the_rest_stays() {
        let home = "/home/ana";
        for (line, told) in [
            (
                "[2026-11-21][20:18:35][rollcall_core::history][INFO] opened",
                "[2026-11-21][20:18:35][rollcall_core::history][INFO] opened",
            ),
            (
                "cannot read /home/ana/Folha/outubro.xlsx",
                "cannot read ~/Folha/outubro.xlsx",
            ),
            ("twice: [52998224725, 1]", "twice: ••• 1]"),
            ("refused ana@acme.example today", "refused ••• today"),
            ("id 529.982.247-25 twice", "id ••• twice"),
            ("id=52998224725, job 12 of 400", "••• job 12 of 400"),
            ("+55 11 91234-5678", "+55 11 •••"),
            (
                "waited 30 s for http://127.0.0.1:44613",
                "waited 30 s for •••",
            ),
        ] {
            assert_eq!(covered(line, home), told);
        }
    }

    #[test]
    fn the_end_of_a_long_log_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rollcall.log");
        let lines: Vec<String> = (0..90_000).map(|line| format!("line {line}")).collect();
        std::fs::write(&path, lines.join("\n")).unwrap();
        let lines = last_lines(&path);
        assert_eq!(lines.len(), LINES);
        assert_eq!(lines.last().unwrap(), "line 89999");
        assert_eq!(
            last_lines(&folder.path().join("none")),
            Vec::<String>::new()
        );
    }
}
