//! A job at Wellhub: its id, its states as they are spelt there, and its row errors (contract §1, Job status and Job
//! errors).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::loose::Loose;

/// Wellhub's id of a job.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JobId(pub String);

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A job's state, an open enumeration on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    /// Not submitted: inert.
    Draft,
    /// Waiting, for whatever (shown as waiting, never as a demand).
    Pending,
    /// Being checked.
    Validating,
    /// Being done.
    Processing,
    /// Done.
    Succeeded,
    /// Done in part; the rest is in the errors.
    SucceededWithErrors,
    /// Waits for a person's approval at Wellhub or in the company.
    ApprovalRequested,
    /// Not done.
    Rejected,
    /// Broke at Wellhub; never replayed.
    InternalServerError,
    /// A state that the contract does not know, as it was spelt.
    Unknown(String),
}

impl JobStatus {
    /// Reads a state, whatever its case, spaces and underscores.
    pub fn parse(wire: &str) -> Self {
        let word: String = wire
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '_')
            .flat_map(char::to_lowercase)
            .collect();
        match word.as_str() {
            "draft" => Self::Draft,
            "pending" => Self::Pending,
            "validating" => Self::Validating,
            "processing" => Self::Processing,
            "succeeded" => Self::Succeeded,
            "succeededwitherrors" => Self::SucceededWithErrors,
            "approvalrequested" => Self::ApprovalRequested,
            "rejected" => Self::Rejected,
            "internalservererror" => Self::InternalServerError,
            _ => Self::Unknown(wire.to_owned()),
        }
    }

    /// Whether nothing more will happen to the job by itself. An approval that is asked for is no end.
    pub fn has_ended(&self) -> bool {
        matches!(
            self,
            Self::Succeeded
                | Self::SucceededWithErrors
                | Self::Rejected
                | Self::InternalServerError
        )
    }
}

/// How many people a job served.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Added.
    #[serde(default)]
    pub newcomers: u32,
    /// Changed.
    #[serde(default)]
    pub updaters: u32,
    /// Removed.
    #[serde(default)]
    pub leavers: u32,
}

/// What Wellhub says about a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobReport {
    /// The state.
    pub status: JobStatus,
    /// The state as it was spelt.
    pub wire: String,
    /// The counts, where it gives them.
    pub statistics: Option<Statistics>,
    /// When the job last changed, as written there.
    pub updated_at: Option<String>,
}

/// The answer to a status call.
#[derive(Deserialize)]
pub(super) struct WireReport {
    status: String,
    #[serde(default)]
    statistics: Option<Statistics>,
    #[serde(default)]
    updated_at: Loose,
}

impl From<WireReport> for JobReport {
    fn from(wire: WireReport) -> Self {
        Self {
            status: JobStatus::parse(&wire.status),
            wire: wire.status,
            statistics: wire.statistics,
            updated_at: wire.updated_at.0.map(Into::into),
        }
    }
}

/// The answer to a creation.
#[derive(Deserialize)]
pub(super) struct Created {
    pub(super) id: JobId,
}

/// What went wrong with a row of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WireJobError")]
pub struct JobError {
    /// The item's place in the job, from 1; `None` where the error is of the whole job.
    pub change_number: Option<u32>,
    /// The field, as Wellhub spells it (`EMAIL`).
    pub field_name: String,
    /// What was sent in it.
    pub field_value: Option<String>,
    /// The kind, as Wellhub spells it (`WRONG_FORMAT`).
    pub error_type: String,
    /// How Wellhub recovered it; the item then counts as done.
    pub recovered_by: Option<String>,
    /// The company.
    pub company_tax_id: Option<String>,
}

#[derive(Deserialize)]
struct WireJobError {
    #[serde(default)]
    change_number: Option<u32>,
    #[serde(default)]
    field_name: Loose,
    #[serde(default)]
    field_value: Loose,
    #[serde(default)]
    error_type: Loose,
    #[serde(default)]
    recovered_by: Loose,
    #[serde(default)]
    company_tax_id: Loose,
}

impl From<WireJobError> for JobError {
    fn from(wire: WireJobError) -> Self {
        let text = |loose: Loose| loose.0.map(String::from);
        Self {
            change_number: wire.change_number,
            field_name: text(wire.field_name).unwrap_or_default(),
            field_value: text(wire.field_value),
            error_type: text(wire.error_type).unwrap_or_default(),
            recovered_by: text(wire.recovered_by),
            company_tax_id: text(wire.company_tax_id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_in_every_spelling() {
        for text in [
            "Succeeded with errors",
            "SUCCEEDED_WITH_ERRORS",
            "succeededWithErrors",
        ] {
            assert_eq!(JobStatus::parse(text), JobStatus::SucceededWithErrors);
        }
        assert_eq!(
            JobStatus::parse("Approval Requested"),
            JobStatus::ApprovalRequested
        );
        assert_eq!(
            JobStatus::parse("INTERNAL_SERVER_ERROR"),
            JobStatus::InternalServerError
        );
        assert_eq!(
            JobStatus::parse("On_Hold"),
            JobStatus::Unknown("On_Hold".into())
        );
        assert!(!JobStatus::ApprovalRequested.has_ended());
        assert!(!JobStatus::parse("On_Hold").has_ended());
    }

    #[test]
    fn an_error_may_be_of_no_row() {
        let error: JobError = serde_json::from_str(
            r#"{"change_number":null,"field_name":"EMAIL","field_value":null,"error_type":"MISSING","recovered_by":null}"#,
        )
        .expect("an error");
        assert_eq!(error.change_number, None);
        assert_eq!(
            (error.field_name.as_str(), error.field_value),
            ("EMAIL", None)
        );
    }
}
