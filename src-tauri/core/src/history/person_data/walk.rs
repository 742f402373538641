//! Everything that is kept of one person, record by record, read in parts. Nothing is changed.

use jiff::Timestamp;
use rusqlite::params;
use serde::Serialize;

use super::Person;
use crate::employee::Employee;
use crate::history::job_items::batches::beginning_at;
use crate::history::stored::{Json, Moment};
use crate::history::{History, HistoryError, ItemLine, JobId, PlanId};
use crate::plan::{Change, Plan};
use crate::roster::{RemoteRoster, Withheld};

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case", tag = "place")]
pub enum Source {
    /// What a job sent.
    Sent {
        /// Which.
        job: JobId,
    },
    /// What a plan says.
    Plan {
        /// Which.
        plan: PlanId,
    },
    /// A row of a plan's file that was not sent.
    Withheld {
        /// Which plan.
        plan: PlanId,
    },
    /// Wellhub's roster as it was read.
    Roster {
        /// When.
        read_at: Timestamp,
    },
}

/// One record of a person, with where it stands.
#[derive(Debug)]
pub struct Record<'a> {
    /// Where.
    pub source: Source,
    /// The item's line, for what was sent.
    pub line: Option<&'a ItemLine>,
    /// The change, for what a plan says.
    pub change: Option<&'a Change>,
    /// The row, for one that was not sent.
    pub withheld: Option<&'a Withheld>,
    /// What it says of the person; `None` where nothing could be read.
    pub said: Option<&'a Employee>,
}

impl Record<'_> {
    /// Tells a person what the record says of who they are.
    pub(super) fn teach(&self, person: &mut Person) {
        if let Some(line) = self.line {
            person.learn_line(&line.key, &line.name);
        }
        if let Some(change) = self.change {
            person.learn_line(&change.key, &change.name);
            for one in change.before.as_deref().into_iter().chain([&*change.item]) {
                person.learn(one);
            }
        }
        if let Some(said) = self.said {
            person.learn(said);
        }
    }
}

/// How much is kept of somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct KeptOf {
    /// Jobs that sent something about them.
    pub jobs: u32,
    /// Items of these.
    pub items: u32,
    /// Plans that say something of them.
    pub plans: u32,
    /// Rosters on which they stand.
    pub rosters: u32,
    /// Imports that mention them.
    pub imports: u32,
    /// Notes of the custom fields that were sent for them last.
    pub notes: u32,
    /// Times on the protected list, this one included.
    pub protections: u32,
}

