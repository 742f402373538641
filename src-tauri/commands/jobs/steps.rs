//! The ledger of a job: each step with its times, from the journal and the two looks at the roster that frame the job.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rollcall_core::desk::{RosterLook, TakenRecord};
use rollcall_core::history::{Job, JobShape, Step, StepTimes};
use rollcall_core::submission::JobState;

use super::{JobStep, JobStepView, StepState};
use crate::state::Live;

/// The steps in order.
const ORDER: [JobStep; 7] = [
    JobStep::Roster,
    JobStep::Create,
    JobStep::Items,
    JobStep::Readback,
    JobStep::Submit,
    JobStep::Process,
    JobStep::Verify,
];

/// What the ledger is made from.
pub(super) struct Ledger<'a> {
    pub(super) job: &'a Job,
    pub(super) times: &'a [StepTimes],
    pub(super) taken: &'a TakenRecord,
    pub(super) verified: Option<RosterLook>,
    pub(super) shape: &'a JobShape,
    pub(super) live: &'a Live,
    /// The sandbox's answers are synthetic (rule R9).
    pub(super) synthetic: bool,
}

impl Ledger<'_> {
    pub(super) fn lines(&self) -> Vec<JobStepView> {
        let (now, standing) = self.standing();
        let lines = ORDER.into_iter().enumerate().map(|(place, step)| {
            let state = match (step, place.cmp(&now)) {
                (JobStep::Verify, _) => self.verification(),
                (_, std::cmp::Ordering::Less) => StepState::Done,
                (_, std::cmp::Ordering::Equal) => standing,
                (_, std::cmp::Ordering::Greater) if self.job.state.is_ended() => StepState::Skipped,
                (_, std::cmp::Ordering::Greater) => StepState::Todo,
            };
            let (started, ended) = self.span(step, state);
            JobStepView {
                step,
                state,
                started_at: started.map(|at| at.to_string()),
                ended_at: ended.map(|at| at.to_string()),
                params: self.params(step),
            }
        });
        lines.collect()
    }

    /// The place of the step at which the job stands, and how.
    fn standing(&self) -> (usize, StepState) {
        let stuck =
            !self.live.running && (self.job.problem.is_some() || self.live.failure.is_some());
        let going = if stuck {
            StepState::Failed
        } else {
            StepState::Now
        };
        match self.job.state {
            JobState::Planned => (1, going),
            JobState::Draft | JobState::Items if self.job.batches_sent < self.job.batches => {
                (2, going)
            }
            JobState::Draft | JobState::Items => (3, going),
            JobState::Verified | JobState::SubmitIntended => (4, going),
            JobState::InDoubt | JobState::GivenUp => (4, StepState::Failed),
            JobState::Submitted | JobState::ApprovalRequested => (5, going),
            JobState::Rejected | JobState::ServerError => (5, StepState::Failed),
            JobState::Succeeded | JobState::SucceededWithErrors => (6, StepState::Done),
            JobState::Stopped => (self.furthest(), StepState::Skipped),
            JobState::Failed => (self.furthest(), StepState::Failed),
        }
    }

    /// The last step that began before the job ended without a submission.
    fn furthest(&self) -> usize {
        let began = |step: &JobStep| core(*step).is_some_and(|step| self.times_of(step).is_some());
        ORDER.iter().rposition(began).unwrap_or(1)
    }

    fn verification(&self) -> StepState {
        let job = self.job;
        let nobody_looks = !self.live.running || job.submitted_at.is_none();
        let over = job.state.is_ended() && nobody_looks;
        if self.verified.is_some() {
            StepState::Done
        } else if self.live.verifying {
            StepState::Now
        } else if self.synthetic || over {
            StepState::Skipped
        } else {
            StepState::Todo
        }
    }

    fn span(&self, step: JobStep, state: StepState) -> (Option<Timestamp>, Option<Timestamp>) {
        let look = match step {
            JobStep::Roster => self.taken.roster,
            JobStep::Verify => self.verified,
            _ => None,
        };
        if let Some(look) = look {
            return (Some(look.started_at), Some(look.ended_at));
        }
        let Some(times) = core(step).and_then(|step| self.times_of(step)) else {
            return (None, None);
        };
        let ended = match (step, state) {
            (_, StepState::Now | StepState::Todo) => None,
            (JobStep::Process, _) => self.job.ended_at,
            _ => times.answered_at,
        };
        (Some(times.started_at), ended)
    }

    fn times_of(&self, step: Step) -> Option<&StepTimes> {
        self.times.iter().find(|times| times.step == step)
    }

    fn params(&self, step: JobStep) -> BTreeMap<String, String> {
        let mut params = BTreeMap::new();
        let mut say = |name: &str, value: String| params.insert(name.to_owned(), value);
        match step {
            JobStep::Roster | JobStep::Verify => {
                let look = if step == JobStep::Roster {
                    self.taken.roster
                } else {
                    self.verified
                };
                if let Some(look) = look {
                    say("pages", look.pages.to_string());
                    say("people", look.people.to_string());
                }
                if step == JobStep::Roster {
                    say("setAside", self.taken.set_aside.to_string());
                }
            }
            JobStep::Create => {
                if let Some(remote) = &self.job.remote_id {
                    say("remoteId", remote.0.clone());
                }
            }
            JobStep::Items => {
                let batch = (self.job.batches_sent + 1).min(self.job.batches);
                say("batch", batch.to_string());
                say("batches", self.job.batches.to_string());
                say("items", self.job.items.to_string());
                say("bytes", self.shape.bytes.to_string());
            }
            JobStep::Process => {
                if let Some(word) = &self.job.wire_status {
                    say("status", word.clone());
                }
                if let Some(counted) = self.job.statistics {
                    say("newcomers", counted.newcomers.to_string());
                    say("updaters", counted.updaters.to_string());
                    say("leavers", counted.leavers.to_string());
                }
            }
            JobStep::Submit => {
                if let Some(read) = self.live.rereading {
                    say("pages", read.pages.to_string());
                    say("people", read.people.to_string());
                }
            }
            JobStep::Readback => {}
        }
        if self.synthetic && matches!(step, JobStep::Readback | JobStep::Verify) {
            say("synthetic", "true".to_owned());
        }
        params
    }
}

fn core(step: JobStep) -> Option<Step> {
    match step {
        JobStep::Roster | JobStep::Verify => None,
        JobStep::Create => Some(Step::Create),
        JobStep::Items => Some(Step::Items),
        JobStep::Readback => Some(Step::ReadBack),
        JobStep::Submit => Some(Step::Submit),
        JobStep::Process => Some(Step::Processing),
    }
}
