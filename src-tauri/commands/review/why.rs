//! Why a change deserves a look, as the window shows it: the reason, its cell, and who else it is about. The words are
//! the ui's; national ids are masked here like everywhere.

use std::collections::BTreeMap;

use rollcall_core::employee::Identifier;
use rollcall_core::masking;
use rollcall_core::plan::{Change, Plan, Reason, ReasonCode};
use serde::Serialize;
use specta::Type;

use super::FieldName;
use crate::commands::number;

/// The other person of a reason, or the other half of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OtherView {
    /// Their name.
    pub name: String,
    /// Their key.
    pub key: String,
    /// The tax id of their company.
    pub company: String,
    /// Their row in the file, from 1.
    pub row: Option<u32>,
}

/// One reason of a change, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReasonView {
    /// What it says.
    pub code: ReasonCode,
    /// The field, where it is about one.
    pub field: Option<FieldName>,
    /// The cell that says it.
    pub cell: Option<String>,
    /// Who else it is about.
    pub other: Option<OtherView>,
    /// Values for the ui's text: count, of, percent, domain, like, date, same, leaves, reads.
    pub params: BTreeMap<String, String>,
}

/// How many changes a reason is given by that no finding speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReasonCount {
    /// The reason.
    pub code: ReasonCode,
    /// How many changes.
    pub count: u32,
}

impl ReasonView {
    /// The reasons of a change.
    pub(super) fn all(change: &Change, identifier: Identifier) -> Vec<Self> {
        let reasons = change.reasons.iter();
        reasons.map(|reason| Self::of(reason, identifier)).collect()
    }

    fn of(reason: &Reason, identifier: Identifier) -> Self {
        let mut params = reason.params.clone();
        if let (Some(field), Some(reads)) = (&reason.field, params.get_mut("reads")) {
            *reads = masking::shown(field, reads);
        }
        let other = reason.other.as_ref().map(|other| OtherView {
            name: other.name.to_string(),
            key: masking::shown_key(identifier, &other.key),
            company: other.company_tax_id.as_str().to_owned(),
            row: other.row,
        });
        Self {
            code: reason.code,
            field: reason.field.as_ref().map(|field| FieldName(field.name())),
            cell: reason.cell.clone().map(String::from),
            other,
            params,
        }
    }
}

/// The reasons that no finding speaks of, with how many changes each has.
pub(super) fn counts(plan: &Plan) -> Vec<ReasonCount> {
    let mut counts: BTreeMap<ReasonCode, usize> = BTreeMap::new();
    for change in &plan.changes {
        let mut codes: Vec<ReasonCode> = change.reasons.iter().map(|reason| reason.code).collect();
        codes.dedup();
        for code in codes.into_iter().filter(|code| code.finding().is_none()) {
            *counts.entry(code).or_default() += 1;
        }
    }
    let counts = counts.into_iter();
    counts
        .map(|(code, count)| ReasonCount {
            code,
            count: number(count),
        })
        .collect()
}
