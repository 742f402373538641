//! The plan as the window shows it: counts, findings, budgets, and what is left of each lane.

use rollcall_core::desk::{Desk, LaneRest, MadePlan};
use rollcall_core::finding::Finding;
use rollcall_core::history::Connection;
use rollcall_core::plan::{Gauge, Lane, Operation, Plan, departments, moves};

use super::{DepartmentCount, FieldName, FindingView, GaugeView, LaneView, PlanView};
use crate::commands::number;
use crate::error::CommandError;

/// The plan as a person reads it.
pub fn plan_view(
    desk: &Desk,
    connection: &Connection,
    made: &MadePlan,
) -> Result<PlanView, CommandError> {
    let (saved, plan) = (&made.saved, &made.saved.plan);
    let history = desk.history();
    let used = match history.kept_plan(connection.id, &saved.hash, saved.made_at)? {
        Some(kept) => history.used_lanes(kept)?,
        None => Vec::new(),
    };
    let lane = |lane| LaneView::of(LaneRest::of(plan, lane, &used));
    let (safe, removals) = (lane(Lane::Safe), lane(Lane::Removals));
    Ok(PlanView {
        hash: saved.hash.0.clone(),
        intent: plan.intent,
        counts: plan.counts,
        cosmetic: plan.cosmetic,
        moves: number(moves(plan).len()),
        fields_changed: fields_changed(plan),
        findings: plan.findings.iter().map(|one| finding(plan, one)).collect(),
        reasons: super::why::counts(plan),
        gauges: plan.gauges.iter().map(GaugeView::of).collect(),
        safe,
        removals,
        held_total: safe.held + removals.held,
        first_load: plan.first_load,
        departments: departments(plan)
            .into_iter()
            .map(|(name, count)| DepartmentCount { name, count })
            .collect(),
        blocked: plan.blocked,
        made_at: saved.made_at.to_string(),
        people: saved.remote.people,
    })
}

fn fields_changed(plan: &Plan) -> u32 {
    let updates = plan
        .changes
        .iter()
        .filter(|change| change.operation == Operation::Update);
    number(updates.map(|change| change.fields.len()).sum())
}

fn finding(plan: &Plan, finding: &Finding) -> FindingView {
    let mut changes = plan.changes.iter();
    FindingView {
        held: changes.any(|change| change.held.contains(&finding.code)),
        ..FindingView::of(finding)
    }
}

impl LaneView {
    fn of(rest: LaneRest) -> Self {
        Self {
            total: rest.total(),
            held: rest.held,
            protected: rest.protected,
            sendable: rest.sendable,
        }
    }
}

impl GaugeView {
    fn of(gauge: &Gauge) -> Self {
        Self {
            kind: gauge.measure,
            field: gauge.field.as_ref().map(|field| FieldName(field.name())),
            company: gauge
                .company
                .as_ref()
                .map(|tax_id| tax_id.as_str().to_owned()),
            value: gauge.value,
            limit: gauge.limit,
            of: gauge.of,
            over: gauge.over,
        }
    }
}
