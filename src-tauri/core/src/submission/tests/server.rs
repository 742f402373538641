//! A server in memory that follows a script of faults. It numbers items against the order of sending and lists them out of
//! order, so that nothing can be joined by order and pass.

use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::employee::{Employee, Identifier};
use crate::history::{Connection, JobStatistics, RemoteJobId};
use crate::roster::RemoteRoster;
use crate::submission::{
    Api, Cause, Failure, FieldFault, ReadItem, RemoteStatus, Report, ReportedError,
};
use crate::wellhub::WireItem;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Call {
    Connect,
    Create,
    Add,
    List,
    Submit,
    Status,
    Errors,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Refused, or lost before it arrived: not applied.
    Before(Cause),
    /// Applied, and the answer lost.
    After,
    /// The first so many items are applied, and the answer lost.
    Part(usize),
    /// The answer is lost, and it is applied later: before the items are listed next.
    Late,
    /// The answer is lost, and it is applied later still: with the next call of its kind, after the items were listed.
    Later,
    /// No answer ever, and not applied.
    HangBefore,
    /// No answer ever, and applied.
    HangAfter,
}

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) items: Vec<Value>,
    pub(super) submits: u32,
    asked: usize,
}

#[derive(Debug, Default)]
struct Held {
    drafts: Vec<Draft>,
    calls: Vec<Call>,
    script: Vec<(Call, u32, Fault)>,
    late: Vec<(Fault, usize, Vec<Value>)>,
    wire: Vec<(RemoteStatus, String)>,
    errors: Vec<ReportedError>,
    field_faults: Vec<FieldFault>,
    altered: bool,
    statistics: Option<JobStatistics>,
}

/// The server; its clones are the same one.
#[derive(Debug, Clone, Default)]
pub(super) struct Server(Arc<Mutex<Held>>);

fn failure(cause: Cause, fields: Vec<FieldFault>) -> Failure {
    Failure {
        cause,
        message: format!("scripted: {cause:?}"),
        trace_id: Some("t-1".to_owned()),
        fields,
    }
}

impl Server {
    pub(super) fn new() -> Self {
        let server = Self::default();
        server.answer_states(&[
            (RemoteStatus::Waiting, "PENDING"),
            (RemoteStatus::Waiting, "Weighing the soul"),
            (RemoteStatus::Succeeded, "SUCCEEDED"),
        ]);
        server
    }

    /// The `nth` call of that kind, from 1, goes wrong.
    pub(super) fn fault(&self, call: Call, nth: u32, fault: Fault) {
        self.0.lock().unwrap().script.push((call, nth, fault));
    }

    pub(super) fn answer_states(&self, wire: &[(RemoteStatus, &str)]) {
        let wire = wire
            .iter()
            .map(|(status, text)| (*status, (*text).to_owned()));
        self.0.lock().unwrap().wire = wire.collect();
    }

    pub(super) fn answer_errors(&self, errors: Vec<ReportedError>) {
        self.0.lock().unwrap().errors = errors;
    }

    pub(super) fn count(&self, statistics: JobStatistics) {
        self.0.lock().unwrap().statistics = Some(statistics);
    }

    pub(super) fn blame(&self, field: &str, message: &str) {
        self.0.lock().unwrap().field_faults.push(FieldFault {
            field: field.to_owned(),
            message: message.to_owned(),
        });
    }

    /// Lists other content than was sent.
    pub(super) fn alter(&self) {
        self.0.lock().unwrap().altered = true;
    }

    /// Somebody else puts an item into the newest draft.
    pub(super) fn intrude(&self, item: Value) {
        self.0
            .lock()
            .unwrap()
            .drafts
            .last_mut()
            .unwrap()
            .items
            .push(item);
    }

    pub(super) fn calls(&self, call: Call) -> usize {
        let held = self.0.lock().unwrap();
        held.calls.iter().filter(|made| **made == call).count()
    }

    pub(super) fn calls_in_all(&self) -> usize {
        self.0.lock().unwrap().calls.len()
    }

    /// Items and number of submissions of each draft that was submitted.
    pub(super) fn submitted(&self) -> Vec<(Vec<Value>, u32)> {
        let held = self.0.lock().unwrap();
        let submitted = held.drafts.iter().filter(|draft| draft.submits > 0);
        submitted
            .map(|draft| (draft.items.clone(), draft.submits))
            .collect()
    }

    pub(super) fn drafts(&self) -> usize {
        self.0.lock().unwrap().drafts.len()
    }

    /// The fault of this call, if the script has one; late effects of its kind arrive.
    async fn arrive(&self, call: Call) -> Result<Option<Fault>, Failure> {
        tokio::task::yield_now().await;
        let fault = {
            let mut held = self.0.lock().unwrap();
            held.calls.push(call);
            let nth = held.calls.iter().filter(|made| **made == call).count();
            let late = std::mem::take(&mut held.late);
            for (fault, draft, items) in late {
                if call == Call::Add || (call == Call::List && fault == Fault::Late) {
                    held.drafts[draft].items.extend(items);
                } else {
                    held.late.push((fault, draft, items));
                }
            }
            let script = held.script.iter();
            script
                .filter(|(kind, at, _)| *kind == call && *at as usize == nth)
                .map(|(_, _, fault)| *fault)
                .next()
        };
        match fault {
            Some(Fault::Before(cause)) => {
                Err(failure(cause, self.0.lock().unwrap().field_faults.clone()))
            }
            Some(Fault::HangBefore) => std::future::pending().await,
            fault => Ok(fault),
        }
    }

