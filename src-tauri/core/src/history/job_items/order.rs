//! In which order a job's items are looked through. It never changes how they are sent.

use serde::{Deserialize, Serialize};
use specta::Type;

/// In which order items are shown; equal ones stand as they were sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ItemOrder {
    /// As they were sent.
    #[default]
    Sent,
    /// By what is done to the person.
    Operation,
    /// By name.
    Name,
    /// By key.
    Key,
    /// By what became of them.
    Result,
    /// By the row in the sheet; who is absent from it last.
    Row,
}

impl ItemOrder {
    /// What they are ordered by in the table; never anything that came from outside.
    pub(super) fn sql(self) -> &'static str {
        match self {
            Self::Sent => "ordinal",
            Self::Operation => "operation",
            Self::Name => "lower(name)",
            Self::Key => "lower(key)",
            Self::Result => "result",
            Self::Row => "ifnull(row, 4294967295)",
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{History, ItemFilter, JobId, JobLane, OpId, fixture};
    use crate::plan::PlanHash;

    /// A job of five people: names in another order than keys, two of them in another case, rows for three.
    fn job() -> (History, JobId) {
        let (history, connection, plan) = fixture::with_plan();
        let mut items = [1, 2, 3, 4, 5].map(fixture::item);
        let names = ["Bento", "ana", "Dora", "Caio", "Ana"];
        for (item, (name, row)) in
            items.iter_mut().zip(
                names
                    .into_iter()
                    .zip([Some(9), None, Some(3), None, Some(7)]),
            )
        {
            item.item.name = name.to_owned();
            item.item.row = row;
        }
        let (op, hash) = (OpId("1".into()), PlanHash("4f2a".into()));
        let held = fixture::held_nothing(plan, history.now());
        let new = fixture::job(&op, connection, plan, &hash, JobLane::All, &items);
        let job = history.place_jobs(&[new], None, &held).unwrap()[0];
        (history, job)
    }

    #[test]
    fn items_are_put_in_order_before_their_pages_are_cut() {
        let (history, job) = job();
        let ordered = |order, descending| {
            let filter = ItemFilter {
                order,
                descending,
                ..ItemFilter::default()
            };
            let page = |from, count| history.job_items(job, &filter, from, count).unwrap();
            let mut rows = page(0, 2);
            rows.extend(page(2, 9));
            rows.iter().map(|row| row.item.change).collect::<Vec<_>>()
        };
        assert_eq!(ordered(ItemOrder::Sent, false), [1, 2, 3, 4, 5]);
        assert_eq!(ordered(ItemOrder::Name, false), [2, 5, 1, 4, 3]);
        assert_eq!(ordered(ItemOrder::Name, true), [3, 4, 1, 2, 5]);
        assert_eq!(ordered(ItemOrder::Key, true), [5, 4, 3, 2, 1]);
        assert_eq!(ordered(ItemOrder::Row, false), [3, 5, 1, 2, 4]);
        // Equal ones stay as they were sent, whichever way round.
        assert_eq!(ordered(ItemOrder::Result, true), [1, 2, 3, 4, 5]);
        assert_eq!(ordered(ItemOrder::Operation, false), [1, 2, 3, 4, 5]);
    }
}
