//! What a workbook says before its sheets: their list, the shared texts, the formats, the epoch, and whether it is
//! protected by a password.

use hashbrown::HashMap;

use super::records::{BEGIN, END, Record, Records, u16_at, u32_at};
use super::strings::Pieces;
use super::{Damage, malformed};
use crate::sheet::cell::{Arena, Span};
use crate::sheet::error::SheetError;
use crate::sheet::number_format::NumberFormat;
use crate::sheet::told::Visibility;

const BIFF8: u16 = 0x0600;
/// Cells name their format in two bytes.
const MOST_FORMATS: usize = 1 << 16;

/// What holds for all sheets.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<ListedSheet>,
    pub(super) strings: Vec<Span>,
    /// The number format of each cell format.
    pub(super) formats: Vec<NumberFormat>,
    pub(super) epoch_1904: bool,
    /// Whether a program that computes formulas wrote the file.
    pub(super) computed: bool,
}

/// A sheet as the workbook lists it.
pub(super) struct ListedSheet {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    /// Where its records begin in the stream.
    pub(super) start: usize,
}

/// Whether a stream is of the one format that is read here.
pub(super) fn is_biff8(stream: &[u8]) -> bool {
    let first = Records::of(stream).next();
    first.is_ok_and(|record| record.id == BEGIN && u16_at(record.data, 0) == Ok(BIFF8))
}

/// Reads the first part of the stream.
pub(super) fn read(stream: &[u8], arena: &mut Arena) -> Result<Globals, SheetError> {
    let mut records = Records::of(stream);
    let mut globals = Globals::default();
    let mut codes: HashMap<u16, NumberFormat> = HashMap::new();
    let mut named: Vec<u16> = Vec::new();
    loop {
        let record = records.next()?;
        match record.id {
            // FilePass: all that follows is unreadable.
            0x002f => return Err(SheetError::Encrypted),
            // Date1904
            0x0022 => globals.epoch_1904 = u16_at(record.data, 0).map_err(malformed)? == 1,
            // RecalcId: which engine computed last. Programs that cannot compute leave it out.
            0x01c1 => globals.computed = true,
            // Format
            0x041e => {
                let id = u16_at(record.data, 0).map_err(malformed)?;
                codes.insert(id, NumberFormat::parse(&code(record, arena)?));
            }
            // XF
            0x00e0 if named.len() < MOST_FORMATS => {
                named.push(u16_at(record.data, 2).map_err(malformed)?);
            }
            // BoundSheet8
            0x0085 => globals.sheets.extend(listed(record, arena)?),
            // SST
            0x00fc => {
                let mut pieces = Pieces::of(records.with_continued(record));
                globals.strings = pieces.shared(arena)?;
            }
            END => break,
            _ => {}
        }
    }
    let format = |id: &u16| match codes.get(id) {
        Some(format) => format.clone(),
        None => NumberFormat::builtin(u32::from(*id)),
    };
    globals.formats = named.iter().map(format).collect();
    Ok(globals)
}

/// The code of a number format.
fn code(record: Record<'_>, arena: &mut Arena) -> Result<String, SheetError> {
    let mut pieces = Pieces::of(vec![record.data]);
    pieces.skip(2);
    let start = arena.len();
    let span = pieces.long_text(arena)?;
    let code = arena.get(span).to_owned();
    arena.truncate(start);
    Ok(code)
}

/// A sheet of cells; charts and macros are listed too and hold none.
fn listed(record: Record<'_>, arena: &mut Arena) -> Result<Option<ListedSheet>, SheetError> {
    let (start, state, kind) = place(record.data).map_err(malformed)?;
    if kind != 0 {
        return Ok(None);
    }
    let mut pieces = Pieces::of(vec![record.data]);
    pieces.skip(6);
    let before = arena.len();
    let span = pieces.short_text(arena)?;
    let name = arena.get(span).to_owned();
    arena.truncate(before);
    Ok(Some(ListedSheet {
        name,
        visibility: match state & 3 {
            1 => Visibility::Hidden,
            2 => Visibility::VeryHidden,
            _ => Visibility::Visible,
        },
        start: usize::try_from(start).unwrap_or(usize::MAX),
    }))
}

fn place(data: &[u8]) -> Result<(u32, u8, u8), Damage> {
    let [state, kind] = u16_at(data, 4)?.to_le_bytes();
    Ok((u32_at(data, 0)?, state, kind))
}
