//! What is printed and where: with `--json` one document on standard output and nothing else there; otherwise words.
//! Progress and failures go to standard error. A reader that went away ends no job.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use secrecy::SecretString;
use serde::Serialize;

use crate::documents::ErrorDocument;
use crate::language::Language;
use crate::trouble::{Code, Trouble};
use crate::words::{self, Say};

/// How this call speaks.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
    language: Language,
}

impl Output {
    /// Speaks JSON, or the language.
    pub fn new(json: bool, language: Language) -> Self {
        Self { json, language }
    }

    /// The language of words.
    pub fn language(self) -> Language {
        self.language
    }

    /// Whether a person reads along.
    pub fn is_for_people(self) -> bool {
        !self.json
    }

    /// The result: the document with `--json`, else the words.
    pub fn result<T: Serialize>(self, document: &T, words: impl FnOnce() -> String) {
        if self.json {
            print_document(document);
        } else {
            to_stdout(&plain(&words()));
        }
    }

    /// The result, where something hangs on its being read: fails where it could not be written.
    pub fn written<T: Serialize>(
        self,
        document: &T,
        words: impl FnOnce() -> String,
    ) -> std::io::Result<()> {
        let text = if self.json {
            serde_json::to_string(document)?
        } else {
            plain(&words())
        };
        let mut stdout = std::io::stdout().lock();
        writeln!(stdout, "{}", text.trim_end_matches('\n'))?;
        stdout.flush()
    }

    /// Whether a person sees standard error at this moment, and nothing keeps it.
    pub fn is_at_a_terminal(self) -> bool {
        !self.json && std::io::stderr().is_terminal()
    }

    /// Words for a person on standard output; nothing with `--json`.
    pub fn tell(self, words: &str) {
        if !self.json {
            to_stdout(&plain(words));
        }
    }

    /// How far it came, for a person, on standard error; nothing with `--json`.
    pub fn progress(self, words: &str) {
        if !self.json {
            to_stderr(&plain(words));
        }
    }

    /// A text in the language.
    pub fn say(self, say: Say, values: &[&dyn std::fmt::Display]) -> String {
        words::say(self.language, say, values)
    }

    /// Why it did not work and what to do: words on standard error, and with `--json` the document of it.
    pub fn failure(self, trouble: &Trouble) {
        let (message, hint) = words::trouble(self.language, trouble);
        if self.json {
            print_document(&ErrorDocument::new(trouble.code, &message, &hint));
        } else {
            let error = self.say(Say::Error, &[]);
            to_stderr(&plain(&format!("{error}: {message}\n{hint}")));
        }
    }
}

/// A secret: one line of standard input; at a terminal, asked for without echo.
pub fn secret_line(prompt: &str) -> Result<SecretString, Trouble> {
    let unreadable = |error: std::io::Error| Trouble::with(Code::Usage, [error.to_string()]);
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        return Ok(rpassword::prompt_password(prompt)
            .map_err(unreadable)?
            .into());
    }
    let mut line = String::new();
    stdin.lock().read_line(&mut line).map_err(unreadable)?;
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    Ok(line.into())
}

/// A document on standard output, whatever was asked for.
pub fn print_document<T: Serialize>(document: &T) {
    match serde_json::to_string(document) {
        Ok(text) => to_stdout(&text),
        Err(error) => tracing::error!(%error, "a document could not be written"),
    }
}

/// A reader that went away, such as `head`, wants no more: that is no failure, and nothing else can be said to it.
fn to_stdout(text: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = writeln!(stdout, "{}", text.trim_end_matches('\n')).and_then(|()| stdout.flush());
}

fn to_stderr(text: &str) {
    let mut stderr = std::io::stderr().lock();
    let _ = writeln!(stderr, "{}", text.trim_end_matches('\n'));
}

/// A spreadsheet's text must not steer the terminal: neither control characters nor marks that turn the reading round.
fn plain(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| if steers(c) { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(
            plain("A\u{1b}[2Jna\r\nB\u{202e}"),
            "A\u{fffd}[2Jna\u{fffd}\nB\u{fffd}"
        );
    }
}
