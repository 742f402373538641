//! What is remembered of earlier files of a connection, and what a file with other headers takes over of it. It goes by
//! the words of a header, never by the place of a column, and says what is missing, added and moved.

use std::collections::BTreeSet;

use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::Import;
use crate::sheet::{ColumnGuess, MappedColumn, Mapping, fold};

/// What is kept of a file whose columns a person settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    /// What its columns were.
    #[serde(flatten)]
    pub(crate) mapping: Mapping,
    /// All its headers in order, those of columns that are not sent too. Mappings kept before this was noted have none.
    #[serde(default)]
    pub(crate) headers: Vec<String>,
}

/// How the headers of a file differ from those remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    /// Headers that are gone.
    pub missing: Vec<String>,
    /// Headers that are new.
    pub added: Vec<String>,
    /// Headers that stand elsewhere among the others.
    pub moved: Vec<String>,
}

/// A mapping that was taken over for other headers.
#[derive(Debug)]
pub(super) struct TakenOver {
    pub(super) mapping: Mapping,
    pub(super) drift: Drift,
    /// The columns whose meaning was remembered, that of not being sent too.
    pub(super) columns: BTreeSet<u16>,
}

/// A header as it is compared: its words, and which of those that say the same it is.
type Key = (String, usize);

/// A header with its place.
#[derive(Debug, Clone)]
struct Header {
    key: Key,
    text: String,
    index: u16,
}

impl Remembered {
    /// What is kept of a file with these columns.
    pub(super) fn of(mapping: &Mapping, columns: &[ColumnGuess]) -> Self {
        let headers = columns.iter().map(|column| column.header.clone());
        Self {
            mapping: mapping.clone(),
            headers: headers.collect(),
        }
    }

    fn headers(&self) -> Vec<Header> {
        if self.headers.is_empty() {
            let columns = self.mapping.columns.iter();
            return keyed(columns.map(|column| (column.index, column.header.as_str())));
        }
        keyed((0..).zip(self.headers.iter().map(String::as_str)))
    }
}

impl Import {
    /// Whether every column's meaning is remembered, from an earlier import of the very same headers.
    pub(in crate::desk) fn is_remembered_whole(&self) -> bool {
        let mut columns = self.inspection.columns.iter();
        self.drift.is_none() && columns.all(|column| self.recalled.contains(&column.index))
    }
}

/// Takes over the remembered mapping that shares most headers with a file, the latest of those that share as many;
/// `None` where none shares at least half of the file's. New columns get what they are guessed to be, unless a column
/// that was remembered has that field.
pub(super) fn take_over<'m>(
    latest_first: impl DoubleEndedIterator<Item = &'m Remembered>,
    columns: &[ColumnGuess],
    guessed: &Mapping,
) -> Option<TakenOver> {
    let own = keyed(columns.iter().map(|one| (one.index, one.header.as_str())));
    let keys: HashSet<&Key> = own.iter().map(|header| &header.key).collect();
    let shared = |remembered: &Remembered| {
        let headers = remembered.headers().into_iter();
        headers.filter(|header| keys.contains(&header.key)).count()
    };
    let counted = latest_first.rev().map(|one| (shared(one), one));
    let (most, remembered) = counted.max_by_key(|(shared, _)| *shared)?;
    if most == 0 || most * 2 < own.len() {
        return None;
    }
    Some(taken_over(remembered, &own, guessed))
}

