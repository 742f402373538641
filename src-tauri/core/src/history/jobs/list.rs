//! Jobs as a list shows them: those that a text finds, in an order, a page at a time. It reads alone.

use std::cmp::Reverse;

use rusqlite::{Connection as Database, Row, named_params};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{FOUND_BY_TEXT, Job, ResultCounts, find};
use crate::history::stored::Json;
use crate::history::{ConnectionId, History, HistoryError, JobId};
use crate::sheet::without_accents;
use crate::submission::JobState;

/// In which order jobs are listed; of equal ones the newest comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum JobOrder {
    /// By when they were asked for.
    #[default]
    When,
    /// By the file's name, without case and accents.
    File,
    /// By what the file was for.
    Intent,
    /// By how many people they are about.
    Items,
    /// By how many rows went through.
    Succeeded,
    /// By how many rows did not.
    Failed,
    /// By how they stand: what waits for a person first, what is done last.
    State,
}

/// Which jobs are listed, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobList {
    /// Those of one connection; `None`: of all.
    pub connection: Option<ConnectionId>,
    /// Those that this text finds, see [`History::jobs`].
    pub text: String,
    /// In which order.
    pub order: JobOrder,
    /// The other way round.
    pub descending: bool,
}

/// What a job is put in its place by.
struct Line {
    id: JobId,
    state: JobState,
    items: u32,
    results: ResultCounts,
    file: String,
    intent: String,
}

impl History {
    /// How many jobs are listed, and a page of them.
    pub fn list_jobs(
        &self,
        wanted: &JobList,
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Vec<Job>), HistoryError> {
        self.read(|database| {
            let mut lines = lines(database, wanted)?;
            let key = |line: &Line| line.key(wanted.order);
            if wanted.descending {
                lines.sort_by_cached_key(|line| (Reverse(key(line)), Reverse(line.id)));
            } else {
                lines.sort_by_cached_key(|line| (key(line), Reverse(line.id)));
            }
            let page = lines.iter().skip(offset as usize).take(limit as usize);
            let jobs = page.map(|line| find(database, line.id));
            let total = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            Ok((total, jobs.collect::<Result<_, _>>()?))
        })
    }
}

fn lines(database: &Database, wanted: &JobList) -> Result<Vec<Line>, HistoryError> {
    let mut query = database.prepare_cached(&format!(
        "SELECT jobs.id, state, items, results, file_name, intent FROM {FOUND_BY_TEXT}
             AND (:connection IS NULL OR jobs.connection = :connection)"
    ))?;
    let filter = wanted.text.trim().to_lowercase();
    let asked = named_params! { ":filter": filter, ":connection": wanted.connection };
    let rows = query.query_map(asked, line)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let results: Option<Json<ResultCounts>> = row.get("results")?;
    Ok(Line {
        id: row.get("id")?,
        state: row.get("state")?,
        items: row.get("items")?,
        results: results.map(|json| json.0).unwrap_or_default(),
        file: row.get("file_name")?,
        intent: row.get("intent")?,
    })
}

impl Line {
    /// What is compared under an order: numbers, or a text.
    fn key(&self, order: JobOrder) -> (u32, String) {
        let number = |number: u32| (number, String::new());
        match order {
            JobOrder::When => number(self.id.0),
            JobOrder::File => (0, without_accents(&self.file)),
            JobOrder::Intent => (0, self.intent.clone()),
            JobOrder::Items => number(self.items),
            JobOrder::Succeeded => number(self.results.succeeded),
            JobOrder::Failed => number(self.results.failed),
            JobOrder::State => number(rank(self.state)),
        }
    }
}

