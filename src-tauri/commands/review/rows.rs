//! The rows of a plan: filtered and ordered by core, a page at a time.

use rollcall_core::employee::Field;
use rollcall_core::finding::FindingCode;
use rollcall_core::history::ImportId;
use rollcall_core::masking;
use rollcall_core::plan::{
    Change, FieldChange, Filter, Group, Kind, Line, Operation, Plan, ReasonCode,
};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::FieldName;
use super::why::ReasonView;
use crate::commands::number;
use crate::error::CommandError;
use crate::state::AppState;

/// One field of one person, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldChangeView {
    /// The field.
    pub field: FieldName,
    /// What Wellhub has.
    pub before: Option<String>,
    /// What the file says.
    pub after: Option<String>,
    /// Where the file says it.
    pub cell: Option<String>,
}

/// One person of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanRow {
    /// Their place in the plan.
    pub index: u32,
    /// What happens to them.
    pub kind: Kind,
    /// Their name.
    pub name: String,
    /// Their eligibility key.
    pub key: String,
    /// Their department.
    pub department: Option<String>,
    /// Whether the change is held back.
    pub held: bool,
    /// Why it is held or blocked.
    pub reasons: Vec<FindingCode>,
    /// Why it deserves a look, held or not.
    pub why: Vec<ReasonView>,
    /// What changes.
    pub fields: Vec<FieldChangeView>,
    /// Their row in the file, from 1.
    pub row: Option<u32>,
    /// For new people: department, cost center and how they are invited.
    pub summary: Option<String>,
    /// Where the person also stands in another line: from where to where they move.
    pub moves: Option<MoveView>,
}

/// One person in two changes: what they leave and what they come to. Shown as one move, never as leaver plus hire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MoveView {
    /// How the two relate.
    pub code: ReasonCode,
    /// The place of the other half in the plan.
    pub other: u32,
    /// What they leave: the tax id of their company in a transfer, else their key.
    pub from: String,
    /// What they come to, likewise.
    pub to: String,
    /// Where the other half stands on the page; null where a filter leaves it out.
    pub beside: Option<Beside>,
}

/// Where the other half of a move stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Beside {
    /// In the line before.
    Above,
    /// In the line after.
    Below,
}

/// A page of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlanPage {
    /// How many there are under this filter.
    pub total: u32,
    /// This page of them.
    pub rows: Vec<PlanRow>,
    /// How all of them stand together, told with the first page alone; empty under an order that parts nothing.
    pub groups: Vec<Group>,
}

impl PlanRow {
    /// The line of that number.
    pub(super) fn of(plan: &Plan, index: u32, line: &Line<'_>, other: Option<u32>) -> Self {
        let (fields, summary) = match line {
            Line::Change(change) => (
                change.fields.iter().map(FieldChangeView::of).collect(),
                (change.operation == Operation::Create).then(|| summary(change)),
            ),
            Line::Withheld(_) => (Vec::new(), None),
        };
        let why = match line {
            Line::Change(change) => ReasonView::all(change, plan.identifier),
            Line::Withheld(_) => Vec::new(),
        };
        // What a newcomer brings is told in the summary; field by field it is in the panel.
        let is_new = line.kind() == Kind::New;
        Self {
            index,
            kind: line.kind(),
            name: line.name().to_owned(),
            key: masking::shown_key(plan.identifier, line.key(plan)),
            department: line.department().map(ToOwned::to_owned),
            held: line.is_held(),
            reasons: line.held_by().to_vec(),
            why,
            fields: if is_new { Vec::new() } else { fields },
            row: line.row(),
            summary,
            moves: other.and_then(|other| MoveView::of(plan, index, other)),
        }
    }
}

impl MoveView {
    /// The move of two halves of one person.
    fn of(plan: &Plan, half: u32, other: u32) -> Option<Self> {
        let change = |index: u32| plan.changes.get(index as usize);
        let (one, two) = (change(half)?, change(other)?);
        let (leaver, newcomer) = match one.operation {
            Operation::Delete => (one, two),
            Operation::Create | Operation::Update => (two, one),
        };
        let code = leaver.pair()?.code;
        let place = |change: &Change| match code {
            ReasonCode::Transfer => change.company_tax_id.as_str().to_owned(),
            _ => masking::shown_key(plan.identifier, &change.key),
        };
        Some(Self {
            code,
            other,
            from: place(leaver),
            to: place(newcomer),
            beside: None,
        })
    }
}

impl Beside {
    fn of(lines: &[u32], place: usize, other: u32) -> Option<Self> {
        let is_other = |place: Option<usize>| place.and_then(|at| lines.get(at)) == Some(&other);
        if is_other(place.checked_add(1)) {
            return Some(Self::Below);
        }
        is_other(place.checked_sub(1)).then_some(Self::Above)
    }
}

impl FieldChangeView {
    fn of(change: &FieldChange) -> Self {
        let shown = |text: &rollcall_core::employee::Text| masking::shown(&change.field, text);
        Self {
            field: FieldName(change.field.name()),
            before: change.old.as_ref().map(shown),
            after: change.new.as_ref().map(shown),
            cell: change.cell.clone().map(String::from),
        }
    }
}

/// Department, cost center, and the address that the invitation goes to.
fn summary(change: &Change) -> String {
    let said = |field: &Field| change.item.get(field).filter(|text| !text.is_empty());
    let parts = [Field::Department, Field::CostCenter, Field::Email];
    let said: Vec<&str> = parts.iter().filter_map(said).collect();
    said.join(" · ")
}

/// A page of the plan's rows.
#[tauri::command]
#[specta::specta]
pub async fn plan_rows(
    state: State<'_, AppState>,
    id: u32,
    filter: Filter,
    offset: u32,
    limit: u32,
) -> Result<PlanPage, CommandError> {
    let asked = state.inner().clone();
    state
        .view(move |desk| {
            let (made, shown) = asked.browse(desk, ImportId(id), filter)?;
            let plan = &made.saved.plan;
            let row = |place: usize| {
                let index = *shown.lines.get(place)?;
                let line = Line::of(plan, index)?;
                let mut row = PlanRow::of(plan, index, &line, shown.pages.other_half(index));
                if let Some(moves) = &mut row.moves {
                    moves.beside = Beside::of(&shown.lines, place, moves.other);
                }
                Some(row)
            };
            let page = (offset as usize..shown.lines.len()).take(limit as usize);
            Ok::<_, CommandError>(PlanPage {
                total: number(shown.lines.len()),
                rows: page.filter_map(row).collect(),
                groups: if offset == 0 {
                    shown.groups.to_vec()
                } else {
                    Vec::new()
                },
            })
        })
        .await
}
