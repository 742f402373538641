//! Sending a plan's lane and telling how far it came, for `submit` and for the demo alike. What is sent, and how, is the
//! core's to decide.

use std::sync::Mutex;

use jiff::tz::TimeZone;
use rollcall_core::desk::{Desk, DeskError, JobDocument, SubmitOrder, Taken};
use rollcall_core::history::{Connection, JobId, JobLane, Step};
use rollcall_core::plan::{Change, Lane, SavedPlan};
use rollcall_core::submission::{JobState, Progress, SubmissionError, Until};

use crate::documents::{ErrorBody, SubmitDocument};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::Output;
use crate::patience::Patience;
use crate::planning::heed;
use crate::trouble::Trouble;
use crate::words::{self, Found, Say};

/// What came of an order.
pub struct Sent {
    /// The jobs, as they stand.
    pub jobs: Vec<JobDocument>,
    /// Changes of the lane that stay held.
    pub held: u32,
    /// Changes whose record changed at Wellhub since the plan.
    pub set_aside: u32,
    /// Changes of the removals lane, where it was not asked for.
    pub other_lane: u32,
    /// What stood in the way.
    pub trouble: Option<Trouble>,
    /// How it ended.
    pub exit: Exit,
}

impl Sent {
    /// The document of it.
    pub fn into_document(self, out: Output) -> SubmitDocument {
        let mut document = SubmitDocument::of(self.jobs);
        document.held = self.held;
        document.set_aside = self.set_aside;
        document.error = self
            .trouble
            .as_ref()
            .map(|trouble| error_body(out, trouble));
        document
    }
}

/// A failure in words.
pub fn error_body(out: Output, trouble: &Trouble) -> ErrorBody {
    let (message, hint) = words::trouble(out.language(), trouble);
    ErrorBody::new(trouble.code, &message, &hint)
}

/// Takes the lane and drives its jobs.
pub async fn send(
    desk: &Desk,
    connection: &Connection,
    saved: &SavedPlan,
    order: &SubmitOrder,
    until: Until,
    out: Output,
    interrupt: &Interrupt,
) -> Result<Sent, Trouble> {
    let patience = Patience::new(desk, connection)?;
    let tell = |check_up| heed(out, &patience, check_up);
    let take = desk.take(connection, saved, order, &tell, &interrupt.cancel);
    let taken = match patience.wait(take).await? {
        Ok(taken) => taken,
        Err(DeskError::Submission(SubmissionError::NothingToSend { held })) => {
            return Ok(nothing(saved, order.lane, held));
        }
        Err(error) => return Err(error.into()),
    };
    let mut sent = drive(desk, &taken, until, out, interrupt).await?;
    sent.other_lane = other_lane(saved, order.lane);
    Ok(sent)
}

/// Nothing goes: the lane has no change, or all of them are held, or all were set aside.
fn nothing(saved: &SavedPlan, lane: JobLane, held: u32) -> Sent {
    let free = saved.plan.changes.iter().filter(|change| {
        let inside = match lane {
            JobLane::Safe => change.lane == Lane::Safe,
            JobLane::Removals => change.lane == Lane::Removals,
            JobLane::All => true,
        };
        inside && !change.is_held()
    });
    let set_aside = u32::try_from(free.count()).unwrap_or(u32::MAX);
    Sent {
        jobs: Vec::new(),
        held,
        set_aside,
        other_lane: other_lane(saved, lane),
        trouble: None,
        exit: waiting(held, set_aside),
    }
}

/// Removals that nobody asked for, so that a person does not take the safe lane for the whole plan.
fn other_lane(saved: &SavedPlan, lane: JobLane) -> u32 {
    if lane != JobLane::Safe {
        return 0;
    }
    let removals = |change: &&Change| change.lane == Lane::Removals;
    let removals = saved.plan.changes.iter().filter(removals);
    u32::try_from(removals.count()).unwrap_or(u32::MAX)
}

fn waiting(held: u32, set_aside: u32) -> Exit {
    if held > 0 || set_aside > 0 {
        Exit::NeedsPerson
    } else {
        Exit::Done
    }
}

