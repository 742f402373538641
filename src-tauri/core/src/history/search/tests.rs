//! What is kept is found, wherever it stands; what was taken out is not, and leaves nothing behind.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::history::{
    Ending, History, ItemResult, JobLane, NewJobItem, OpId, PlanId, Step, fixture,
};
use crate::plan::{Operation, PlanHash};

struct Told {
    history: History,
    connection: ConnectionId,
    plan: PlanId,
}

impl Told {
    fn new() -> Self {
        let (history, connection, plan) = fixture::with_plan();
        Self {
            history,
            connection,
            plan,
        }
    }

    fn job(&self, op: &str, items: &[NewJobItem]) -> JobId {
        let (op, hash) = (OpId(op.to_owned()), PlanHash(op.to_owned()));
        let new = fixture::job(&op, self.connection, self.plan, &hash, JobLane::Safe, items);
        let held = fixture::held_nothing(self.plan, self.history.now());
        self.history.place_jobs(&[new], None, &held).unwrap()[0]
    }

    fn end(&self, id: JobId) {
        let job = self.history.job(id).unwrap();
        let ending = Ending::of(ItemResult::Unprocessed);
        self.history
            .end_job(&job, JobState::Stopped, Step::Results, &ending)
            .unwrap();
    }

    fn file(&self) {
        while self.history.file_for_search().unwrap() == Filing::More {}
    }

    fn people(&self, text: &str) -> Vec<String> {
        let people = self.search(text).people.into_iter();
        people.map(|one| one.name).collect()
    }

    fn search(&self, text: &str) -> Found {
        let wanted = Wanted {
            text: text.to_owned(),
            ..Wanted::default()
        };
        self.history.search(&wanted).unwrap()
    }
}

