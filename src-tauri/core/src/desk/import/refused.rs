//! What Wellhub refused of an earlier job, on the cells that are mended for it. It points and decides nothing: who is
//! planned is the plan's business, and a value may be sent again as it was.

use std::collections::{BTreeMap, BTreeSet};

use super::Import;
use super::said::Said;
use crate::employee::Field;
use crate::history::{ImportStep, JobId};
use crate::plan::Operation;
use crate::roster::{Place, place};
use crate::sheet::address;

/// What a job did not bring about, as far as mending it in a spreadsheet goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The job.
    pub job: JobId,
    /// The hash of the spreadsheet by whose rows the job goes, as hexadecimal digits.
    pub sha256: String,
    /// Its items that did not succeed.
    pub items: Vec<LeftItem>,
}

/// One item that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftItem {
    /// Its row in that spreadsheet, from 1; `None` for somebody absent from it.
    pub row: Option<u32>,
    /// Whom it is about.
    pub place: Option<Place>,
    /// What was asked.
    pub operation: Operation,
    /// What Wellhub refused of it; nothing where it was not looked at.
    pub refused: Vec<RefusedValue>,
}

/// A value that Wellhub refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedValue {
    /// The field as Wellhub names it.
    pub field: String,
    /// Wellhub's word for it (`error_type`), or its sentence.
    pub code: String,
    /// The value that Wellhub names.
    pub value: Option<String>,
    /// What was sent in that field.
    pub sent: Option<String>,
    /// Whether that came from a cell; else it stood at Wellhub and the cell was blank.
    pub from_cell: bool,
}

/// A refusal on the cell where it can be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The row, from 1.
    pub row: u32,
    /// The column, from 0: the field's own, else that of the key.
    pub column: u16,
    /// The address, such as `D17`.
    pub cell: String,
    /// What the cell says now.
    pub said: String,
    /// What was refused there.
    pub refused: RefusedValue,
}

impl Import {
    /// The job whose rest this import mends, and what is left of it.
    pub fn left(&self) -> Option<&Left> {
        self.left.as_ref()
    }

    /// Turns the import to the people of a job alone, at the step where they are mended.
    pub(in crate::desk) fn fix(&mut self, left: Left) {
        self.choices.only_failed_of = Some(left.job.0);
        self.left = Some(left);
        self.plan = None;
        self.step = ImportStep::Fix;
    }

    /// Whether this is the very spreadsheet that the mended job was made from.
    pub fn is_of_left(&self) -> bool {
        self.left
            .as_ref()
            .is_some_and(|left| left.sha256 == self.choices.sha256)
    }

    /// The rows of those whom the mended job did not bring about: by their number in the very spreadsheet, in another by
    /// whom they are about. Nothing where no job is mended.
    pub fn rows_of_left(&self) -> BTreeSet<u32> {
        self.left_by_row().into_iter().map(|(row, _)| row).collect()
    }

    /// What still stands as Wellhub refused it, in the order of the sheet. Whoever is left out or says something else now
    /// is not among it.
    pub fn refusals(&self) -> Vec<Refusal> {
        let Some(said) = self.said() else {
            return Vec::new();
        };
        let left_out = self.left_out();
        let mut found = Vec::new();
        for (row, item) in self.left_by_row() {
            if left_out.contains(&row) {
                continue;
            }
            let standing = item
                .refused
                .iter()
                .filter(|value| !self.is_mended(row, item, value));
            found.extend(standing.filter_map(|value| self.refusal(&said, row, value)));
        }
        found.sort_by_key(|refusal| (refusal.row, refusal.column));
        found
    }

    fn refusal(&self, said: &Said<'_>, row: u32, refused: &RefusedValue) -> Option<Refusal> {
        let named = field_of(refused);
        let own = named.and_then(|field| self.column_of(&field));
        let column = own.or_else(|| self.column_of(&self.key_field()))?;
        Some(Refusal {
            row,
            column,
            cell: address(row, column).to_string(),
            said: said.text(row, column).into_owned(),
            refused: refused.clone(),
        })
    }

    fn column_of(&self, field: &Field) -> Option<u16> {
        self.mapping
            .columns_of(field)
            .first()
            .map(|column| column.index)
    }

    /// Whether another value would be sent now. A blank cell sends what stands at Wellhub, so it mends only what came
    /// from a cell.
    fn is_mended(&self, row: u32, item: &LeftItem, refused: &RefusedValue) -> bool {
        let Some(field) = field_of(refused) else {
            return false;
        };
        let now = self.person(row).and_then(|person| person.get(&field));
        if let Some(now) = now.filter(|text| !text.is_empty()) {
            return refused.sent.as_deref() != Some(now);
        }
        let sent = refused.sent.as_deref().unwrap_or_default();
        !sent.is_empty() && (refused.from_cell || item.operation == Operation::Create)
    }

