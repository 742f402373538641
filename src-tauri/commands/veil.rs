//! What a screen that others see keeps of people: initials, and that there is a value. Answers with anything about a person
//! are veiled here, before they cross to the window; what the window does not have it can neither show nor copy.

use std::collections::BTreeMap;

use rollcall_core::desk::{Desk, RecordDifference};
use rollcall_core::employee::Field;
use rollcall_core::masking::{initials, is_personal, veiled};
use rollcall_core::plan::Standing;

use super::guards::ProtectedView;
use super::history::story::{SendingView, SentFieldView, StoryView};
use super::history::{HistoryFound, PersonFound};
use super::import::ImportView;
use super::import::bulk::{BulkPreview, CellChange};
use super::import::columns::ColumnView;
use super::import::file::FirstRows;
use super::import::problems::{ProblemPage, ProblemRow};
use super::import::read_as::ReadAsView;
use super::import::sheet::{FileView, MarkKind, PreviewRow, RowKind};
use super::jobs::JobView;
use super::jobs::after::{TakeUpPerson, TakeUpView};
use super::jobs::rows::{JobErrorView, JobRow};
use super::pages::Page;
use super::privacy::person::PersonKept;
use super::review::FindingView;
use super::review::person::{PersonView, RecordField};
use super::review::rows::{FieldChangeView, MoveView, PlanPage, PlanRow};
use super::review::why::{OtherView, ReasonView};

mod people;

/// Parameters of findings and reasons that quote people or cells.
const QUOTES: [&str; 4] = ["names", "value", "samples", "reads"];

/// An answer that tells of people, and can tell less.
pub trait Veiled {
    /// Leaves initials of names, and of values that there are any.
    fn veil(&mut self);

    /// Does so where the desk says that the screen is shared.
    fn veil_on(&mut self, desk: &Desk) {
        if desk.is_sharing() {
            self.veil();
        }
    }
}

impl<T: Veiled> Veiled for Option<T> {
    fn veil(&mut self) {
        self.iter_mut().for_each(Veiled::veil);
    }
}

impl<T: Veiled> Veiled for Vec<T> {
    fn veil(&mut self) {
        self.iter_mut().for_each(Veiled::veil);
    }
}

impl<T: Veiled> Veiled for Page<T> {
    fn veil(&mut self) {
        self.rows.veil();
    }
}

fn hide(text: &mut String) {
    *text = veiled(text);
}

fn hide_all<'a>(texts: impl IntoIterator<Item = &'a mut String>) {
    texts.into_iter().for_each(hide);
}

fn shorten(name: &mut String) {
    *name = initials(name);
}

/// A value of a field that goes by the API's name; one of a field that is not known is hidden.
fn hide_of<'a>(field: &str, values: impl IntoIterator<Item = &'a mut String>) {
    if Field::named(field).is_none_or(|field| is_personal(&field)) {
        hide_all(values);
    }
}

fn hide_quotes(params: &mut BTreeMap<String, String>) {
    let quotes = params.iter_mut();
    let quotes = quotes.filter(|(name, _)| QUOTES.contains(&name.as_str()));
    hide_all(quotes.map(|(_, text)| text));
}

impl Veiled for ImportView {
    fn veil(&mut self) {
        self.file.veil();
        self.columns.veil();
        self.findings.veil();
        if let Some(plan) = &mut self.plan {
            plan.findings.veil();
        }
    }
}

impl Veiled for FileView {
    fn veil(&mut self) {
        let samples = self.encodings.iter_mut().flat_map(|one| &mut one.samples);
        hide_all(samples);
        let rows = self.delimiters.iter_mut().flat_map(|one| &mut one.sample);
        // The header's words part the columns as visibly as the people below do.
        hide_all(rows.flatten());
    }
}

impl Veiled for ColumnView {
    fn veil(&mut self) {
        hide_all(&mut self.samples);
        hide_all(self.values.iter_mut().map(|value| &mut value.text));
        // A header that names no field may be anybody's: a list may have none.
        if self.field.is_none() {
            hide(&mut self.header);
        }
    }
}

impl Veiled for FindingView {
    fn veil(&mut self) {
        hide_quotes(&mut self.params);
    }
}

impl Veiled for FirstRows {
    fn veil(&mut self) {
        hide_all(self.rows.iter_mut().flatten());
    }
}

