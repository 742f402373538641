//! The client against the simulator, which holds it to the contract: no 429 is earned, every page is read, and a job
//! goes its way with each fault that a read can meet.

use std::sync::Arc;

use rollcall_core::clock::{SharedClock, SystemClock};
use rollcall_core::employee::{Employee, EmployeeId, Identifier, TaxId};
use rollcall_core::plan::Operation;
use rollcall_core::roster::{RemoteRoster, read_roster};
use rollcall_core::wellhub::{
    Client, ClientConfig, Entity, JobItem, JobStatus, Limits, MAX_BATCH_ITEMS, MemoryTokens,
    WellhubError,
};
use rollcall_simulator::{Config, Endpoint, FaultKind, LimitKind, RetryAfter, Simulator};
use tokio_util::sync::CancellationToken;

/// How much faster than real time minutes and seconds pass, on both sides.
const SPEED: f64 = 60.0;

async fn simulator(config: Config) -> Simulator {
    let config = Config {
        speed: SPEED,
        ..config
    };
    Simulator::start(config).await.expect("a simulator")
}

fn clock() -> SharedClock {
    SystemClock::shared()
}

fn client(simulator: &Simulator) -> Client {
    let origin = simulator.origin().parse().expect("loopback");
    let limits = Limits::documented(clock(), None).scaled(SPEED);
    Client::new(
        ClientConfig::new(origin, simulator.client_id()),
        simulator.client_secret().into(),
        Arc::new(limits),
        Arc::new(MemoryTokens::default()),
        clock(),
    )
    .expect("a client")
}

async fn roster(simulator: &Simulator, client: &Client) -> Result<RemoteRoster, WellhubError> {
    let entity = client.entity().await?;
    let tax_id = TaxId::from(simulator.tax_ids()[0].as_str());
    let cancel = CancellationToken::new();
    read_roster(client, &entity, &tax_id, clock().as_ref(), |_| {}, &cancel).await
}

/// Everybody is there once, and the past stands apart.
fn judge(simulator: &Simulator, read: &RemoteRoster) {
    let mut current: Vec<String> = Vec::new();
    let mut past: Vec<String> = Vec::new();
    for person in simulator.roster() {
        let list = if person.is_current() {
            &mut current
        } else {
            &mut past
        };
        list.push(person.id);
    }
    let ids = |people: &[rollcall_core::roster::RemotePerson]| {
        let mut ids: Vec<String> = people.iter().map(|p| p.id.to_string()).collect();
        ids.sort_unstable();
        ids
    };
    current.sort_unstable();
    past.sort_unstable();
    assert!(!past.is_empty(), "the sample has past eligibles");
    assert_eq!(ids(&read.people), current);
    assert_eq!(ids(&read.past), past);
}

#[tokio::test]
async fn a_roster_is_read_whole_and_earns_no_refusal_under_any_reading_of_the_limits() {
    for limits in [
        LimitKind::FixedWindow,
        LimitKind::SlidingWindow,
        LimitKind::Bucket,
    ] {
        let simulator = simulator(Config {
            limits,
            page_size: 30,
            ..Config::default()
        })
        .await;
        let client = client(&simulator);
        assert_eq!(client.entity().await.expect("an entity"), Entity::Single);
        judge(
            &simulator,
            &roster(&simulator, &client).await.expect("a roster"),
        );
        let ledger = simulator.ledger();
        assert_eq!(
            (ledger.too_many, ledger.tokens_issued),
            (0, 1),
            "{limits:?}"
        );
    }
}

#[tokio::test]
async fn every_company_of_many_is_read() {
    let simulator = simulator(Config {
        companies: 3,
        people: 90,
        page_size: 20,
        ..Config::default()
    })
    .await;
    let read = roster(&simulator, &client(&simulator))
        .await
        .expect("a roster");
    assert_eq!(read.companies.len(), 3);
    judge(&simulator, &read);
    for person in simulator.roster() {
        let found = read
            .people
            .iter()
            .chain(&read.past)
            .find(|p| p.id == person.id);
        let company = found.map(|p| p.employee.company_tax_id.meaning().into_owned());
        let expected = TaxId::from(person.company_tax_id.as_str());
        assert_eq!(company.as_deref(), Some(expected.meaning().as_ref()));
    }
}

#[tokio::test]
async fn a_read_outlives_every_fault_that_passes() {
    let simulator = simulator(Config {
        people: 60,
        page_size: 50,
        ..Config::default()
    })
    .await;
    let client = client(&simulator);
    for kind in [
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
            headers: true,
        },
        FaultKind::TruncatedBody,
        FaultKind::RevokedToken,
    ] {
        simulator.faults().next(Endpoint::Employees, kind.clone());
        let read = roster(&simulator, &client).await;
        judge(
            &simulator,
            &read.unwrap_or_else(|error| panic!("{kind:?}: {error}")),
        );
        assert!(simulator.faults().waiting().is_empty(), "{kind:?} happened");
    }
    simulator
        .faults()
        .next(Endpoint::Employees, FaultKind::Forbidden);
    let error = roster(&simulator, &client).await.expect_err("refused");
    assert!(matches!(error, WellhubError::Forbidden(_)), "{error:?}");
    simulator
        .faults()
        .next(Endpoint::Employees, FaultKind::WrongContentType);
    let error = roster(&simulator, &client)
        .await
        .expect_err("no answer of Wellhub's");
    assert!(matches!(error, WellhubError::BadAnswer(_)), "{error:?}");
    assert_eq!(simulator.ledger().too_many, 0);
}