    /// Each item that is left with its row here.
    fn left_by_row(&self) -> Vec<(u32, &LeftItem)> {
        let Some(left) = &self.left else {
            return Vec::new();
        };
        let items = left.items.iter();
        if self.is_of_left() {
            return items.filter_map(|item| Some((item.row?, item))).collect();
        }
        let wanted: BTreeMap<&Place, &LeftItem> = items
            .filter_map(|item| Some((item.place.as_ref()?, item)))
            .collect();
        let identifier = self.connection.details.identifier;
        let Some(people) = &self.people else {
            return Vec::new();
        };
        let rows = people.roster.rows();
        rows.filter_map(|(row, person)| {
            let item = wanted.get(&place(identifier, person)?)?;
            Some((row, *item))
        })
        .collect()
    }
}

fn field_of(refused: &RefusedValue) -> Option<Field> {
    Field::named(&refused.field.to_lowercase())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::tests::opened;
    use super::super::{Edit, Import};
    use super::*;
    use crate::employee::{Employee, Identifier, TaxId};

    const SHEET: &str =
        "employee_id,email,department\n1,ana@velha.example\n2,bia@aurora.example\n3,,Vendas\n";

    fn value(field: &str, sent: Option<&str>, from_cell: bool) -> RefusedValue {
        RefusedValue {
            field: field.to_owned(),
            code: "WRONG_FORMAT".to_owned(),
            value: sent.map(Into::into),
            sent: sent.map(Into::into),
            from_cell,
        }
    }

    fn item(row: u32, key: &str, refused: Vec<RefusedValue>) -> LeftItem {
        let mut person = Employee::of(TaxId::from(""));
        person.employee_id = Some(key.into());
        LeftItem {
            row: Some(row),
            place: place(Identifier::EmployeeId, &person),
            operation: Operation::Update,
            refused,
        }
    }

    fn mending(sheet: &str, same: bool, items: Vec<LeftItem>) -> Import {
        let mut import = opened(sheet);
        let sha256 = if same {
            import.choices.sha256.clone()
        } else {
            String::new()
        };
        import.left = Some(Left {
            job: JobId(7),
            sha256,
            items,
        });
        import
    }

    fn cells(import: &Import) -> Vec<String> {
        import.refusals().into_iter().map(|one| one.cell).collect()
    }

    fn edit(import: &mut Import, row: u32, column: u16, text: &str) {
        let text = text.to_owned();
        import.edit(Edit::Cell { row, column, text }).unwrap();
    }

    #[test]
    fn a_refusal_stands_on_its_cell_until_the_cell_says_something_else() {
        let refused = value("email", Some("ana@velha.example"), true);
        let mut import = mending(
            SHEET,
            true,
            vec![item(2, "1", vec![refused]), item(3, "2", Vec::new())],
        );
        let [refusal] = &import.refusals()[..] else {
            panic!()
        };
        assert_eq!(
            (refusal.cell.as_str(), refusal.said.as_str()),
            ("B2", "ana@velha.example")
        );
        assert_eq!(import.rows_of_left(), BTreeSet::from([2, 3]));
        edit(&mut import, 2, 1, "ana@aurora.example");
        assert_eq!(cells(&import), [""; 0]);
        import.undo();
        assert_eq!(cells(&import), ["B2"]);
        import
            .edit(Edit::LeaveOut {
                rows: vec![2],
                out: true,
            })
            .unwrap();
        assert_eq!(cells(&import), [""; 0]);
    }

    #[test]
    fn a_blank_cell_mends_what_came_from_a_cell_and_not_what_stood_at_wellhub() {
        let from_cell = item(
            2,
            "1",
            vec![value("email", Some("ana@velha.example"), true)],
        );
        let at_wellhub = item(4, "3", vec![value("email", Some("caio@aurora"), false)]);
        let mut import = mending(SHEET, true, vec![from_cell, at_wellhub]);
        edit(&mut import, 2, 1, "");
        assert_eq!(cells(&import), ["B4"]);
        edit(&mut import, 4, 1, "caio@aurora.example");
        assert_eq!(cells(&import), [""; 0]);
    }

    #[test]
    fn a_value_without_a_column_is_told_on_the_key() {
        let missing = value("MOBILE_NUMBER", None, false);
        let import = mending(SHEET, true, vec![item(3, "2", vec![missing])]);
        assert_eq!(cells(&import), ["A3"]);
    }

    #[test]
    fn in_another_spreadsheet_people_are_found_by_their_key() {
        let other = "email,employee_id\nx@aurora.example,9\nana@velha.example,1\n";
        let refused = value("email", Some("ana@velha.example"), true);
        let import = mending(
            other,
            false,
            vec![item(2, "1", vec![refused]), item(3, "2", Vec::new())],
        );
        assert_eq!(cells(&import), ["A3"]);
        assert_eq!(import.rows_of_left(), BTreeSet::from([3]));
    }
}
