//! Imports at the desk: opened, kept after every choice so that a restart loses nothing, planned, given up.

use std::path::Path;
use std::sync::{Arc, Mutex};

use tokio_util::sync::CancellationToken;

use super::{Import, ImportChoices, MadePlan, Remembered};
use crate::desk::fixing::{is_mending, is_parked};
use crate::desk::{CheckUp, Desk, DeskError, PlanSource, lock};
use crate::history::{Connection, HistoryError, ImportId, ImportStep, JobId, NewImport};
use crate::roster::Intent;
use crate::sheet::Watch;

impl Desk {
    /// Opens a file for a connection without keeping the import: the command line.
    pub fn look_at(
        &self,
        connection: &Connection,
        path: &Path,
        choices: ImportChoices,
        watch: &Watch<'_>,
    ) -> Result<Import, DeskError> {
        let companies = self.companies(connection)?;
        let roster = self.history.last_roster(connection.id)?.map(Arc::new);
        let mut import = Import::open(connection.clone(), path, choices, companies, roster, watch)?;
        import.remember(self.history.mappings(connection.id)?);
        Ok(import)
    }

    /// Opens a file and keeps the import.
    pub fn open_import(
        &self,
        connection: &Connection,
        path: &Path,
        watch: &Watch<'_>,
    ) -> Result<ImportId, DeskError> {
        let mut import = self.look_at(connection, path, ImportChoices::default(), watch)?;
        for unfinished in self.history.imports()? {
            // One import a connection: a new file takes the place of an unfinished one, and keeps its intent (rule R1). What
            // is mended for a job waits.
            if unfinished.details.connection != connection.id || is_parked(&unfinished) {
                continue;
            }
            if is_mending(&unfinished) {
                self.park(unfinished.id)?;
            } else {
                let earlier = serde_json::from_value::<ImportChoices>(unfinished.details.state);
                if let Some(intent) = earlier.ok().and_then(|choices| choices.intent) {
                    import.choose_intent(intent);
                }
                self.discard_import(unfinished.id)?;
            }
        }
        let id = self.keep(&mut import)?;
        lock(&self.imports).insert(id, Arc::new(Mutex::new(import)));
        self.history.note_recent_file(connection.id, path)?;
        Ok(id)
    }

    /// The unfinished import of a connection.
    pub fn unfinished_import(
        &self,
        connection: &Connection,
    ) -> Result<Option<ImportId>, DeskError> {
        let imports = self.history.imports()?;
        let own = imports
            .iter()
            .find(|import| import.details.connection == connection.id && !is_parked(import));
        Ok(own.map(|import| import.id))
    }

    /// Works on an import and keeps what was changed. One that a restart closed is opened again with its choices.
    pub fn with_import<T>(
        &self,
        id: ImportId,
        work: impl FnOnce(&mut Import) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let import = self.import(id)?;
        let mut import = lock(&import);
        let before = (import.choices.clone(), import.step);
        let answer = work(&mut import)?;
        if before.0 != import.choices || before.1 != import.step {
            self.keep(&mut import)?;
        }
        Ok(answer)
    }

    pub(in crate::desk) fn import(&self, id: ImportId) -> Result<Arc<Mutex<Import>>, DeskError> {
        if let Some(import) = lock(&self.imports).get(&id) {
            return Ok(Arc::clone(import));
        }
        let kept = self.history.import(id)?;
        let connection = self.history.connection(kept.details.connection)?;
        let choices: ImportChoices =
            serde_json::from_value(kept.details.state).map_err(HistoryError::Json)?;
        let mut import = self.look_at(
            &connection,
            Path::new(&kept.details.path),
            choices,
            &Watch::default(),
        )?;
        import.id = Some(id);
        // The plan is not kept: it was made against a roster that may have changed.
        import.step = kept.details.step.min(ImportStep::Fix);
        let mended = import.choices.only_failed_of;
        import.left = mended.map(|job| self.left_of(JobId(job))).transpose()?;
        let import = Arc::new(Mutex::new(import));
        lock(&self.imports).insert(id, Arc::clone(&import));
        Ok(import)
    }

