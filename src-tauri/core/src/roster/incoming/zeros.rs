//! Leading zeros that a spreadsheet dropped: `4871` where Wellhub has `004871`. A repair is proposed on full evidence
//! alone: one value at Wellhub, one known width, or check digits that fit. The width of a country's postal codes is one.

use hashbrown::{HashMap, HashSet};

use super::value::Origin;
use crate::employee::{Employee, Field, NationalId, Text};
use crate::sheet::is_cpf;

/// What is known of a field's zeros.
#[derive(Debug, Default)]
pub(super) struct Zeros {
    known: HashSet<Text, foldhash::fast::RandomState>,
    /// Values at Wellhub by what is left without their zeros; `None` where several are.
    twins: HashMap<Text, Option<Text>, foldhash::fast::RandomState>,
    /// The width of every value at Wellhub, where some begin with zeros.
    width: Option<usize>,
    /// The width of the column's own values that begin with zeros.
    peers: Option<usize>,
    cpf: bool,
    /// The width of the country's postal codes, for a column of such.
    postal: Option<usize>,
}

/// How many digits the postal codes of a country have, where some begin with zeros.
pub(super) fn postal_width(country: Option<&str>) -> Option<usize> {
    match country? {
        "BR" => Some(8),
        "DE" | "ES" | "FR" | "IT" | "MX" | "US" => Some(5),
        _ => None,
    }
}

/// Whether zeros were lost.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing says so.
    Whole,
    /// The value at Wellhub that it must be.
    Twin(Text),
    /// What it must be by the width that all values have, its country's postal codes, or its check digits.
    Padded(Text),
    /// Lost, and nobody can say how many.
    Unknown,
}

/// What is known of a column beforehand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// Whether it holds CPFs.
    pub(super) cpf: bool,
    /// The width of the country's postal codes.
    pub(super) postal: Option<usize>,
}

impl Zeros {
    /// Gathers the evidence for one column; `peers` is the width of its own values that begin with zeros.
    pub(super) fn of(
        field: &Field,
        roster: &[&Employee],
        peers: Option<usize>,
        known: Known,
    ) -> Self {
        let mut zeros = Self {
            cpf: known.cpf,
            postal: known.postal.filter(|_| *field == Field::OfficeZipCode),
            peers,
            ..Self::default()
        };
        let mut widths = HashSet::new();
        let mut some_zero = false;
        for person in roster {
            let Some(text) = person.get(field).filter(|text| !text.is_empty()) else {
                continue;
            };
            let meaning = bare(field, text);
            if !zeros.known.insert(meaning.clone()) {
                continue;
            }
            widths.insert(meaning.len());
            some_zero |= meaning.starts_with('0');
            let stripped = meaning.trim_start_matches('0');
            if stripped.len() < meaning.len() && meaning.bytes().all(|b| b.is_ascii_digit()) {
                zeros
                    .twins
                    .entry(stripped.into())
                    .and_modify(|twin| *twin = None)
                    .or_insert_with(|| Some(text.into()));
            }
        }
        if some_zero && widths.len() == 1 && zeros.known.len() > 2 {
            zeros.width = widths.into_iter().next();
        }
        zeros
    }

    /// Judges a number, written in digits. The column's own texts speak of its number cells alone: in a text file all
    /// values came the same way.
    pub(super) fn judge(&self, text: &str, origin: Origin) -> Verdict {
        if text.starts_with('0') || text.starts_with('-') || self.known.contains(text) {
            return Verdict::Whole;
        }
        match self.twins.get(text) {
            Some(Some(twin)) => return Verdict::Twin(twin.clone()),
            Some(None) => return Verdict::Unknown,
            None => {}
        }
        let padded = |width: usize| Text::from(format!("{text:0>width$}"));
        if self.cpf && text.len() < 11 && is_cpf(&padded(11)) {
            return Verdict::Padded(padded(11));
        }
        if let Some(width) = self.postal
            && text.len() < width
            && text.len() + 2 >= width
        {
            return Verdict::Padded(padded(width));
        }
        match (self.width, self.peers) {
            (Some(width), _) if text.len() < width => Verdict::Padded(padded(width)),
            (None, Some(width)) if origin == Origin::Number && text.len() < width => {
                Verdict::Unknown
            }
            _ => Verdict::Whole,
        }
    }
}

fn bare(field: &Field, text: &str) -> Text {
    match field {
        Field::NationalId => NationalId::from(text).meaning().as_ref().into(),
        _ => text.into(),
    }
}