#[tokio::test]
async fn a_wrong_secret_is_told() {
    let simulator = simulator(Config::default()).await;
    let right = client(&simulator);
    let wrong = Client::new(
        right.config().clone(),
        "another".into(),
        Arc::clone(right.limits()),
        Arc::new(MemoryTokens::default()),
        clock(),
    );
    let error = wrong.expect("a client").token().await.expect_err("refused");
    assert!(matches!(error, WellhubError::WrongSecret), "{error:?}");
    assert_eq!(simulator.ledger().count(Endpoint::Token), 1);
}

fn newcomers(simulator: &Simulator, count: usize) -> Vec<Employee> {
    let company = simulator.tax_ids()[0].clone();
    (0..count)
        .map(|n| {
            let mut person = Employee::of(TaxId::from(company.as_str()));
            person.employee_id = Some(EmployeeId::from(format!("N{n:06}")));
            person.full_name = Some(format!("Nova Pessoa {n}").into());
            person.email = Some(format!("nova.pessoa.{n}@aurora.example").into());
            person
                .custom_fields
                .insert("location".into(), "Recife".into());
            person
        })
        .collect()
}

fn body<'a>(items: impl IntoIterator<Item = JobItem<'a>>) -> Vec<u8> {
    let items: Vec<JobItem<'_>> = items.into_iter().collect();
    serde_json::to_vec(&items).expect("serialises")
}

#[tokio::test]
async fn a_job_goes_from_its_draft_to_its_end() {
    let simulator = simulator(Config {
        reorder_items: true,
        ..Config::default()
    })
    .await;
    let client = client(&simulator);
    let people = newcomers(&simulator, 620);
    let item = |person| JobItem::of(Operation::Create, Identifier::EmployeeId, person);
    let job = client.create_job().await.expect("a job");
    for part in people.chunks(MAX_BATCH_ITEMS) {
        let body = body(part.iter().map(item));
        client.add_items(&job, body).await.expect("adds");
    }
    let (key, mut back) = (Identifier::EmployeeId, Vec::new());
    let listed = client.each_item(&job, |wire| back.extend(wire.print(key)));
    listed.await.expect("lists");
    assert_eq!(back.len(), people.len());
    for person in &people {
        let sent = item(person).print(key).expect("a key");
        let matching = back.iter().filter(|wire| wire.answers(&sent));
        assert_eq!(matching.count(), 1, "{:?}", person.employee_id);
    }
    client.submit(&job).await.expect("submits");
    let error = client.submit(&job).await.expect_err("once only");
    assert!(matches!(error, WellhubError::Conflict(_)), "{error:?}");
    let report = loop {
        let report = client.status(&job).await.expect("reports");
        if report.status.has_ended() {
            break report;
        }
    };
    assert_eq!(report.status, JobStatus::Succeeded, "{}", report.wire);
    assert_eq!(report.statistics.map(|s| s.newcomers), Some(620));
    assert!(client.all_errors(&job).await.expect("lists").is_empty());
    let ledger = simulator.ledger();
    let record = ledger.job(&job.0).expect("the job");
    assert_eq!((record.submits, ledger.too_many), (1, 0));
    assert!(record.unknown_fields.is_empty());
}

#[tokio::test]
async fn row_errors_and_refused_batches_come_back() {
    let simulator = simulator(Config::default()).await;
    let client = client(&simulator);
    let job = client.create_job().await.expect("a job");
    let refused = client
        .add_items(&job, br#"[{"operation":"CREATE"}]"#.to_vec())
        .await;
    let error = refused.expect_err("no tax id");
    let fault = error
        .body()
        .and_then(|body| body.errors.first())
        .expect("a fault");
    assert_eq!((fault.index(), fault.name()), (Some(0), "company_tax_id"));

    let people = newcomers(&simulator, 2);
    let gone = JobItem::delete(Identifier::EmployeeId, &people[0]);
    let come = JobItem::new(Operation::Create, &people[1]);
    client
        .add_items(&job, body([gone, come]))
        .await
        .expect("adds");
    client.submit(&job).await.expect("submits");
    while !client
        .status(&job)
        .await
        .expect("reports")
        .status
        .has_ended()
    {}
    let errors = client.all_errors(&job).await.expect("lists");
    let found: Vec<_> = errors
        .iter()
        .map(|e| (e.change_number, e.error_type.as_str()))
        .collect();
    assert_eq!(found, [(Some(1), "NOT_FOUND")]);
}
