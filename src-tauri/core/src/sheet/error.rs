//! Why a file could not be read at all. Each case names what was found and what to do, and has a finding code.
//! Troubles within a file that can be read are findings, never errors.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::finding::FindingCode;

/// What a library said of a file: its words, since the error itself does not leave the process that reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{0}")]
pub struct Cause(String);

impl Cause {
    /// The words of an error and of those behind it.
    pub(super) fn of(error: &(dyn std::error::Error + 'static)) -> Self {
        let chain = std::iter::successors(Some(error), |error| error.source());
        let words: Vec<String> = chain.map(ToString::to_string).collect();
        Self(words.join(": "))
    }
}

/// A file that is no spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// A web page under a spreadsheet's name.
    Html,
    /// Excel's XML format of 2003.
    Xml2003,
    /// Some other XML.
    Xml,
    /// A PDF.
    Pdf,
    /// A zip file without a workbook in it.
    Zip,
    /// A text document or a presentation.
    Document,
    /// Another packed format.
    Archive,
    /// A picture.
    Picture,
    /// An old Office file that holds no workbook.
    OldOffice,
    /// Something else that is not text.
    Binary,
}

impl Foreign {
    fn name(self) -> &'static str {
        match self {
            Self::Html => "a web page (HTML)",
            Self::Xml2003 => "an XML spreadsheet of 2003",
            Self::Xml => "an XML file",
            Self::Pdf => "a PDF",
            Self::Zip => "a zip file without a workbook in it",
            Self::Document => "a document or presentation",
            Self::Archive => "a packed archive",
            Self::Picture => "a picture",
            Self::OldOffice => "an old Office file without a workbook in it",
            Self::Binary => "a file that is neither a spreadsheet nor text",
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::Html | Self::Xml2003 => "open it in Excel or LibreOffice and save it as .xlsx",
            Self::Zip | Self::Archive => "unpack it and choose the spreadsheet inside",
            Self::Pdf | Self::Picture | Self::Document => {
                "ask for the list as .xlsx or .csv; people cannot be read from it reliably"
            }
            Self::Xml | Self::OldOffice | Self::Binary => {
                "export the list as .xlsx or .csv and choose that file"
            }
        }
    }
}

/// A file that cannot be read.
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
pub enum SheetError {
    /// The file system refused.
    #[serde(skip)]
    #[error(
        "{path} could not be opened: {source}. Check that it exists and is not open elsewhere."
    )]
    Open {
        /// The path as it was given.
        path: String,
        /// What the file system said.
        source: std::io::Error,
    },
    /// No bytes at all.
    #[error("The file is empty: it holds no bytes. Export it again.")]
    Empty,
    /// More bytes than are read safely.
    #[error(
        "The file is {megabytes} MB, more than the {limit} MB that are read safely. Split it, or leave out what is not needed."
    )]
    TooManyBytes {
        /// Its size.
        megabytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// A part that unpacks to far more than it should.
    #[error(
        "The workbook's part {part} unpacks to more than {limit} bytes, which no real list does. Save it again in Excel, or export it as .csv."
    )]
    Inflated {
        /// The part of the zip file.
        part: String,
        /// What it may unpack to.
        limit: u64,
    },
    /// More parts than a workbook has.
    #[error("The workbook holds {0} parts, more than any real one. Export the list as .csv.")]
    TooManyParts(usize),
    /// More text than can be held.
    #[error(
        "The file holds more text or cells than can be read safely. Split it into smaller files."
    )]
    TooMuchText,
    /// Not a spreadsheet.
    #[error("This is {}, not a spreadsheet: {}.", .0.name(), .0.advice())]
    WrongContainer(Foreign),
    /// Protected by a password.
    #[error(
        "The workbook is protected by a password, so nothing in it can be read. Open it in Excel, remove the password, and save it."
    )]
    Encrypted,
    /// The zip directory cannot be read: most often a file that was cut off.
    #[error(
        "The workbook is damaged or was cut off while it was saved or sent. Save it again in Excel, or ask for it again."
    )]
    Zip(#[source] Cause),
    /// The directory of an old workbook cannot be read: most often a file that was cut off.
    #[error(
        "The workbook is damaged or was cut off while it was saved or sent. Save it again in Excel, or ask for it again."
    )]
    Compound(#[source] Cause),
    /// A part of the workbook is broken.
    #[error("The workbook's part {part} is damaged. Save it again in Excel, or ask for it again.")]
    Part {
        /// The part of the zip file.
        part: String,
        /// What the XML reader said.
        source: Cause,
    },
    /// A part says something that cannot be.
    #[error("The workbook's part {part} is damaged: {what}. Save it again in Excel.")]
    Malformed {
        /// The part of the zip file.
        part: String,
        /// What is wrong.
        what: Cow<'static, str>,
    },
    /// The reader of another format refused.
    #[error(
        "The workbook could not be read. Open it in Excel or LibreOffice and save it as .xlsx."
    )]
    Calamine(#[source] Cause),
    /// A workbook without sheets.
    #[error("The workbook holds no sheet with cells.")]
    NoSheet,
    /// The sheet asked for is not there.
    #[error("There is no sheet named {name:?}; there are: {}.", .sheets.join(", "))]
    NoSuchSheet {
        /// What was asked for.
        name: String,
        /// What there is.
        sheets: Vec<String>,
    },
    /// The reader is a program of its own, and it is not there.
    #[error(
        "Rollcall's reader of workbooks is missing: {0}. Install Rollcall again; nothing was changed."
    )]
    ReaderMissing(String),
    /// The reader broke at this file.
    #[error(
        "The file brought Rollcall's reader down ({0}); Rollcall itself is unharmed. Open the file in Excel or LibreOffice, save it as .xlsx, and choose that."
    )]
    ReaderFailed(Cow<'static, str>),
    /// The reader took longer than any real list takes.
    #[error(
        "Reading the file took more than {0} seconds and was stopped. Save it as .csv, or split it."
    )]
    TimedOut(u64),
    /// A person stopped the reading.
    #[error("Reading the file was stopped. Nothing was changed.")]
    Cancelled,
    /// An encoding that nobody knows.
    #[error("{0:?} is no known text encoding. Try UTF-8 or windows-1252.")]
    UnknownEncoding(String),
}

impl SheetError {
    /// The finding that says the same to other programs.
    pub fn finding(&self) -> FindingCode {
        match self {
            Self::Empty => FindingCode::EmptyFile,
            Self::TooManyBytes { .. }
            | Self::Inflated { .. }
            | Self::TooManyParts(_)
            | Self::TooMuchText => FindingCode::TooLarge,
            Self::WrongContainer(_) => FindingCode::WrongContainer,
            Self::Encrypted => FindingCode::EncryptedWorkbook,
            Self::Open { .. }
            | Self::Zip(_)
            | Self::Compound(_)
            | Self::Part { .. }
            | Self::Malformed { .. }
            | Self::Calamine(_)
            | Self::NoSheet
            | Self::ReaderMissing(_)
            | Self::ReaderFailed(_)
            | Self::TimedOut(_)
            | Self::Cancelled
            | Self::NoSuchSheet { .. }
            | Self::UnknownEncoding(_) => FindingCode::ReaderFailed,
        }
    }
}

impl From<zip::result::ZipError> for SheetError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Zip(Cause::of(&error))
    }
}
