//! A history, the real client and the simulator, with a plan of three batches; the simulator's ledger is the judge. Waits
//! pass at once, here and at Wellhub, and the documented limits hold on both sides.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rollcall_simulator::{Config, LimitKind, Simulator};
use secrecy::SecretString;
use serde_json::Value;

use super::dying::{At, Dying, Event};
use crate::clock::{Clock, SharedClock, Sleep};
use crate::employee::{Employee, TaxId};
use crate::history::{
    Environment, History, HistoryKey, JobId, JobLane, NewConnection, OpId, fixture,
};
use crate::plan::{Change, Lane, Operation};
use crate::roster::RemoteRoster;
use crate::submission::place::place_in_batches;
use crate::submission::{Api as _, JobState, Order, Progress, Stop, SubmissionError, Worker};
use crate::wellhub::{Client, ClientConfig, Limits, MemoryTokens, Origin};

/// A clock on which every wait passes at once, for the simulator too.
pub(super) struct Passing {
    start: Timestamp,
    passed_ms: AtomicI64,
    astray_ms: AtomicI64,
    simulator: OnceLock<Arc<Simulator>>,
}

impl Passing {
    fn new() -> Self {
        Self {
            start: Timestamp::now(),
            passed_ms: AtomicI64::new(0),
            astray_ms: AtomicI64::new(0),
            simulator: OnceLock::new(),
        }
    }

    /// Somebody sets the computer's clock.
    pub(super) fn set_astray(&self, by: SignedDuration) {
        let by = i64::try_from(by.as_millis()).unwrap();
        self.astray_ms.fetch_add(by, Ordering::SeqCst);
    }
}

impl Clock for Passing {
    fn now(&self) -> Timestamp {
        let shown = self.passed_ms.load(Ordering::SeqCst) + self.astray_ms.load(Ordering::SeqCst);
        self.start + SignedDuration::from_millis(shown)
    }

    fn monotonic(&self) -> Duration {
        let passed = self.passed_ms.load(Ordering::SeqCst);
        Duration::from_millis(u64::try_from(passed).unwrap())
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let whole = Duration::from_millis(u64::try_from(duration.as_millis()).unwrap() + 1);
        let passed = i64::try_from(whole.as_millis()).unwrap();
        self.passed_ms.fetch_add(passed, Ordering::SeqCst);
        if let Some(simulator) = self.simulator.get() {
            simulator.advance(whole);
        }
        Box::pin(tokio::task::yield_now())
    }
}

pub(super) struct Bench {
    pub(super) simulator: Arc<Simulator>,
    pub(super) history: History,
    pub(super) job: JobId,
    clock: Arc<Passing>,
    planned: Vec<Change>,
    place: Option<(tempfile::TempDir, PathBuf)>,
}

fn change(operation: Operation, item: Employee, row: u32) -> Change {
    let mut change = fixture::change(operation, row);
    change.key = item.employee_id.as_ref().map(|id| id.0.clone()).unwrap();
    change.company_tax_id = item.company_tax_id.clone();
    change.lane = Lane::Safe;
    change.item = item.into();
    change
}

/// Five newcomers, five changed people, two leavers: three batches of at most five.
fn changes(roster: &RemoteRoster) -> Vec<Change> {
    let current: Vec<_> = roster.people.iter().map(|one| &one.employee).collect();
    let mut changes = Vec::new();
    for n in 0..5_u32 {
        let mut item = current[0].clone();
        item.employee_id = Some(format!("N{n:05}").into());
        item.email = Some(format!("nova{n}@aurora.example").into());
        item.full_name = Some("Nova Pessoa".into());
        item.national_id = None;
        item.mobile_number = None;
        changes.push(change(Operation::Create, item, n));
    }
    for (n, person) in (5..).zip(&current[1..6]) {
        let mut item = (*person).clone();
        item.department = Some("Logística".into());
        changes.push(change(Operation::Update, item, n));
    }
    for (n, person) in (10..).zip(&current[6..8]) {
        changes.push(change(Operation::Delete, (*person).clone(), n));
    }
    for change in &mut changes[5..] {
        let before = current
            .iter()
            .find(|one| one.employee_id.as_ref().map(|id| &id.0) == Some(&change.key));
        change.before = before.map(|one| Box::new((*one).clone()));
    }
    changes
}

