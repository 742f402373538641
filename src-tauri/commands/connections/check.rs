//! Testing a connection step by step, and what to tell Wellhub's people when they do not let it in. It only reads.

use std::sync::Mutex;

use rollcall_core::desk::{CheckStep as Step, CheckUp, Checked};
use rollcall_core::wellhub;
use serde::Serialize;
use specta::Type;
use tauri::State;
use tauri::ipc::Channel;
use tokio_util::sync::CancellationToken;

use super::Entity;
use super::form::ConnectionForm;
use crate::error::CommandError;
use crate::state::AppState;

/// One of the things that a test of a connection looks at, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CheckName {
    /// Client id and secret are right.
    Token,
    /// One company or several.
    Entity,
    /// Which companies.
    Companies,
    /// How many people.
    Roster,
}

/// How a step of a test stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// Asked, not answered.
    Running,
    /// Fine.
    Done,
    /// Not fine; `error` says why.
    Failed,
}

/// One step of a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckStep {
    /// What is looked at.
    pub step: CheckName,
    /// How it stands.
    pub state: CheckState,
    /// One company or several, once known.
    pub entity: Option<Entity>,
    /// How many companies, once known.
    pub companies: Option<u32>,
    /// How many people, once known.
    pub people: Option<u32>,
    /// Why it failed.
    pub error: Option<CommandError>,
}

impl CheckStep {
    fn new(step: Step, state: CheckState) -> Self {
        let step = match step {
            Step::Token => CheckName::Token,
            Step::Entity => CheckName::Entity,
            Step::Companies => CheckName::Companies,
            Step::Roster => CheckName::Roster,
        };
        Self {
            step,
            state,
            entity: None,
            companies: None,
            people: None,
            error: None,
        }
    }
}

/// Tests what was typed: token, entity, companies, roster. A step that fails is the last one and says why.
#[tauri::command]
#[specta::specta]
pub async fn test_connection(
    state: State<'_, AppState>,
    form: ConnectionForm,
    on_step: Channel<CheckStep>,
) -> Result<Vec<CheckStep>, CommandError> {
    let desk = state.desk().await?;
    let new = form.credential()?;
    let client = desk.trial_client(&new)?;
    let steps: Mutex<Vec<CheckStep>> = Mutex::default();
    // A window that was closed meanwhile hears nothing of it.
    let tell = |step: CheckStep| {
        let _ = on_step.send(step.clone());
        let mut steps = crate::state::lock(&steps);
        steps.retain(|known| known.step != step.step);
        steps.push(step);
    };
    let heard = |up: CheckUp| match up {
        CheckUp::Began(step) => tell(CheckStep::new(step, CheckState::Running)),
        CheckUp::Done(step) => tell(CheckStep::new(step, CheckState::Done)),
        CheckUp::Reading(read) => tell(CheckStep {
            people: Some(crate::commands::number(read.people)),
            ..CheckStep::new(Step::Roster, CheckState::Running)
        }),
    };
    let cancel = CancellationToken::new();
    let checked = desk
        .check(&client, new.company_tax_id.as_ref(), &heard, &cancel)
        .await;
    match checked {
        Ok(checked) => found(&checked).into_iter().for_each(tell),
        Err(error) => {
            let running = {
                let steps = crate::state::lock(&steps);
                let mut running = steps
                    .iter()
                    .filter(|step| step.state == CheckState::Running);
                running.next_back().cloned()
            };
            let step = running.unwrap_or_else(|| CheckStep::new(Step::Token, CheckState::Failed));
            tell(CheckStep {
                state: CheckState::Failed,
                error: Some(error.into()),
                ..step
            });
        }
    }
    Ok(steps
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// The steps again, with what each found.
fn found(checked: &Checked) -> [CheckStep; 3] {
    let done = |step| CheckStep::new(step, CheckState::Done);
    let (entity, companies) = match &checked.entity {
        wellhub::Entity::Single => (Entity::Single, 1),
        wellhub::Entity::Multiple(list) => (Entity::Multiple, list.len()),
    };
    [
        CheckStep {
            entity: Some(entity),
            ..done(Step::Entity)
        },
        CheckStep {
            companies: Some(crate::commands::number(companies)),
            ..done(Step::Companies)
        },
        CheckStep {
            people: Some(crate::commands::number(checked.roster.people.len())),
            ..done(Step::Roster)
        },
    ]
}

/// A text to copy for Wellhub's people after a 403: who asked, where, when. The secret is not in it.
#[tauri::command]
#[specta::specta]
pub async fn connection_details(
    state: State<'_, AppState>,
    form: ConnectionForm,
    trace_id: Option<String>,
) -> Result<String, CommandError> {
    let origin = form.origin()?;
    let now = match state.desk().await {
        Ok(desk) => desk.clock().now(),
        Err(_) => jiff::Timestamp::now(),
    };
    let (id, trace) = (form.client_id.trim(), trace_id.as_deref());
    Ok(wellhub::details_for_support(id, &origin, trace, now))
}