    pub(in crate::desk) fn keep(&self, import: &mut Import) -> Result<ImportId, DeskError> {
        let state = serde_json::to_value(&import.choices).map_err(HistoryError::Json)?;
        let kept = NewImport {
            connection: import.connection.id,
            path: import.path.display().to_string(),
            step: import.step,
            state,
        };
        let id = self.history.keep_import(import.id, &kept)?;
        import.id = Some(id);
        if let (Some(mapping), Some(fingerprint)) =
            (&import.choices.mapping, &import.inspection.fingerprint)
        {
            let remembered = Remembered::of(mapping, &import.inspection.columns);
            self.history
                .keep_mapping(import.connection.id, fingerprint, &remembered)?;
            import.memory.retain(|(headers, _)| headers != fingerprint);
            import.memory.insert(0, (fingerprint.clone(), remembered));
        }
        Ok(id)
    }

    /// Gives an import up. Nothing was sent by it.
    pub fn discard_import(&self, id: ImportId) -> Result<(), DeskError> {
        lock(&self.imports).remove(&id);
        Ok(self.history.forget_import(id)?)
    }

    /// Reads the roster and plans a kept import.
    pub async fn plan_import(
        &self,
        id: ImportId,
        tell: &(dyn Fn(CheckUp) + Sync),
        cancel: &CancellationToken,
    ) -> Result<(), DeskError> {
        let import = self.import(id)?;
        let connection = lock(&import).connection.clone();
        ready(&lock(&import))?;
        let last_people = self.last_people(&connection)?;
        let remote = Arc::new(self.read_roster(&connection, tell, cancel).await?);
        let mut import = lock(&import);
        import.meet(&remote);
        let made = self.plan_people(&import, &remote, last_people)?;
        import.plan = Some(MadePlan {
            saved: Arc::new(made),
            remote,
            last_people,
        });
        import.step = ImportStep::Review;
        self.keep(&mut import)?;
        Ok(())
    }

    /// Says whether what is only written otherwise is sent too. A plan that was made is made again, against the same
    /// roster.
    pub fn choose_cosmetic(&self, id: ImportId, send: bool) -> Result<(), DeskError> {
        let import = self.import(id)?;
        let mut import = lock(&import);
        import.choices.cosmetic = send;
        if let Some(made) = import.plan.clone() {
            let saved = self.plan_people(&import, &made.remote, made.last_people)?;
            import.plan = Some(MadePlan {
                saved: Arc::new(saved),
                ..made
            });
        }
        self.keep(&mut import)?;
        Ok(())
    }

    /// Plans an open import against a roster.
    pub fn plan_people(
        &self,
        import: &Import,
        remote: &crate::roster::RemoteRoster,
        last_people: Option<u32>,
    ) -> Result<crate::plan::SavedPlan, DeskError> {
        let intent = ready(import)?;
        let people = import.people.as_ref().ok_or(DeskError::IntentNeeded)?;
        let source = PlanSource {
            incoming: &people.roster,
            intent,
            file: import.source_file(),
            companies: import.mapping.company.iter().cloned().collect(),
            cosmetic: import.choices.cosmetic,
            only_failed_of: import.choices.only_failed_of.map(JobId),
        };
        let made = self.plan(&import.connection, remote, last_people, &source)?;
        let connection = import.connection.id;
        self.history
            .note_accepted(connection, &import.choices.accepted)?;
        Ok(made)
    }
}

/// Whether an import can be planned.
fn ready(import: &Import) -> Result<Intent, DeskError> {
    let intent = import.choices.intent.ok_or(DeskError::IntentNeeded)?;
    if !import.has_key() {
        return Err(DeskError::KeyColumnMissing {
            field: import.key_field().name(),
        });
    }
    Ok(intent)
}