impl Veiled for PreviewRow {
    fn veil(&mut self) {
        if !matches!(self.kind, RowKind::Header | RowKind::Title) {
            hide_all(&mut self.cells);
            hide_all(
                self.marks
                    .iter_mut()
                    .filter(|mark| mark.kind == MarkKind::Formula)
                    .map(|mark| &mut mark.text),
            );
        }
        self.read_as.veil();
    }
}

impl Veiled for ReadAsView {
    fn veil(&mut self) {
        hide_all([&mut self.said, &mut self.read]);
    }
}

impl Veiled for ProblemPage {
    fn veil(&mut self) {
        self.rows.veil();
    }
}

impl Veiled for ProblemRow {
    fn veil(&mut self) {
        hide_all([&mut self.original, &mut self.value]);
        self.name.iter_mut().for_each(shorten);
        self.read_as.veil();
        self.refused.veil();
    }
}

impl Veiled for BulkPreview {
    fn veil(&mut self) {
        self.first.veil();
    }
}

impl Veiled for CellChange {
    fn veil(&mut self) {
        hide_all([&mut self.before, &mut self.after]);
    }
}

impl Veiled for PlanPage {
    fn veil(&mut self) {
        self.rows.veil();
    }
}

impl Veiled for PlanRow {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
        self.why.veil();
        self.fields.veil();
        self.moves.veil();
        if self.summary.is_some() {
            self.summary.clone_from(&self.department);
        }
    }
}

impl Veiled for FieldChangeView {
    fn veil(&mut self) {
        hide_of(
            &self.field.0,
            [&mut self.before, &mut self.after].into_iter().flatten(),
        );
    }
}

impl Veiled for MoveView {
    fn veil(&mut self) {
        hide_all([&mut self.from, &mut self.to]);
    }
}

impl Veiled for ReasonView {
    fn veil(&mut self) {
        hide_quotes(&mut self.params);
        self.other.veil();
    }
}

impl Veiled for OtherView {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
    }
}

impl Veiled for PersonView {
    fn veil(&mut self) {
        self.row.veil();
        self.record.veil();
        self.notes.veil();
        self.protected.veil();
    }
}

impl Veiled for RecordField {
    fn veil(&mut self) {
        let values = [&mut self.before, &mut self.after, &mut self.said];
        hide_of(&self.field.0, values.into_iter().flatten());
    }
}

impl Veiled for ProtectedView {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
    }
}

impl Veiled for JobView {
    fn veil(&mut self) {
        self.differences.veil();
        self.changed_since.veil();
        self.given_up.iter_mut().for_each(hide);
    }
}

impl Veiled for RecordDifference {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
        hide_of(
            &self.field,
            [&mut self.expected, &mut self.found].into_iter().flatten(),
        );
    }
}

impl Veiled for JobRow {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
        self.errors.veil();
    }
}

impl Veiled for JobErrorView {
    fn veil(&mut self) {
        hide_of(&self.field.0, &mut self.value);
    }
}

impl Veiled for TakeUpView {
    fn veil(&mut self) {
        self.people.veil();
        self.held.veil();
        for kept in &mut self.kept {
            kept.person.veil();
            kept.differences.veil();
        }
        for lost in &mut self.impossible {
            lost.person.veil();
        }
    }
}

impl Veiled for TakeUpPerson {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
    }
}

impl Veiled for Standing {
    fn veil(&mut self) {
        hide_of(
            &self.field,
            [&mut self.expected, &mut self.found].into_iter().flatten(),
        );
    }
}

impl Veiled for HistoryFound {
    fn veil(&mut self) {
        self.people.veil();
    }
}

impl Veiled for PersonFound {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
    }
}

impl Veiled for PersonKept {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
    }
}

impl Veiled for StoryView {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
        self.sendings.veil();
    }
}

impl Veiled for SendingView {
    fn veil(&mut self) {
        self.fields.veil();
        self.errors.veil();
        self.differences.veil();
        self.released.iter_mut().for_each(hide);
    }
}

impl Veiled for SentFieldView {
    fn veil(&mut self) {
        hide_of(
            &self.field.0,
            [&mut self.before, &mut self.after].into_iter().flatten(),
        );
    }
}
