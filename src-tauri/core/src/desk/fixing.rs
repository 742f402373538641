//! Mending what Wellhub refused of a job: its spreadsheet is opened again with everything that the person had set, and
//! only whom the job did not bring about is planned. Nothing is sent here, and no file is opened that is not the one meant
//! unless the person chose it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;

use super::{Desk, DeskError, Import, ImportChoices, Left, LeftItem, RefusedValue, lock};
use crate::employee::Field;
use crate::history::{
    Connection, HistoryError, Import as Kept, ImportId, ImportStep, ItemError, ItemResult, JobId,
    JobItemRow, NewImport, PlanRecord, PlanSummary, is_erased,
};
use crate::plan::TakesUp;
use crate::roster::place;
use crate::sheet::{SheetError, Watch};

/// An import that waits for its refused rows is kept so long (safety, "Retention").
const KEPT_DAYS: i64 = 90;

/// Why the spreadsheet of a job must be chosen again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileWanted {
    /// Its import is not kept any more.
    Forgotten,
    /// It is not where it was.
    Missing,
    /// It changed since the job was made from it.
    Changed,
}

/// What became of opening a job's spreadsheet again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fixing {
    /// It is open.
    Opened(ImportId),
    /// A person must choose it, or a corrected one.
    Wanted {
        /// Its name.
        file: String,
        /// Why.
        why: FileWanted,
    },
}

impl Desk {
    /// The rows of its spreadsheet, from 1, that Wellhub refused of a job and that can be mended there; nothing while the
    /// job has not ended.
    pub fn fixable_rows(&self, id: JobId) -> Result<BTreeSet<u32>, DeskError> {
        if !self.history.job(id)?.state.is_ended() {
            return Ok(BTreeSet::new());
        }
        Ok(self.history.refused_rows(id)?)
    }

    /// Opens the spreadsheet of a job to mend what was refused of it, from where it was or from `file`. Another spreadsheet
    /// than the job's becomes an ordinary import of the same intent, for the same people alone.
    pub fn fix(
        &self,
        id: JobId,
        file: Option<&Path>,
        watch: &Watch<'_>,
    ) -> Result<Fixing, DeskError> {
        let connection = self.may_plan_rest(id)?;
        let source = self.spreadsheet_of(id)?;
        let kept = self.kept_of(&connection, &source.file_sha256)?;
        let wanted = |why| Fixing::Wanted {
            file: source.file_name.clone(),
            why,
        };
        let (import, settled) = match (kept, file) {
            (None, None) => return Ok(wanted(FileWanted::Forgotten)),
            (Some(kept), None) => {
                if lock(&self.imports).contains_key(&kept.id) {
                    return self.fix_open(id, kept.id);
                }
                let path = kept.details.path.clone();
                match self.reopen(&connection, kept, Path::new(&path), watch) {
                    Ok(import) => (import, true),
                    Err(DeskError::FileChanged { .. }) => return Ok(wanted(FileWanted::Changed)),
                    Err(DeskError::Sheet(SheetError::Open { .. })) => {
                        return Ok(wanted(FileWanted::Missing));
                    }
                    Err(error) => return Err(error),
                }
            }
            (kept, Some(file)) => self.chosen(&connection, kept, &source, file, watch)?,
        };
        self.begin_fixing(id, import, settled)
    }

    /// Turns an import that is open to the people of a job.
    fn fix_open(&self, id: JobId, import: ImportId) -> Result<Fixing, DeskError> {
        let left = self.left_of(id)?;
        self.with_import(import, |import| {
            import.fix(left);
            Ok(())
        })?;
        Ok(Fixing::Opened(import))
    }

    fn begin_fixing(
        &self,
        id: JobId,
        mut import: Import,
        settled: bool,
    ) -> Result<Fixing, DeskError> {
        import.fix(self.left_of(id)?);
        if !settled || !import.has_key() || import.is_blocked() {
            import.step = ImportStep::File;
        }
        let opened = self.keep(&mut import)?;
        lock(&self.imports).insert(opened, Arc::new(Mutex::new(import)));
        Ok(Fixing::Opened(opened))
    }

    /// Opens a kept import from where its file is said to be, with all that was set.
    fn reopen(
        &self,
        connection: &Connection,
        kept: Kept,
        path: &Path,
        watch: &Watch<'_>,
    ) -> Result<Import, DeskError> {
        let choices: ImportChoices =
            serde_json::from_value(kept.details.state).map_err(HistoryError::Json)?;
        let mut import = self.look_at(connection, path, choices, watch)?;
        import.id = Some(kept.id);
        Ok(import)
    }

    /// Opens the file that a person chose, and tells whether its columns are settled: the very spreadsheet with all that
    /// was set where that is kept; another one, or one of which nothing is kept, anew.
    fn chosen(
        &self,
        connection: &Connection,
        kept: Option<Kept>,
        source: &PlanSummary,
        file: &Path,
        watch: &Watch<'_>,
    ) -> Result<(Import, bool), DeskError> {
        if let Some(kept) = kept {
            match self.reopen(connection, kept, file, watch) {
                Err(DeskError::FileChanged { .. }) => {}
                opened => return Ok((opened?, true)),
            }
        }
        let choices = ImportChoices {
            intent: Some(source.intent),
            ..ImportChoices::default()
        };
        let import = self.look_at(connection, file, choices, watch)?;
        let same = import.choices.sha256 == source.file_sha256;
        let settled = same && import.is_remembered_whole();
        Ok((import, settled))
    }

