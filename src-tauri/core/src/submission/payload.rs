//! Changes become the bytes that are sent, once, when the job is placed: what is journalled is what goes out.

use std::collections::HashSet;

use serde::Deserialize;

use super::SubmissionError;
use crate::employee::{Employee, Identifier};
use crate::history::NewJobItem;
use crate::plan::{Change, Operation, Plan};
use crate::roster::{Place, place};
use crate::wellhub::{JobItem, MAX_BATCH_BYTES, MAX_BATCH_ITEMS};

/// An item read back from its bytes.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    pub(super) operation: Operation,
    #[serde(flatten)]
    pub(super) employee: Employee,
}

impl Sent {
    pub(super) fn parse(payload: &[u8]) -> Result<Self, SubmissionError> {
        Ok(serde_json::from_slice(payload)?)
    }

    /// What was sent, to be compared with what is read back.
    pub(super) fn item(&self, identifier: Identifier) -> JobItem<'_> {
        JobItem::of(self.operation, identifier, &self.employee)
    }
}

/// The items of the chosen changes, cut into batches, and how many batches they make.
pub(super) fn items(
    plan: &Plan,
    chosen: &[u32],
    most_items: usize,
) -> Result<(Vec<NewJobItem>, u32), SubmissionError> {
    let mut items = Vec::with_capacity(chosen.len());
    let mut seen: HashSet<(Operation, Place)> = HashSet::with_capacity(chosen.len());
    let mut cut = Cut::of(most_items);
    for &index in chosen {
        let Some(change) = plan.changes.get(index as usize) else {
            continue;
        };
        require(plan.identifier, change)?;
        if let Some(place) = place(plan.identifier, &change.item)
            && !seen.insert((change.operation, place))
        {
            return Err(SubmissionError::Twice {
                key: change.key.to_string(),
            });
        }
        let mut payload = Vec::with_capacity(512);
        JobItem::of(change.operation, plan.identifier, &change.item).write(&mut payload);
        payload.shrink_to_fit();
        let batch = cut
            .batch_of(payload.len())
            .ok_or_else(|| SubmissionError::ItemTooLarge {
                name: change.name.to_string(),
                bytes: payload.len(),
            })?;
        items.push(NewJobItem {
            operation: change.operation,
            company: change.company_tax_id.as_str().to_owned(),
            key: change.key.to_string(),
            name: change.name.to_string(),
            row: change.row,
            change: index,
            payload,
            batch,
        });
    }
    let batches = if items.is_empty() { 0 } else { cut.batch + 1 };
    Ok((items, batches))
}

/// Cuts items into batches anew, and tells how many they make.
pub(super) fn cut_anew(items: &mut [NewJobItem]) -> Result<u32, SubmissionError> {
    let mut cut = Cut::of(MAX_BATCH_ITEMS);
    for item in items.iter_mut() {
        let bytes = item.payload.len();
        item.batch = cut
            .batch_of(bytes)
            .ok_or_else(|| SubmissionError::ItemTooLarge {
                name: item.name.clone(),
                bytes,
            })?;
    }
    Ok(if items.is_empty() { 0 } else { cut.batch + 1 })
}

/// Each item must carry what finds the person (contract §1).
fn require(identifier: Identifier, change: &Change) -> Result<(), SubmissionError> {
    for field in identifier.required_fields() {
        if change.item.get(field).is_none_or(str::is_empty) {
            return Err(SubmissionError::FieldMissing {
                name: change.name.to_string(),
                field: field.name(),
            });
        }
    }
    Ok(())
}

/// Where one batch ends and the next begins.
struct Cut {
    most_items: usize,
    batch: u32,
    items: usize,
    bytes: usize,
}

impl Cut {
    fn of(most_items: usize) -> Self {
        Self {
            most_items,
            batch: 0,
            items: 0,
            bytes: 0,
        }
    }

    fn batch_of(&mut self, bytes: usize) -> Option<u32> {
        // One byte for the comma before it, two for the brackets.
        let alone = bytes + 2;
        if alone > MAX_BATCH_BYTES {
            return None;
        }
        if self.items == self.most_items
            || (self.items > 0 && self.bytes + bytes + 1 > MAX_BATCH_BYTES)
        {
            self.batch += 1;
            self.items = 0;
        }
        self.bytes = if self.items == 0 {
            alone
        } else {
            self.bytes + bytes + 1
        };
        self.items += 1;
        Some(self.batch)
    }
}

/// The body of a request from the bytes of its items.
pub(super) fn body(payloads: &[Vec<u8>]) -> Vec<u8> {
    let size = payloads
        .iter()
        .map(|payload| payload.len() + 1)
        .sum::<usize>()
        + 1;
    let mut body = Vec::with_capacity(size);
    body.push(b'[');
    for (n, payload) in payloads.iter().enumerate() {
        if n > 0 {
            body.push(b',');
        }
        body.extend_from_slice(payload);
    }
    body.push(b']');
    body
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_cut_by_count_and_by_bytes() {
        let mut cut = Cut::of(MAX_BATCH_ITEMS);
        let small: Vec<_> = (0..1_001).map(|_| cut.batch_of(100).unwrap()).collect();
        assert_eq!(
            (small[499], small[500], small[999], small[1_000]),
            (0, 1, 1, 2)
        );
        let mut cut = Cut::of(MAX_BATCH_ITEMS);
        let sizes = [400_000, 400_000, 149_996, 1, 900_000, 49_995];
        let batches: Vec<_> = sizes
            .iter()
            .map(|size| cut.batch_of(*size).unwrap())
            .collect();
        // 400,002 + 400,001 + 149,997 is the limit to the byte; one more opens the next batch.
        assert_eq!(batches, [0, 0, 0, 1, 1, 1]);
        assert_eq!(cut.batch_of(MAX_BATCH_BYTES - 1), None);
    }

    #[test]
    fn a_body_is_as_long_as_it_was_counted() {
        let payloads = vec![b"{}".to_vec(), b"{\"a\":1}".to_vec()];
        assert_eq!(body(&payloads), b"[{},{\"a\":1}]");
    }
}
