//! Blocks as bytes: one byte of kind, four of length (little endian), then the content. Reading believes no length:
//! memory is taken as bytes come, and content must be used up exactly.

use std::io::{self, Read, Write};

use serde::{Serialize, de::DeserializeOwned};

use crate::sheet::block::{Block, CellHead, RowHead, Rows, Said, Strings};
use crate::sheet::cell::Kind;
use crate::sheet::error::SheetError;

const OUTLINE: u8 = 1;
const STRINGS: u8 = 2;
const ROWS: u8 = 3;
const SHEET_END: u8 = 4;
const END: u8 = 5;
const REFUSAL: u8 = 6;
const FORMULAS: u8 = 7;

/// Longer than any block: one holds little more than a cell past the size at which it is handed on.
const MOST_BYTES: u32 = 300 << 20;

const FORMULA: u8 = 0x10;
const SHARED: u8 = 0x20;

/// A block as a frame.
pub(super) fn bytes_of(block: &Block) -> Result<Vec<u8>, SheetError> {
    let mut out = vec![0; 5];
    let kind = match block {
        Block::Outline(outline) => {
            json(&mut out, outline)?;
            OUTLINE
        }
        Block::Strings(strings) => {
            put_strings(&mut out, strings)?;
            STRINGS
        }
        Block::Rows(rows) => {
            put_rows(&mut out, rows)?;
            ROWS
        }
        Block::Formulas(sheet, formulas) => {
            json(&mut out, &(sheet, formulas))?;
            FORMULAS
        }
        Block::SheetEnd(sheet, margins) => {
            json(&mut out, &(sheet, margins))?;
            SHEET_END
        }
        Block::End => END,
    };
    let length = length_of(out.len() - 5)?;
    out[0] = kind;
    out[1..5].copy_from_slice(&length.to_le_bytes());
    Ok(out)
}

/// Writes why a file cannot be read.
pub(super) fn write_refusal(out: &mut dyn Write, error: &SheetError) -> io::Result<()> {
    let content = serde_json::to_vec(error)?;
    let length = u32::try_from(content.len()).map_err(io::Error::other)?;
    out.write_all(&[REFUSAL])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&content)
}

/// The next block; `None` where the stream ends, wherever that is. A refusal comes as the error that it is.
pub(super) fn read(input: &mut impl Read) -> Result<Option<Block>, SheetError> {
    let mut head = [0; 5];
    if input.read_exact(&mut head).is_err() {
        return Ok(None);
    }
    let [kind, length @ ..] = head;
    let length = u32::from_le_bytes(length);
    if length > MOST_BYTES {
        return Err(garbled());
    }
    let mut content = Vec::new();
    let read = input.take(u64::from(length)).read_to_end(&mut content);
    if read.is_err() || content.len() != length as usize {
        return Ok(None);
    }
    Ok(Some(match kind {
        OUTLINE => Block::Outline(parse(&content)?),
        STRINGS => Block::Strings(take_strings(&content).ok_or_else(garbled)?),
        ROWS => Block::Rows(take_rows(&content).ok_or_else(garbled)?),
        FORMULAS => {
            let (sheet, formulas) = parse(&content)?;
            Block::Formulas(sheet, formulas)
        }
        SHEET_END => {
            let (sheet, margins) = parse(&content)?;
            Block::SheetEnd(sheet, margins)
        }
        END => Block::End,
        REFUSAL => return Err(parse(&content)?),
        _ => return Err(garbled()),
    }))
}

fn put_strings(out: &mut Vec<u8>, strings: &Strings) -> Result<(), SheetError> {
    out.extend(length_of(strings.lengths.len())?.to_le_bytes());
    for length in &strings.lengths {
        out.extend(length.to_le_bytes());
    }
    out.extend_from_slice(strings.text.as_bytes());
    Ok(())
}

fn put_rows(out: &mut Vec<u8>, rows: &Rows) -> Result<(), SheetError> {
    out.reserve(16 + rows.heads.len() * 11 + rows.cells.len() * 9 + rows.text.len());
    out.extend(rows.sheet.to_le_bytes());
    out.extend(rows.continued.to_le_bytes());
    out.extend(length_of(rows.heads.len())?.to_le_bytes());
    out.extend(length_of(rows.cells.len())?.to_le_bytes());
    for row in &rows.heads {
        out.extend(row.number.to_le_bytes());
        out.push(u8::from(row.hidden));
        out.extend(row.width.to_le_bytes());
        out.extend(row.cells.to_le_bytes());
    }
    for cell in &rows.cells {
        let (shared, said) = match cell.said {
            Said::Here(length) => (0, length),
            Said::Shared(index) => (SHARED, index),
        };
        let formula = if cell.formula { FORMULA } else { 0 };
        let mut bytes = [0; 9];
        bytes[..2].copy_from_slice(&cell.column.to_le_bytes());
        bytes[2..4].copy_from_slice(&cell.style.to_le_bytes());
        bytes[4] = code_of(cell.kind) | formula | shared;
        bytes[5..].copy_from_slice(&said.to_le_bytes());
        out.extend(bytes);
    }
    out.extend_from_slice(rows.text.as_bytes());
    Ok(())
}

