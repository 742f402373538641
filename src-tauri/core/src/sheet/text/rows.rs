//! From text to the rows of a sheet. A long text is read in parts side by side; that is right only where every line end
//! ends a row, so a text in which any part meets a quote over several lines, one that is never closed, or a CR by itself
//! is read again from its start, in one part.

use rayon::prelude::*;

use super::records::Records;
use crate::sheet::address::LAST_COLUMN;
use crate::sheet::cell::{Arena, Cell, Kind, Span};
use crate::sheet::error::SheetError;
use crate::sheet::grid::Grid;

/// A text shorter than this is read in one part.
const WORTH_PARTING: usize = 1 << 20;
/// Parts a processor, so that one that is held up holds up little.
const PARTS: usize = 4;
/// Rows after which it is estimated how many cells a part will hold.
const SAMPLE: u32 = 1000;

/// What is wrong with a text's quotes and line ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Damage {
    /// The line of a quote that is never closed, or is closed rows later.
    pub(super) open_quote: Option<u64>,
    /// The line where a CR by itself parts a row in two, in a file whose lines end otherwise.
    pub(super) lone_cr: Option<u64>,
}

/// How a text is to be read.
#[derive(Clone, Copy)]
pub(super) struct Course {
    /// The byte at which the records begin.
    pub(super) start: usize,
    /// The line of the file that begins there, from 1.
    pub(super) line: u64,
    /// The row of the sheet that begins there, from 1.
    pub(super) row: u32,
    /// The delimiter, ASCII.
    pub(super) delimiter: char,
}

/// The rows of a text, whose cells point into it.
pub(super) struct Rows {
    grid: Grid,
    /// Fields with doubled quotes: the run and the place in it of their cell, and where they stand in the text.
    quotes: Vec<(usize, usize, Span)>,
    /// What is wrong with the text.
    pub(super) damage: Damage,
}

impl Rows {
    /// Writes the fields with doubled quotes anew at the end of the arena, which holds the text.
    pub(super) fn in_arena(mut self, arena: &mut Arena) -> Result<Grid, SheetError> {
        for (run, place, span) in self.quotes {
            let plain = arena.get(span).replace("\"\"", "\"");
            let start = arena.len();
            arena.push(&plain);
            self.grid.set_span(run, place, arena.since(start)?);
        }
        Ok(self.grid)
    }
}

/// Reads all records of a text.
pub(super) fn read(text: &str, course: Course) -> Result<Rows, SheetError> {
    let parts = match text.len() {
        0..WORTH_PARTING => 1,
        _ => rayon::current_num_threads().saturating_mul(PARTS).min(64),
    };
    read_in_parts(text, course, parts)
}

fn read_in_parts(text: &str, course: Course, parts: usize) -> Result<Rows, SheetError> {
    let starts = if parts > 1 {
        parted(text, course, parts)
    } else {
        vec![course]
    };
    if let [_, .., _] = starts[..] {
        let ends = starts
            .iter()
            .skip(1)
            .map(|next| next.start)
            .chain([text.len()]);
        let pieces: Vec<_> = starts.iter().copied().zip(ends).collect();
        let read: Vec<Part> = pieces
            .into_par_iter()
            .map(|(course, end)| part(text.get(..end).unwrap_or_default(), course))
            .collect::<Result<_, _>>()?;
        if read.iter().all(|part| part.plain) {
            return stacked(read);
        }
    }
    let whole = part(text, course)?;
    let damage = whole.damage;
    let rows = stacked(vec![whole])?;
    Ok(Rows { damage, ..rows })
}

fn stacked(parts: Vec<Part>) -> Result<Rows, SheetError> {
    let mut quotes = Vec::new();
    for (run, part) in parts.iter().enumerate() {
        quotes.extend(part.quotes.iter().map(|&(place, span)| (run, place, span)));
    }
    let grids = parts.into_iter().map(|part| part.grid).collect();
    Ok(Rows {
        grid: Grid::stacked(grids)?,
        quotes,
        damage: Damage::default(),
    })
}

