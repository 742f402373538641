//! The hash of a plan: what a release is bound to (rule R6). It covers the changes ordered by key, without rows, cells
//! and the file, so that the same changes from a file in another order are the same plan.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use specta::Type;

use super::{Change, Operation, Plan};
use crate::employee::{Employee, Field};
use crate::roster::Intent;

/// SHA-256 in lower-case hexadecimal, 64 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct PlanHash(pub String);

impl PlanHash {
    /// The hash of a plan's changes, of what they are and of what is held.
    pub fn of(plan: &Plan) -> Self {
        let mut sha = Sha256::new();
        text(
            &mut sha,
            match plan.intent {
                Intent::Changes => "changes",
                Intent::Full => "full",
                Intent::Leavers => "leavers",
            },
        );
        for change in &plan.changes {
            hash_change(&mut sha, change);
        }
        Self(hex(&sha.finalize()))
    }
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn hash_change(sha: &mut Sha256, change: &Change) {
    text(
        sha,
        match change.operation {
            Operation::Create => "C",
            Operation::Update => "U",
            Operation::Delete => "D",
        },
    );
    text(sha, &change.key);
    for reason in change.holds() {
        text(sha, reason);
    }
    text(sha, "");
    record(sha, &change.item);
    if let Some(before) = &change.before {
        record(sha, before);
    }
}

fn record(sha: &mut Sha256, person: &Employee) {
    for field in &Field::STANDARD {
        match person.get(field) {
            Some(value) => text(sha, value),
            None => sha.update(u64::MAX.to_le_bytes()),
        }
    }
    for (name, value) in &person.custom_fields {
        text(sha, name);
        text(sha, value);
    }
}

/// Length before content, so that no two different sequences run together into the same bytes.
fn text(sha: &mut Sha256, text: &str) {
    sha.update((text.len() as u64).to_le_bytes());
    sha.update(text.as_bytes());
}
