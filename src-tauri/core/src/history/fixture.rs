//! Made-up records for tests: a connection, a plan, its kept form.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::{
    ConnectionId, Environment, Held, History, ItemLine, NewConnection, NewJob, NewJobItem, OpId,
    PlanId, PlanRecord,
};
use crate::clock::{HeldClock, SharedClock};
use crate::employee::{Employee, Field, Identifier, TaxId};
use crate::plan::{Change, FieldChange, Lane, Operation, Plan, PlanHash};
use crate::roster::Intent;

pub(crate) const COMPANY: &str = "12.345.678/0001-95";

pub(crate) fn clock() -> SharedClock {
    Arc::new(HeldClock::at("2026-03-12T09:00:00Z".parse().unwrap()))
}

pub(crate) fn connection(environment: Environment) -> NewConnection {
    NewConnection {
        name: "Aurora".to_owned(),
        environment,
        origin: "http://127.0.0.1:8080".to_owned(),
        client_id: "aurora".to_owned(),
        identifier: Identifier::EmployeeId,
        company_tax_id: Some(TaxId::from(COMPANY)),
        multiple: Some(false),
        expires_on: None,
    }
}

/// A change of person number `n`, whose row is `n + 2`.
pub(crate) fn change(operation: Operation, n: u32) -> Change {
    let mut item = Employee::of(TaxId::from(COMPANY));
    let key = format!("{n:06}");
    item.employee_id = Some(key.as_str().into());
    item.full_name = Some(format!("Pessoa {n}").into());
    item.email = Some(format!("pessoa{n}@aurora.example").into());
    item.custom_fields.insert("site".into(), "Recife".into());
    let email = FieldChange {
        field: Field::Email,
        old: None,
        new: item.get(&Field::Email).map(Into::into),
        cell: Some(format!("D{}", n + 2).into()),
    };
    Change {
        operation,
        company_tax_id: item.company_tax_id.clone(),
        key: key.into(),
        name: item.full_name.clone().unwrap(),
        row: Some(n + 2),
        lane: if operation == Operation::Delete {
            Lane::Removals
        } else {
            Lane::Safe
        },
        held: Vec::new(),
        notes: Vec::new(),
        reasons: Vec::new(),
        fields: vec![email],
        item: item.into(),
        before: None,
    }
}

/// The record of the newcomer `n`.
pub(crate) fn newcomer(n: u32) -> Employee {
    Arc::unwrap_or_clone(change(Operation::Create, n).item)
}

pub(crate) fn plan(changes: Vec<Change>) -> Plan {
    Plan {
        changes,
        ..Plan::empty(Intent::Full, Identifier::EmployeeId, false)
    }
}

pub(crate) fn record(connection: ConnectionId, made_at: Timestamp, plan: Plan) -> PlanRecord {
    PlanRecord {
        hash: PlanHash("4f2a".to_owned()),
        connection,
        file_name: "Folha completa.xlsx".to_owned(),
        file_sha256: "00".repeat(32),
        file_rows: 1_200,
        made_at,
        columns: BTreeMap::from([(Field::EmployeeId, vec!["A".to_owned()])]),
        takes_up: None,
        plan,
    }
}

/// A history in memory with a connection and an empty plan.
pub(crate) fn with_plan() -> (History, ConnectionId, PlanId) {
    let history = History::in_memory(clock()).unwrap();
    let connection = history
        .add_connection(&connection(Environment::Demo))
        .unwrap();
    let plan = history
        .keep_plan(&record(connection, history.now(), plan(Vec::new())))
        .unwrap();
    (history, connection, plan)
}

pub(crate) fn held_nothing(plan: PlanId, at: Timestamp) -> Held {
    Held {
        plan,
        reasons: BTreeMap::new(),
        removals: 0,
        others: 0,
        since: at,
    }
}

pub(crate) fn item(n: u32) -> NewJobItem {
    NewJobItem {
        item: ItemLine {
            operation: Operation::Delete,
            company: COMPANY.to_owned(),
            key: format!("{n:06}"),
            name: format!("Pessoa {n}"),
            row: None,
            change: n,
            batch: 0,
        },
        payload: b"{}".to_vec(),
    }
}

pub(crate) fn job<'a>(
    op_id: &'a OpId,
    connection: ConnectionId,
    plan: PlanId,
    hash: &'a PlanHash,
    lane: super::JobLane,
    items: &'a [NewJobItem],
) -> NewJob<'a> {
    NewJob {
        op_id,
        connection,
        plan,
        plan_hash: hash,
        plan_made_at: "2026-03-12T09:00:00Z".parse().unwrap(),
        lane,
        part: 1,
        batches: 1,
        items,
    }
}
