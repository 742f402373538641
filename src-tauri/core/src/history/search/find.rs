//! One search: people through the index, those that are not in it yet as they stand, and the jobs.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection as Database, params};

use super::found_jobs::{self, Reach};
use super::index::unfiled;
use super::words::Terms;
use super::{Found, FoundPerson, SEARCH_PAGE, Wanted};
use crate::history::stored::Moment;
use crate::history::{ConnectionId, History, HistoryError, JobId};

/// Who somebody is: connection, key, company.
type Who = (ConnectionId, String, String);

/// How much of the file is kept deciphered from the first search on, in KiB below zero, taken as it is needed: each page of
/// an index that a search goes by would otherwise be deciphered with each letter typed. Sending does with less.
const CACHE: i32 = -16_384;

impl History {
    /// What a search finds.
    pub fn search(&self, wanted: &Wanted) -> Result<Found, HistoryError> {
        let terms = Terms::of(&wanted.text);
        let reach = self.read(|database| found_jobs::reach(database, &wanted.jobs))?;
        let mut found = Found::default();
        let mut theirs = BTreeSet::new();
        if !terms.is_empty() && !reach.is_empty() {
            let unfiled = self.unfiled_people(&terms, &reach)?;
            self.read(|database| {
                database.pragma_update(None, "cache_size", CACHE)?;
                let people = people(database, &terms, &reach, unfiled)?;
                for (person, jobs) in people {
                    if found.people.len() == SEARCH_PAGE {
                        found.more_people = true;
                        break;
                    }
                    theirs.extend(jobs);
                    found.people.push(person);
                }
                Ok(())
            })?;
            found
                .people
                .sort_by_key(|one| std::cmp::Reverse((one.last_sent_at, one.last_job)));
        }
        let mut jobs = reach.jobs_found(&terms, &theirs);
        found.more_jobs = jobs.len() > SEARCH_PAGE;
        jobs.truncate(SEARCH_PAGE);
        found.jobs = jobs;
        Ok(found)
    }

    /// Those who are in jobs that the index does not have whole.
    fn unfiled_people(&self, terms: &Terms, reach: &Reach) -> Result<Vec<Who>, HistoryError> {
        let not_whole = "WHERE jobs.id NOT IN (SELECT job FROM search_jobs WHERE next IS NULL) ORDER BY jobs.id DESC";
        let mut texts: BTreeMap<Who, String> = BTreeMap::new();
        for job in self.read(|database| unfiled(database, not_whole))? {
            if !reach.has(job.job) {
                continue;
            }
            let mut from = Some(job.next);
            while let Some(begin) = from {
                let (people, next) = self.told_from(&job, begin)?;
                from = next;
                for one in people {
                    let who = (job.connection, one.key.clone(), one.company.clone());
                    let before = texts.remove(&who).unwrap_or_default();
                    texts.insert(who, one.text(&before));
                }
            }
        }
        let found = texts.into_iter().filter(|(_, text)| terms.are_in(text));
        Ok(found.map(|(who, _)| who).collect())
    }
}

/// One more than a page, so that it can be told that there are more.
fn people(
    database: &Database,
    terms: &Terms,
    reach: &Reach,
    unfiled: Vec<Who>,
) -> Result<Vec<(FoundPerson, Vec<JobId>)>, HistoryError> {
    let mut query = database.prepare_cached(
        "SELECT connection, key, company, search_people.told FROM search_words JOIN search_people ON id = search_words.rowid
         WHERE search_words MATCH ?1 ORDER BY search_words.rowid DESC",
    )?;
    let mut filed = query.query_map([terms.query()], |row| {
        let who: Who = (row.get(0)?, row.get(1)?, row.get(2)?);
        let told = row.get_ref(3)?.as_str()?;
        Ok(terms.are_in(told).then_some(who))
    })?;
    let filed = std::iter::from_fn(|| filed.find_map(Result::transpose));
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for who in unfiled.into_iter().map(Ok).chain(filed) {
        let who: Who = who?;
        if seen.contains(&who) {
            continue;
        }
        found.extend(person(database, reach, &who)?);
        seen.insert(who);
        if found.len() > SEARCH_PAGE {
            break;
        }
    }
    Ok(found)
}

/// Somebody with the jobs wanted that are about them; `None` where there is none.
fn person(
    database: &Database,
    reach: &Reach,
    who: &Who,
) -> Result<Option<(FoundPerson, Vec<JobId>)>, HistoryError> {
    let (connection, key, company) = who;
    let mut query = database.prepare_cached(
        "SELECT job, ordinal, name, submitted_at FROM job_items JOIN jobs ON jobs.id = job
         WHERE key = ?2 AND company = ?3 AND connection = ?1 ORDER BY job DESC",
    )?;
    let mut rows = query.query(params![connection, key, company])?;
    let (mut jobs, mut last, mut last_sent_at) = (Vec::new(), None, None);
    while let Some(row) = rows.next()? {
        let job: JobId = row.get(0)?;
        if !reach.has(job) {
            continue;
        }
        if last.is_none() {
            last = Some((row.get(1)?, row.get(2)?));
        }
        let sent = row.get::<_, Option<Moment>>(3)?.map(|moment| moment.0);
        last_sent_at = last_sent_at.max(sent);
        jobs.push(job);
    }
    jobs.dedup();
    let (Some((last_item, name)), Some(last_job)) = (last, jobs.first().copied()) else {
        return Ok(None);
    };
    let person = FoundPerson {
        connection: *connection,
        company: company.clone(),
        key: key.clone(),
        name,
        jobs: u32::try_from(jobs.len()).unwrap_or(u32::MAX),
        last_job,
        last_item,
        last_sent_at,
    };
    Ok(Some((person, jobs)))
}