fn taken_over(remembered: &Remembered, own: &[Header], guessed: &Mapping) -> TakenOver {
    let before = remembered.headers();
    let now: HashMap<&Key, &Header> = own.iter().map(|header| (&header.key, header)).collect();
    let mut mapping = Mapping {
        header_row: guessed.header_row,
        columns: Vec::new(),
        rivals: Vec::new(),
        ..remembered.mapping.clone()
    };
    let mut columns = BTreeSet::new();
    for header in &before {
        let Some(there) = now.get(&header.key) else {
            continue;
        };
        columns.insert(there.index);
        let meant = remembered.mapping.columns.iter();
        let meant = meant.filter(|column| column.index == header.index);
        mapping.columns.extend(meant.map(|column| MappedColumn {
            index: there.index,
            header: there.text.clone(),
            ..column.clone()
        }));
    }
    let held: Vec<_> = mapping
        .columns
        .iter()
        .map(|one| one.field.clone())
        .collect();
    let is_new = |index: &u16| !columns.contains(index);
    let new = guessed.columns.iter().filter(|one| is_new(&one.index));
    let free = new.filter(|one| !held.contains(&one.field)).cloned();
    mapping.columns.extend(free);
    mapping.columns.sort_by_key(|column| column.index);
    let rivals = guessed.rivals.iter().filter(|(_, index)| is_new(index));
    let open = rivals.filter(|(field, _)| !held.contains(field)).cloned();
    mapping.rivals = open.collect();
    TakenOver {
        mapping,
        drift: drift(&before, own),
        columns,
    }
}

fn drift(before: &[Header], own: &[Header]) -> Drift {
    let places: HashMap<&Key, usize> = before.iter().map(|one| &one.key).zip(0..).collect();
    let now: HashSet<&Key> = own.iter().map(|header| &header.key).collect();
    let gone = before.iter().filter(|header| !now.contains(&header.key));
    let (shared, added): (Vec<&Header>, Vec<&Header>) = own
        .iter()
        .partition(|header| places.contains_key(&header.key));
    let order: Vec<usize> = shared.iter().map(|header| places[&header.key]).collect();
    let kept = in_order(&order);
    let moved = shared.iter().zip(&order);
    let moved = moved.filter(|(_, place)| !kept.contains(*place));
    Drift {
        missing: gone.map(|header| header.text.clone()).collect(),
        added: added.iter().map(|header| header.text.clone()).collect(),
        moved: moved.map(|(header, _)| header.text.clone()).collect(),
    }
}

/// The longest run of places that kept their order, so that one column put in front moves nothing but itself.
fn in_order(places: &[usize]) -> HashSet<usize> {
    // At each length, where the run of that length ends that ends lowest; and before each place, its predecessor.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let length = ends.partition_point(|&end| places[end] < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let last = ends.last().copied();
    std::iter::successors(last, |&at| before[at])
        .map(|at| places[at])
        .collect()
}

