//! What is due goes, what something still needs stays, and a person was told before.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::params;

use super::*;
use crate::clock::HeldClock;
use crate::employee::Key;
use crate::history::{
    ConnectionId, Ending, Environment, Held, HistoryKey, ImportStep, ItemResult, JobId, JobLane,
    NewImport, NewJobItem, OpId, PlanId, Step, fixture,
};
use crate::plan::{Operation, PlanHash, TakesUp};
use crate::roster::{RemotePerson, RemoteRoster};
use crate::submission::JobState;

mod files;

const DAY: Duration = Duration::from_secs(24 * 3_600);

struct Kept {
    history: History,
    clock: Arc<HeldClock>,
    connection: ConnectionId,
}

impl Kept {
    fn at(folder: &Path) -> Self {
        let clock = Arc::new(HeldClock::at("2026-03-12T09:00:00Z".parse().unwrap()));
        let path = folder.join("history.db");
        let key = HistoryKey::from_bytes([7; 32]);
        Self::over(History::open(&path, &key, clock.clone()).unwrap(), clock)
    }

    fn new() -> Self {
        let clock = Arc::new(HeldClock::at("2026-03-12T09:00:00Z".parse().unwrap()));
        Self::over(History::in_memory(clock.clone()).unwrap(), clock)
    }

    /// A history that is not enciphered, so that its very pages can be looked at.
    fn in_the_clear(path: &Path) -> Self {
        let clock = Arc::new(HeldClock::at("2026-03-12T09:00:00Z".parse().unwrap()));
        let mut database = rusqlite::Connection::open(path).unwrap();
        database.pragma_update(None, "journal_mode", "WAL").unwrap();
        database.pragma_update(None, "foreign_keys", true).unwrap();
        crate::history::migrations::migrate(&mut database).unwrap();
        let key = HistoryKey::from_bytes([7; 32]);
        let history = History::over(database, &key, clock.clone(), None);
        history.begin_trail().unwrap();
        Self::over(history, clock)
    }

    fn over(history: History, clock: Arc<HeldClock>) -> Self {
        let details = fixture::connection(Environment::Production);
        let connection = history.add_connection(&details).unwrap();
        Self {
            history,
            clock,
            connection,
        }
    }

    fn plan(&self, hash: &str, takes_up: Option<TakesUp>) -> PlanId {
        let changes = (0..3).map(|n| fixture::change(Operation::Create, n));
        let plan = fixture::plan(changes.collect());
        let mut record = fixture::record(self.connection, self.history.now(), plan);
        record.hash = PlanHash(hash.to_owned());
        record.takes_up = takes_up;
        self.history.keep_plan(&record).unwrap()
    }