/// In memory where there is such a place: a process that ends takes no written page with it, and hundreds of histories
/// need not wait for the disk.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

fn open(path: &std::path::Path, clock: &Arc<Passing>) -> History {
    let key = HistoryKey::from_bytes([7; 32]);
    History::open(path, &key, clock.clone()).unwrap()
}

/// A client as a new process has it: what was sent it knows from history.
fn client(simulator: &Simulator, history: &History, clock: &Arc<Passing>) -> Client {
    patient_client(simulator, history, clock, Duration::from_millis(500))
}

fn patient_client(
    simulator: &Simulator,
    history: &History,
    clock: &Arc<Passing>,
    timeout: Duration,
) -> Client {
    let origin: Origin = simulator.origin().parse().unwrap();
    let log = history.limits(origin.as_str(), &simulator.client_id());
    let mut config = ClientConfig::new(origin, simulator.client_id());
    config.timeout = timeout;
    let clock: SharedClock = clock.clone();
    let limits = Limits::documented(clock.clone(), Some(Arc::new(log)));
    let secret = SecretString::from(simulator.client_secret());
    let tokens = Arc::new(MemoryTokens::default());
    Client::new(config, secret, Arc::new(limits), tokens, clock).unwrap()
}

impl Bench {
    /// Over a history in memory.
    pub(super) async fn new() -> Self {
        let clock = Arc::new(Passing::new());
        let history = History::in_memory(clock.clone()).unwrap();
        Self::over(history, clock, None).await
    }

    /// Over a history that a new process can open.
    pub(super) async fn on_disk() -> Self {
        let clock = Arc::new(Passing::new());
        let folder = folder();
        let path = folder.path().join("history.db");
        Self::over(open(&path, &clock), clock, Some((folder, path))).await
    }

    async fn over(
        history: History,
        clock: Arc<Passing>,
        place: Option<(tempfile::TempDir, PathBuf)>,
    ) -> Self {
        let config = Config {
            people: 24,
            speed: 0.0,
            limits: LimitKind::SlidingWindow,
            page_size: 5,
            reorder_items: true,
            approval_threshold: 1.0,
            ..Config::default()
        };
        let simulator = Arc::new(Simulator::start(config).await.unwrap());
        assert!(clock.simulator.set(simulator.clone()).is_ok());
        let connection = history
            .add_connection(&NewConnection {
                origin: simulator.origin(),
                client_id: simulator.client_id(),
                company_tax_id: Some(TaxId::from(simulator.tax_ids()[0].as_str())),
                ..fixture::connection(Environment::Demo)
            })
            .unwrap();
        let kept = history.connection(connection).unwrap();
        // No fault is set yet: a machine that is busy is no reason to fail.
        let patient = patient_client(&simulator, &history, &clock, Duration::from_secs(30));
        let planned = changes(&patient.read_roster(&kept, &|_| {}).await.unwrap());
        let record = fixture::record(connection, history.now(), fixture::plan(planned.clone()));
        let order = Order {
            op_id: OpId("op-1".to_owned()),
            plan: history.keep_plan(&record).unwrap(),
            lane: JobLane::All,
            release: None,
            set_aside: std::collections::BTreeSet::new(),
        };
        let job = place_in_batches(&history, &order, &record, 5).unwrap().jobs[0];
        Self {
            simulator,
            history,
            job,
            clock,
            planned,
            place,
        }
    }

    /// The keys of the plan, in its order: newcomers, changed people, leavers.
    pub(super) fn keys(&self) -> Vec<String> {
        let changes = self.planned.iter();
        changes.map(|change| change.key.to_string()).collect()
    }

    pub(super) async fn drive(&self) -> Result<JobState, SubmissionError> {
        self.drive_with(&self.api(Vec::new())).await
    }

    /// The client, and what happens at which of its calls.
    pub(super) fn api(&self, events: Vec<(At, Event)>) -> Dying {
        let (clock, simulator) = (self.clock.clone(), self.simulator.clone());
        let client = client(&simulator, &self.history, &clock);
        Dying::new(client, clock, simulator, events)
    }

    pub(super) async fn drive_with(&self, api: &Dying) -> Result<JobState, SubmissionError> {
        let clock: SharedClock = self.clock.clone();
        let worker = Worker::new(self.history.clone(), |_: &_| Ok(api.clone()), clock);
        worker.drive(self.job, &Stop::new(), &|_| {}).await
    }

