//! The document of `history find`.

use rollcall_core::desk::Story;
use rollcall_core::employee::Identifier;
use rollcall_core::history::{Connection, ConnectionId, Found, FoundJob, FoundPerson};
use rollcall_core::submission::JobState;
use serde::Serialize;

/// `history find`
#[derive(Debug, Serialize)]
pub struct FoundDocument {
    /// Those about whom something was sent last first.
    pub people: Vec<PersonEntry>,
    /// Whether there are more people.
    pub more_people: bool,
    /// The newest first.
    pub jobs: Vec<FoundJobEntry>,
    /// Whether there are more jobs.
    pub more_jobs: bool,
    /// All that was sent about the one person who was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<Story>,
}

/// Somebody who was found.
#[derive(Debug, Serialize)]
pub struct PersonEntry {
    pub name: String,
    pub key: String,
    pub company: String,
    pub connection: String,
    pub last_job: u32,
    pub last_sent_at: Option<String>,
    pub jobs: u32,
    /// What the key is, for words that mask it.
    #[serde(skip)]
    pub identifier: Option<Identifier>,
}

/// A job that was found.
#[derive(Debug, Serialize)]
pub struct FoundJobEntry {
    pub id: u32,
    pub file: String,
    pub state: JobState,
    pub created_at: String,
    pub connection: String,
    pub items: u32,
}

impl FoundDocument {
    /// What was found, with the names of the connections.
    pub fn new(connections: &[Connection], found: &Found, story: Option<Story>) -> Self {
        let of = |id: ConnectionId| connections.iter().find(|one| one.id == id);
        let name = |id| {
            of(id)
                .map(|one| one.details.name.clone())
                .unwrap_or_default()
        };
        let person = |one: &FoundPerson| PersonEntry {
            name: one.name.clone(),
            key: one.key.clone(),
            company: one.company.clone(),
            connection: name(one.connection),
            last_job: one.last_job.0,
            last_sent_at: one.last_sent_at.map(|at| at.to_string()),
            jobs: one.jobs,
            identifier: of(one.connection).map(|connection| connection.details.identifier),
        };
        let job = |one: &FoundJob| FoundJobEntry {
            id: one.id.0,
            file: one.file.clone(),
            state: one.state,
            created_at: one.created_at.to_string(),
            connection: name(one.connection),
            items: one.items,
        };
        Self {
            people: found.people.iter().map(person).collect(),
            more_people: found.more_people,
            jobs: found.jobs.iter().map(job).collect(),
            more_jobs: found.more_jobs,
            story,
        }
    }
}
