//! Looking back: a search over all that was ever sent, and one person's story. Works without network; nothing is sent.

use rollcall_core::desk::Desk;
use rollcall_core::employee::Identifier;
use rollcall_core::history::{ConnectionId, FoundPerson, Job, JobId, JobsWanted, Wanted};
use rollcall_core::masking::{self, Mask};
use rollcall_core::submission::JobState as Core;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;

use super::jobs::JobSummary;
use crate::error::CommandError;
use crate::state::AppState;

pub mod export;
pub mod story;

/// Jobs by how they stand, in few words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum JobGroup {
    /// Wellhub has done all of it.
    Done,
    /// Wellhub has done a part of it.
    Partly,
    /// It has not ended.
    UnderWay,
    /// It ended, and nothing of it is known to be done.
    NotDone,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryWanted {
    /// Parts of names, addresses, keys or files; empty for all jobs and nobody.
    pub text: String,
    /// Of that connection.
    pub connection: u32,
    /// Asked for then or later, RFC 3339.
    pub from: Option<String>,
    /// Asked for before, RFC 3339.
    pub until: Option<String>,
    /// How the job stands; null for any.
    pub group: Option<JobGroup>,
}

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonFound {
    /// The name.
    pub name: String,
    /// The key, masked where it is a national id.
    pub key: String,
    /// How many jobs are about them.
    pub jobs: u32,
    /// The last of these.
    pub last_job: u32,
    /// The item in it that is about them: with the job it asks for their story.
    pub last_item: u32,
    /// When something was sent last, RFC 3339.
    pub last_sent_at: Option<String>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryFound {
    /// People.
    pub people: Vec<PersonFound>,
    /// Whether there are more of them.
    pub more_people: bool,
    /// Jobs, the newest first.
    pub jobs: Vec<JobSummary>,
    /// Whether there are more of them.
    pub more_jobs: bool,
}

impl JobGroup {
    fn states(self) -> Vec<Core> {
        match self {
            Self::Done => vec![Core::Succeeded],
            Self::Partly => vec![Core::SucceededWithErrors],
            Self::UnderWay => vec![
                Core::Planned,
                Core::Draft,
                Core::Items,
                Core::Verified,
                Core::SubmitIntended,
                Core::Submitted,
                Core::ApprovalRequested,
                Core::InDoubt,
            ],
            Self::NotDone => vec![
                Core::Rejected,
                Core::ServerError,
                Core::GivenUp,
                Core::Stopped,
                Core::Failed,
            ],
        }
    }
}

impl HistoryWanted {
    fn of_history(&self) -> Wanted {
        // A time that cannot be read narrows nothing.
        let time = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        Wanted {
            text: self.text.clone(),
            jobs: JobsWanted {
                connection: Some(ConnectionId(self.connection)),
                from: time(&self.from),
                until: time(&self.until),
                states: self.group.map(JobGroup::states).unwrap_or_default(),
            },
        }
    }
}

impl PersonFound {
    fn of(identifier: Identifier, person: FoundPerson) -> Self {
        Self {
            name: person.name,
            key: masking::shown_key(identifier, &person.key),
            jobs: person.jobs,
            last_job: person.last_job.0,
            last_item: person.last_item,
            last_sent_at: person.last_sent_at.map(|at| at.to_string()),
        }
    }
}

/// What a search over a connection's history finds.
#[tauri::command]
#[specta::specta]
pub async fn search_history(
    state: State<'_, AppState>,
    wanted: HistoryWanted,
) -> Result<HistoryFound, CommandError> {
    state.view(move |desk| search(desk, &wanted)).await
}

fn search(desk: &Desk, wanted: &HistoryWanted) -> Result<HistoryFound, CommandError> {
    let history = desk.history();
    let connection = history.connection(ConnectionId(wanted.connection))?;
    let identifier = connection.details.identifier;
    let found = desk.look_back(&wanted.of_history())?;
    let jobs = found.jobs.iter().map(|found| {
        let job: Job = history.job(found.id)?;
        JobSummary::of(desk, &job)
    });
    Ok(HistoryFound {
        jobs: jobs.collect::<Result<_, _>>()?,
        more_jobs: found.more_jobs,
        more_people: found.more_people,
        people: found
            .people
            .into_iter()
            .map(|person| PersonFound::of(identifier, person))
            .collect(),
    })
}

/// The story of the person whom an item of a job is about; null where the job has no such item any more.
#[tauri::command]
#[specta::specta]
pub async fn person_story(
    state: State<'_, AppState>,
    job: u32,
    item: u32,
) -> Result<Option<story::StoryView>, CommandError> {
    state
        .view(move |desk| told(desk, JobId(job), item, Mask::Usual))
        .await
}

/// The same with nothing masked, which the audit trail tells; refused while the screen is shared.
#[tauri::command]
#[specta::specta]
pub async fn reveal_story(
    state: State<'_, AppState>,
    job: u32,
    item: u32,
) -> Result<Option<story::StoryView>, CommandError> {
    state
        .view(move |desk| told(desk, JobId(job), item, Mask::Open))
        .await
}

fn told(
    desk: &Desk,
    job: JobId,
    item: u32,
    mask: Mask,
) -> Result<Option<story::StoryView>, CommandError> {
    let connection = desk.history().job(job)?.connection;
    let identifier = desk.history().connection(connection)?.details.identifier;
    let Some(story) = desk.story_by_item(job, item)? else {
        return Ok(None);
    };
    if mask == Mask::Open {
        desk.reveal(connection, &story.company, &story.key)?;
    }
    story::StoryView::of(desk, identifier, story, mask).map(Some)
}
