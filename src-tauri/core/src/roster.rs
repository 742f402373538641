//! People: those that a file names, and those that Wellhub has. Cells become people once, here; a row that cannot be
//! read becomes a withheld row, never a missing person.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::employee::{Employee, Field, Identifier, Key, TaxId, Text};
use crate::finding::{Finding, FindingCode};

mod directory;
mod incoming;
mod remote;

pub use directory::{Census, Count, Directory, Mark, Marks, PeopleFilter, PeopleOrder};
pub use incoming::{
    Choices, HiddenRows, Problem, ReadPeople, Reading, Survey, country_of, is_country, read_people,
    survey,
};
pub(crate) use incoming::{cleaned, is_identifier, yes_or_no};
pub use remote::{Progress, read_roster};

/// What a person declares the file to be (rule R1). There is no default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// New and changed people; absence means nothing.
    Changes,
    /// Everybody of the companies named; absence proposes removal.
    Full,
    /// Those who go.
    Leavers,
}

/// The people of a file, and what could not be read of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IncomingRoster {
    /// Which field is the key.
    pub identifier: Identifier,
    /// Everybody whose row could be read, in the order of the sheet.
    pub people: Vec<Incoming>,
    /// Rows that count as present but are not sent (rule R2).
    pub withheld: Vec<Withheld>,
    /// Where each field stands in the sheet: the letters of its column or columns.
    pub columns: BTreeMap<Field, Vec<String>>,
    /// What was noticed about the file.
    pub findings: Vec<Finding>,
}

/// A row that became a person. A field that is `None` says nothing; an empty text clears (see [`Employee`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// The row in the sheet, from 1.
    pub row: u32,
    /// What the row says.
    pub employee: Arc<Employee>,
}

/// A row that is not sent and counts as present; in a plan also somebody at Wellhub whom no item can name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// The row in the sheet, from 1; `None` for somebody whom no row names.
    pub row: Option<u32>,
    /// Why.
    pub code: FindingCode,
    /// The cell that is the reason, such as `A17`.
    pub cell: Option<String>,
    /// What that cell said; empty where no cell is the reason.
    pub original: String,
    /// What could be read of the row, so that the person behind it can be matched and kept; a key that could not be
    /// trusted is not in it.
    pub employee: Employee,
}

impl IncomingRoster {
    /// The address of the cell that a field of a row came from.
    pub fn cell(&self, field: &Field, row: u32) -> Option<Text> {
        let letter = self.columns.get(field)?.first()?;
        Some(compact_str::format_compact!("{letter}{row}"))
    }

    /// Everybody who was read, with the row: those who are sent, then those who are withheld.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &Employee)> {
        let sent = self.people.iter().map(|one| (one.row, &*one.employee));
        let withheld = self.withheld.iter();
        sent.chain(withheld.filter_map(|one| Some((one.row?, &one.employee))))
    }
}

/// A company of the entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Its tax id, as Wellhub spells it.
    pub tax_id: TaxId,
    /// Its name; empty for a single entity, whose name the API does not tell.
    pub name: Text,
}

/// Somebody on Wellhub's roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemotePerson {
    /// Wellhub's id of the record.
    pub id: Text,
    /// The record.
    pub employee: Employee,
    /// Free text such as ACTIVE or INVITED.
    pub invitation_status: Option<Text>,
    /// When the record last changed at Wellhub, as written there.
    pub updated_at: Option<Text>,
    /// When the person was removed; `None` for those on the roster.
    pub deleted_at: Option<Timestamp>,
}

/// Wellhub's roster, read whole. "Could not read" is an error elsewhere and never an empty one of these (rule R3).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RemoteRoster {
    /// The companies that were read.
    pub companies: Vec<Company>,
    /// Those on the roster.
    pub people: Vec<RemotePerson>,
    /// Past eligibles: not on the roster (contract §1).
    pub past: Vec<RemotePerson>,
    /// How many pages were read.
    pub pages: u32,
    /// When reading ended.
    pub read_at: Timestamp,
}

/// A person's place on a roster: the meaning of the company's tax id, and the key within it.
pub type Place = (Text, Key);

/// Where a person stands; `None` without a key.
pub fn place(identifier: Identifier, person: &Employee) -> Option<Place> {
    let key = identifier.key(person)?;
    Some((person.company_tax_id.meaning().as_ref().into(), key))
}