fn item(n: u32, name: &str, email: &str) -> NewJobItem {
    let mut one = fixture::item(n);
    one.item.operation = Operation::Update;
    one.item.name = name.to_owned();
    one.item.batch = n / 4;
    one.payload = format!(r#"{{"full_name":"{name}","email":"{email}"}}"#).into_bytes();
    one
}

fn many() -> Vec<NewJobItem> {
    let mut items: Vec<_> = (0..9)
        .map(|n| item(n, &format!("Pessoa {n}"), &format!("p{n}@aurora.example")))
        .collect();
    items.push(item(9, "Íris Conceição", "iris.c@aurora.example"));
    items
}

#[test]
fn people_are_found_before_while_and_after_they_are_filed() {
    let told = Told::new();
    let id = told.job("one", &many());
    let found = |told: &Told| {
        for text in [
            "iris",
            "CONCEICAO",
            "ris.c@aur",
            "000009",
            "i",
            "ír",
            "conc iris.c",
        ] {
            assert_eq!(told.people(text), ["Íris Conceição"], "{text}");
        }
        assert_eq!(told.people("pessoa").len(), 9);
        assert!(told.people("ris@").is_empty() && told.people("").is_empty());
    };
    found(&told);
    assert_eq!(
        told.history.file_for_search().unwrap(),
        Filing::Done,
        "it may yet change"
    );
    told.end(id);
    found(&told);
    assert_eq!(told.history.file_for_search().unwrap(), Filing::More);
    found(&told);
    told.file();
    found(&told);
    let one = told.search("iris");
    assert_eq!((one.people[0].jobs, one.people[0].last_job), (1, id));
    assert_eq!((one.people[0].last_sent_at, one.jobs[0].id), (None, id));
}

#[test]
fn somebody_is_one_person_over_all_jobs_under_every_name_they_had() {
    let told = Told::new();
    let first = told.job("one", &[item(1, "Ana Lima", "ana@aurora.example")]);
    told.end(first);
    told.file();
    let second = told.job("two", &[item(1, "Ana Souza", "ana@aurora.example")]);
    told.end(second);
    told.file();
    for text in ["lima", "souza", "ana@"] {
        let found = told.search(text);
        assert_eq!(found.people.len(), 1, "{text}");
        assert_eq!(found.people[0].name, "Ana Souza");
        assert_eq!(
            (found.people[0].jobs, found.people[0].last_job),
            (2, second)
        );
        assert_eq!(found.jobs.len(), 2);
    }
}

#[test]
fn jobs_are_found_by_file_hash_state_and_day_and_narrow_the_people() {
    let told = Told::new();
    let id = told.job("one", &many());
    for text in [
        "folha",
        "COMPLETA.xlsx",
        "0000000000",
        "planned",
        "2026-03-12",
        "aurora",
    ] {
        let found = told.search(text);
        assert!(found.jobs.iter().any(|job| job.id == id), "{text}");
    }
    assert!(told.search("setembro").jobs.is_empty());
    let within = |jobs: JobsWanted| {
        let text = "iris".to_owned();
        told.history.search(&Wanted { text, jobs }).unwrap()
    };
    let now = told.history.now();
    assert_eq!(
        within(JobsWanted {
            from: Some(now),
            ..JobsWanted::default()
        })
        .people
        .len(),
        1
    );
    for none in [
        JobsWanted {
            until: Some(now),
            ..JobsWanted::default()
        },
        JobsWanted {
            states: vec![JobState::Succeeded],
            ..JobsWanted::default()
        },
        JobsWanted {
            connection: Some(ConnectionId(99)),
            ..JobsWanted::default()
        },
    ] {
        assert_eq!(within(none), Found::default());
    }
}

#[test]
fn a_leaver_is_found_by_the_address_that_the_plan_had() {
    let told = Told::new();
    let mut gone = fixture::change(Operation::Delete, 7);
    gone.before = Some(Box::new((*gone.item).clone()));
    let mut record = fixture::record(
        told.connection,
        told.history.now(),
        fixture::plan(vec![gone]),
    );
    record.hash = PlanHash("with a leaver".to_owned());
    let plan = told.history.keep_plan(&record).unwrap();
    let told = Told { plan, ..told };
    let mut leaver = fixture::item(7);
    leaver.item.change = 0;
    let id = told.job("one", &[leaver]);
    assert_eq!(told.people("pessoa7@aurora"), ["Pessoa 7"]);
    told.end(id);
    told.file();
    assert_eq!(told.people("pessoa7@aurora"), ["Pessoa 7"]);
}

#[test]
fn who_is_taken_out_is_found_no_more_and_nothing_of_them_stays_in_the_index() {
    let told = Told::new();
    let mut items = many();
    items[9] = item(9, "Íris Zyx", "iris@aurora.example");
    let id = told.job("one", &items);
    told.end(id);
    told.file();
    let pages = |what: &str| -> i64 {
        let count = "SELECT count(*) FROM search_words_data WHERE instr(block, CAST(?1 AS BLOB))";
        told.history
            .read(|database| Ok(database.query_row(count, [what], |row| row.get(0))?))
            .unwrap()
    };
    // What is in the index whole: the term before it begins otherwise.
    assert!(told.people("zyx") == ["Íris Zyx"] && pages("zyx") > 0);
    told.history
        .take_out_of_search(told.connection, fixture::COMPANY, "000009")
        .unwrap();
    assert!(told.people("zyx").is_empty());
    assert_eq!(pages("zyx"), 0);
    let check = "INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)";
    told.history
        .write(|database| Ok(database.execute(check, [])?))
        .unwrap();
    assert_eq!(told.history.sweep_search().unwrap(), 0);
    told.history
        .write(|database| Ok(database.execute("DELETE FROM job_items WHERE key <> '000001'", [])?))
        .unwrap();
    assert_eq!(told.history.sweep_search().unwrap(), 8);
    assert_eq!(told.people("pessoa"), ["Pessoa 1"]);
    let rest: i64 = told
        .history
        .read(|database| {
            Ok(database.query_row("SELECT count(*) FROM search_people", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(rest, 1);
}

#[test]
fn more_than_a_page_is_told() {
    let told = Told::new();
    let people = (0..60).map(|n| item(n, &format!("Pessoa {n}"), "a@aurora.example"));
    let id = told.job("one", &people.collect::<Vec<_>>());
    let page = |told: &Told| {
        let found = told.search("pessoa");
        assert_eq!((found.people.len(), found.more_people), (SEARCH_PAGE, true));
    };
    page(&told);
    told.end(id);
    told.file();
    page(&told);
}
