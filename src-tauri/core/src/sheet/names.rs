//! Which of a sheet's columns make up the full name, and in which order: given names before family names, in whatever
//! order the columns stand. Names are joined and never turned round.

use super::columns::ColumnGuess;
use super::dictionary::{Meaning, is_of_portugal};
use super::mapping::NamePart;
use crate::employee::Field;

const GIVEN: NamePart = 0;
const FAMILY: NamePart = 2;

/// What a column of names is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The full name.
    Whole,
    /// A part of it.
    Part(NamePart),
    /// A part whose other parts are missing.
    Alone(NamePart),
    /// Nothing: other columns have the name whole.
    Unused,
}

/// What becomes of columns that hold a part of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// They make up the full name.
    Joined,
    /// They are all there is of it.
    Alone,
    /// Another column has it whole.
    Unused,
}

/// The columns of names of one sheet.
pub(super) struct Names {
    /// What `Name` is for.
    plain: Place,
    parts: Parts,
    /// Whether `Apelido` is the family name.
    apelido: bool,
}

impl Names {
    pub(super) fn of(guesses: &[ColumnGuess], meanings: &[Option<Meaning>]) -> Self {
        let has = |wanted: &dyn Fn(&Meaning) -> bool| meanings.iter().flatten().any(wanted);
        let beside = has(&|meaning| *meaning == Meaning::GivenBesideName);
        let given = beside || has(&|meaning| matches!(meaning, Meaning::NamePart(GIVEN)));
        let portugal = || guesses.iter().any(|guess| is_of_portugal(&guess.header));
        let apelido =
            has(&|meaning| *meaning == Meaning::FamilyNameInPortugal) && (given || portugal());
        let family = apelido || has(&|meaning| matches!(meaning, Meaning::NamePart(FAMILY..)));
        let (plain, parts) = if has(&|meaning| *meaning == Meaning::Field(Field::FullName)) {
            (Place::Unused, Parts::Unused)
        } else if has(&|meaning| *meaning == Meaning::Name) {
            match (given, family) {
                // Beside `Name`, `Vorname` and `Prénom` leave the family name to it.
                (true, false) if beside => (Place::Part(FAMILY), Parts::Joined),
                (false, true) => (Place::Part(GIVEN), Parts::Joined),
                // Beside `First name` and `Last name`, `Name` has both; beside `First name` alone it has all.
                _ => (Place::Whole, Parts::Unused),
            }
        } else if family {
            (Place::Unused, Parts::Joined)
        } else {
            (Place::Unused, Parts::Alone)
        };
        Self {
            plain,
            parts,
            apelido,
        }
    }

    /// What a column is for whose header speaks of names.
    pub(super) fn place(&self, meaning: &Meaning) -> Place {
        let part = |place| match self.parts {
            Parts::Joined => Place::Part(place),
            Parts::Alone => Place::Alone(place),
            Parts::Unused => Place::Unused,
        };
        match meaning {
            Meaning::Name => self.plain,
            Meaning::FamilyNameInPortugal if self.apelido => part(FAMILY),
            Meaning::GivenBesideName => part(GIVEN),
            Meaning::NamePart(place) => part(*place),
            Meaning::FamilyNameInPortugal | Meaning::Field(_) | Meaning::NotSent => Place::Unused,
        }
    }
}
