//! `--map` and `--blank`: what a person says about columns, over what was guessed or remembered. A header or a field that
//! is not there is a slip of the command line, never passed over.

use rollcall_core::desk::Import;
use rollcall_core::employee::Field;
use rollcall_core::sheet::{ColumnGuess, fold};

use crate::args::PlanArguments;
use crate::trouble::{Code, Trouble};

/// The word for a column that is not sent.
const IGNORE: &str = "ignore";

/// Settles the columns of an import.
pub fn settle(import: &mut Import, arguments: &PlanArguments) -> Result<(), Trouble> {
    if arguments.map.is_empty() && arguments.blank.is_empty() {
        return Ok(());
    }
    let mut mapping = import.mapping.clone();
    for (header, name) in &arguments.map {
        let guess = column(&import.inspection.columns, header)?;
        let field = if name == IGNORE {
            None
        } else {
            Some(field(name)?)
        };
        mapping.assign(guess.index, &guess.header, field);
    }
    for (name, blank) in &arguments.blank {
        let field = field(name)?;
        let mut columns = mapping
            .columns
            .iter_mut()
            .filter(|column| column.field == field)
            .peekable();
        if columns.peek().is_none() {
            return Err(Trouble::with(Code::FieldNotMapped, [name.clone()]));
        }
        columns.for_each(|column| column.blank = *blank);
    }
    import.choose_columns(mapping);
    Ok(())
}

/// The one column of that header; headers are compared as the reader compares them.
fn column<'a>(columns: &'a [ColumnGuess], header: &str) -> Result<&'a ColumnGuess, Trouble> {
    let wanted = fold(header);
    let found: Vec<&ColumnGuess> = columns
        .iter()
        .filter(|column| fold(&column.header) == wanted)
        .collect();
    match found.as_slice() {
        [only] => Ok(only),
        [] => {
            let there: Vec<&str> = columns
                .iter()
                .map(|column| column.header.as_str())
                .collect();
            Err(Trouble::with(
                Code::NoSuchColumn,
                [header.to_owned(), there.join(", ")],
            ))
        }
        several => {
            let letters: Vec<&str> = several
                .iter()
                .map(|column| column.letter.as_str())
                .collect();
            Err(Trouble::with(
                Code::AmbiguousColumn,
                [header.to_owned(), letters.join(", ")],
            ))
        }
    }
}

fn field(name: &str) -> Result<Field, Trouble> {
    Field::named(name).ok_or_else(|| {
        let names: Vec<String> = Field::STANDARD.iter().map(Field::name).collect();
        let names = format!("{}, custom_fields.NAME", names.join(", "));
        Trouble::with(Code::NoSuchField, [name.to_owned(), names])
    })
}
