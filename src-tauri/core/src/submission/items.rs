//! Adding the items, one batch at a time. A batch whose arrival is not known is looked for on the server before anything
//! else is written (safety, "Sending").

use std::time::Duration;

use super::drive::{Drive, problem};
use super::{Api, Cause, Failure, JobState, SubmissionError, payload};
use crate::employee::Field;
use crate::history::{ItemError, Job, Phase, Step};

/// How long a request that was given up is let to arrive or to be dropped before its effect is looked for.
const SETTLE: Duration = Duration::from_secs(1);

impl<A: Api> Drive<'_, A> {
    pub(super) async fn add_batch(&mut self, job: &Job) -> Result<(), SubmissionError> {
        let Some(remote) = job.remote_id.clone() else {
            return self.abandon(job, Step::Items, "the draft's id is not known");
        };
        let batch = job.batches_sent;
        let body = payload::body(&self.history.items_of_batch(job.id, batch)?);
        self.note(job, Step::Items, Phase::Intended, Some(batch), "")?;
        let failure = match self.api.add_items(&remote, body).await {
            Ok(()) => {
                self.tries = 0;
                self.history.batches_sent(job, batch + 1, batch, "")?;
                return self.report();
            }
            Err(failure) => failure,
        };
        let line = failure.line();
        if failure.cause == Cause::Unsure {
            self.note(job, Step::Items, Phase::Unsure, Some(batch), &line)?;
            self.tries += 1;
            return self.settle_batch(job, batch).await;
        }
        self.note(job, Step::Items, Phase::Refused, Some(batch), &line)?;
        match failure.cause {
            Cause::NotFound => self.abandon(job, Step::Items, "the draft is gone"),
            Cause::BadRequest | Cause::TooLarge => {
                let errors = self.name_items(job, batch, &failure)?;
                self.fail(
                    job,
                    Step::Items,
                    problem(&failure),
                    errors,
                    JobState::Failed,
                )
            }
            // The draft no longer takes items: somebody must look before anything else happens to it.
            Cause::Conflict | Cause::Refused => self.doubt(job, Step::Items, &failure),
            _ => self.refused(job, Step::Items, failure).await,
        }
    }

    /// Finds out whether a batch arrived: all of it, nothing, or a part, which ends the draft.
    pub(super) async fn settle_batch(
        &mut self,
        job: &Job,
        batch: u32,
    ) -> Result<(), SubmissionError> {
        self.wait(SETTLE).await?;
        let Some(with) = self.compare_draft(job, batch + 1).await? else {
            return self.abandon(job, Step::Items, "the draft is gone");
        };
        if with.is_exact() {
            self.history
                .batches_sent(job, batch + 1, batch, "found on the server")?;
            return self.report();
        }
        let without = self.compare_draft(job, batch).await?;
        if without.is_some_and(|found| found.is_exact()) && self.tries < 4 {
            return self.note(
                job,
                Step::Items,
                Phase::Refused,
                Some(batch),
                "not on the server",
            );
        }
        self.abandon(job, Step::Items, "the batch arrived in part")
    }

    /// After a restart: what the draft holds must be what the journal says, or it is left behind.
    pub(super) async fn check_draft(&mut self, job: &Job) -> Result<(), SubmissionError> {
        if let Some(line) = self.history.last_line(job.id, Step::Items)?
            && matches!(line.phase, Phase::Intended | Phase::Unsure)
            && line.batch == Some(job.batches_sent)
        {
            return self.settle_batch(job, job.batches_sent).await;
        }
        let found = self.compare_draft(job, job.batches_sent).await?;
        match found {
            Some(found) if found.is_exact() || self.synthetic => Ok(()),
            Some(_) => self.abandon(job, Step::Items, "the draft is not as it was left"),
            None => self.abandon(job, Step::Items, "the draft is gone"),
        }
    }

    /// Joins what an answer 400 says, `[i].field`, to the item, its row and its cell.
    fn name_items(
        &self,
        job: &Job,
        batch: u32,
        failure: &Failure,
    ) -> Result<Vec<ItemError>, SubmissionError> {
        let plan = self.history.plan_summary(job.plan)?;
        let of_batch = self.history.items_of_batch(job.id, batch)?;
        let named = |field: &str| -> Option<(usize, String)> {
            let (index, name) = field.strip_prefix('[')?.split_once(']')?;
            Some((index.parse().ok()?, name.trim_start_matches('.').to_owned()))
        };
        let of_items = of_batch.iter().map(|one| one.row.item.change).collect();
        let changes = self.history.plan_changes(job.plan, &of_items)?;
        let errors = failure.fields.iter().map(|fault| {
            let (row, name) = match named(&fault.field) {
                Some((index, name)) => (of_batch.get(index).map(|one| &one.row), name),
                None => (None, fault.field.clone()),
            };
            let change = row.and_then(|row| changes.get(&row.item.change));
            let cell = change.and_then(|change| plan.cell(change, &Field::named(&name)?));
            ItemError {
                ordinal: row.map(|row| row.ordinal),
                row: row.and_then(|row| row.item.row),
                cell: cell.map(String::from),
                field: name,
                code: fault.message.clone(),
                ..ItemError::default()
            }
        });
        Ok(errors.collect())
    }
}