    /// What a job did not bring about, with what Wellhub refused of it.
    pub(super) fn left_of(&self, id: JobId) -> Result<Left, DeskError> {
        let record = self.history.plan(self.history.job(id)?.plan)?;
        let errors = self.history.job_errors(id)?;
        let items = self.history.all_job_items(id)?;
        let not_done = items
            .iter()
            .filter(|row| row.result != Some(ItemResult::Succeeded) && !is_erased(&row.item.key));
        Ok(Left {
            job: id,
            sha256: self.spreadsheet_of(id)?.file_sha256,
            items: not_done
                .filter_map(|row| left_item(&record, row, &errors))
                .collect(),
        })
    }

    /// The plan by whose spreadsheet the rows of a job go: its own, or where it sends the rest of another, that one's.
    pub(super) fn spreadsheet_of(&self, id: JobId) -> Result<PlanSummary, DeskError> {
        let mut plan = self.history.plan_summary(self.history.job(id)?.plan)?;
        while let Some(TakesUp::Retry(of)) = plan.takes_up {
            let before = self.history.job(JobId(of))?.plan;
            let before = self.history.plan_summary(before)?;
            if plan.file_sha256 != super::rest::mark(JobId(of), &before.hash) {
                break;
            }
            plan = before;
        }
        Ok(plan)
    }

    /// Puts an import aside whose job has refused rows: it stays with all that was set, and is no unfinished one.
    pub(super) fn park(&self, id: ImportId) -> Result<(), DeskError> {
        lock(&self.imports).remove(&id);
        let parked = self.history.import(id)?;
        let details = NewImport {
            step: ImportStep::Submit,
            ..parked.details.clone()
        };
        self.history.keep_import(Some(id), &details)?;
        let oldest = self.clock.now() - SignedDuration::from_hours(24 * KEPT_DAYS);
        let sha256 = parked.details.state.get("sha256").cloned();
        for other in self.history.imports()? {
            let same_file = other.details.state.get("sha256") == sha256.as_ref();
            let replaced = other.details.connection == details.connection && same_file;
            if is_parked(&other) && other.id != id && (replaced || other.updated_at < oldest) {
                self.discard_import(other.id)?;
            }
        }
        Ok(())
    }

    /// Whether rows that were refused of a job, or of the one whose rest it sends, still wait to be mended.
    pub(super) fn waits_for_mending(&self, id: JobId) -> Result<bool, DeskError> {
        let plan = self.history.job(id)?.plan;
        for job in self.history.jobs_of_plan(plan)? {
            if !self.fixable_rows(job)?.is_empty() {
                return Ok(true);
            }
        }
        let Some(TakesUp::Retry(before)) = self.history.plan_summary(plan)?.takes_up else {
            return Ok(false);
        };
        let mut open = self.fixable_rows(JobId(before))?;
        for job in self.history.jobs_taking_up(TakesUp::Retry(before))? {
            for item in self.history.all_job_items(job)? {
                if item.result == Some(ItemResult::Succeeded) {
                    item.item.row.map(|row| open.remove(&row));
                }
            }
        }
        Ok(!open.is_empty())
    }

    /// The import of a spreadsheet, the one that was put aside first.
    fn kept_of(&self, connection: &Connection, sha256: &str) -> Result<Option<Kept>, DeskError> {
        let imports = self.history.imports()?.into_iter();
        let mut own: Vec<Kept> = imports
            .filter(|import| import.details.connection == connection.id && is_of(import, sha256))
            .collect();
        own.sort_by_key(|import| !is_parked(import));
        Ok(own.into_iter().next())
    }
}

/// Whether an import was put aside until its refused rows are mended.
pub(super) fn is_parked(import: &Kept) -> bool {
    import.details.step == ImportStep::Submit
}

/// Whether an import is of the file with that hash.
pub(super) fn is_of(import: &Kept, sha256: &str) -> bool {
    let own = import.details.state.get("sha256");
    own.and_then(|own| own.as_str()) == Some(sha256)
}

/// Whether an import is there to mend what was refused of that job.
pub(super) fn mends(import: &Kept, job: JobId) -> bool {
    let own = import.details.state.get("only_failed_of");
    own.and_then(serde_json::Value::as_u64) == Some(u64::from(job.0))
}

/// Whether an import is there to mend what was refused of a job.
pub(super) fn is_mending(import: &Kept) -> bool {
    let job = import.details.state.get("only_failed_of");
    job.is_some_and(|job| !job.is_null())
}

fn left_item(record: &PlanRecord, row: &JobItemRow, errors: &[ItemError]) -> Option<LeftItem> {
    let change = record.plan.changes.get(row.item.change as usize)?;
    let own = errors
        .iter()
        .filter(|error| error.ordinal == Some(row.ordinal) && error.recovered_by.is_none());
    let refused = own.map(|error| {
        let field = Field::named(&error.field.to_lowercase());
        let field = field.as_ref();
        let changed = change
            .fields
            .iter()
            .find(|changed| Some(&changed.field) == field);
        RefusedValue {
            field: error.field.clone(),
            code: error.code.clone(),
            value: error.value.clone(),
            sent: field.and_then(|field| change.item.get(field).map(ToOwned::to_owned)),
            from_cell: changed.is_some_and(|changed| changed.cell.is_some()),
        }
    });
    Some(LeftItem {
        row: row.item.row,
        place: place(record.plan.identifier, &change.item),
        operation: change.operation,
        refused: refused.collect(),
    })
}