/// Headers with what they are compared by; columns without one cannot be told again.
fn keyed<'h>(headers: impl Iterator<Item = (u16, &'h str)>) -> Vec<Header> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut keyed = Vec::new();
    for (index, text) in headers {
        let words = fold(text);
        if words.is_empty() {
            continue;
        }
        let times = seen.entry(words.clone()).or_default();
        keyed.push(Header {
            key: (words, *times),
            text: text.to_owned(),
            index,
        });
        *times += 1;
    }
    keyed
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::Import;
    use super::super::tests::opened;
    use super::*;
    use crate::employee::Field;

    /// An import that remembers another whose columns were settled so.
    fn remembering(sheet: &str, earlier: &[&Import]) -> Import {
        let mut import = opened(sheet);
        let memory = earlier.iter().map(|earlier| {
            let fingerprint = earlier.inspection.fingerprint.clone().unwrap();
            let columns = &earlier.inspection.columns;
            (fingerprint, Remembered::of(&earlier.mapping, columns))
        });
        import.remember(memory.collect());
        import
    }

    fn settled(sheet: &str, columns: &[(u16, Option<Field>)]) -> Import {
        let mut import = opened(sheet);
        for (index, field) in columns {
            let header = import.inspection.columns[usize::from(*index)]
                .header
                .clone();
            import.mapping.assign(*index, &header, field.clone());
        }
        import
    }

    fn fields(import: &Import) -> Vec<(u16, &Field)> {
        let columns = import.mapping.columns.iter();
        columns.map(|one| (one.index, &one.field)).collect()
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    const BEFORE: &str = "Chapa,Setor,E-mail,Obs\n48,Vendas,ana@aurora.example,x\n";

    #[test]
    fn the_same_headers_are_remembered_without_drift() {
        let earlier = settled(BEFORE, &[(0, Some(Field::PayrollId)), (2, None)]);
        let import = remembering(BEFORE, &[&earlier]);
        assert_eq!(import.mapping, earlier.mapping);
        assert_eq!(import.drift, None);
        assert!(import.is_remembered(0));
    }

    #[test]
    fn headers_that_are_still_there_keep_their_meaning() {
        let earlier = settled(
            BEFORE,
            &[
                (0, Some(Field::PayrollId)),
                (1, Some(Field::CostCenter)),
                (2, Some(Field::Email)),
                (3, None),
            ],
        );
        let import = remembering(
            "Matrícula,SETOR,Obs,Chapa,E-mail\n1,Vendas,x,48,ana@aurora.example\n",
            &[&earlier],
        );
        assert_eq!(
            fields(&import),
            [
                (0, &Field::EmployeeId),
                (1, &Field::CostCenter),
                (3, &Field::PayrollId),
                (4, &Field::Email),
            ]
        );
        let drift = import.drift.as_ref().unwrap();
        assert_eq!(drift.missing, texts(&[]));
        assert_eq!(drift.added, texts(&["Matrícula"]));
        assert_eq!(drift.moved.len(), 2, "{:?}", drift.moved);
        assert!(!import.is_remembered(0) && import.is_remembered(3));
    }

    #[test]
    fn what_a_person_settles_ends_the_drift() {
        let earlier = settled(BEFORE, &[]);
        let mut import = remembering(
            "Chapa,E-mail,Setor novo\n48,ana@aurora.example,V\n",
            &[&earlier],
        );
        let drift = import.drift.clone().unwrap();
        assert_eq!(drift.missing, texts(&["Setor", "Obs"]));
        assert_eq!(drift.added, texts(&["Setor novo"]));
        assert_eq!(drift.moved, texts(&[]));
        let mapping = import.mapping.clone();
        import.choose_columns(mapping);
        assert_eq!(import.drift, None);
    }

    #[test]
    fn fewer_than_half_of_the_headers_are_another_file() {
        let earlier = settled(BEFORE, &[(0, Some(Field::PayrollId))]);
        let import = remembering("Chapa,Nome,Cargo\n48,Ana,x\n", &[&earlier]);
        assert_eq!(import.drift, None);
        assert!(!import.is_remembered(0));
    }

    #[test]
    fn the_earlier_file_that_shares_most_is_taken_and_of_equals_the_latest() {
        let poor = settled("Chapa,Turno\n48,x\n", &[(0, Some(Field::OfficeZipCode))]);
        let rich = settled(BEFORE, &[(0, Some(Field::PayrollId))]);
        let old = settled(BEFORE, &[(0, Some(Field::CostCenter))]);
        let sheet = "Chapa,E-mail,Turno,Setor\n48,ana@aurora.example,x,V\n";
        let import = remembering(sheet, &[&poor, &rich, &old]);
        assert_eq!(fields(&import)[0], (0, &Field::PayrollId));
    }

    #[test]
    fn mappings_kept_before_all_headers_were_noted_are_still_read() {
        let earlier = settled(BEFORE, &[]);
        let kept = serde_json::to_value(&earlier.mapping).unwrap();
        let remembered: Remembered = serde_json::from_value(kept).unwrap();
        assert_eq!(remembered.mapping, earlier.mapping);
        assert!(!remembered.headers().is_empty());
    }

    #[test]
    fn the_longest_run_in_order_stays() {
        let kept = |places: &[usize]| {
            let mut kept: Vec<usize> = in_order(places).into_iter().collect();
            kept.sort_unstable();
            kept
        };
        assert!(kept(&[]).is_empty());
        assert_eq!(kept(&[4, 0, 1, 2, 3]), [0, 1, 2, 3]);
        assert_eq!(kept(&[0, 2, 3, 1, 4]), [0, 2, 3, 4]);
        assert_eq!(kept(&[2, 1, 0]).len(), 1);
    }
}
