//! What Rollcall noticed about a file or a plan: a code that the ui, the command line and other programs rely on, how
//! severe it is, and where it is. The words for people are the ui's and the command line's.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

/// What a finding does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Stops the rows or the whole file.
    Block,
    /// Goes on, but a person should look.
    Warn,
    /// Told, no more.
    Inform,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The code of a finding (the list in the safety rules; nothing is ever renamed, only added).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
        pub enum FindingCode {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl FindingCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// A number where an identifier with leading zeros was expected.
    LeadingZerosLost = "leading_zeros_lost",
    /// Text such as 1.23E+11 in an identifier.
    ExponentText = "exponent_text",
    /// More than 15 digits were stored as a number.
    DigitsLost = "digits_lost",
    /// A date where an identifier was expected.
    DateInIdentifier = "date_in_identifier",
    /// An error cell such as #N/A.
    ErrorCell = "error_cell",
    /// A formula whose value was never computed.
    FormulaWithoutValue = "formula_without_value",
    /// A wrapper such as ="00123" was taken off.
    WrapperRemoved = "wrapper_removed",
    /// Invisible characters were ignored.
    InvisibleCharacters = "invisible_characters",
    /// Rows are hidden or filtered out.
    HiddenRows = "hidden_rows",
    /// A sheet is hidden.
    HiddenSheet = "hidden_sheet",
    /// Cells are merged.
    MergedCells = "merged_cells",
    /// Rows stand above the header.
    TitleRows = "title_rows",
    /// A totals row was set apart.
    TotalsRow = "totals_row",
    /// Two columns carry the same header or were given the same field.
    DuplicateHeader = "duplicate_header",
    /// A column with values has no header.
    EmptyHeader = "empty_header",
    /// The encoding was guessed.
    EncodingGuessed = "encoding_guessed",
    /// Characters were already lost before the file came here.
    ReplacementCharacter = "replacement_character",
    /// The delimiter was guessed.
    DelimiterGuessed = "delimiter_guessed",
    /// A quote is never closed.
    OpenQuote = "open_quote",
    /// Rows have differing numbers of cells.
    RaggedRows = "ragged_rows",
    /// The sheet ends exactly at a format's row limit.
    RowLimit = "row_limit",
    /// A cell ends exactly at a format's length limit.
    CellLimit = "cell_limit",
    /// There are no data rows.
    EmptyFile = "empty_file",
    /// Far fewer rows than in the last file.
    ShrunkenFile = "shrunken_file",
    /// The same key, or another identifier of a person, stands in two rows.
    DuplicateKey = "duplicate_key",
    /// A row has no key, or the file no key column.
    MissingKey = "missing_key",
    /// An e-mail address that cannot be one.
    BadEmail = "bad_email",
    /// A phone number that cannot be one.
    BadPhone = "bad_phone",
    /// Check digits do not fit.
    BadCheckDigit = "bad_check_digit",
    /// A national id stands in the employee id.
    NationalIdInEmployeeId = "national_id_in_employee_id",
    /// A company that this connection does not have.
    UnknownCompany = "unknown_company",
    /// A value that was not mapped to yes or no.
    UnknownValue = "unknown_value",
    /// A column slipped by a row against the others.
    ColumnSlip = "column_slip",
    /// Text decoded with the wrong encoding.
    Mojibake = "mojibake",
    /// The content is another format than the ending says.
    WrongContainer = "wrong_container",
    /// The workbook is protected by a password.
    EncryptedWorkbook = "encrypted_workbook",
    /// The file is too large to be read safely.
    TooLarge = "too_large",
    /// The file could not be read.
    ReaderFailed = "reader_failed",
    /// A person left the row out.
    LeftOut = "left_out",
    /// One person under two keys.
    IdentityChurn = "identity_churn",
    /// A person moves between companies.
    Transfer = "transfer",
    /// A key would change.
    KeyChange = "key_change",
    /// More removals than the budget.
    MassRemoval = "mass_removal",
    /// More additions than the budget.
    MassAddition = "mass_addition",
    /// More changed people than the budget.
    MassChange = "mass_change",
    /// One field changes in too many matched rows.
    FieldRate = "field_rate",
    /// Wellhub's roster is far smaller than when it was last read.
    ShrunkenRoster = "shrunken_roster",
    /// A person on the protected list would be removed.
    ProtectedPerson = "protected_person",
    /// A record changed at Wellhub since the plan was made.
    StaleRecord = "stale_record",
    /// Somebody removed within 30 days would be added again.
    PossibleRestore = "possible_restore",
    /// Custom fields were once used and what they hold is not known here.
    CustomFieldsUnknown = "custom_fields_unknown",
    /// Wellhub has nobody yet: every row is a newcomer.
    FirstLoad = "first_load",
    /// Somebody who should leave is not on Wellhub's roster.
    NotOnRoster = "not_on_roster",
}

impl FindingCode {
    /// Whether a blocking finding of this code stops the whole file; the others stop their rows alone.
    pub fn stops_file(self) -> bool {
        matches!(
            self,
            Self::HiddenRows
                | Self::DuplicateHeader
                | Self::ReplacementCharacter
                | Self::OpenQuote
                | Self::RaggedRows
                | Self::RowLimit
                | Self::CellLimit
                | Self::EmptyFile
                | Self::ShrunkenFile
                | Self::ColumnSlip
                | Self::WrongContainer
                | Self::EncryptedWorkbook
                | Self::TooLarge
                | Self::ReaderFailed
        )
    }
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for FindingCode {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == text)
            .ok_or_else(|| UnknownCode(text.to_owned()))
    }
}

/// A text that is no finding code.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no finding code")]
pub struct UnknownCode(pub String);

/// Something that was noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub code: FindingCode,
    /// What it does.
    pub severity: Severity,
    /// How many rows, cells or people it is about.
    pub count: u64,
    /// Addresses such as `B17`, at most [`Finding::MOST_CELLS`] of them, in the order of the sheet.
    pub cells: Vec<String>,
    /// Values for the words: `limit`, `percent`, `field`, `company`, `line` and the like.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl Finding {
    /// How many cell addresses a finding names at most.
    pub const MOST_CELLS: usize = 20;

    /// A finding about `count` things, without cells.
    pub fn new(code: FindingCode, severity: Severity, count: u64) -> Self {
        Self {
            code,
            severity,
            count,
            cells: Vec::new(),
            params: BTreeMap::new(),
        }
    }

    /// The same finding with a value for its words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Counts one more, and keeps its address while there is room.
    pub fn add(&mut self, cell: impl Into<String>) {
        self.count += 1;
        if self.cells.len() < Self::MOST_CELLS {
            self.cells.push(cell.into());
        }
    }

    /// Takes over what another finding of the same code counts, further down in the sheet.
    pub fn join(&mut self, further: Self) {
        let room = Self::MOST_CELLS.saturating_sub(self.cells.len());
        self.count += further.count;
        self.cells.extend(further.cells.into_iter().take(room));
        self.params.extend(further.params);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_written_and_read_alike() {
        for code in FindingCode::ALL {
            assert_eq!(code.as_str().parse::<FindingCode>().ok(), Some(*code));
            assert_eq!(
                serde_json::to_string(code).ok(),
                Some(format!("\"{code}\""))
            );
        }
    }
}
