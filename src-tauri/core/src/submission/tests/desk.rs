//! What the tests share: a history with a plan of three batches, a worker on it, and the judgement.

use std::collections::BTreeMap;

use serde_json::Value;

use super::server::Server;
use crate::clock::SharedClock;
use crate::history::{
    Environment, History, Job, JobId, JobLane, OpId, PlanId, PlanRecord, fixture,
};
use crate::plan::{Change, Operation};
use crate::submission::place::place_in_batches;
use crate::submission::{JobState, Order, Placed, Progress, Stop, SubmissionError, Worker};

/// Three batches: 5, 5 and 2 items.
pub(super) const ITEMS: u32 = 12;
const BATCH: usize = 5;

pub(super) struct Desk {
    pub(super) history: History,
    pub(super) server: Server,
    pub(super) clock: SharedClock,
    pub(super) plan: PlanId,
    pub(super) record: PlanRecord,
}

pub(super) fn changes(count: u32) -> Vec<Change> {
    let operation = |n| {
        if n % 3 == 0 {
            Operation::Create
        } else {
            Operation::Update
        }
    };
    (0..count)
        .map(|n| fixture::change(operation(n), n))
        .collect()
}

impl Desk {
    pub(super) fn new(changes: Vec<Change>) -> Self {
        let history = History::in_memory(fixture::clock()).unwrap();
        Self::over(history, changes, Environment::Demo)
    }

    pub(super) fn over(history: History, changes: Vec<Change>, environment: Environment) -> Self {
        let connection = history
            .add_connection(&fixture::connection(environment))
            .unwrap();
        let record = fixture::record(connection, history.now(), fixture::plan(changes));
        let plan = history.keep_plan(&record).unwrap();
        Self {
            history,
            server: Server::new(),
            clock: fixture::clock(),
            plan,
            record,
        }
    }

    pub(super) fn order(&self, lane: JobLane) -> Order {
        Order {
            op_id: OpId("op-1".to_owned()),
            plan: self.plan,
            lane,
            release: None,
            set_aside: std::collections::BTreeSet::new(),
        }
    }

    pub(super) fn place(&self) -> JobId {
        let placed: Placed = place_in_batches(
            &self.history,
            &self.order(JobLane::All),
            &self.record,
            BATCH,
        )
        .unwrap();
        placed.jobs[0]
    }

    pub(super) async fn drive(&self, job: JobId) -> Result<JobState, SubmissionError> {
        self.drive_with(job, &Stop::new(), &|_| {}).await
    }

    pub(super) async fn drive_with(
        &self,
        job: JobId,
        stop: &Stop,
        progress: &(dyn Fn(&Progress) + Sync),
    ) -> Result<JobState, SubmissionError> {
        let server = self.server.clone();
        let connect = move |_: &_| Ok(server.clone());
        let worker = Worker::new(self.history.clone(), connect, self.clock.clone());
        worker.drive(job, stop, progress).await
    }

    pub(super) fn job(&self, id: JobId) -> Job {
        self.history.job(id).unwrap()
    }

    /// The one judgement of all schedules: what was submitted is what was planned, once; and where nothing was, the state
    /// does not say that something was.
    pub(super) fn judge(&self, id: JobId, case: &str) {
        let job = self.job(id);
        let submitted = self.server.submitted();
        assert!(submitted.len() <= 1, "{case}: two jobs were submitted");
        let Some((items, submits)) = submitted.first() else {
            assert!(
                !job.state.is_waiting() || job.state == JobState::InDoubt,
                "{case}: {} without a submission",
                job.state
            );
            assert!(
                !job.state.is_ended() || job.state.was_never_submitted(),
                "{case}: {} without a submission",
                job.state
            );
            return;
        };
        assert_eq!(*submits, 1, "{case}: submitted more than once");
        assert!(
            !job.state.may_stop() && !job.state.was_never_submitted(),
            "{case}: {}",
            job.state
        );
        let mut planned = BTreeMap::new();
        for one in self.history.sent_items(id) {
            let item: Value = serde_json::from_slice(&one.unwrap().payload).unwrap();
            *planned.entry(item.to_string()).or_insert(0) += 1;
        }
        let mut held = BTreeMap::new();
        for item in items {
            *held.entry(item.to_string()).or_insert(0) += 1;
        }
        assert!(
            planned == held,
            "{case}: what was submitted is not what was planned"
        );
    }

    /// The change number that the journal learnt is the server's, for every item.
    pub(super) fn check_numbers(&self, id: JobId, case: &str) {
        let (items, _) = &self.server.submitted()[0];
        for row in self.history.all_job_items(id).unwrap() {
            let number = row.change_number.unwrap() as usize;
            let there = &items[items.len() - number];
            assert_eq!(there["employee_id"], row.item.key.as_str(), "{case}");
        }
    }
}
