//! The submit step: what a person chose to send.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Which part of a plan is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// New people and changes.
    Safe,
    /// People who leave.
    Removals,
    /// Both.
    All,
}

/// A person's release of what is held.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Release {
    /// Must equal the number of held changes in the lane.
    pub count: u32,
    /// Why, in the person's words; kept in the history.
    pub reason: String,
}

/// What a person chose to send.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SubmitChoice {
    /// Which part of the plan.
    pub lane: Lane,
    /// Set when held changes go too.
    pub release: Option<Release>,
}
