//! Changes become the bytes that are sent, once, when the job is placed: what is journalled is what goes out.

use hashbrown::HashSet;
use rayon::prelude::*;
use serde::Deserialize;

use super::SubmissionError;
use crate::employee::{Employee, Identifier};
use crate::history::{ItemLine, NewJobItem, SentItem};
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
    let made: Vec<Result<_, SubmissionError>> = chosen
        .par_iter()
        .filter_map(|&index| Some((index, plan.changes.get(index as usize)?)))
        .map(|(index, change)| {
            let item = item(plan.identifier, index, change)?;
            Ok((item, place(plan.identifier, &change.item)))
        })
        .collect();
    let mut items = Vec::with_capacity(made.len());
    let mut seen: HashSet<(Operation, Place)> = HashSet::with_capacity(made.len());
    for one in made {
        let (new, place) = one?;
        if place.is_some_and(|place| !seen.insert((new.item.operation, place))) {
            return Err(SubmissionError::Twice { key: new.item.key });
        }
        items.push(new);
    }
    let batches = cut_into(&mut items, most_items)?;
    Ok((items, batches))
}

fn item(
    identifier: Identifier,
    index: u32,
    change: &Change,
) -> Result<NewJobItem, SubmissionError> {
    require(identifier, change)?;
    let mut payload = Vec::with_capacity(512);
    JobItem::of(change.operation, identifier, &change.item).write(&mut payload);
    payload.shrink_to_fit();
    let item = ItemLine {
        operation: change.operation,
        company: change.company_tax_id.as_str().to_owned(),
        key: change.key.to_string(),
        name: change.name.to_string(),
        row: change.row,
        change: index,
        batch: 0,
    };
    Ok(NewJobItem { item, payload })
}

/// Cuts items into batches, and tells how many they make.
pub(super) fn cut(items: &mut [NewJobItem]) -> Result<u32, SubmissionError> {
    cut_into(items, MAX_BATCH_ITEMS)
}

fn cut_into(items: &mut [NewJobItem], most_items: usize) -> Result<u32, SubmissionError> {
    let mut cut = Cut::of(most_items);
    for NewJobItem { item, payload } in items.iter_mut() {
        let bytes = payload.len();
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
pub(super) fn body(items: &[SentItem]) -> Vec<u8> {
    let size = items
        .iter()
        .map(|item| item.payload.len() + 1)
        .sum::<usize>()
        + 1;
    let mut body = Vec::with_capacity(size);
    body.push(b'[');
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            body.push(b',');
        }
        body.extend_from_slice(&item.payload);
    }
    body.push(b']');
    body
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{JobItemRow, fixture};

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
    fn a_body_is_the_items_between_brackets() {
        let item = |payload: &[u8]| SentItem {
            row: JobItemRow {
                ordinal: 0,
                item: fixture::item(0).item,
                change_number: None,
                result: None,
            },
            payload: payload.to_vec(),
        };
        let items = [item(b"{}"), item(b"{\"a\":1}")];
        assert_eq!(body(&items), b"[{},{\"a\":1}]");
    }
}
