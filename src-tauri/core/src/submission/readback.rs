//! Reading a draft back and comparing it with what was planned, person by person: number and content, never the order
//! (rule R9). Change numbers are learnt here and nowhere else.

use std::collections::HashMap;

use super::drive::Drive;
use super::payload::Sent;
use super::{Api, Cause, JobState, SubmissionError};
use crate::employee::Identifier;
use crate::history::{Job, JobItemRow, Phase, Problem, ProblemCode, Step};
use crate::plan::Operation;
use crate::roster::{Place, place};
use crate::wellhub::WireItem;

/// How many drafts one drive begins before it gives up.
const DRAFTS: u32 = 4;

/// An item as it was planned.
pub(super) struct PlannedItem {
    pub(super) ordinal: u32,
    pub(super) batch: u32,
    sent: Sent,
}

/// How what was read differs from what was planned.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Comparison {
    /// Planned items that were found: their place and their number at Wellhub.
    pub(super) numbers: Vec<(u32, Option<u32>)>,
    /// Planned and not there.
    pub(super) missing: usize,
    /// There and not planned, or there more than once.
    pub(super) foreign: usize,
    /// There with other content.
    pub(super) differing: usize,
}

impl Comparison {
    pub(super) fn is_exact(&self) -> bool {
        self.missing == 0 && self.foreign == 0 && self.differing == 0
    }

    fn line(&self) -> String {
        format!(
            "{} as planned, {} missing, {} foreign, {} differing",
            self.numbers.len(),
            self.missing,
            self.foreign,
            self.differing
        )
    }
}

pub(super) fn planned(items: &[JobItemRow]) -> Result<Vec<PlannedItem>, SubmissionError> {
    items
        .iter()
        .map(|row| {
            Ok(PlannedItem {
                ordinal: row.ordinal,
                batch: row.item.batch,
                sent: Sent::parse(&row.item.payload)?,
            })
        })
        .collect()
}

/// Compares the planned items of the first `batches` batches with what was read.
pub(super) fn compare(
    identifier: Identifier,
    planned: &[PlannedItem],
    batches: u32,
    read: &[WireItem],
) -> Comparison {
    let mut open: HashMap<(Operation, Place), &PlannedItem> = planned
        .iter()
        .filter(|item| item.batch < batches)
        .filter_map(|item| {
            let place = place(identifier, &item.sent.employee)?;
            Some(((item.sent.operation, place), item))
        })
        .collect();
    let mut found = Comparison::default();
    for item in read {
        let at = operation(&item.operation).zip(place(identifier, &item.employee));
        match at.and_then(|at| open.remove(&at)) {
            None => found.foreign += 1,
            Some(planned) if item.matches(&planned.sent.item(identifier)) => {
                found.numbers.push((planned.ordinal, item.change_number));
            }
            Some(_) => found.differing += 1,
        }
    }
    found.missing = open.len();
    found.numbers.sort_unstable();
    found
}

fn operation(word: &str) -> Option<Operation> {
    match word.to_ascii_uppercase().as_str() {
        "CREATE" => Some(Operation::Create),
        "UPDATE" => Some(Operation::Update),
        "DELETE" => Some(Operation::Delete),
        _ => None,
    }
}

impl<A: Api> Drive<'_, A> {
    /// What a draft holds, against the planned items of its first `batches` batches; `None` where the draft is gone.
    pub(super) async fn compare_draft(
        &mut self,
        job: &Job,
        batches: u32,
    ) -> Result<Option<Comparison>, SubmissionError> {
        let Some(remote) = job.remote_id.clone() else {
            return Ok(None);
        };
        #[cfg(test)]
        if super::tests::controls::is_off(super::tests::controls::Safeguard::ReadBack) {
            return Ok(Some(Comparison::default()));
        }
        let api = self.api;
        let read = self
            .patiently(job, Step::ReadBack, || api.all_items(&remote))
            .await?;
        match read {
            Ok(read) => {
                let identifier = self.identifier;
                let items = self.planned_items()?;
                Ok(Some(compare(identifier, items, batches, &read)))
            }
            Err(failure) if failure.cause == Cause::NotFound => Ok(None),
            Err(failure) => Err(self.pause(job, Step::ReadBack, failure)?),
        }
    }

    /// Reads everything back before the submission. On any difference the draft is left behind and built anew.
    pub(super) async fn read_back(&mut self, job: &Job) -> Result<(), SubmissionError> {
        self.note(job, Step::ReadBack, Phase::Intended, None, "")?;
        let Some(found) = self.compare_draft(job, job.batches).await? else {
            return self.abandon(job, Step::ReadBack, "the draft is gone");
        };
        if found.is_exact() || self.synthetic {
            let detail = if found.is_exact() {
                found.line()
            } else {
                format!("synthetic answer: {}", found.line())
            };
            self.history.verified(job, &found.numbers, &detail)?;
            self.fresh = true;
            return self.report();
        }
        self.note(job, Step::ReadBack, Phase::Refused, None, &found.line())?;
        if self.drafts < DRAFTS {
            return self.abandon(job, Step::ReadBack, &found.line());
        }
        let problem = Problem {
            code: ProblemCode::ReadBackDiffers,
            message: found.line(),
            trace_id: None,
        };
        self.fail(job, Step::ReadBack, problem, Vec::new(), JobState::Failed)
    }

    /// Leaves a draft behind and begins anew; a draft that is never submitted does nothing.
    pub(super) fn abandon(
        &mut self,
        job: &Job,
        step: Step,
        why: &str,
    ) -> Result<(), SubmissionError> {
        if self.drafts >= DRAFTS {
            let failure = Drive::<A>::unreachable("drafts came out wrong again and again");
            return Err(self.pause(job, step, failure)?);
        }
        self.drafts += 1;
        self.history.draft_abandoned(job, step, why)?;
        self.report()
    }
}
