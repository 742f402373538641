//! The very bytes that go out, batch by batch: one after the other and packed, since what is sent about people is much alike.
//! Items that were kept by an earlier version have theirs in their own row.

use rayon::prelude::*;
use rusqlite::{Connection as Database, OptionalExtension as _, Transaction, params};

use super::{JobItemRow, NewJobItem, SentItem, item};
use crate::history::{History, HistoryError, JobId};

pub(in crate::history) const MIGRATION: &str = "
CREATE TABLE job_batches (
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    batch INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (job, batch)
);
";

impl History {
    /// Every item of a job with what is sent, in order, read batch by batch as they are asked for.
    pub fn sent_items(&self, job: JobId) -> SentWalk<'_> {
        SentWalk {
            history: self,
            job,
            next: Some(0),
            read: Vec::new().into_iter(),
        }
    }

    /// The items of one batch, in order.
    pub fn items_of_batch(&self, job: JobId, batch: u32) -> Result<Vec<SentItem>, HistoryError> {
        self.read(|database| {
            let begin = begin_of(database, job, batch)?;
            let mut items = beginning_at(database, job, begin)?;
            items.retain(|one| one.row.item.batch == batch);
            Ok(items)
        })
    }
}

/// The items of a job, one after the other.
pub struct SentWalk<'a> {
    history: &'a History,
    job: JobId,
    /// The place of the next batch's first item; `None` after the last.
    next: Option<u32>,
    read: std::vec::IntoIter<SentItem>,
}

impl Iterator for SentWalk<'_> {
    type Item = Result<SentItem, HistoryError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(one) = self.read.next() {
            return Some(Ok(one));
        }
        let from = self.next.take()?;
        let read = |database: &Database| beginning_at(database, self.job, from);
        match self.history.read(read) {
            Ok(items) => {
                self.next = items.last().map(|last| last.row.ordinal + 1);
                self.read = items.into_iter();
                self.read.next().map(Ok)
            }
            Err(error) => Some(Err(error)),
        }
    }
}

/// Packs what `items` send and keeps it.
pub(super) fn insert(
    database: &Transaction<'_>,
    job: JobId,
    items: &[NewJobItem],
) -> Result<(), HistoryError> {
    let of_batch: Vec<_> = items
        .chunk_by(|one, next| one.item.batch == next.item.batch)
        .collect();
    let payloads = |items: &&[NewJobItem]| pack(items.iter().map(|one| one.payload.as_slice()));
    let packed: Vec<_> = of_batch.par_iter().map(payloads).collect();
    let mut insert = database.prepare_cached(
        "INSERT INTO job_batches (job, batch, bytes, packed) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (items, packed) in of_batch.into_iter().zip(packed) {
        let bytes: usize = items.iter().map(|one| one.payload.len()).sum();
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        let batch = items.first().map(|one| one.item.batch);
        insert.execute(params![job, batch, bytes, packed])?;
    }
    Ok(())
}

/// How many bytes the items of a job have that stand with their batch.
pub(super) fn bytes_of(database: &Database, job: JobId) -> Result<u64, HistoryError> {
    let sum: i64 = database
        .prepare_cached("SELECT coalesce(sum(bytes), 0) FROM job_batches WHERE job = ?1")?
        .query_row([job], |row| row.get(0))?;
    Ok(sum.unsigned_abs())
}

/// The items of the batch whose first item stands at `from`; none after the last.
pub(in crate::history) fn beginning_at(
    database: &Database,
    job: JobId,
    from: u32,
) -> Result<Vec<SentItem>, HistoryError> {
    let mut query = database.prepare_cached(
        "SELECT * FROM job_items WHERE job = ?1 AND ordinal >= ?2 ORDER BY ordinal",
    )?;
    let mut rows = query.query(params![job, from])?;
    let mut items: Vec<SentItem> = Vec::new();
    while let Some(row) = rows.next()? {
        let (payload, row): (Vec<u8>, JobItemRow) = (row.get("payload")?, item(row)?);
        if items
            .first()
            .is_some_and(|first| first.row.item.batch != row.item.batch)
        {
            break;
        }
        items.push(SentItem { row, payload });
    }
    let Some(first) = items.first() else {
        return Ok(items);
    };
    let packed: Option<Vec<u8>> = database
        .prepare_cached("SELECT packed FROM job_batches WHERE job = ?1 AND batch = ?2")?
        .query_row(params![job, first.row.item.batch], |row| row.get(0))
        .optional()?;
    if let Some(packed) = packed {
        let payloads = unpack(&packed).filter(|payloads| payloads.len() == items.len());
        let payloads = payloads.ok_or(HistoryError::Corrupt(None))?;
        for (one, payload) in items.iter_mut().zip(payloads) {
            one.payload = payload;
        }
    }
    Ok(items)
}

/// The place of a batch's first item, by halves: batches are cut in the order of the items.
fn begin_of(database: &Database, job: JobId, batch: u32) -> Result<u32, HistoryError> {
    let mut items: u32 =
        database.query_row("SELECT items FROM jobs WHERE id = ?1", [job], |row| {
            row.get(0)
        })?;
    let mut batch_of =
        database.prepare_cached("SELECT batch FROM job_items WHERE job = ?1 AND ordinal = ?2")?;
    let mut from = 0;
    while items > 0 {
        let half = items / 2;
        let at: u32 = batch_of.query_row(params![job, from + half], |row| row.get(0))?;
        if at < batch {
            from += half + 1;
            items -= half + 1;
        } else {
            items = half;
        }
    }
    Ok(from)
}