    fn job(&self, hash: &str, plan: PlanId, items: u32) -> JobId {
        let new = |n| {
            NewJobItem {
            payload: format!(r#"{{"company_tax_id":"{}","employee_id":"{n:06}","custom_fields":{{"site":"Recife"}}}}"#, fixture::COMPANY).into_bytes(),
            ..fixture::item(n)
        }
        };
        let items: Vec<_> = (0..items).map(new).collect();
        let (op, hash) = (OpId(hash.to_owned()), PlanHash(hash.to_owned()));
        let mut new = fixture::job(&op, self.connection, plan, &hash, JobLane::Safe, &items);
        new.plan_made_at = self.history.now();
        let held = fixture::held_nothing(plan, self.history.now());
        self.history.place_jobs(&[new], None, &held).unwrap()[0]
    }

    fn end(&self, job: JobId) {
        let ending = Ending {
            went: true,
            ..Ending::of(ItemResult::Succeeded)
        };
        let job = self.history.job(job).unwrap();
        self.history
            .end_job(&job, JobState::Succeeded, Step::Results, &ending)
            .unwrap();
    }

    fn ended(&self, hash: &str) -> (PlanId, JobId) {
        let plan = self.plan(hash, None);
        let job = self.job(hash, plan, 3);
        self.end(job);
        (plan, job)
    }

    fn later(&self, days: u32) {
        self.clock.advance(DAY * days);
    }

    fn delete(&self) -> Gone {
        self.history.delete_due(&[], &|| true).unwrap()
    }

    fn count(&self, what: &str) -> u32 {
        let query = format!("SELECT count(*) FROM {what}");
        self.history
            .read(|database| Ok(database.query_row(&query, [], |row| row.get(0))?))
            .unwrap()
    }
}

#[test]
fn rows_go_ninety_days_after_the_end_and_the_job_keeps_its_counts() {
    let kept = Kept::new();
    let (plan, job) = kept.ended("old");
    while kept.history.file_for_search().unwrap() == crate::history::Filing::More {}
    let shape = kept.history.job_shape(job).unwrap();
    kept.later(90);
    assert!(
        kept.delete().counts.is_nothing(),
        "ninety days have not passed"
    );
    kept.later(1);
    let due = kept.history.what_is_due(&[]).unwrap();
    assert_eq!(
        (due.jobs, due.people, due.plans, due.summaries),
        (1, 3, 1, 0)
    );
    let gone = kept.delete();
    assert!(gone.finished);
    assert_eq!(
        (gone.counts.jobs, gone.counts.people, gone.counts.plans),
        (1, 3, 1)
    );
    for table in ["job_items", "job_batches", "plan_changes", "search_people"] {
        assert_eq!(kept.count(table), 0, "{table}");
    }
    let after = kept.history.job(job).unwrap();
    assert_eq!(after.results.unwrap().succeeded, 3);
    assert_eq!(kept.history.job_shape(job).unwrap(), shape);
    let marked = after.rows_gone.unwrap();
    assert_eq!((marked.at, marked.days), (kept.history.now(), 90));
    assert!(kept.history.plan(plan).unwrap().plan.changes.is_empty());
    assert_eq!(
        kept.history.plan_summary(plan).unwrap().file_name,
        "Folha completa.xlsx"
    );
    assert!(kept.delete().counts.is_nothing(), "once is enough");
    assert!(kept.history.verify_trail().unwrap().ok);
}

#[test]
fn what_something_still_needs_stays_however_old_it_is() {
    let kept = Kept::new();
    let (_, undone) = kept.ended("undone");
    let (_, mended) = kept.ended("mended");
    let (held, of_held) = kept.ended("held");
    let going_on = kept.plan("going on", None);
    let unfinished = kept.job("going on", going_on, 2);
    let back = kept.plan("back", Some(TakesUp::Undo(undone.0)));
    kept.job("back", back, 1);
    let waits = Held {
        removals: 1,
        ..fixture::held_nothing(held, kept.history.now())
    };
    kept.history.hold(kept.connection, &waits).unwrap();
    kept.later(400);
    let import = NewImport {
        connection: kept.connection,
        path: "/tmp/folha.xlsx".to_owned(),
        step: ImportStep::Fix,
        state: serde_json::json!({ "only_failed_of": mended.0 }),
    };
    kept.history.keep_import(None, &import).unwrap();
    assert!(kept.delete().counts.is_nothing());
    for job in [undone, mended, of_held, unfinished] {
        assert!(kept.history.job(job).unwrap().rows_gone.is_none(), "{job}");
        assert!(
            !kept.history.all_job_items(job).unwrap().is_empty(),
            "{job}"
        );
    }
    assert!(!kept.history.plan(held).unwrap().plan.changes.is_empty());
}

#[test]
fn custom_fields_stay_for_those_on_the_roster_and_for_the_undo_of_a_removal() {
    let kept = Kept::new();
    for n in [0, 1, 7, 8] {
        note(&kept, n);
    }
    // The items of this job remove 0, 1 and 2.
    let (_, job) = kept.ended("leavers");
    let fields = kept.history.last_sent(kept.connection).unwrap();
    assert_eq!(fields.len(), 2, "two who are still there");
    let job = kept.history.job(job).unwrap();
    let place = |n: u32| {
        (
            "12345678000195".into(),
            Key(format!("{n:06}").as_str().into()),
        )
    };
    let before = kept.history.fields_before_leaving(&job, &place(1)).unwrap();
    assert_eq!(before.unwrap().len(), 1);
    assert!(
        kept.history
            .fields_before_leaving(&job, &place(7))
            .unwrap()
            .is_none()
    );
    kept.later(91);
    assert_eq!(
        kept.delete().counts.notes,
        0,
        "without a roster nobody can say who is gone"
    );
    let there = fixture::newcomer(7);
    let roster = RemoteRoster {
        people: vec![RemotePerson {
            id: "7".into(),
            employee: there,
            invitation_status: None,
            updated_at: None,
            deleted_at: None,
        }],
        companies: Vec::new(),
        past: Vec::new(),
        pages: 1,
        read_at: kept.history.now(),
    };
    kept.history
        .keep_roster(kept.connection, &roster, "hash")
        .unwrap();
    assert_eq!(kept.delete().counts.notes, 3);
    let fields = kept.history.last_sent(kept.connection).unwrap();
    assert_eq!(fields.into_keys().collect::<Vec<_>>(), [place(7)]);
    assert!(kept.history.last_roster(kept.connection).unwrap().is_some());
}

fn note(kept: &Kept, n: u32) {
    let insert = "INSERT INTO last_sent (connection, company, key, custom_fields, at)
        VALUES (?1, '12345678000195', ?2, ?3, ?4)";
    let fields = br#"{"site":"Recife"}"#.as_slice();
    let at = kept.history.now().as_millisecond();
    let values = params![kept.connection, format!("{n:06}"), fields, at];
    let insert = |database: &rusqlite::Transaction<'_>| Ok(database.execute(insert, values)?);
    kept.history.write(insert).unwrap();
}

#[test]
fn a_run_that_is_stopped_goes_on_the_next_time() {
    let kept = Kept::new();
    let plan = kept.plan("long", None);
    let job = kept.job("long", plan, 2_500);
    kept.end(job);
    kept.later(91);
    let gone = kept.history.delete_due(&[], &|| false).unwrap();
    assert!(!gone.finished && gone.counts.jobs == 0, "{gone:?}");
    assert_eq!(kept.count("job_items"), 1_500);
    assert!(kept.history.job(job).unwrap().rows_gone.is_some());
    assert_eq!(kept.history.job_shape(job).unwrap().delete, 2_500);
    let gone = kept.delete();
    assert!(gone.finished && gone.counts.jobs == 1, "{gone:?}");
    assert_eq!(
        (kept.count("job_items"), kept.count("plan_changes")),
        (0, 0)
    );
}

#[test]
fn nothing_goes_by_itself_before_a_person_was_told_a_day_ago() {
    let kept = Kept::new();
    kept.ended("old");
    kept.later(200);
    let tidy = || kept.history.tidy(&[], &|| true).unwrap();
    assert!(tidy().is_none());
    let goes_at = kept.history.told_of_retention().unwrap();
    assert_eq!(goes_at, kept.history.now() + NOTICE);
    assert!(tidy().is_none());
    kept.later(1);
    assert_eq!(
        kept.history.told_of_retention().unwrap(),
        goes_at,
        "told once"
    );
    assert_eq!(tidy().unwrap().counts.jobs, 1);
    assert_eq!(tidy().unwrap().counts.jobs, 0);
    // Longer times need no second word; shorter ones do, and so does a clock that jumped.
    kept.history
        .keep_for(KeepFor {
            days: 120,
            months: 24,
        })
        .unwrap();
    assert!(tidy().is_some());
    kept.history
        .keep_for(KeepFor {
            days: 60,
            months: 24,
        })
        .unwrap();
    assert!(tidy().is_none());
    kept.history.told_of_retention().unwrap();
    kept.later(2);
    assert!(tidy().is_some());
    kept.later(32);
    assert!(tidy().is_none());
    for keep in [
        KeepFor {
            days: 29,
            months: 24,
        },
        KeepFor {
            days: 90,
            months: 121,
        },
    ] {
        assert!(matches!(
            kept.history.keep_for(keep),
            Err(HistoryError::KeepFor)
        ));
    }
}

#[test]
fn summaries_go_after_two_years_and_a_plan_of_that_time_is_not_sent_again() {
    let kept = Kept::new();
    let (plan, job) = kept.ended("old");
    let made_at = kept.history.now();
    kept.later(725);
    assert_eq!(kept.delete().counts.summaries, 0);
    assert_eq!(kept.history.job(job).unwrap().items, 3);
    kept.later(10);
    assert_eq!(kept.delete().counts.summaries, 1);
    for table in ["jobs", "plans", "journal", "job_lanes"] {
        assert_eq!(kept.count(table), 0, "{table}");
    }
    assert!(kept.history.plan_summary(plan).is_err());
    let plan = kept.plan("old", None);
    let (op, hash) = (OpId("again".to_owned()), PlanHash("old".to_owned()));
    let mut new = fixture::job(&op, kept.connection, plan, &hash, JobLane::Safe, &[]);
    let held = fixture::held_nothing(plan, kept.history.now());
    new.plan_made_at = made_at;
    let refused = kept.history.place_jobs(&[new], None, &held).unwrap_err();
    assert!(matches!(refused, HistoryError::PlanOutlived), "{refused}");
    assert!(kept.history.verify_trail().unwrap().ok);
}

#[test]
fn a_plan_whose_words_were_deleted_says_them_again_when_it_is_kept_to_be_sent() {
    let kept = Kept::new();
    let (plan, _) = kept.ended("old");
    let record = kept.history.plan(plan).unwrap();
    kept.later(91);
    kept.delete();
    let (op, hash) = (OpId("rest".to_owned()), PlanHash("old".to_owned()));
    let new = || fixture::job(&op, kept.connection, plan, &hash, JobLane::Removals, &[]);
    let held = fixture::held_nothing(plan, kept.history.now());
    assert!(kept.history.place_jobs(&[new()], None, &held).is_err());
    assert_eq!(kept.history.keep_plan(&record).unwrap(), plan);
    assert_eq!(kept.history.plan(plan).unwrap(), record);
    kept.history.place_jobs(&[new()], None, &held).unwrap();
}