/// Where the parts begin: behind line ends, each with the line it would be if every line end ended a row.
fn parted(text: &str, course: Course, parts: usize) -> Vec<Course> {
    let bytes = text.as_bytes();
    let size = (bytes.len().saturating_sub(course.start) / parts).max(1);
    let mut starts = vec![course.start];
    for number in 1..parts {
        let from = (course.start + number * size).max(starts.last().copied().unwrap_or(0));
        let rest = bytes.get(from..).unwrap_or_default();
        let Some(end) = memchr::memchr(b'\n', rest) else {
            break;
        };
        if from + end + 1 < bytes.len() {
            starts.push(from + end + 1);
        }
    }
    starts.dedup();
    let line_ends = |two: &[usize]| memchr::memchr_iter(b'\n', &bytes[two[0]..two[1]]).count();
    let lines: Vec<u32> = starts
        .par_windows(2)
        .map(|two| u32::try_from(line_ends(two)).unwrap_or(u32::MAX))
        .collect();
    let mut courses = vec![course];
    for (&start, lines) in starts.iter().skip(1).zip(lines) {
        let above = courses.last().copied().unwrap_or(course);
        courses.push(Course {
            start,
            line: above.line + u64::from(lines),
            row: above.row.saturating_add(lines),
            ..course
        });
    }
    courses
}

/// What one part of a text holds.
struct Part {
    grid: Grid,
    quotes: Vec<(usize, Span)>,
    damage: Damage,
    /// Whether each line end ended a row.
    plain: bool,
}

/// Reads a text from a place to its end.
fn part(text: &str, course: Course) -> Result<Part, SheetError> {
    let mut records = Records::new(text, course.start, course.delimiter).on_line(course.line);
    let mut part = Part {
        grid: Grid::new(),
        quotes: Vec::new(),
        damage: Damage::default(),
        plain: true,
    };
    let mut line_ends = LineEnds::default();
    let mut row = course.row;
    loop {
        let mut width = 0;
        let line = |starts: &mut Vec<u32>| {
            let fields = records.plain(starts)?;
            width = usize::from(fields);
            Some(fields)
        };
        if part.grid.line(row, line) {
            line_ends.see(width, false, records.line());
        } else if let Some(record) = records.next() {
            part.damage.open_quote = part.damage.open_quote.or(record.open_quote);
            part.plain &= !record.spans_lines && !record.lone_cr && record.open_quote.is_none();
            line_ends.see(record.fields, record.lone_cr, records.line());
            if record.fields > 0 {
                part.take(row, &records)?;
            }
        } else {
            break;
        }
        if row == course.row + SAMPLE {
            let read = records.place().saturating_sub(course.start);
            part.grid.reserve(text.len() - course.start, read);
        }
        row = row.checked_add(1).ok_or(SheetError::TooMuchText)?;
    }
    part.damage.lone_cr = line_ends.torn();
    Ok(part)
}

impl Part {
    fn take(&mut self, row: u32, records: &Records<'_>) -> Result<(), SheetError> {
        let fields = records.fields();
        if fields.len() > usize::from(LAST_COLUMN) + 1 {
            return Err(SheetError::TooMuchText);
        }
        let width = u16::try_from(fields.len()).unwrap_or(u16::MAX);
        self.grid.begin_row(row, false, width);
        for (column, field) in (0..width).zip(fields) {
            if field.start == field.end {
                continue;
            }
            let span = Span::between(field.start, field.end)?;
            if field.doubled {
                self.quotes.push((self.grid.next_place(), span));
            }
            self.grid.push(Cell {
                row,
                span,
                column,
                style: 0,
                kind: Kind::Text,
                formula: false,
            })?;
        }
        Ok(())
    }
}

/// How rows end, and where one was torn in two.
#[derive(Default)]
struct LineEnds {
    width: Option<usize>,
    others: bool,
    /// The line of a lone CR whose row, or the next, was too narrow.
    torn: Option<u64>,
    before: Option<u64>,
}