    /// Drives with somebody who watches and may stop it.
    pub(super) async fn drive_and_tell(
        &self,
        stop: &Stop,
        progress: &(dyn Fn(&Progress) + Sync),
    ) -> Result<JobState, SubmissionError> {
        let (clock, api): (SharedClock, Dying) = (self.clock.clone(), self.api(Vec::new()));
        let worker = Worker::new(self.history.clone(), |_: &_| Ok(api.clone()), clock);
        worker.drive(self.job, stop, progress).await
    }

    /// Drives until the process ends; what it left on the wire comes to its end, and a new process opens the history. The
    /// answer where it never came to that call.
    pub(super) async fn drive_to_death(
        &mut self,
        api: &Dying,
    ) -> Option<Result<JobState, SubmissionError>> {
        let ended = tokio::select! {
            biased;
            () = api.dead() => None,
            ended = self.drive_with(api) => Some(ended),
        };
        while self.simulator.under_way() > 0 {
            tokio::task::yield_now().await;
        }
        self.begin_anew();
        ended
    }

    fn begin_anew(&mut self) {
        let (_, path) = self.place.as_ref().unwrap();
        let path = path.clone();
        self.history = History::in_memory(self.clock.clone()).unwrap();
        self.history = open(&path, &self.clock);
    }

    /// What holds at every moment: at most one job was submitted, once, and it is the plan, to the letter; and the state
    /// says whether something was.
    pub(super) fn judge(&self, case: &str) {
        let ledger = self.simulator.ledger();
        let state = self.history.job(self.job).unwrap().state;
        let submitted: Vec<_> = ledger.jobs.iter().filter(|job| job.submits > 0).collect();
        assert!(submitted.len() <= 1, "{case}: two jobs were submitted");
        let Some(job) = submitted.first() else {
            let unsubmitted = state.may_stop()
                || state.was_never_submitted()
                || matches!(state, JobState::SubmitIntended | JobState::InDoubt);
            assert!(unsubmitted, "{case}: {state} without a submission");
            assert!(ledger.applied.is_empty(), "{case}");
            return;
        };
        assert_eq!(job.submits, 1, "{case}: submitted more than once");
        assert!(
            !state.may_stop() && !state.was_never_submitted(),
            "{case}: {state} of a job that was submitted"
        );
        assert!(job.unknown_fields.is_empty(), "{case}");
        let sent = self.history.sent_items(self.job);
        let planned = sorted(sent.map(|one| {
            let item: Value = serde_json::from_slice(&one.unwrap().payload).unwrap();
            item.to_string()
        }));
        let held = sorted(job.items.iter().map(|item| {
            let mut item = serde_json::to_value(&item.change).unwrap();
            item.as_object_mut()
                .unwrap()
                .retain(|_, value| !value.is_null());
            item.to_string()
        }));
        assert_eq!(held, planned, "{case}");
    }

    /// The end that every passing fault has: the plan went whole and once, each item was applied once, and the change
    /// numbers that the journal learnt are the server's.
    pub(super) fn judge_end(&self, case: &str) {
        self.judge(case);
        let ledger = self.simulator.ledger();
        let job = self.history.job(self.job).unwrap();
        assert_eq!(job.state, JobState::Succeeded, "{case}");
        assert_eq!(job.problem, None, "{case}");
        let applied = ledger.applied.iter();
        let applied = sorted(applied.map(|one| one.after.employee_id.clone()));
        let rows = self.history.all_job_items(self.job).unwrap();
        let sent = sorted(rows.iter().map(|row| row.item.key.clone()));
        assert_eq!(applied, sent, "{case}");
        let set_aside = self.history.count_set_aside(self.job).unwrap() as usize;
        assert_eq!(sent.len() + set_aside, self.planned.len(), "{case}");
        let there = ledger.jobs.iter().find(|job| job.submits > 0).unwrap();
        for row in rows {
            let number = row.change_number.unwrap();
            let item = there.items.iter().find(|item| item.change_number == number);
            assert_eq!(
                item.unwrap().change.employee_id.as_deref(),
                Some(row.item.key.as_str()),
                "{case}"
            );
        }
    }
}

fn sorted(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts
}
