//! Sending through the real client to the simulator, with faults on the wire; the simulator's ledger is the judge.

use std::sync::Arc;
use std::time::Duration;

use rollcall_simulator::{
    Config, Endpoint, Fault, FaultKind, LimitKind, Outcome, Person, RetryAfter, Simulator,
};
use secrecy::SecretString;

use crate::clock::{Clock, SharedClock, Sleep, SystemClock};
use crate::employee::{Employee, TaxId};
use crate::history::{
    Environment, History, HistoryKey, JobId, JobLane, NewConnection, OpId, fixture,
};
use crate::plan::{Change, Lane, Operation};
use crate::submission::place::place_in_batches;
use crate::submission::{JobState, Order, Stop, SubmissionError, Worker};
use crate::wellhub::{Client, ClientConfig, Limit, Limits, MemoryTokens, Origin, Table};

/// The computer's clock, whose sleeps take a hundredth of their time.
struct Swift(SystemClock);

impl Clock for Swift {
    fn now(&self) -> jiff::Timestamp {
        self.0.now()
    }

    fn monotonic(&self) -> Duration {
        self.0.monotonic()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        self.0.sleep(duration / 100)
    }
}

struct Bench {
    simulator: Simulator,
    history: History,
    clock: SharedClock,
    planned: Vec<Change>,
    job: JobId,
}

fn employee(person: &Person) -> Employee {
    let mut employee = Employee::of(TaxId::from(person.company_tax_id.as_str()));
    employee.employee_id = Some(person.employee_id.as_str().into());
    employee.full_name = Some(person.full_name.as_str().into());
    employee.email = Some(person.email.as_str().into());
    employee.national_id = Some(person.national_id.as_str().into());
    employee.eligible_to_payroll = person.eligible_to_payroll;
    employee
}

fn change(operation: Operation, item: Employee, row: u32) -> Change {
    let mut change = fixture::change(operation, row);
    change.key = item.employee_id.as_ref().map(|id| id.0.clone()).unwrap();
    change.company_tax_id = item.company_tax_id.clone();
    change.lane = Lane::Safe;
    change.item = item;
    change
}

/// Five newcomers, five changed people, two leavers: three batches of at most five.
fn changes(simulator: &Simulator) -> Vec<Change> {
    let roster = simulator.roster();
    let current: Vec<_> = roster.iter().filter(|person| person.is_current()).collect();
    let mut changes = Vec::new();
    for n in 0..5_u32 {
        let mut item = employee(current[0]);
        item.employee_id = Some(format!("N{n:05}").into());
        item.email = Some(format!("nova{n}@aurora.example").into());
        item.full_name = Some("Nova Pessoa".into());
        item.national_id = None;
        changes.push(change(Operation::Create, item, n));
    }
    for (n, person) in (5..).zip(&current[1..6]) {
        let mut item = employee(person);
        item.department = Some("Logística".into());
        changes.push(change(Operation::Update, item, n));
    }
    for (n, person) in (10..).zip(&current[6..8]) {
        changes.push(change(Operation::Delete, employee(person), n));
    }
    changes
}

impl Bench {
    async fn start(history: History) -> Self {
        let simulator = Simulator::start(Config {
            people: 60,
            speed: 100.0,
            limits: LimitKind::Off,
            page_size: 5,
            ..Config::default()
        })
        .await
        .unwrap();
        let planned = changes(&simulator);
        let connection = history
            .add_connection(&NewConnection {
                origin: simulator.origin(),
                client_id: simulator.client_id(),
                ..fixture::connection(Environment::Demo)
            })
            .unwrap();
        let record = fixture::record(connection, history.now(), fixture::plan(planned.clone()));
        let order = Order {
            op_id: OpId("op-1".to_owned()),
            plan: history.keep_plan(&record).unwrap(),
            lane: JobLane::All,
            release: None,
            set_aside: std::collections::BTreeSet::new(),
        };
        let job = place_in_batches(&history, &order, 5).unwrap().jobs[0];
        let clock: SharedClock = Arc::new(Swift(SystemClock::new()));
        Self {
            simulator,
            history,
            clock,
            planned,
            job,
        }
    }

    async fn new() -> Self {
        Self::start(History::in_memory(SystemClock::shared()).unwrap()).await
    }

    fn client(&self) -> Client {
        let origin: Origin = self.simulator.origin().parse().unwrap();
        let mut config = ClientConfig::new(origin, self.simulator.client_id());
        config.timeout = Duration::from_millis(400);
        let table = Table::uniform(Limit {
            rate: 60_000,
            burst: 60_000,
        });
        let limits = Limits::new(table, self.clock.clone(), None);
        let secret = SecretString::from(self.simulator.client_secret());
        let tokens = Arc::new(MemoryTokens::default());
        Client::new(config, secret, Arc::new(limits), tokens, self.clock.clone()).unwrap()
    }

    async fn drive(&self) -> Result<JobState, SubmissionError> {
        let client = self.client();
        let worker = Worker::new(
            self.history.clone(),
            |_: &_| Ok(client.clone()),
            self.clock.clone(),
        );
        worker.drive(self.job, &Stop::new(), &|_| {}).await
    }

