//! What an undo does not bring back, person by person, and why. It only says; nothing is decided here.

use serde::Serialize;
use specta::Type;

use crate::plan::{Change, Operation};

/// One field that does not stand as the job left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Standing {
    /// The field, as the API names it; the key's where the whole record is there or gone against expectation.
    pub field: String,
    /// What the job left; null for nothing.
    pub expected: Option<String>,
    /// What is there; null for nothing.
    pub found: Option<String>,
}

/// Somebody whose record changed since the job: it is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Kept {
    /// What the job did.
    pub operation: Operation,
    /// Their key.
    pub key: String,
    /// Their name.
    pub name: String,
    /// What changed since.
    pub differences: Vec<Standing>,
}

/// Why something cannot be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// The record stands as it did before the job.
    NothingToRestore,
    /// What the custom fields were before is not known here, and Wellhub never tells (contract §1).
    CustomFieldsUnknown,
    /// Another job about this person has not ended.
    JobPending,
    /// What stood there before is no longer kept.
    ImageGone,
    /// Nobody knows whether the job did it.
    ResultUnknown,
}

impl Obstacle {
    /// Every obstacle.
    pub const ALL: &'static [Self] = &[
        Self::NothingToRestore,
        Self::CustomFieldsUnknown,
        Self::JobPending,
        Self::ImageGone,
        Self::ResultUnknown,
    ];
}

/// Somebody, or some fields of theirs, for whom there is no way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Impossible {
    /// What the job did.
    pub operation: Operation,
    /// Their key.
    pub key: String,
    /// Their name.
    pub name: String,
    /// Why.
    pub reason: Obstacle,
    /// The fields, as the API names them, where the rest of the record is brought back; empty for all of it.
    pub fields: Vec<String>,
}

impl Impossible {
    /// All of what a change did.
    pub fn of(change: &Change, reason: Obstacle) -> Self {
        Self {
            operation: change.operation,
            key: change.key.to_string(),
            name: change.name.to_string(),
            reason,
            fields: Vec::new(),
        }
    }
}
