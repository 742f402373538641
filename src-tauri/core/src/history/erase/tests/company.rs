//! A made-up company, so that each table has somebody: jobs, plans, rosters, protected people, an import, a release.

use std::path::Path;
use std::sync::Arc;

use rusqlite::Transaction;

use crate::clock::HeldClock;
use crate::employee::{Employee, Key};
use crate::finding::FindingCode;
use crate::history::person_data::Who;
use crate::history::{
    ConnectionId, Difference, Ending, Environment, Filing, History, HistoryError, HistoryKey,
    ImportStep, ItemError, ItemResult, JobId, JobLane, Look, NewImport, NewJobItem, OpId, PlanId,
    ReleaseRecord, Step, fixture,
};
use crate::plan::{Change, Operation, Other, PlanHash, Reason, ReasonCode};
use crate::roster::{RemotePerson, RemoteRoster, Withheld};
use crate::submission::JobState;

/// A company of people with made-up names; some share one.
pub(super) struct Company {
    pub(super) history: History,
    pub(super) connection: ConnectionId,
}

pub(super) fn clock() -> Arc<HeldClock> {
    Arc::new(HeldClock::at("2026-03-12T09:00:00Z".parse().unwrap()))
}

pub(super) fn key() -> HistoryKey {
    HistoryKey::from_bytes([7; 32])
}

pub(super) fn record(n: u32) -> Employee {
    let mut one = fixture::newcomer(n);
    one.employee_id = Some(key_of(n).as_str().into());
    // Every third has the name of another.
    one.full_name = Some(name_of(n).as_str().into());
    one.email = Some(email_of(n).as_str().into());
    one.national_id = Some(national_id_of(n).as_str().into());
    one
}

pub(super) fn key_of(n: u32) -> String {
    format!("MAT-{n:06}")
}
pub(super) fn name_of(n: u32) -> String {
    format!("Íris \"Lia\" Conceição {}", n % 3)
}
pub(super) fn email_of(n: u32) -> String {
    format!("iris.{n:04}@aurora.example")
}
pub(super) fn national_id_of(n: u32) -> String {
    format!("529.982.{n:03}-25")
}

pub(super) fn who(connection: ConnectionId, n: u32) -> Who {
    Who {
        connection,
        company: fixture::COMPANY.to_owned(),
        key: key_of(n),
    }
}

pub(super) fn change(operation: Operation, n: u32) -> Change {
    let mut one = fixture::change(operation, n);
    (one.key, one.name) = (key_of(n).as_str().into(), name_of(n).as_str().into());
    one.item = record(n).into();
    one.before = Some(Box::new(record(n)));
    one
}

impl Company {
    pub(super) fn at(path: &Path) -> Self {
        Self::over(History::open(path, &key(), clock()).unwrap())
    }

    /// Not enciphered, so that its very pages can be looked at.
    pub(super) fn in_the_clear(path: &Path) -> Self {
        let mut database = rusqlite::Connection::open(path).unwrap();
        database.pragma_update(None, "journal_mode", "WAL").unwrap();
        database.pragma_update(None, "foreign_keys", true).unwrap();
        crate::history::migrations::migrate(&mut database).unwrap();
        let history = History::over(database, &key(), clock(), None);
        history.begin_trail().unwrap();
        Self::over(history)
    }

    pub(super) fn over(history: History) -> Self {
        let details = fixture::connection(Environment::Production);
        let connection = history.add_connection(&details).unwrap();
        Self {
            history,
            connection,
        }
    }

    pub(super) fn plan(&self, hash: &str, people: &[(u32, Operation)], withheld: &[u32]) -> PlanId {
        let changes = people.iter().map(|(n, operation)| change(*operation, *n));
        let mut plan = fixture::plan(changes.collect());
        plan.withheld = withheld.iter().map(|n| row_not_sent(*n)).collect();
        let mut kept = fixture::record(self.connection, self.history.now(), plan);
        kept.hash = PlanHash(hash.to_owned());
        self.history.keep_plan(&kept).unwrap()
    }

    pub(super) fn job(&self, hash: &str, plan: PlanId, people: &[(u32, Operation)]) -> JobId {
        self.try_job(hash, plan, people).unwrap()
    }

    pub(super) fn try_job(
        &self,
        hash: &str,
        plan: PlanId,
        people: &[(u32, Operation)],
    ) -> Result<JobId, HistoryError> {
        let item = |(place, (n, operation)): (u32, &(u32, Operation))| {
            let mut one = fixture::item(place);
            one.item.operation = *operation;
            (one.item.key, one.item.name) = (key_of(*n), name_of(*n));
            one.item.batch = place / 2;
            one.payload = serde_json::to_vec(&record(*n)).unwrap();
            one
        };
        let items: Vec<NewJobItem> = (0..).zip(people).map(item).collect();
        let (op, hash) = (OpId(hash.to_owned()), PlanHash(hash.to_owned()));
        let new = fixture::job(&op, self.connection, plan, &hash, JobLane::Safe, &items);
        let held = fixture::held_nothing(plan, self.history.now());
        let placed = self.history.place_jobs(&[new], None, &held)?;
        Ok(placed[0])
    }

