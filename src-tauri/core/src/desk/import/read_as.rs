//! Values that are sent in another form than their cell says: phone numbers, which go out in E.164 form. It shows what
//! reading made of them and decides nothing.

use super::Import;
use crate::employee::{Employee, Field};
use crate::sheet::address;

/// A cell that is read as something else than it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadAs {
    /// The address, such as `C7`.
    pub cell: String,
    /// The column, from 0.
    pub column: u16,
    /// The field that it is.
    pub field: Field,
    /// What the cell says now.
    pub said: String,
    /// What is sent of it.
    pub read: String,
}

impl Import {
    /// The phone number of a row where it was brought into another form; `None` where it stands as it is sent, and
    /// where there is none.
    pub fn read_as(&self, row: u32) -> Option<ReadAs> {
        let field = Field::MobileNumber;
        let [column] = self.mapping.columns_of(&field)[..] else {
            return None;
        };
        let index = column.index;
        let said = self.said()?.text(row, index).into_owned();
        let read = self.person(row)?.get(&field)?;
        (!read.is_empty() && read != said).then(|| ReadAs {
            cell: address(row, index).to_string(),
            column: index,
            field: field.clone(),
            read: read.to_owned(),
            said,
        })
    }

    /// Who was read from a row, sent or withheld.
    pub(super) fn person(&self, row: u32) -> Option<&Employee> {
        let roster = &self.people.as_ref()?.roster;
        if let Ok(at) = roster.people.binary_search_by_key(&row, |one| one.row) {
            return roster.people.get(at).map(|one| &*one.employee);
        }
        let rows = &roster.withheld;
        let at = rows.binary_search_by_key(&Some(row), |one| one.row);
        roster.withheld.get(at.ok()?).map(|one| &one.employee)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::Edit;
    use super::super::tests::opened_at;

    #[test]
    fn a_number_is_shown_as_it_was_and_as_it_is_sent() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("folha.csv");
        let rows = "Matrícula;Celular\n1;(11) 98811-0021\n2;+5511988110022\n3;12\n;11988110024\n";
        std::fs::write(&path, rows).unwrap();
        let mut import = opened_at(&path);
        import.mapping.phone_country = Some("BR".to_owned());
        import.choose_columns(import.mapping.clone());
        let said = import.read_as(2).unwrap();
        assert_eq!(
            (said.cell.as_str(), said.said.as_str(), said.read.as_str()),
            ("B2", "(11) 98811-0021", "+5511988110021")
        );
        assert_eq!(import.read_as(3), None, "it stands as it is sent");
        assert_eq!(import.read_as(4), None, "it cannot be read");
        let withheld = import.read_as(5).unwrap();
        assert_eq!(withheld.read, "+5511988110024");
        let edit = Edit::Cell {
            row: 2,
            column: 1,
            text: "11 98811 0099".to_owned(),
        };
        import.edit(edit).unwrap();
        let edited = import.read_as(2).unwrap();
        assert_eq!(edited.said, "11 98811 0099");
        assert_eq!(edited.read, "+5511988110099");
    }
}
