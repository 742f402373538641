//! What a plan is held against: the budgets of rule R4, the protected people, and what is known from history.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::employee::{TaxId, Text};
use crate::roster::Place;

/// The rules of one connection at the time of planning.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// How much may change before a person is asked.
    pub budgets: Budgets,
    /// People who are never removed by a file (rule R10).
    pub protected: BTreeSet<Place>,
    /// Removals sent in the last seven days, by the meaning of the company's tax id.
    pub removed_lately: BTreeMap<Text, u32>,
    /// How many people the roster had when it was last read; `None` when it never was.
    pub last_people: Option<u32>,
    /// How many rows the last submitted full roster had; `None` when there was none.
    pub last_rows: Option<u32>,
    /// The companies that a full roster speaks for besides those that it names (rule R1).
    pub companies: Vec<TaxId>,
    /// What was last sent of custom fields.
    pub custom: CustomFields,
}

/// Custom fields as last sent: the API never returns them (contract §1).
#[derive(Debug, Clone, Default)]
pub struct CustomFields {
    /// Whether this connection ever sent any.
    pub used: bool,
    /// By person.
    pub last_sent: HashMap<Place, BTreeMap<Text, Text>>,
}

/// A share of the roster, with bounds in people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Percent of the current roster, rounded down to whole people.
    pub percent: u32,
    /// Never more people than this.
    pub most: Option<u32>,
    /// So many are always allowed.
    pub floor: u32,
}

impl Budget {
    /// How many people of `of` may be concerned.
    pub fn limit(&self, of: u32) -> u32 {
        let share = u64::from(of) * u64::from(self.percent) / 100;
        let share = u32::try_from(share).unwrap_or(u32::MAX);
        share.min(self.most.unwrap_or(u32::MAX)).max(self.floor)
    }
}

/// The budgets of rule R4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budgets {
    /// Removals: min(5 %, 25 people), three at least.
    pub removals: Budget,
    /// Additions: 20 %.
    pub additions: Budget,
    /// Changed people: 50 %.
    pub changed: Budget,
    /// One field in the matched rows: 30 %.
    pub field: Budget,
    /// Below so many matched rows the field budget does not apply.
    pub field_from_rows: u32,
}

impl Default for Budgets {
    fn default() -> Self {
        let share = |percent| Budget {
            percent,
            most: None,
            floor: 0,
        };
        Self {
            removals: Budget {
                percent: 5,
                most: Some(25),
                floor: 3,
            },
            additions: share(20),
            changed: share(50),
            field: share(30),
            field_from_rows: 20,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removal_limits_follow_the_examples_of_the_rule() {
        let removals = Budgets::default().removals;
        assert_eq!(removals.limit(100), 5);
        assert_eq!(removals.limit(2_000), 25);
        assert_eq!(removals.limit(10), 3);
        assert_eq!(removals.limit(0), 3);
    }
}