async fn drive(
    desk: &Desk,
    taken: &Taken,
    until: Until,
    out: Output,
    interrupt: &Interrupt,
) -> Result<Sent, Trouble> {
    let teller = Teller::new(out);
    let mut sent = Sent {
        jobs: Vec::new(),
        held: taken.held_left,
        set_aside: taken.set_aside,
        other_lane: 0,
        trouble: None,
        exit: waiting(taken.held_left, taken.set_aside),
    };
    for job in &taken.jobs {
        let tell = |progress: &Progress| teller.tell(progress);
        match desk.drive(*job, until, &interrupt.stop, &tell).await {
            Ok(state) => {
                sent.exit = sent.exit.max(exit_of(state, until));
                look_again(desk, *job, out, interrupt).await;
            }
            Err(error) => {
                let trouble = Trouble::from(error);
                sent.exit = sent.exit.max(trouble.code.exit());
                sent.trouble = Some(trouble);
                break;
            }
        }
    }
    for job in &taken.jobs {
        sent.set_aside += desk
            .history()
            .count_set_aside(*job)
            .map_err(DeskError::from)?;
    }
    sent.exit = sent.exit.max(waiting(sent.held, sent.set_aside));
    let documents = taken.jobs.iter().map(|job: &JobId| desk.job_document(*job));
    sent.jobs = documents.collect::<Result<_, _>>()?;
    Ok(sent)
}

/// Reads the roster after a job's end and keeps how it differs from what was sent. The job has ended all the same where
/// that fails.
pub async fn look_again(desk: &Desk, job: JobId, out: Output, interrupt: &Interrupt) {
    let looked = async {
        let history = desk.history();
        let connection = history.connection(history.job(job)?.connection)?;
        let patience = Patience::new(desk, &connection)?;
        let tell = |check_up| patience.heed(check_up);
        let look = desk.verify_job(job, &tell, &interrupt.cancel);
        patience.wait(look).await??;
        Ok::<(), Trouble>(())
    };
    if let Err(trouble) = looked.await {
        tracing::warn!(code = ?trouble.code, %job, "the roster was not read after the end");
        out.tell(&words::found(out.language(), Found::NotRead, &[]));
    }
}

/// A caller who does not wait is done once Wellhub has the job; its second half waits for the first either way.
fn exit_of(state: JobState, until: Until) -> Exit {
    match (state, until) {
        (JobState::Submitted | JobState::Planned, Until::Submitted) => Exit::Done,
        _ => Exit::of_job(state),
    }
}

/// Tells each step of a job once, on standard error.
pub struct Teller {
    out: Output,
    last: Mutex<String>,
}

impl Teller {
    /// Nothing was told yet.
    pub fn new(out: Output) -> Self {
        Self {
            out,
            last: Mutex::default(),
        }
    }

    /// Tells where a job stands, if that is news.
    pub fn tell(&self, progress: &Progress) {
        if !self.out.is_for_people() || progress.state.is_ended() {
            return;
        }
        let words = self.words(progress);
        if let Ok(mut last) = self.last.lock()
            && *last != words
        {
            self.out.progress(&words);
            *last = words;
        }
    }

    fn words(&self, progress: &Progress) -> String {
        let out = self.out;
        let mut words = out.say(
            Say::JobLine,
            &[&progress.job, &words::step(out.language(), progress.step)],
        );
        if progress.step == Step::Items {
            let batch = (progress.batches_sent + 1).min(progress.batches);
            words += &out.say(Say::Batch, &[&batch, &progress.batches]);
        }
        if let (Step::Processing, Some(wire)) = (progress.step, &progress.wire_status) {
            words = format!("{words} ({wire})");
        }
        if let (Some(until), true) = (progress.waiting_until, progress.step != Step::Processing) {
            let until = until
                .to_zoned(TimeZone::system())
                .strftime("%H:%M:%S")
                .to_string();
            words += &out.say(Say::Waiting, &[&until]);
        }
        words
    }
}
