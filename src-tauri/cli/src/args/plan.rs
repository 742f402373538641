//! The arguments of `plan`, and which findings may be accepted there at all.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rollcall_core::finding::FindingCode;
use rollcall_core::roster::{HiddenRows, Intent};
use rollcall_core::sheet::Blank;

use super::TextArguments;

/// `plan`
#[derive(Debug, Args)]
pub struct PlanArguments {
    /// The spreadsheet.
    pub file: PathBuf,
    /// The connection.
    #[arg(long, value_name = "NAME")]
    pub connection: String,
    /// What the file is: changes only, a full roster, or those who leave.
    #[arg(long, value_enum)]
    pub intent: IntentWord,
    /// The plan file to write.
    #[arg(long, value_name = "PLAN")]
    pub out: PathBuf,
    /// The sheet to read.
    #[arg(long, value_name = "S")]
    pub sheet: Option<String>,
    /// How a text file is read.
    #[command(flatten)]
    pub text: TextArguments,
    /// Which field a column is, by its header; `ignore` leaves it out.
    #[arg(long, value_name = "HEADER=FIELD", value_parser = pair)]
    pub map: Vec<(String, String)>,
    /// What a blank cell of a field means.
    #[arg(long, value_name = "FIELD=keep|clear", value_parser = blank)]
    pub blank: Vec<(String, Blank)>,
    /// What becomes of hidden rows.
    #[arg(long, value_enum)]
    pub hidden: Option<HiddenWord>,
    /// A warning or a proposed repair to accept for this file alone.
    #[arg(long, value_name = "CODE", value_parser = acceptable)]
    pub accept: Vec<FindingCode>,
    /// Plan those people alone whom that job did not bring about.
    #[arg(long, value_name = "ID")]
    pub only_failed_of: Option<u32>,
    /// Send too what means the same at Wellhub and is only written otherwise.
    #[arg(long)]
    pub cosmetic: bool,
}

/// `--intent`
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum IntentWord {
    /// New and changed people; absence means nothing.
    Changes,
    /// Everybody; absence proposes removal.
    Full,
    /// Those who go.
    Leavers,
}

impl From<IntentWord> for Intent {
    fn from(word: IntentWord) -> Self {
        match word {
            IntentWord::Changes => Self::Changes,
            IntentWord::Full => Self::Full,
            IntentWord::Leavers => Self::Leavers,
        }
    }
}

/// `--hidden`
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum HiddenWord {
    /// Read them like any other.
    Include,
    /// Leave them out; they count as present.
    Exclude,
}

impl From<HiddenWord> for HiddenRows {
    fn from(word: HiddenWord) -> Self {
        match word {
            HiddenWord::Include => Self::Include,
            HiddenWord::Exclude => Self::Exclude,
        }
    }
}

/// The last equals sign parts them: a header may hold one, the name of a field does not.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((left, right)) if !left.trim().is_empty() && !right.trim().is_empty() => {
            Ok((left.to_owned(), right.trim().to_owned()))
        }
        _ => Err("write it as NAME=VALUE".to_owned()),
    }
}

fn blank(text: &str) -> Result<(String, Blank), String> {
    let (field, word) = pair(text)?;
    match word.as_str() {
        "keep" => Ok((field, Blank::Keep)),
        "clear" => Ok((field, Blank::Clear)),
        _ => Err("a blank cell means keep or clear".to_owned()),
    }
}

fn acceptable(text: &str) -> Result<FindingCode, String> {
    let code: FindingCode = text.parse().map_err(|error| format!("{error}"))?;
    if is_acceptable(code) {
        Ok(code)
    } else {
        Err(format!(
            "{code} is no warning and no proposed repair: it is never accepted, only mended, decided or released"
        ))
    }
}

/// Warnings, and repairs that can be proposed; what blocks a file or holds a plan is not among them.
fn is_acceptable(code: FindingCode) -> bool {
    use FindingCode as C;
    matches!(
        code,
        C::LeadingZerosLost
            | C::ExponentText
            | C::WrapperRemoved
            | C::InvisibleCharacters
            | C::HiddenSheet
            | C::MergedCells
            | C::TitleRows
            | C::TotalsRow
            | C::EmptyHeader
            | C::EncodingGuessed
            | C::DelimiterGuessed
            | C::RaggedRows
            | C::BadEmail
            | C::BadPhone
            | C::BadCheckDigit
            | C::NationalIdInEmployeeId
            | C::Mojibake
            | C::PossibleRestore
            | C::NotOnRoster
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_holds_or_blocks_is_never_accepted() {
        for code in [
            "shrunken_file",
            "row_limit",
            "cell_limit",
            "open_quote",
            "empty_file",
        ] {
            assert!(acceptable(code).is_err(), "{code}");
        }
        for code in [
            "mass_removal",
            "key_change",
            "duplicate_key",
            "missing_key",
            "hidden_rows",
        ] {
            assert!(acceptable(code).is_err(), "{code}");
        }
        assert_eq!(
            acceptable("leading_zeros_lost").unwrap(),
            FindingCode::LeadingZerosLost
        );
        assert!(acceptable("no_such_code").is_err());
    }

    #[test]
    fn a_header_may_hold_an_equals_sign() {
        assert_eq!(
            pair("A=B=email").unwrap(),
            ("A=B".to_owned(), "email".to_owned())
        );
        assert!(pair("email").is_err());
        assert!(matches!(blank("email=clear"), Ok((_, Blank::Clear))));
        assert!(blank("email=perhaps").is_err());
    }
}
