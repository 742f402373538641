//! An import as the window shows it, put together from core's at every answer.

use std::collections::BTreeSet;

use rollcall_core::desk::{Desk, Import};
use rollcall_core::finding::{Finding, Severity};
use rollcall_core::history::ImportId;

use super::ImportView;
use super::columns::{CompanyView, DriftView, columns};
use super::refused::FixingView;
use super::sheet::{FileView, ReceiptView, SheetView};
use crate::commands::connections::ConnectionView;
use crate::commands::number;
use crate::commands::review::FindingView;
use crate::commands::review::view::plan_view;
use crate::commands::veil::Veiled as _;
use crate::error::CommandError;

/// An import as it stands.
pub fn import_view(desk: &Desk, id: ImportId) -> Result<ImportView, CommandError> {
    let (connection, plan, mut view, job) = desk.with_import(id, |import| {
        let connection = desk.history().connection(import.connection.id)?;
        let shown = ConnectionView::of(desk, &connection);
        Ok((
            connection,
            import.plan.clone(),
            shown.map(|shown| of(import, id, shown)),
            desk.job_under_way(import)?,
        ))
    })?;
    if let Ok(view) = &mut view {
        view.job = job.map(|job| job.0);
        if let Some(made) = &plan {
            view.plan = Some(plan_view(desk, &connection, made)?);
        }
        view.veil_on(desk);
    }
    view
}

fn of(import: &Import, id: ImportId, connection: ConnectionView) -> ImportView {
    let page = &import.inspection;
    let receipt = match &import.people {
        Some(people) => people.receipt,
        None => page.receipt,
    };
    let findings = import.findings();
    ImportView {
        id: id.0,
        connection,
        path: import.path.to_string_lossy().into_owned(),
        step: import.step,
        intent: import.choices.intent,
        file: FileView::of(import),
        sheets: page.sheets.iter().map(SheetView::of).collect(),
        sheet: page.sheet.clone().unwrap_or_default(),
        header_row: page.header_row.unwrap_or_default(),
        receipt: ReceiptView::of(receipt),
        unknown: page.unknown.clone(),
        hidden: import.choices.hidden,
        columns: columns(import),
        drift: import.drift.as_ref().map(DriftView::of),
        phone_country: import.mapping.phone_country.clone(),
        companies: import.companies.iter().map(CompanyView::of).collect(),
        company: import
            .mapping
            .company
            .as_ref()
            .map(|tax_id| tax_id.as_str().to_owned()),
        findings: findings.iter().map(|one| finding(import, one)).collect(),
        problems: problem_rows(import),
        left_out: number(import.left_out().len()),
        edits: number(import.edited_cells().len()),
        can_undo: import.can_undo(),
        can_redo: import.can_redo(),
        blocked: import.is_blocked() || !import.has_key(),
        plan: None,
        job: None,
        fixing: FixingView::of(import),
    }
}

fn finding(import: &Import, finding: &Finding) -> FindingView {
    FindingView {
        acceptable: import.is_acceptable(finding),
        accepted: import.has_accepted(finding.code),
        ..FindingView::of(finding)
    }
}

/// How many rows have a problem that a person should see to; for a job that is mended, of the rows that it is about.
fn problem_rows(import: &Import) -> u32 {
    let left_out = import.left_out();
    let problems = import.people.iter().flat_map(|people| &people.problems);
    let grave = problems.filter(|problem| problem.severity != Severity::Inform);
    let mut rows: BTreeSet<u32> = grave.map(|problem| problem.row).collect();
    if import.left().is_some() {
        let concerned = import.rows_of_left();
        rows.retain(|row| concerned.contains(row));
        rows.extend(import.refusals().into_iter().map(|refusal| refusal.row));
    }
    number(rows.difference(&left_out).count())
}
