//! Reading a draft back and comparing it with what was planned, person by person: number and content, never the order
//! (rule R9). Change numbers are learnt here and nowhere else.

use super::drive::Drive;
use super::payload::Sent;
use super::{Api, Cause, JobState, ReadItem, SubmissionError};
use crate::employee::Identifier;
use crate::history::{History, Job, Phase, Problem, ProblemCode, SentItem, Step};
use crate::wellhub::ItemPrint;

/// How many drafts one drive begins before it gives up.
const DRAFTS: u32 = 4;

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

/// Compares the first `batches` batches of a job, as they are kept, with what was read: each planned item, in order, with
/// what stands for its person.
fn compare(
    history: &History,
    job: &Job,
    identifier: Identifier,
    batches: u32,
    read: Vec<ReadItem>,
) -> Result<Comparison, SubmissionError> {
    let mut found = Comparison::default();
    let mut there = There::of(read);
    for one in history.sent_items(job.id) {
        let SentItem { row, payload } = one?;
        if row.item.batch >= batches {
            break;
        }
        let sent = Sent::parse(&payload)?;
        let Some(planned) = sent.item(identifier).print(identifier) else {
            // Without a key it was never placed.
            continue;
        };
        match there.take(&planned) {
            None => found.missing += 1,
            Some((print, number)) if print.answers(&planned) => {
                found.numbers.push((row.ordinal, number));
            }
            Some(_) => found.differing += 1,
        }
    }
    found.foreign = there.left();
    Ok(found)
}

/// What was read, by person.
struct There {
    read: Vec<ReadItem>,
    taken: Vec<bool>,
}

impl There {
    fn of(mut read: Vec<ReadItem>) -> Self {
        read.sort_unstable();
        let taken = vec![false; read.len()];
        Self { read, taken }
    }

    /// The first item of the same person that was not taken yet, what it says and its number.
    fn take(&mut self, planned: &ItemPrint) -> Option<(ItemPrint, Option<u32>)> {
        let person = |item: &ReadItem| item.print.map(|print| print.person());
        let sought = Some(planned.person());
        let from = self.read.partition_point(|item| person(item) < sought);
        let same = self.read[from..].iter().zip(&mut self.taken[from..]);
        let mut same = same.take_while(|(item, _)| person(item) == sought);
        let (item, taken) = same.find(|(_, taken)| !**taken)?;
        *taken = true;
        Some((item.print?, item.number))
    }

    fn left(&self) -> usize {
        self.taken.iter().filter(|taken| !**taken).count()
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
        let (api, identifier) = (self.api, self.identifier);
        let read = self
            .patiently(job, Step::ReadBack, || api.all_items(&remote, identifier))
            .await?;
        match read {
            Ok(read) => compare(self.history, job, identifier, batches, read).map(Some),
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