    async fn leave<T>(&self, fault: Option<Fault>, answer: T) -> Result<T, Failure> {
        tokio::task::yield_now().await;
        match fault {
            None => Ok(answer),
            Some(Fault::HangAfter) => std::future::pending().await,
            Some(_) => Err(failure(Cause::Unsure, Vec::new())),
        }
    }
}

fn index(job: &RemoteJobId) -> usize {
    job.0.strip_prefix("remote-").unwrap().parse().unwrap()
}

fn read(number: usize, item: &Value, altered: bool) -> WireItem {
    let mut employee: Employee = serde_json::from_value(item.clone()).unwrap();
    if altered {
        employee.full_name = Some("Outra Pessoa".into());
    }
    WireItem {
        change_number: u32::try_from(number).ok(),
        operation: item["operation"].as_str().unwrap().into(),
        employee,
    }
}

impl Api for Server {
    async fn connect(&self) -> Result<(), Failure> {
        let fault = self.arrive(Call::Connect).await?;
        self.leave(fault, ()).await
    }

    /// Nobody is on it: the plans of these tests have no before-images.
    async fn read_roster(
        &self,
        _: &Connection,
        _: &(dyn Fn(crate::roster::Progress) + Sync),
    ) -> Result<RemoteRoster, Failure> {
        Ok(RemoteRoster {
            companies: Vec::new(),
            people: Vec::new(),
            past: Vec::new(),
            pages: 1,
            read_at: jiff::Timestamp::UNIX_EPOCH,
        })
    }

    async fn create_job(&self) -> Result<RemoteJobId, Failure> {
        let fault = self.arrive(Call::Create).await?;
        let id = {
            let mut held = self.0.lock().unwrap();
            held.drafts.push(Draft::default());
            RemoteJobId(format!("remote-{}", held.drafts.len() - 1))
        };
        self.leave(fault, id).await
    }

    async fn add_items(&self, job: &RemoteJobId, body: Vec<u8>) -> Result<(), Failure> {
        let fault = self.arrive(Call::Add).await?;
        let mut items: Vec<Value> = serde_json::from_slice(&body).unwrap();
        assert!(items.len() <= 500 && body.len() < 1_000_000);
        {
            let mut held = self.0.lock().unwrap();
            let draft = &mut held.drafts[index(job)];
            if draft.submits > 0 {
                return Err(failure(Cause::Conflict, Vec::new()));
            }
            match fault {
                Some(late @ (Fault::Late | Fault::Later)) => {
                    held.late.push((late, index(job), items));
                }
                Some(Fault::Part(kept)) => draft.items.extend(items.drain(..kept)),
                _ => draft.items.extend(items),
            }
        }
        self.leave(fault, ()).await
    }

    async fn all_items(
        &self,
        job: &RemoteJobId,
        identifier: Identifier,
    ) -> Result<Vec<ReadItem>, Failure> {
        let fault = self.arrive(Call::List).await?;
        let listed = {
            let held = self.0.lock().unwrap();
            let items = &held.drafts[index(job)].items;
            let numbered = items.iter().enumerate();
            let mut listed: Vec<_> = numbered
                .map(|(n, item)| read(items.len() - n, item, held.altered))
                .map(|item| ReadItem::of(&item, identifier))
                .collect();
            let middle = listed.len() / 3;
            listed.rotate_left(middle);
            listed
        };
        self.leave(fault, listed).await
    }

    async fn submit(&self, job: &RemoteJobId) -> Result<(), Failure> {
        let fault = self.arrive(Call::Submit).await?;
        {
            let mut held = self.0.lock().unwrap();
            let draft = &mut held.drafts[index(job)];
            if draft.submits > 0 {
                return Err(failure(Cause::Conflict, Vec::new()));
            }
            if !matches!(fault, Some(Fault::Late | Fault::Later)) {
                draft.submits += 1;
            }
        }
        self.leave(fault, ()).await
    }

    async fn status(&self, job: &RemoteJobId) -> Result<Report, Failure> {
        let fault = self.arrive(Call::Status).await?;
        let report = {
            let mut held = self.0.lock().unwrap();
            let (wire, statistics) = (held.wire.clone(), held.statistics);
            let draft = &mut held.drafts[index(job)];
            let (status, wire) = if draft.submits == 0 {
                (RemoteStatus::Draft, "Draft".to_owned())
            } else {
                let at = draft.asked.min(wire.len() - 1);
                draft.asked += 1;
                wire[at].clone()
            };
            Report {
                status,
                wire,
                statistics,
            }
        };
        self.leave(fault, report).await
    }

    async fn all_errors(&self, _job: &RemoteJobId) -> Result<Vec<ReportedError>, Failure> {
        let fault = self.arrive(Call::Errors).await?;
        let errors = self.0.lock().unwrap().errors.clone();
        self.leave(fault, errors).await
    }
}