impl LineEnds {
    /// Takes in a row of so many fields, whether a lone CR ended it, and which line begins behind it.
    fn see(&mut self, fields: usize, lone_cr: bool, next_line: u64) {
        let line = next_line.saturating_sub(1);
        let width = *self.width.get_or_insert(fields);
        let narrow = fields < width;
        let before = self.before.take();
        if narrow && self.torn.is_none() {
            self.torn = before.or(lone_cr.then_some(line));
        }
        if lone_cr {
            self.before = Some(line);
        } else {
            self.others = true;
        }
    }

    /// In a file of old, where every row ends in a CR, none tears anything.
    fn torn(self) -> Option<u64> {
        self.torn.filter(|_| self.others)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::super::records::Field;
    use super::*;

    fn course(delimiter: char) -> Course {
        Course {
            start: 0,
            line: 1,
            row: 1,
            delimiter,
        }
    }

    type Said = Vec<(u32, u16, Vec<(u32, u16, String)>)>;

    fn said(text: &str, parts: usize) -> (Said, Damage) {
        let rows = read_in_parts(text, course(';'), parts).unwrap();
        let damage = rows.damage;
        let mut arena = Arena::holding(text.to_owned());
        let grid = rows.in_arena(&mut arena).unwrap();
        let cell = |cell: Cell| (cell.row, cell.column, arena.get(cell.span).to_owned());
        let rows = grid.rows().iter();
        let rows = rows.map(|row| {
            (
                row.number,
                row.width,
                grid.cells(row).iter().map(cell).collect(),
            )
        });
        (rows.collect(), damage)
    }

    /// What the records say that are read one by one, each by the rules for quotes.
    fn one_by_one(text: &str) -> Said {
        let mut records = Records::new(text, 0, ';');
        let mut rows = Vec::new();
        for row in 1.. {
            let Some(record) = records.next() else { break };
            let fields = (0..).zip(records.fields().iter().zip(records.texts()));
            let cells = fields.filter(|(_, (_, text))| !text.is_empty());
            let cell = |(column, (field, text)): (u16, (&Field, &str))| {
                let plain = text.replace("\"\"", "\"");
                (
                    row,
                    column,
                    if field.doubled {
                        plain
                    } else {
                        text.to_owned()
                    },
                )
            };
            if record.fields > 0 {
                let width = u16::try_from(record.fields).unwrap();
                rows.push((row, width, cells.map(cell).collect()));
            }
        }
        rows
    }

    proptest! {
        #[test]
        fn lines_kept_as_their_fields_say_what_their_records_say(
            pieces in prop::collection::vec(
                prop::sample::select(vec!["Ana", "é", ";", ";", "\n", "\r\n", "\"", "\"\"", "\"a;b\"", "\r", " ", "Departamento Financeiro e de Pessoal, andar 12"]),
                0..60,
            ),
        ) {
            let text = pieces.concat();
            prop_assert_eq!(said(&text, 1).0, one_by_one(&text));
        }

        #[test]
        fn parts_side_by_side_give_what_one_pass_gives(
            pieces in prop::collection::vec(
                prop::sample::select(vec!["Ana", ";", ";", "\n", "\n", "\r\n", "\"", "\"\"", "\"a;b\"", "\"x\ny\"", "\r", "é", ""]),
                0..80,
            ),
            parts in 2_usize..9,
        ) {
            let text = pieces.concat();
            prop_assert_eq!(said(&text, parts), said(&text, 1));
        }

        #[test]
        fn whole_rows_are_read_in_parts(
            rows in prop::collection::vec(prop::sample::select(vec!["a;b;c\n", "\"x \"\"y\"\"\";;d\r\n", "\n"]), 0..60),
            parts in 2_usize..9,
        ) {
            let text = rows.concat();
            prop_assert_eq!(said(&text, parts), said(&text, 1));
        }
    }
}
