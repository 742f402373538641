//! A simulator, a history on the disk, a plan of newcomers and a client.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rollcall_core::clock::{SharedClock, SystemClock};
use rollcall_core::employee::{Employee, Field, Identifier, TaxId};
use rollcall_core::history::{
    Connection, Environment, History, HistoryKey, JobId, JobLane, NewConnection, OpId, PlanRecord,
};
use rollcall_core::plan::{Change, Cosmetic, Counts, Lane, Operation, Plan, PlanHash};
use rollcall_core::roster::Intent;
use rollcall_core::submission::{JobState, Order, Progress, Stop, Worker, place};
use rollcall_core::wellhub::{Client, ClientConfig, Limits, MemoryTokens, Origin};
use rollcall_simulator::Simulator;
use secrecy::SecretString;

/// Where a job is sent from and how to reach where it goes.
pub struct Stage {
    pub history: History,
    pub connection: Connection,
    clock: SharedClock,
    secret: SecretString,
}

impl Stage {
    /// A connection to a simulator, kept in a history in that folder.
    pub fn of(simulator: &Simulator, folder: &Path) -> Self {
        let to = NewConnection {
            name: "Aurora".to_owned(),
            environment: Environment::Custom,
            origin: simulator.origin(),
            client_id: simulator.client_id(),
            identifier: Identifier::EmployeeId,
            company_tax_id: Some(TaxId::from(simulator.tax_ids()[0].as_str())),
            multiple: Some(simulator.tax_ids().len() > 1),
            expires_on: None,
        };
        Self::to(&to, simulator.client_secret().into(), folder)
    }

    /// The same for a simulator that runs in another process.
    pub fn to(connection: &NewConnection, secret: SecretString, folder: &Path) -> Self {
        let clock = SystemClock::shared();
        let key = HistoryKey::from_bytes([7; 32]);
        let history = History::open(&folder.join("history.db"), &key, clock.clone());
        let history = history.expect("a history");
        let id = history.add_connection(connection).expect("a connection");
        let connection = history.connection(id).expect("was added");
        Self {
            history,
            connection,
            clock,
            secret,
        }
    }

    /// The documented limits, remembered in the history.
    pub fn limits(&self) -> Limits {
        let details = &self.connection.details;
        let log = self.history.limits(&details.origin, &details.client_id);
        Limits::documented(self.clock.clone(), Some(Arc::new(log)))
    }

    pub fn client(&self, limits: Limits) -> Client {
        let details = &self.connection.details;
        let origin: Origin = details.origin.parse().expect("an address");
        let config = ClientConfig::new(origin, details.client_id.clone());
        let tokens = Arc::new(MemoryTokens::default());
        let (limits, clock) = (Arc::new(limits), self.clock.clone());
        Client::new(config, self.secret.clone(), limits, tokens, clock).expect("a client")
    }

    /// Keeps a plan of newcomers.
    pub fn keep(&self, newcomers: u32) -> (Order, PlanRecord) {
        let company = self.connection.details.company_tax_id.clone();
        let company = company.expect("a company");
        let record = PlanRecord {
            takes_up: None,
            hash: PlanHash("4f2a".to_owned()),
            connection: self.connection.id,
            file_name: "Novos.xlsx".to_owned(),
            file_sha256: "00".repeat(32),
            file_rows: newcomers,
            made_at: self.history.now(),
            columns: BTreeMap::new(),
            plan: plan((0..newcomers).map(|n| newcomer(n, &company)).collect()),
        };
        let order = Order {
            op_id: OpId("op-1".to_owned()),
            plan: self.history.keep_plan(&record).expect("room for a plan"),
            lane: JobLane::Safe,
            release: None,
            set_aside: BTreeSet::new(),
        };
        (order, record)
    }

    pub fn place(&self, (order, record): &(Order, PlanRecord)) -> JobId {
        place(&self.history, order, record)
            .expect("a new plan")
            .jobs[0]
    }

    pub async fn drive(
        &self,
        job: JobId,
        client: &Client,
        progress: &(dyn Fn(&Progress) + Sync),
    ) -> JobState {
        let connect = |_: &_| Ok(client.clone());
        let worker = Worker::new(self.history.clone(), connect, self.clock.clone());
        let ended = worker.drive(job, &Stop::new(), progress).await;
        ended.expect("no fault was asked for")
    }
}

fn plan(changes: Vec<Change>) -> Plan {
    Plan {
        intent: Intent::Changes,
        identifier: Identifier::EmployeeId,
        changes,
        withheld: Vec::new(),
        counts: Counts::default(),
        cosmetic: Cosmetic::default(),
        findings: Vec::new(),
        gauges: Vec::new(),
        blocked: false,
        first_load: false,
    }
}

fn newcomer(n: u32, company: &TaxId) -> Change {
    let mut item = Employee::of(company.clone());
    let texts = [
        (Field::EmployeeId, format!("N{n:07}")),
        (Field::FullName, format!("Íris Caldeira Antunes {n}")),
        (Field::Email, format!("iris.caldeira.{n}@nova.example")),
        (Field::Department, "Pessoas e Cultura".to_owned()),
        (Field::CostCenter, format!("CC-{:03}", n % 90)),
        (Field::OfficeZipCode, "01310-100".to_owned()),
        (Field::PayrollId, format!("PAY-{n:06}")),
        (Field::EligibleToPayroll, "true".to_owned()),
    ];
    for (field, text) in texts {
        item.set(&field, Some(text.into()));
    }
    Change {
        operation: Operation::Create,
        company_tax_id: company.clone(),
        key: item.get(&Field::EmployeeId).unwrap_or_default().into(),
        name: item.get(&Field::FullName).unwrap_or_default().into(),
        row: Some(n + 2),
        lane: Lane::Safe,
        held: Vec::new(),
        notes: Vec::new(),
        reasons: Vec::new(),
        fields: Vec::new(),
        item: item.into(),
        before: None,
    }
}
