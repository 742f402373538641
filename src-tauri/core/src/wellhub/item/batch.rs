//! The bodies in which items are sent: by count and by bytes (contract §1). Cuts a list, keeps its order, and never
//! leaves an item out.

use std::ops::Range;

use super::JobItem;

/// At most so many items in a request (contract §1).
pub const MAX_BATCH_ITEMS: usize = 500;
/// At most so many bytes in a request: under the contract's 1 MB, with headroom.
pub const MAX_BATCH_BYTES: usize = 950_000;

/// The body of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// A JSON array.
    pub body: Vec<u8>,
    /// Which items it holds, counted from 0 through the whole list.
    pub range: Range<usize>,
}

/// Why a list cannot be cut into bodies.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// One item alone is over the limit.
    #[error(
        "item {number} ({name}) takes {bytes} bytes and Wellhub takes requests under {limit}, so nothing was sent; shorten the fields of this person"
    )]
    ItemTooLarge {
        /// The item's place in the list, from 1.
        number: usize,
        /// The person's name, cut short.
        name: String,
        /// Its size.
        bytes: usize,
        /// The most that fits.
        limit: usize,
    },
}

/// Cuts items into bodies, in order.
pub fn batches<'a, I>(items: I) -> Batches<I::IntoIter>
where
    I: IntoIterator<Item = JobItem<'a>>,
{
    Batches {
        items: items.into_iter(),
        carried: Vec::new(),
        next: 0,
        failed: false,
    }
}

/// The bodies of a list; ends after the first error.
#[derive(Debug)]
pub struct Batches<I> {
    items: I,
    /// The bytes of an item that did not fit into the body before.
    carried: Vec<u8>,
    /// How many items the bodies so far hold.
    next: usize,
    failed: bool,
}

impl<'a, I: Iterator<Item = JobItem<'a>>> Iterator for Batches<I> {
    type Item = Result<Batch, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let first = self.next;
        let mut body = Vec::with_capacity(256 * 1024);
        body.push(b'[');
        if !self.carried.is_empty() {
            body.append(&mut self.carried);
            self.next += 1;
        }
        while self.next - first < MAX_BATCH_ITEMS {
            let Some(item) = self.items.next() else { break };
            let end = body.len();
            if self.next > first {
                body.push(b',');
            }
            let start = body.len();
            item.write(&mut body);
            if let Err(error) = fits(&item, self.next, body.len() - start) {
                self.failed = true;
                return Some(Err(error));
            }
            if body.len() + 1 > MAX_BATCH_BYTES {
                self.carried.extend_from_slice(&body[start..]);
                body.truncate(end);
                break;
            }
            self.next += 1;
        }
        if self.next == first {
            return None;
        }
        body.push(b']');
        let range = first..self.next;
        Some(Ok(Batch { body, range }))
    }
}

fn fits(item: &JobItem<'_>, index: usize, bytes: usize) -> Result<(), BatchError> {
    let limit = MAX_BATCH_BYTES - 2;
    if bytes <= limit {
        return Ok(());
    }
    let name = item.employee.full_name.as_deref().unwrap_or_default();
    Err(BatchError::ItemTooLarge {
        number: index + 1,
        name: name.chars().take(60).collect(),
        bytes,
        limit,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employee::{Employee, TaxId};
    use crate::plan::Operation;

    fn people(count: usize, name: &str) -> Vec<Employee> {
        (0..count)
            .map(|n| {
                let mut person = Employee::of(TaxId::from("1"));
                person.full_name = Some(name.into());
                person.employee_id = Some(format!("{n:06}").into());
                person
            })
            .collect()
    }

    fn cut(people: &[Employee]) -> Vec<Result<Batch, BatchError>> {
        batches(people.iter().map(|p| JobItem::new(Operation::Create, p))).collect()
    }

    /// Every item is in exactly one body, in order, and each body keeps both limits.
    fn judge(people: &[Employee]) -> usize {
        let bodies = cut(people);
        let mut seen = 0;
        for batch in bodies.iter().map(|b| b.as_ref().expect("fits")) {
            assert!(batch.body.len() <= MAX_BATCH_BYTES);
            assert_eq!(batch.range.start, seen);
            let items: Vec<serde_json::Value> =
                serde_json::from_slice(&batch.body).expect("an array");
            assert_eq!(items.len(), batch.range.len());
            assert!(items.len() <= MAX_BATCH_ITEMS);
            for item in items {
                assert_eq!(item["employee_id"], format!("{seen:06}"));
                seen += 1;
            }
        }
        assert_eq!(seen, people.len());
        bodies.len()
    }

    #[test]
    fn bodies_are_cut_by_count_and_by_bytes() {
        assert_eq!(judge(&[]), 0);
        assert_eq!(judge(&people(1, "Ana")), 1);
        assert_eq!(judge(&people(500, "Ana")), 1);
        assert_eq!(judge(&people(501, "Ana")), 2);
        assert_eq!(judge(&people(1_000, "Ana")), 2);
        assert_eq!(judge(&people(10, &"x".repeat(300_000))), 4);
        assert_eq!(judge(&people(3, &"x".repeat(MAX_BATCH_BYTES - 200))), 3);
    }

    #[test]
    fn an_item_over_the_limit_is_named_and_ends_the_list() {
        let mut list = people(3, "Ana");
        list[1].full_name = Some("y".repeat(MAX_BATCH_BYTES).into());
        let bodies = cut(&list);
        assert_eq!(bodies.len(), 1);
        assert!(matches!(
            bodies[0],
            Err(BatchError::ItemTooLarge { number: 2, .. })
        ));
    }
}