    pub(super) fn end(&self, job: JobId, ending: &Ending) {
        let job = self.history.job(job).unwrap();
        self.history
            .end_job(&job, JobState::Succeeded, Step::Results, ending)
            .unwrap();
        while self.history.file_for_search().unwrap() == Filing::More {}
    }

    pub(super) fn roster(&self, people: impl Iterator<Item = u32>) {
        let person = |n| RemotePerson {
            id: format!("id-{n}").as_str().into(),
            employee: record(n),
            invitation_status: Some("ACTIVE".into()),
            updated_at: None,
            deleted_at: None,
        };
        let people: Vec<_> = people.map(person).collect();
        let after = jiff::SignedDuration::from_secs(i64::try_from(people.len()).unwrap());
        let roster = RemoteRoster {
            people,
            companies: Vec::new(),
            past: Vec::new(),
            pages: 1,
            read_at: self.history.now() + after,
        };
        self.history
            .keep_roster(self.connection, &roster, "hash")
            .unwrap();
    }

    /// All that can be kept of people 0 to 5, so that each table has somebody.
    pub(super) fn fill(&self) -> Vec<JobId> {
        let people: Vec<_> = (0..5).map(|n| (n, Operation::Update)).collect();
        let plan = self.plan("one", &people, &[1, 5]);
        let mut named = self.history.plan(plan).unwrap();
        named.plan.changes[0].reasons.push(pair_with(1));
        named.hash = PlanHash("two".to_owned());
        named.file_name = format!("{}.xlsx", name_of(1));
        let second = self.history.keep_plan(&named).unwrap();
        let first = self.job("one", plan, &people);
        self.end(first, &refusing(1));
        let second = self.job("two", second, &people);
        self.end(
            second,
            &Ending {
                went: true,
                ..Ending::of(ItemResult::Succeeded)
            },
        );
        self.history
            .keep_differences(second, &[difference(1), difference(4)])
            .unwrap();
        self.roster(0..6);
        self.roster(0..5);
        for n in [1, 2] {
            let place = ("12345678000195".into(), Key(key_of(n).as_str().into()));
            self.history
                .protect(self.connection, &place, &name_of(n))
                .unwrap();
        }
        let state = serde_json::json!({ "edits": [{ "cell": "B3", "value": email_of(1) }] });
        let import = NewImport {
            connection: self.connection,
            path: "/folha.xlsx".to_owned(),
            step: ImportStep::Fix,
            state,
        };
        self.history.keep_import(None, &import).unwrap();
        self.release(first, plan);
        vec![first, second]
    }

    pub(super) fn release(&self, job: JobId, plan: PlanId) {
        let release = ReleaseRecord {
            plan,
            plan_hash: PlanHash("one".to_owned()),
            lane: JobLane::Safe,
            job,
            count: 5,
            reason: format!("{} ({}) asked for it", name_of(1), email_of(1)),
            at: self.history.now(),
        };
        let write =
            |database: &Transaction<'_>| crate::history::releases::record(database, &release);
        self.history.write(write).unwrap();
    }
}

pub(super) fn row_not_sent(n: u32) -> Withheld {
    let mut employee = record(n);
    employee.employee_id = None;
    let (row, cell) = (Some(n + 2), Some(format!("A{}", n + 2)));
    Withheld {
        row,
        cell,
        code: FindingCode::DigitsLost,
        original: national_id_of(n),
        employee,
    }
}

pub(super) fn pair_with(n: u32) -> Reason {
    let other = Other {
        name: name_of(n).as_str().into(),
        key: key_of(n).as_str().into(),
        company_tax_id: fixture::COMPANY.into(),
        row: Some(n + 2),
    };
    let params = [("like".to_owned(), email_of(n))].into();
    let code = ReasonCode::IdentityChurn;
    Reason {
        code,
        field: None,
        cell: None,
        other: Some(other),
        params,
    }
}

pub(super) fn refusing(ordinal: u32) -> Ending {
    let error = |ordinal: u32| ItemError {
        ordinal: Some(ordinal),
        field: "email".to_owned(),
        code: format!("the address {} is taken", email_of(ordinal)),
        value: Some(email_of(ordinal)),
        ..ItemError::default()
    };
    Ending {
        failed: [ordinal].into(),
        errors: vec![error(ordinal), error(ordinal + 1)],
        ..Ending::of(ItemResult::Succeeded)
    }
}

pub(super) fn difference(n: u32) -> Difference {
    Difference {
        look: Look::AfterEnd,
        operation: Operation::Update,
        row: Some(n + 2),
        key: key_of(n),
        name: name_of(n),
        field: "email".to_owned(),
        expected: Some(email_of(n)),
        found: Some(national_id_of(n)),
    }
}
