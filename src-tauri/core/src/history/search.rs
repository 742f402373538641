//! Looking for people and jobs by any part of what names them, over everything that was ever sent. The people of a
//! connection are kept a second time, as text that a trigram index reaches; it is filled after a job has gone out, never
//! beside its journal, and what is not in it yet is looked through as it stands: nothing is missed.

use jiff::Timestamp;

use super::{ConnectionId, JobId};
use crate::submission::JobState;

mod find;
mod found_jobs;
mod index;
mod words;

pub use index::Filing;
pub(super) use index::take_out;

/// The index tells rows alone, in which order the trigrams stand there is seen in the text: that keeps it small, and under
/// encryption its size is its cost. One row for each person of a connection. `told` is all that ever named them ([`words`]). What is taken out of the index
/// leaves no trace in it (`secure-delete`). `search_jobs` tells which jobs are in it, and up to which item.
pub(super) const MIGRATION: &str = "
CREATE TABLE search_people (
    id INTEGER PRIMARY KEY,
    connection INTEGER NOT NULL REFERENCES connections (id),
    company TEXT NOT NULL,
    key TEXT NOT NULL,
    told TEXT NOT NULL,
    UNIQUE (connection, key, company)
);
CREATE VIRTUAL TABLE search_words USING fts5 (
    told, content = 'search_people', content_rowid = 'id', tokenize = 'trigram case_sensitive 1',
    detail = none, columnsize = 0
);
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
CREATE TABLE search_jobs (
    job INTEGER PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    next INTEGER
);
";

/// How many people and how many jobs one search tells at most.
pub const SEARCH_PAGE: usize = 50;

/// Which jobs a search is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobsWanted {
    /// Of that connection alone.
    pub connection: Option<ConnectionId>,
    /// Asked for at that time or later.
    pub from: Option<Timestamp>,
    /// Asked for before that time.
    pub until: Option<Timestamp>,
    /// In one of these states; in any where there is none.
    pub states: Vec<JobState>,
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Parts of names, addresses, keys, files or states; all of them must be there. Empty for all jobs and nobody.
    pub text: String,
    /// In which jobs.
    pub jobs: JobsWanted,
}

/// Somebody about whom something was sent, or is about to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    /// For which connection.
    pub connection: ConnectionId,
    /// The company's tax id.
    pub company: String,
    /// The key as it was sent.
    pub key: String,
    /// The name, as it was told last.
    pub name: String,
    /// How many of the jobs wanted are about them.
    pub jobs: u32,
    /// The newest of these.
    pub last_job: JobId,
    /// The place in it of the item about them: with the job it names the person, without saying anything of them.
    pub last_item: u32,
    /// When one of these was submitted last; `None` where none was.
    pub last_sent_at: Option<Timestamp>,
}

/// A job that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundJob {
    /// Its id here.
    pub id: JobId,
    /// For which connection.
    pub connection: ConnectionId,
    /// The file's name.
    pub file: String,
    /// Where it stands.
    pub state: JobState,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// How many items it has.
    pub items: u32,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// People, those about whom something was sent last first; [`SEARCH_PAGE`] at most.
    pub people: Vec<FoundPerson>,
    /// Whether there are more people.
    pub more_people: bool,
    /// Jobs that are found by their own words, and those of the people found; the newest first, [`SEARCH_PAGE`] at most.
    pub jobs: Vec<FoundJob>,
    /// Whether there are more jobs.
    pub more_jobs: bool,
}

#[cfg(test)]
mod tests;
