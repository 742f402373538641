//! A column whose new values are Wellhub's of the row above or below. Reading looks for it first, over the whole file;
//! here it is looked for once more among the changes, with all that a plan compares: fields that tell nobody apart by
//! their kind, and custom fields as they were last sent. A few changed people are never taken for a slip.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::told::About;
use crate::employee::{Field, meaning_of, same_meaning};
use crate::finding::{Finding, FindingCode, Severity};
use crate::plan::{Change, Operation};
use crate::roster::IncomingRoster;

/// Fewer rows, or fewer different values, could be people who changed.
const FEWEST: usize = 5;
/// So many changes of a field are looked at before the rest is.
const SAMPLE: usize = 64;

/// A changed value: which change, which of its fields, and where its row stands in the list.
#[derive(Clone, Copy)]
struct Value {
    change: usize,
    field: usize,
    at: usize,
}

/// The column that slipped, as the finding that blocks the plan.
pub(super) fn find(changes: &[Change], incoming: &IncomingRoster) -> Option<Finding> {
    let table = Table::new(changes, incoming);
    let slips = table.by_field.iter().filter_map(|(field, values)| {
        let by = [-1, 1]
            .into_iter()
            .find(|by| table.has_moved(field, values, *by))?;
        Some((*field, by, table.moved(values, by)))
    });
    let (field, by, rows) = slips.max_by_key(|(_, _, rows)| rows.len())?;
    Some(table.told(field, by, &rows))
}

/// The changes beside the rows of the file.
struct Table<'a> {
    changes: &'a [Change],
    incoming: &'a IncomingRoster,
    by_row: HashMap<u32, usize>,
    by_field: BTreeMap<&'a Field, Vec<Value>>,
}

impl<'a> Table<'a> {
    fn new(changes: &'a [Change], incoming: &'a IncomingRoster) -> Self {
        let mut table = Self {
            changes,
            incoming,
            by_row: HashMap::new(),
            by_field: BTreeMap::new(),
        };
        let mut near = 0;
        for (change, one) in changes.iter().enumerate() {
            let Some(row) = one.row.filter(|_| one.operation == Operation::Update) else {
                continue;
            };
            let Some(at) = table.place(row, near) else {
                continue;
            };
            near = at + 1;
            table.by_row.insert(row, change);
            for (field, said) in one.fields.iter().enumerate() {
                if said.old.is_some() && said.new.is_some() && tells_apart(&said.field) {
                    let values = table.by_field.entry(&said.field).or_default();
                    values.push(Value { change, field, at });
                }
            }
        }
        table.by_field.retain(|_, values| values.len() >= FEWEST);
        table
    }

    /// Where a row stands in the list of people; most rows follow the one before without a gap.
    fn place(&self, row: u32, near: usize) -> Option<usize> {
        let people = &self.incoming.people;
        let gap = people.get(near).and_then(|next| row.checked_sub(next.row));
        let guess = gap.map(|gap| near + gap as usize);
        guess
            .filter(|at| people.get(*at).is_some_and(|person| person.row == row))
            .or_else(|| people.binary_search_by_key(&row, |person| person.row).ok())
    }

    /// Whether most of a field's changed values are the neighbour's, and different enough to be no chance.
    fn has_moved(&self, field: &Field, values: &[Value], by: isize) -> bool {
        let mut sample = values.iter().step_by(values.len().div_ceil(SAMPLE));
        if !sample.any(|value| self.is_neighbours(*value, by)) {
            return false;
        }
        let rows = self.moved(values, by);
        let different: HashSet<_> = rows
            .iter()
            .filter_map(|value| Some(meaning_of(field, self.says(*value)?)))
            .collect();
        rows.len() >= FEWEST
            && rows.len() * 2 >= values.len()
            && different.len() >= FEWEST
            && different.len() * 2 >= rows.len()
    }

    fn moved(&self, values: &[Value], by: isize) -> Vec<Value> {
        let own = |value: &&Value| self.is_neighbours(**value, by);
        values.iter().filter(own).copied().collect()
    }

    fn says(&self, value: Value) -> Option<&'a str> {
        self.changes[value.change].fields[value.field]
            .new
            .as_deref()
    }

    /// Whether the new value is what Wellhub has for the person so many rows on.
    fn is_neighbours(&self, value: Value, by: isize) -> bool {
        let field = &self.changes[value.change].fields[value.field].field;
        let there = value.at.checked_add_signed(by);
        let theirs = there.and_then(|there| self.at_wellhub(there, field));
        theirs.is_some_and(|theirs| same_meaning(field, self.says(value), Some(theirs)))
    }

    /// What Wellhub has for the person of a row: what the change says it was, or, where nothing changes, what the row says.
    fn at_wellhub(&self, at: usize, field: &Field) -> Option<&'a str> {
        let row = self.incoming.people.get(at)?;
        let text = match self.by_row.get(&row.row) {
            None => row.employee.get(field),
            Some(change) => {
                let change = &self.changes[*change];
                let changed = change.fields.iter().find(|one| one.field == *field);
                changed.map_or_else(|| change.item.get(field), |one| one.old.as_deref())
            }
        };
        text.filter(|text| !text.is_empty())
    }

    fn told(&self, field: &Field, by: isize, rows: &[Value]) -> Finding {
        let mut about = About::new(FindingCode::ColumnSlip, Severity::Block);
        for value in rows {
            let change = &self.changes[value.change];
            about.add(change, change.fields[value.field].cell.clone());
        }
        let of = self.by_field.get(field).map_or(0, Vec::len);
        let mut finding = about
            .finding()
            .with("field", field)
            .with("of", of)
            .with("offset", by);
        if let Some(letter) = self.incoming.columns.get(field).and_then(|all| all.first()) {
            finding = finding.with("column", letter).with("columns", letter);
        }
        let Some(first) = rows.first() else {
            return finding;
        };
        if let Some(value) = self.says(*first) {
            finding = finding.with("value", value);
        }
        let there = first.at.checked_add_signed(by);
        match there.and_then(|there| self.incoming.people.get(there)) {
            Some(row) => finding.with("row", row.row),
            None => finding,
        }
    }
}

/// Yes and no fall on neighbours everywhere.
fn tells_apart(field: &Field) -> bool {
    *field != Field::EligibleToPayroll
}