    /// Each planned item once in the one job that was submitted, and each applied once.
    fn judge(&self, case: &str) {
        let ledger = self.simulator.ledger();
        let submitted: Vec<_> = ledger.jobs.iter().filter(|job| job.submits > 0).collect();
        assert_eq!(submitted.len(), 1, "{case}");
        assert_eq!(submitted[0].submits, 1, "{case}");
        assert!(submitted[0].unknown_fields.is_empty(), "{case}");
        let keys = |keys: &mut dyn Iterator<Item = String>| {
            let mut keys: Vec<String> = keys.collect();
            keys.sort();
            keys
        };
        let planned = keys(&mut self.planned.iter().map(|change| change.key.to_string()));
        let items = submitted[0].items.iter();
        let held = keys(&mut items.filter_map(|item| item.change.employee_id.clone()));
        assert_eq!(held, planned, "{case}");
        let applied = keys(
            &mut ledger
                .applied
                .iter()
                .map(|one| one.after.employee_id.clone()),
        );
        assert_eq!(applied, planned, "{case}");
        for row in self.history.all_job_items(self.job).unwrap() {
            let number = row.change_number.unwrap();
            let there = submitted[0]
                .items
                .iter()
                .find(|item| item.change_number == number);
            assert_eq!(
                there.unwrap().change.employee_id.as_deref(),
                Some(row.item.key.as_str())
            );
        }
    }
}

const KINDS: [FaultKind; 8] = [
    FaultKind::CutBefore,
    FaultKind::CutAfter,
    FaultKind::Status {
        code: 500,
        before: true,
    },
    FaultKind::Status {
        code: 503,
        before: false,
    },
    FaultKind::TooMany {
        retry_after: Some(RetryAfter::Seconds(1)),
        headers: false,
    },
    FaultKind::RevokedToken,
    FaultKind::TruncatedBody,
    FaultKind::WrongContentType,
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_on_the_wire_ends_in_one_whole_submission() {
    let calls = [
        (Endpoint::CreateJob, 1),
        (Endpoint::AddItems, 1),
        (Endpoint::AddItems, 3),
        (Endpoint::ListItems, 2),
        (Endpoint::Submit, 1),
        (Endpoint::Status, 1),
        (Endpoint::Errors, 1),
    ];
    for (endpoint, nth) in calls {
        for kind in KINDS {
            let case = format!("{kind:?} at {endpoint:?} {nth}");
            let bench = Bench::new().await;
            bench.simulator.faults().push(Fault {
                endpoint,
                nth,
                kind,
            });
            let state = bench.drive().await;
            assert_eq!(state.unwrap(), JobState::Succeeded, "{case}");
            bench.judge(&case);
            bench.simulator.stop().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_ends_on_the_wire_goes_on_in_a_new_one() {
    let slow = FaultKind::Slow(Duration::from_secs(30));
    for endpoint in [Endpoint::CreateJob, Endpoint::AddItems, Endpoint::Submit] {
        let case = format!("ends while {endpoint:?} is under way");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        let open = || {
            let key = HistoryKey::from_bytes([7; 32]);
            History::open(&path, &key, SystemClock::shared()).unwrap()
        };
        let mut bench = Bench::start(open()).await;
        bench.simulator.faults().push(Fault {
            endpoint,
            nth: 1,
            kind: slow.clone(),
        });
        {
            let arrived = async {
                while bench.simulator.ledger().count(endpoint) == 0 {
                    tokio::task::yield_now().await;
                }
            };
            tokio::select! {
                ended = bench.drive() => panic!("{case}: {ended:?}"),
                () = arrived => {}
            }
        }
        bench.history = open();
        assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded, "{case}");
        bench.judge(&case);
        bench.simulator.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outcomes_at_wellhub_are_told_as_they_are() {
    let bench = Bench::new().await;
    bench
        .simulator
        .force_next_outcome(Outcome::Passing("On hold, please".to_owned()));
    assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded);
    let statistics = bench.history.job(bench.job).unwrap().statistics.unwrap();
    let counted = (
        statistics.newcomers,
        statistics.updaters,
        statistics.leavers,
    );
    assert_eq!(counted, (5, 5, 2));

    let bench = Bench::new().await;
    bench
        .simulator
        .force_next_outcome(Outcome::ApprovalRequested);
    assert_eq!(bench.drive().await.unwrap(), JobState::ApprovalRequested);
    let remote = bench.history.job(bench.job).unwrap().remote_id.unwrap();
    assert!(bench.simulator.approve(&remote.0));
    assert_eq!(
        bench.drive().await.unwrap_or(JobState::Failed),
        JobState::Succeeded
    );
    bench.judge("approved");

    let bench = Bench::new().await;
    bench
        .simulator
        .force_next_outcome(Outcome::InternalServerError { applied: 3 });
    assert_eq!(bench.drive().await.unwrap(), JobState::ServerError);
    let results = bench.history.job(bench.job).unwrap().results.unwrap();
    assert_eq!((results.unknown, results.succeeded), (12, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_network_pauses_the_job_with_its_reason() {
    let bench = Bench::new().await;
    bench
        .simulator
        .faults()
        .next(Endpoint::Submit, FaultKind::Forbidden);
    let paused = bench.drive().await.unwrap_err();
    assert!(matches!(
        paused,
        SubmissionError::Paused {
            state: JobState::SubmitIntended,
            ..
        }
    ));
    assert_eq!(bench.drive().await.unwrap(), JobState::Succeeded);
    bench.judge("403");
}
