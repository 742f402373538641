//! A file becomes lossless cells: where each stands, what kind it is, and what the file itself says there.
//! Nothing here knows people, plans or servers; columns and rows are named, and nothing is repaired.

mod address;
mod assemble;
mod block;
mod calamine;
mod cell;
mod cells;
mod check_digits;
mod columns;
mod container;
mod dictionary;
mod error;
mod evidence;
mod file_findings;
mod fold;
mod grid;
mod header;
mod inspect;
mod mapping;
mod mojibake;
mod names;
mod number;
mod number_format;
mod ods;
mod page;
mod read;
mod reader;
mod receipt;
mod text;
mod told;
mod whole;
mod xls;
mod xlsx;

#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;

pub use address::{Area, LAST_COLUMN, LAST_ROW, address, letters, parse_address};
pub use cell::{Arena, Cell, Kind, Row, Span};
pub use cells::Cells;
pub use check_digits::{is_cnpj, is_cpf};
pub use columns::{Basis, ColumnGuess, guess_columns, value_counts};
pub use container::FileFormat;
pub use error::{Cause, Foreign, SheetError};
pub use file_findings::{file_findings, is_error_text};
pub(crate) use file_findings::{merged, rivals};
pub use fold::{fold, without_accents};
pub use header::{HeaderChoice, Layout, RowKind};
pub use inspect::{FileFacts, Inspection, SheetFacts, inspect};
pub use mapping::{Blank, MappedColumn, Mapping, NamePart, fingerprint};
pub(crate) use mojibake::is_mojibake;
pub use number::{Digits, digits};
pub use number_format::NumberFormat;
pub use page::{Page, Sheet, Workbook};
pub use read::{ReadOptions, Source, first_rows, read_bytes, read_file, read_watched};
pub use reader::{Denied, Watch, check_confinement, serve_if_asked};
pub use receipt::Receipt;
pub use text::{DelimiterCandidate, EncodingCandidate, is_encoding, named_delimiter};
pub use told::{Unknown, Visibility};