/// What one item sent: of the batch that it went in, the one at its place.
pub(super) fn payload_of(
    database: &Database,
    job: JobId,
    batch: u32,
    ordinal: u32,
) -> Result<Option<Vec<u8>>, HistoryError> {
    let begin = begin_of(database, job, batch)?;
    let items = beginning_at(database, job, begin)?.into_iter();
    let mut here = items.filter(|one| one.row.ordinal == ordinal);
    Ok(here.next().map(|one| one.payload))
}

/// Each payload behind its length, four bytes with the smallest first; the whole as one LZ4 block behind its size.
fn pack<'a>(payloads: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut whole = Vec::new();
    for payload in payloads {
        let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
        whole.extend_from_slice(&length.to_le_bytes());
        whole.extend_from_slice(payload);
    }
    lz4_flex::compress_prepend_size(&whole)
}

/// Puts other bytes in the place of what some items of a batch sent; `items` are all of it, in order.
pub(in crate::history) fn rewrite(
    database: &Transaction<'_>,
    job: JobId,
    items: &[SentItem],
) -> Result<(), HistoryError> {
    let Some(batch) = items.first().map(|one| one.row.item.batch) else {
        return Ok(());
    };
    let bytes: usize = items.iter().map(|one| one.payload.len()).sum();
    let packed = pack(items.iter().map(|one| one.payload.as_slice()));
    let kept = database.execute(
        "UPDATE job_batches SET bytes = ?3, packed = ?4 WHERE job = ?1 AND batch = ?2",
        params![job, batch, i64::try_from(bytes).unwrap_or(i64::MAX), packed],
    )?;
    if kept == 0 {
        // An earlier version kept them with each item.
        let mut own = database
            .prepare_cached("UPDATE job_items SET payload = ?3 WHERE job = ?1 AND ordinal = ?2")?;
        for one in items {
            own.execute(params![job, one.row.ordinal, one.payload])?;
        }
    }
    Ok(())
}

/// `None` where it is not as it was packed.
fn unpack(packed: &[u8]) -> Option<Vec<Vec<u8>>> {
    let whole = lz4_flex::decompress_size_prepended(packed).ok()?;
    let (mut rest, mut payloads) = (whole.as_slice(), Vec::new());
    while !rest.is_empty() {
        let (length, behind) = rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (payload, behind) = behind.split_at_checked(length)?;
        payloads.push(payload.to_vec());
        rest = behind;
    }
    Some(payloads)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{JobLane, OpId, fixture};
    use crate::plan::PlanHash;
    use proptest::prelude::*;

    fn items(count: u32, a_batch: u32) -> Vec<NewJobItem> {
        let new = |n: u32| {
            let mut one = fixture::item(n);
            one.item.batch = n / a_batch;
            one.payload = format!("{{\"employee_id\":\"{n:06}\"}}").into_bytes();
            one
        };
        (0..count).map(new).collect()
    }

    fn kept(items: &[NewJobItem]) -> (History, JobId) {
        let (history, connection, plan) = fixture::with_plan();
        let (op, hash) = (OpId("op".to_owned()), PlanHash("4f2a".to_owned()));
        let new = fixture::job(&op, connection, plan, &hash, JobLane::Safe, items);
        let held = fixture::held_nothing(plan, history.now());
        let job = history.place_jobs(&[new], None, &held).unwrap()[0];
        (history, job)
    }

    fn is_told_whole(history: &History, job: JobId, items: &[NewJobItem]) {
        let walked: Vec<_> = history.sent_items(job).map(Result::unwrap).collect();
        let same = |(one, new): (&SentItem, &NewJobItem)| {
            one.row.item == new.item && one.payload == new.payload
        };
        assert_eq!(walked.len(), items.len());
        assert!(walked.iter().zip(items).all(same));
        let third = history.items_of_batch(job, 3).unwrap();
        assert_eq!(third, walked[12..16]);
        let bytes: usize = items.iter().map(|one| one.payload.len()).sum();
        assert_eq!(history.job_shape(job).unwrap().bytes, bytes as u64);
    }

    #[test]
    fn what_is_sent_comes_back_batch_by_batch() {
        let items = items(19, 4);
        let (history, job) = kept(&items);
        is_told_whole(&history, job, &items);
    }

    #[test]
    fn what_an_earlier_version_kept_with_each_item_comes_back_as_well() {
        let items = items(19, 4);
        let (history, job) = kept(&items);
        history
            .write(|database| {
                database.execute("DELETE FROM job_batches", [])?;
                for (ordinal, one) in (0_u32..).zip(&items) {
                    database.execute(
                        "UPDATE job_items SET payload = ?2 WHERE ordinal = ?1",
                        params![ordinal, one.payload],
                    )?;
                }
                Ok(())
            })
            .unwrap();
        is_told_whole(&history, job, &items);
    }

    #[test]
    fn a_batch_that_is_not_as_it_was_packed_is_an_error_and_never_another_item() {
        let (history, job) = kept(&items(8, 4));
        let three = items(3, 4);
        let three = pack(three.iter().map(|one| one.payload.as_slice()));
        for packed in [&b""[..], b"\x05\0\0\0rubbish", &three] {
            history
                .write(|database| {
                    let change = "UPDATE job_batches SET packed = ?1 WHERE batch = 1";
                    Ok(database.execute(change, [packed])?)
                })
                .unwrap();
            assert_eq!(history.items_of_batch(job, 0).unwrap().len(), 4);
            assert!(matches!(
                history.items_of_batch(job, 1),
                Err(HistoryError::Corrupt(None))
            ));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_back_as_they_were_packed(payloads in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..20)) {
            let packed = pack(payloads.iter().map(Vec::as_slice));
            prop_assert_eq!(unpack(&packed), Some(payloads));
        }
    }
}