/// The place of a state among all: what waits for a person, what goes on, what did not go through, what did.
fn rank(state: JobState) -> u32 {
    match state {
        JobState::InDoubt => 0,
        JobState::ApprovalRequested => 1,
        JobState::Planned => 2,
        JobState::Draft => 3,
        JobState::Items => 4,
        JobState::Verified => 5,
        JobState::SubmitIntended => 6,
        JobState::Submitted => 7,
        JobState::Failed => 8,
        JobState::ServerError => 9,
        JobState::Rejected => 10,
        JobState::GivenUp => 11,
        JobState::Stopped => 12,
        JobState::SucceededWithErrors => 13,
        JobState::Succeeded => 14,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{Environment, JobLane, OpId, fixture};
    use crate::plan::PlanHash;

    /// Jobs of files in another order than their names, of one, three and two people; the last of another connection.
    fn history() -> (History, ConnectionId) {
        let history = History::in_memory(fixture::clock()).unwrap();
        let [own, other] = ["Aurora", "Boreal"].map(|name| {
            let mut new = fixture::connection(Environment::Demo);
            new.name = name.to_owned();
            history.add_connection(&new).unwrap()
        });
        let files = [
            (own, "b.xlsx", 1_u32),
            (own, "Árvore.xlsx", 3),
            (own, "c.csv", 2),
            (other, "d.csv", 9),
        ];
        for (number, (connection, file, items)) in files.into_iter().enumerate() {
            let hash = PlanHash(format!("{number}"));
            let mut record = fixture::record(connection, history.now(), fixture::plan(Vec::new()));
            record.hash = hash.clone();
            record.file_name = file.to_owned();
            let plan = history.keep_plan(&record).unwrap();
            let (op, items) = (
                OpId(number.to_string()),
                (1..=items).map(fixture::item).collect::<Vec<_>>(),
            );
            let new = fixture::job(&op, connection, plan, &hash, JobLane::All, &items);
            let held = fixture::held_nothing(plan, history.now());
            history.place_jobs(&[new], None, &held).unwrap();
        }
        (history, own)
    }

    #[test]
    fn jobs_are_put_in_order_before_their_pages_are_cut() {
        let (history, own) = history();
        let ordered = |order, descending| {
            let wanted = JobList {
                connection: Some(own),
                text: String::new(),
                order,
                descending,
            };
            let page = |from, count| {
                let (total, jobs) = history.list_jobs(&wanted, from, count).unwrap();
                assert_eq!(total, 3);
                jobs.into_iter().map(|job| job.items)
            };
            page(0, 2).chain(page(2, 9)).collect::<Vec<_>>()
        };
        assert_eq!(ordered(JobOrder::When, false), [1, 3, 2]);
        assert_eq!(ordered(JobOrder::When, true), [2, 3, 1]);
        assert_eq!(ordered(JobOrder::File, false), [3, 1, 2]);
        assert_eq!(ordered(JobOrder::Items, true), [3, 2, 1]);
        // Equal ones stand with the newest first, whichever way round.
        for order in [JobOrder::State, JobOrder::Intent, JobOrder::Failed] {
            assert_eq!(ordered(order, false), [2, 3, 1]);
            assert_eq!(ordered(order, true), [2, 3, 1]);
        }
    }

    #[test]
    fn a_list_counts_what_its_text_and_connection_leave() {
        let (history, own) = history();
        let listed = |connection, text: &str| {
            let wanted = JobList {
                connection,
                text: text.to_owned(),
                ..JobList::default()
            };
            history.list_jobs(&wanted, 0, 9).unwrap().0
        };
        assert_eq!((listed(None, ""), listed(Some(own), "")), (4, 3));
        assert_eq!((listed(None, ".CSV"), listed(Some(own), ".CSV")), (2, 1));
        assert_eq!(listed(Some(own), "no such file"), 0);
    }

    #[test]
    fn what_waits_for_a_person_stands_before_what_goes_on_and_what_is_done() {
        let mut states = [
            JobState::Succeeded,
            JobState::Submitted,
            JobState::Failed,
            JobState::InDoubt,
        ];
        states.sort_by_key(|state| rank(*state));
        assert_eq!(
            states,
            [
                JobState::InDoubt,
                JobState::Submitted,
                JobState::Failed,
                JobState::Succeeded
            ]
        );
    }
}
