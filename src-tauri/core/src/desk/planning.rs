//! Making a plan for a connection: the rules as history knows them, the roster as Wellhub has it now, the people of the
//! file. What is made is kept, so that what a person saw is what is sent.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::roster::content_hash;
use super::{Desk, DeskError};
use crate::employee::{TaxId, Text};
use crate::history::{Connection, ConnectionId, JobId};
use crate::plan::{
    CustomFields, Plan, PlanHash, Rules, SavedPlan, SnapshotMark, SourceFile, TakesUp, plan,
};
use crate::roster::{IncomingRoster, Intent, RemoteRoster};

/// Days whose removals count into the budget (rule R4).
const LATELY_DAYS: i64 = 7;

/// What a plan is made from, beside the roster.
#[derive(Debug)]
pub struct PlanSource<'a> {
    /// The people of the file.
    pub incoming: &'a IncomingRoster,
    /// What the file was declared to be.
    pub intent: Intent,
    /// The file.
    pub file: SourceFile,
    /// Companies that a full roster speaks for besides those that it names.
    pub companies: Vec<TaxId>,
    /// Whether what is only written otherwise is sent too.
    pub cosmetic: bool,
    /// The job whose people that did not go through are planned alone; `None` for everybody of the file.
    pub only_failed_of: Option<JobId>,
}

impl Desk {
    /// Makes a plan against `remote`, and what binds it.
    pub fn plan(
        &self,
        connection: &Connection,
        remote: &RemoteRoster,
        last_people: Option<u32>,
        source: &PlanSource<'_>,
    ) -> Result<SavedPlan, DeskError> {
        let mut rules = self.rules(connection)?;
        rules.companies.clone_from(&source.companies);
        rules.cosmetic = source.cosmetic;
        rules.last_people = last_people;
        if let Some(job) = source.only_failed_of {
            rules.only = Some(self.failed_of(connection, job, &source.file)?);
        }
        let made = plan(remote, source.incoming, source.intent, &rules);
        let mut saved = self.bound(connection, remote, &rules, made);
        saved.file = source.file.clone();
        saved.columns.clone_from(&source.incoming.columns);
        saved.takes_up = source.only_failed_of.map(|job| TakesUp::Retry(job.0));
        Ok(saved)
    }

    /// A plan with all that it is bound to; its file is still to be named.
    pub(super) fn bound(
        &self,
        connection: &Connection,
        remote: &RemoteRoster,
        rules: &Rules,
        made: Plan,
    ) -> SavedPlan {
        SavedPlan {
            app: env!("CARGO_PKG_VERSION").to_owned(),
            hash: PlanHash::of(&made),
            connection: connection.details.name.clone(),
            origin: connection.details.origin.clone(),
            client_id: connection.details.client_id.clone(),
            made_at: self.clock.now(),
            file: SourceFile {
                name: String::new(),
                sha256: String::new(),
                sheet: String::new(),
                rows: 0,
            },
            remote: SnapshotMark {
                people: u32::try_from(remote.people.len()).unwrap_or(u32::MAX),
                read_at: remote.read_at,
                sha256: content_hash(remote),
            },
            budgets: rules.budgets,
            company_budgets: rules.company_budgets.clone(),
            columns: BTreeMap::new(),
            takes_up: None,
            plan: made,
        }
    }

    /// How many people the roster had when it was last read; to be asked before it is read anew (rule R3).
    pub fn last_people(&self, connection: &Connection) -> Result<Option<u32>, DeskError> {
        Ok(self
            .history
            .last_snapshot(connection.id)?
            .map(|snapshot| snapshot.people))
    }

    /// The rules of a connection as history knows them.
    pub(super) fn rules(&self, connection: &Connection) -> Result<Rules, DeskError> {
        let since: Timestamp = self.clock.now() - SignedDuration::from_hours(24 * LATELY_DAYS);
        let mut removed_lately: BTreeMap<Text, u32> = BTreeMap::new();
        for sent in self.history.removals_since(connection.id, since)? {
            let company = TaxId::from(sent.company.as_str());
            *removed_lately
                .entry(company.meaning().as_ref().into())
                .or_default() += sent.count;
        }
        let last_rows = self
            .history
            .accepted_file(connection.id)?
            .map(|file| file.rows);
        let kept = self.history.budgets(connection.id)?;
        Ok(Rules {
            budgets: kept.whole.unwrap_or_default(),
            company_budgets: kept.companies,
            protected: self.history.protected_places(connection.id)?,
            removed_lately,
            last_rows,
            custom: self.custom_fields(connection.id)?,
            ..Rules::default()
        })
    }

    fn custom_fields(&self, connection: ConnectionId) -> Result<CustomFields, DeskError> {
        let last_sent = self.history.last_sent(connection)?;
        Ok(CustomFields {
            used: last_sent.values().any(|fields| !fields.is_empty()),
            last_sent: last_sent.into_iter().collect(),
        })
    }
}