fn take_strings(content: &[u8]) -> Option<Strings> {
    let (count, rest) = content.split_first_chunk()?;
    let count = u32::from_le_bytes(*count) as usize;
    let (lengths, text) = rest.split_at_checked(count.checked_mul(4)?)?;
    let (lengths, _) = lengths.as_chunks();
    Some(Strings {
        text: text_of(text)?,
        lengths: lengths
            .iter()
            .map(|four| u32::from_le_bytes(*four))
            .collect(),
    })
}

fn take_rows(content: &[u8]) -> Option<Rows> {
    let (sheet, rest) = content.split_first_chunk()?;
    let (continued, rest) = rest.split_first_chunk()?;
    let (row_count, rest) = rest.split_first_chunk()?;
    let (cell_count, rest) = rest.split_first_chunk()?;
    let count = |four: &[u8; 4]| u32::from_le_bytes(*four) as usize;
    let (rows, rest) = rest.split_at_checked(count(row_count).checked_mul(11)?)?;
    let (cells, text) = rest.split_at_checked(count(cell_count).checked_mul(9)?)?;
    let (rows, _) = rows.as_chunks::<11>();
    let (cells, _) = cells.as_chunks::<9>();
    Some(Rows {
        sheet: u16::from_le_bytes(*sheet),
        continued: u32::from_le_bytes(*continued),
        heads: rows.iter().map(row_of).collect(),
        cells: cells.iter().map(cell_of).collect::<Option<_>>()?,
        text: text_of(text)?,
    })
}

fn row_of(bytes: &[u8; 11]) -> RowHead {
    let [n0, n1, n2, n3, hidden, w0, w1, c0, c1, c2, c3] = *bytes;
    RowHead {
        number: u32::from_le_bytes([n0, n1, n2, n3]),
        hidden: hidden != 0,
        width: u16::from_le_bytes([w0, w1]),
        cells: u32::from_le_bytes([c0, c1, c2, c3]),
    }
}

fn cell_of(bytes: &[u8; 9]) -> Option<CellHead> {
    let [c0, c1, s0, s1, flags, said @ ..] = *bytes;
    let said = u32::from_le_bytes(said);
    Some(CellHead {
        column: u16::from_le_bytes([c0, c1]),
        style: u16::from_le_bytes([s0, s1]),
        kind: kind_of(flags & 0x0f)?,
        formula: flags & FORMULA != 0,
        said: if flags & SHARED == 0 {
            Said::Here(said)
        } else {
            Said::Shared(said)
        },
    })
}

const KINDS: [Kind; 7] = [
    Kind::Blank,
    Kind::Text,
    Kind::Number,
    Kind::Bool,
    Kind::Date,
    Kind::Error,
    Kind::FormulaWithoutValue,
];

fn code_of(kind: Kind) -> u8 {
    match kind {
        Kind::Blank => 0,
        Kind::Text => 1,
        Kind::Number => 2,
        Kind::Bool => 3,
        Kind::Date => 4,
        Kind::Error => 5,
        Kind::FormulaWithoutValue => 6,
    }
}

fn kind_of(code: u8) -> Option<Kind> {
    KINDS.get(usize::from(code)).copied()
}

fn text_of(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(ToOwned::to_owned)
}

fn json(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), SheetError> {
    serde_json::to_writer(out, value)
        .map_err(|error| SheetError::ReaderFailed(error.to_string().into()))
}

fn parse<T: DeserializeOwned>(content: &[u8]) -> Result<T, SheetError> {
    serde_json::from_slice(content).map_err(|_| garbled())
}

fn length_of(length: usize) -> Result<u32, SheetError> {
    u32::try_from(length).map_err(|_| SheetError::TooMuchText)
}

fn garbled() -> SheetError {
    SheetError::ReaderFailed("what it handed over cannot be understood".into())
}

#[cfg(test)]
mod tests;