impl History {
    /// Tells every record that is kept of a person: what was sent, newest jobs first, what plans say, rosters.
    pub fn walk_records(
        &self,
        person: &Person,
        tell: &mut dyn FnMut(&Record<'_>),
    ) -> Result<(), HistoryError> {
        for job in self.jobs_with_rows(person)? {
            self.walk_job(person, job, tell)?;
        }
        for plan in self.plans_that_say(person)? {
            self.walk_plan(person, plan, tell)?;
        }
        for roster in self.rosters_with_people(person)? {
            let Some((read_at, roster)) = self.roster_whole(roster)? else {
                continue;
            };
            for one in roster.people.iter().chain(&roster.past) {
                if person.is(&one.employee) {
                    let source = Source::Roster { read_at };
                    tell(&Record {
                        source,
                        line: None,
                        change: None,
                        withheld: None,
                        said: Some(&one.employee),
                    });
                }
            }
        }
        Ok(())
    }

    fn walk_job(
        &self,
        person: &Person,
        job: JobId,
        tell: &mut dyn FnMut(&Record<'_>),
    ) -> Result<(), HistoryError> {
        let mut next = Some(0);
        while let Some(from) = next {
            let batch = self.read(|database| beginning_at(database, job, from))?;
            next = batch.last().map(|last| last.row.ordinal + 1);
            for one in &batch {
                let said: Option<Employee> = serde_json::from_slice(&one.payload).ok();
                let line = &one.row.item;
                let theirs = person.has_line(&line.company, &line.key)
                    || said.as_ref().is_some_and(|said| person.is(said));
                if theirs {
                    let source = Source::Sent { job };
                    tell(&Record {
                        source,
                        line: Some(line),
                        change: None,
                        withheld: None,
                        said: said.as_ref(),
                    });
                }
            }
        }
        Ok(())
    }

    fn walk_plan(
        &self,
        person: &Person,
        plan: PlanId,
        tell: &mut dyn FnMut(&Record<'_>),
    ) -> Result<(), HistoryError> {
        let source = Source::Plan { plan };
        for change in self.walk_plan_changes(plan) {
            let (_, change) = change?;
            if is_theirs(person, &change) {
                tell(&Record {
                    source,
                    line: None,
                    change: Some(&change),
                    withheld: None,
                    said: None,
                });
            }
        }
        let said: Plan = self.read(|database| {
            let found =
                database.query_row("SELECT plan FROM plans WHERE id = ?1", [plan], |row| {
                    row.get::<_, Json<Plan>>(0)
                })?;
            Ok(found.0)
        })?;
        let source = Source::Withheld { plan };
        for row in said
            .withheld
            .iter()
            .filter(|row| person.is_withheld(&row.employee))
        {
            tell(&Record {
                source,
                line: None,
                change: None,
                withheld: Some(row),
                said: Some(&row.employee),
            });
        }
        Ok(())
    }

    /// How much is kept of somebody.
    pub fn kept_of(&self, person: &Person) -> Result<KeptOf, HistoryError> {
        let mut kept = KeptOf::default();
        let (mut jobs, mut plans, mut rosters) =
            <(Vec<JobId>, Vec<PlanId>, Vec<Timestamp>)>::default();
        self.walk_records(person, &mut |record| match record.source {
            Source::Sent { job } => {
                kept.items += 1;
                jobs.push(job);
            }
            Source::Plan { plan } | Source::Withheld { plan } => plans.push(plan),
            Source::Roster { read_at } => rosters.push(read_at),
        })?;
        jobs.dedup();
        plans.dedup();
        rosters.dedup();
        let length = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        (kept.jobs, kept.plans, kept.rosters) = (
            length(jobs.len()),
            length(plans.len()),
            length(rosters.len()),
        );
        let imports = self.imports()?.into_iter();
        let imports = imports
            .filter(|one| person.is_in(&one.details.state))
            .count();
        kept.imports = length(imports);
        (kept.notes, kept.protections) = (
            self.count_at("last_sent", person)?,
            self.count_at("protected_people", person)?,
        );
        Ok(kept)
    }

    fn count_at(&self, table: &str, person: &Person) -> Result<u32, HistoryError> {
        let query = format!(
            "SELECT count(*) FROM {table} WHERE connection = ?1 AND company = ?2 AND key = ?3"
        );
        let mut found = 0;
        for (company, key) in person.places() {
            let place = params![person.connection, company.as_str(), key.0.as_str()];
            found += self.read(|database| {
                Ok(database.query_row(&query, place, |row| row.get::<_, u32>(0))?)
            })?;
        }
        Ok(found)
    }

    pub(in crate::history) fn jobs_with_rows(
        &self,
        person: &Person,
    ) -> Result<Vec<JobId>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT id FROM jobs WHERE connection = ?1
                     AND EXISTS (SELECT 1 FROM job_items WHERE job = jobs.id) ORDER BY id DESC",
            )?;
            let rows = query.query_map([person.connection], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    pub(in crate::history) fn plans_that_say(
        &self,
        person: &Person,
    ) -> Result<Vec<PlanId>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT id FROM plans WHERE connection = ?1 AND said_gone IS NULL ORDER BY id DESC",
            )?;
            let rows = query.query_map([person.connection], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    pub(in crate::history) fn rosters_with_people(
        &self,
        person: &Person,
    ) -> Result<Vec<i64>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT id FROM rosters WHERE connection = ?1 AND roster IS NOT NULL ORDER BY id DESC",
            )?;
            let rows = query.query_map([person.connection], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    pub(in crate::history) fn roster_whole(
        &self,
        id: i64,
    ) -> Result<Option<(Timestamp, RemoteRoster)>, HistoryError> {
        self.read(|database| {
            let query = "SELECT read_at, roster FROM rosters WHERE id = ?1";
            Ok(database.query_row(query, [id], |row| {
                let roster: Option<Json<RemoteRoster>> = row.get(1)?;
                let at: Moment = row.get(0)?;
                Ok(roster.map(|roster| (at.0, roster.0)))
            })?)
        })
    }
}

/// Whether a change is a person's.
pub(in crate::history) fn is_theirs(person: &Person, change: &Change) -> bool {
    let records = change.before.as_deref().into_iter().chain([&*change.item]);
    person.has_line(change.company_tax_id.as_str(), &change.key)
        || records.into_iter().any(|one| person.is(one))
}
