//! What a plan is held against: the budgets of rule R4, the protected people, and what is known from history.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Measure;
use crate::employee::{TaxId, Text};
use crate::roster::Place;

/// The rules of one connection at the time of planning.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// How much may change before a person is asked.
    pub budgets: Budgets,
    /// The same for companies that have budgets of their own, by the meaning of their tax id.
    pub company_budgets: BTreeMap<Text, Budgets>,
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
    /// The people and rows that alone are planned, where the rest of a job is sent; `None` for all of the file.
    pub only: Option<Only>,
    /// Whether what only the writing of differs is sent too: case of an e-mail, spaces, punctuation of a number.
    pub cosmetic: bool,
}

/// Who alone is planned: by their place, or by their row where the file is the very one that the job was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Only {
    /// Companies and keys.
    pub places: BTreeSet<Place>,
    /// Rows of the sheet, from 1.
    pub rows: BTreeSet<u32>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
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

/// Why budgets cannot be set so: a budget that holds nothing any more would be a switch to turn the guard off (rule R6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadBudgets {
    /// A share above what a budget may be.
    #[error(
        "A budget of {percent} % for {measure} would hold nothing back. Choose at most {most} %; a larger plan is released by itself."
    )]
    Percent {
        /// Of what.
        measure: Measure,
        /// What was asked for.
        percent: u32,
        /// The most.
        most: u32,
    },
    /// A number of people above what a budget may be, or none.
    #[error(
        "The budget for {measure} would hold nothing back in a large company. Choose at most {most} people; a larger plan is released by itself."
    )]
    People {
        /// Of what.
        measure: Measure,
        /// The most.
        most: u32,
    },
}

impl Budgets {
    /// The largest shares that a budget may be set to, in percent.
    const MOST_PERCENT: [(Measure, u32); 4] = [
        (Measure::Removals, 20),
        (Measure::Additions, 50),
        (Measure::Changed, 90),
        (Measure::Field, 90),
    ];
    /// The most removals, additions or changes that may always go, whatever their share.
    const MOST_FLOOR: u32 = 20;
    /// The most removals that may go at once without a person, however large the company.
    const MOST_REMOVALS: u32 = 500;
    /// From so many matched rows on the field budget must apply.
    const MOST_FIELD_FROM: u32 = 200;

    /// Whether a person may set these: wider than usual, never so wide that nothing is held any more.
    pub fn check(&self) -> Result<(), BadBudgets> {
        let budgets = [self.removals, self.additions, self.changed, self.field];
        for ((measure, most), budget) in Self::MOST_PERCENT.into_iter().zip(budgets) {
            if budget.percent > most {
                let percent = budget.percent;
                return Err(BadBudgets::Percent {
                    measure,
                    percent,
                    most,
                });
            }
            if budget.floor > Self::MOST_FLOOR {
                let most = Self::MOST_FLOOR;
                return Err(BadBudgets::People { measure, most });
            }
        }
        let many = |most: u32| most > Self::MOST_REMOVALS;
        if self.removals.most.is_none_or(many) {
            return Err(BadBudgets::People {
                measure: Measure::Removals,
                most: Self::MOST_REMOVALS,
            });
        }
        if self.field_from_rows > Self::MOST_FIELD_FROM {
            return Err(BadBudgets::People {
                measure: Measure::Field,
                most: Self::MOST_FIELD_FROM,
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_can_be_widened_and_never_turned_off() {
        let usual = Budgets::default();
        assert_eq!(usual.check(), Ok(()));
        let removals = |percent, most| Budgets {
            removals: Budget {
                percent,
                most,
                floor: 3,
            },
            ..usual
        };
        assert_eq!(removals(20, Some(500)).check(), Ok(()));
        assert_eq!(removals(0, Some(0)).check(), Ok(()));
        for off in [
            removals(21, Some(25)),
            removals(20, None),
            removals(20, Some(501)),
            Budgets {
                additions: Budget {
                    percent: 5,
                    most: None,
                    floor: 21,
                },
                ..usual
            },
            Budgets {
                field_from_rows: 201,
                ..usual
            },
        ] {
            assert!(off.check().is_err(), "{off:?}");
        }
    }

    #[test]
    fn removal_limits_follow_the_examples_of_the_rule() {
        let removals = Budgets::default().removals;
        assert_eq!(removals.limit(100), 5);
        assert_eq!(removals.limit(2_000), 25);
        assert_eq!(removals.limit(10), 3);
        assert_eq!(removals.limit(0), 3);
    }
}
