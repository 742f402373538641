//! The REST client as what sending needs, and what each of its errors means for sending (safety, the table "Sending").

use tokio_util::sync::CancellationToken;

use super::{Api, Cause, Failure, FieldFault, ReadItem, RemoteStatus, Report, ReportedError};
use crate::employee::{Identifier, TaxId};
use crate::history::{Connection, JobStatistics, RemoteJobId};
use crate::roster::{Progress as Read, RemoteRoster, read_roster};
use crate::wellhub::{Client, Entity, JobError, JobId, JobReport, JobStatus, WellhubError};

impl Api for Client {
    async fn connect(&self) -> Result<(), Failure> {
        self.token().await.map_err(|error| Failure {
            cause: not_sent(&error),
            ..error.into()
        })
    }

    async fn read_roster(
        &self,
        connection: &Connection,
        tell: &(dyn Fn(Read) + Sync),
    ) -> Result<RemoteRoster, Failure> {
        let details = &connection.details;
        let entity = match details.multiple {
            Some(true) => Entity::Multiple(self.companies().await?),
            // Told when the lane was taken, which reads the roster too.
            _ => Entity::Single,
        };
        let company = details.company_tax_id.clone();
        let company = company.unwrap_or_else(|| TaxId::from(""));
        let never = CancellationToken::new();
        Ok(read_roster(self, &entity, &company, self.clock(), tell, &never).await?)
    }

    async fn create_job(&self) -> Result<RemoteJobId, Failure> {
        Ok(RemoteJobId(Client::create_job(self).await?.0))
    }

    async fn add_items(&self, job: &RemoteJobId, body: Vec<u8>) -> Result<(), Failure> {
        Ok(Client::add_items(self, &id(job), body).await?)
    }

    async fn all_items(
        &self,
        job: &RemoteJobId,
        identifier: Identifier,
    ) -> Result<Vec<ReadItem>, Failure> {
        let mut all = Vec::new();
        let take = |item| all.push(ReadItem::of(&item, identifier));
        self.each_item(&id(job), take).await?;
        Ok(all)
    }

    async fn submit(&self, job: &RemoteJobId) -> Result<(), Failure> {
        Ok(Client::submit(self, &id(job)).await?)
    }

    async fn status(&self, job: &RemoteJobId) -> Result<Report, Failure> {
        Ok(Client::status(self, &id(job)).await?.into())
    }

    async fn all_errors(&self, job: &RemoteJobId) -> Result<Vec<ReportedError>, Failure> {
        let errors = Client::all_errors(self, &id(job)).await?;
        Ok(errors.into_iter().map(ReportedError::from).collect())
    }
}

fn id(job: &RemoteJobId) -> JobId {
    JobId(job.0.clone())
}

impl From<JobReport> for Report {
    fn from(report: JobReport) -> Self {
        let status = match report.status {
            JobStatus::Draft => RemoteStatus::Draft,
            JobStatus::Pending
            | JobStatus::Validating
            | JobStatus::Processing
            | JobStatus::Unknown(_) => RemoteStatus::Waiting,
            JobStatus::ApprovalRequested => RemoteStatus::ApprovalRequested,
            JobStatus::Succeeded => RemoteStatus::Succeeded,
            JobStatus::SucceededWithErrors => RemoteStatus::SucceededWithErrors,
            JobStatus::Rejected => RemoteStatus::Rejected,
            JobStatus::InternalServerError => RemoteStatus::ServerError,
        };
        Self {
            status,
            wire: report.wire,
            statistics: report.statistics.map(|counted| JobStatistics {
                newcomers: counted.newcomers,
                updaters: counted.updaters,
                leavers: counted.leavers,
            }),
        }
    }
}

impl From<JobError> for ReportedError {
    fn from(error: JobError) -> Self {
        Self {
            change_number: error.change_number,
            field: error.field_name,
            value: error.field_value,
            code: error.error_type,
            recovered_by: error.recovered_by,
            company_tax_id: error.company_tax_id.map(TaxId::from),
        }
    }
}

impl From<WellhubError> for Failure {
    fn from(error: WellhubError) -> Self {
        let said = error.body().map(|body| body.errors.as_slice());
        Self {
            cause: cause(&error),
            trace_id: error.trace_id().map(ToOwned::to_owned),
            fields: said
                .unwrap_or_default()
                .iter()
                .map(|fault| FieldFault {
                    field: fault.field.clone(),
                    message: fault.message.clone(),
                })
                .collect(),
            message: error.to_string(),
        }
    }
}

fn cause(error: &WellhubError) -> Cause {
    match error {
        WellhubError::Setup(_)
        | WellhubError::Connect(_)
        | WellhubError::Certificate { .. }
        | WellhubError::Proxy { .. } => Cause::Connect,
        WellhubError::TooManyRequests { retry_after } => Cause::TooMany {
            retry_after: *retry_after,
        },
        WellhubError::Unauthorized(_) | WellhubError::WrongSecret => Cause::Credential,
        WellhubError::Forbidden(_) => Cause::Forbidden,
        WellhubError::NotFound(_) => Cause::NotFound,
        WellhubError::BadRequest(_) => Cause::BadRequest,
        WellhubError::Conflict(_) => Cause::Conflict,
        WellhubError::Unprocessable(_) => Cause::Refused,
        WellhubError::TooLarge(_) => Cause::TooLarge,
        WellhubError::NotSent(sign_in) => not_sent(sign_in),
        WellhubError::Timeout(_)
        | WellhubError::Cut(_)
        | WellhubError::Server { .. }
        | WellhubError::Unexpected { .. }
        | WellhubError::BadAnswer(_)
        | WellhubError::Cancelled => Cause::Unsure,
    }
}

/// The call itself never left, whatever went wrong with the sign-in before it: nothing of that may pass for an answer.
fn not_sent(sign_in: &WellhubError) -> Cause {
    match cause(sign_in) {
        Cause::Credential | Cause::BadRequest => Cause::Credential,
        kept @ (Cause::Forbidden | Cause::TooMany { .. }) => kept,
        _ => Cause::Connect,
    }
}
