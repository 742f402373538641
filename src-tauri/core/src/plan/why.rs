//! Why a change deserves a look: damage that Wellhub's own values prove, one person under two keys, a value that is
//! somebody else's, an unknown domain, a subscription that may come back (rule R8). It looks at changes alone and at
//! nobody who stays as they are; it holds and withholds, and never lets anything go.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::unique::Marks;
use super::{Change, Plan};
use crate::employee::{Employee, Field, Identifier, TaxId, Text};
use crate::finding::FindingCode;
use crate::roster::{IncomingRoster, RemoteRoster};

mod damage;
mod dates;
mod digits;
mod domains;
mod fallout;
mod letters;
mod moves;
mod owners;
mod restores;
mod slip;
#[cfg(test)]
mod tests;
mod told;

pub(super) use told::told;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $finding:expr;)*) => {
        /// What a reason says. Those that the safety rules have a finding code for are written like it; nothing is ever
        /// renamed, only added.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
        pub enum ReasonCode {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl ReasonCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The finding code that says the same; `None` where the list has none.
            pub fn finding(self) -> Option<FindingCode> {
                match self { $(Self::$name => $finding,)* }
            }
        }
    };
}

reasons! {
    /// Wellhub has the value with zeros in front.
    LeadingZerosLost = "leading_zeros_lost", Some(FindingCode::LeadingZerosLost);
    /// The value is a form such as 1.23E+11, whose digits are gone.
    ExponentText = "exponent_text", Some(FindingCode::ExponentText);
    /// Wellhub has the same date with day and month the other way round.
    DayMonthSwapped = "day_month_swapped", None;
    /// The value is Wellhub's, read in the wrong encoding.
    Mojibake = "mojibake", Some(FindingCode::Mojibake);
    /// What a formula leaves behind that found nothing.
    ErrorCell = "error_cell", Some(FindingCode::ErrorCell);
    /// One person under two keys.
    IdentityChurn = "identity_churn", Some(FindingCode::IdentityChurn);
    /// One person who moves between companies.
    Transfer = "transfer", Some(FindingCode::Transfer);
    /// One person whose key changes.
    KeyChange = "key_change", Some(FindingCode::KeyChange);
    /// The value is somebody else's at Wellhub, which refuses it (`CONFLICT`, contract §1, job errors).
    Conflict = "conflict", None;
    /// Nobody at Wellhub has an e-mail address of that domain.
    NewEmailDomain = "new_email_domain", None;
    /// Removed within 30 days: the subscription may come back.
    PossibleRestore = "possible_restore", Some(FindingCode::PossibleRestore);
}

impl ReasonCode {
    /// Whether the change waits for a person because of it although no finding code holds it.
    pub fn holds_alone(self) -> bool {
        self == Self::DayMonthSwapped
    }
}

/// The other person of a reason, or the other half of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// Their name.
    pub name: Text,
    /// Their key.
    pub key: Text,
    /// Their company.
    pub company_tax_id: TaxId,
    /// Their row in the sheet, from 1; `None` for somebody who has none there.
    pub row: Option<u32>,
}

/// One reason of a change, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What it says.
    pub code: ReasonCode,
    /// Which field it is about; `None` for the whole person.
    pub field: Option<Field>,
    /// The cell that says it.
    pub cell: Option<Text>,
    /// Who else it is about.
    pub other: Option<Other>,
    /// Values for the words: `count`, `of`, `percent`, `domain`, `like`, `date`, `same`, `leaves`, `reads`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl Reason {
    fn new(code: ReasonCode) -> Self {
        Self {
            code,
            field: None,
            cell: None,
            other: None,
            params: BTreeMap::new(),
        }
    }

    fn about(mut self, field: &Field, cell: Option<&Text>) -> Self {
        self.field = Some(field.clone());
        self.cell = cell.cloned();
        self
    }

    fn of(mut self, other: Other) -> Self {
        self.other = Some(other);
        self
    }

    fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

impl Other {
    fn person(person: &Employee, identifier: Identifier, row: Option<u32>) -> Self {
        Self {
            name: person.full_name.clone().unwrap_or_default(),
            key: person
                .get(&identifier.key_field())
                .unwrap_or_default()
                .into(),
            company_tax_id: person.company_tax_id.clone(),
            row,
        }
    }
}

/// Gives every change its reasons. Changes come in the order of the sheet; those whose cell no person can want sent
/// become withheld rows of the plan (rule R2), and a column that slipped blocks it whole. With the roster come the marks
/// of its people, in their order.
pub(super) fn explain(
    changes: &mut Vec<Change>,
    plan: &mut Plan,
    (remote, marks): (&RemoteRoster, &[Vec<Marks>]),
    incoming: &IncomingRoster,
) {
    if let Some(slipped) = slip::find(changes, incoming) {
        plan.findings.push(slipped);
        plan.blocked = true;
        changes.clear();
        return;
    }
    damage::withhold(changes, plan, incoming);
    damage::name(changes);
    moves::tell(changes, incoming.identifier);
    owners::tell(changes, (remote, marks), incoming.identifier);
    domains::tell(changes, remote);
    restores::tell(changes, remote, incoming.identifier);
}

/// Gives the changes of an undo their reasons. What damage looks like is not asked: the values stood at Wellhub before, and
/// the way back from a column that slipped looks like another slip.
pub(super) fn explain_way_back(
    changes: &mut [Change],
    (remote, marks): (&RemoteRoster, &[Vec<Marks>]),
    identifier: Identifier,
) {
    moves::tell(changes, identifier);
    owners::tell(changes, (remote, marks), identifier);
    restores::tell(changes, remote, identifier);
}

/// Holds a change for a finding code, once.
fn hold(change: &mut Change, code: FindingCode) {
    if !change.held.contains(&code) {
        change.held.push(code);
    }
}
