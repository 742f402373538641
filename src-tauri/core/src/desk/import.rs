//! One import: a file, the choices that a person made about it, and what follows from them. Everything but the choices is
//! derived, so that a restart, an undo or another sheet never leaves two truths side by side.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::DeskError;
use crate::employee::{Employee, Field};
use crate::finding::{Finding, FindingCode, Severity};
use crate::history::{Connection, ImportId, ImportStep};
use crate::plan::{SavedPlan, SourceFile};
use crate::roster::{
    Choices, Company, HiddenRows, Intent, ReadPeople, Reading, RemoteRoster, country_of,
    read_people,
};
use crate::sheet::{
    HeaderChoice, Inspection, Mapping, ReadOptions, Watch, Workbook, inspect, read_file,
    read_watched,
};

mod acceptance;
mod bulk;
mod correction;
mod drift;
mod edits;
mod find;
mod read_as;
mod refused;
mod said;
mod session;
mod values;

pub use bulk::{BulkChange, BulkFix};
pub use correction::{CorrectionWords, TakenBack};
pub use drift::Drift;
use drift::{Remembered, take_over};
pub use edits::{Edit, EditedCell};
pub use find::RowSearch;
pub use read_as::ReadAs;
pub use refused::{Left, LeftItem, Refusal, RefusedValue};
pub use values::Word;

/// What a person chose, all of it; kept across restarts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportChoices {
    /// What the file is declared to be (rule R1).
    pub intent: Option<Intent>,
    /// Sheet, encoding and delimiter.
    pub options: ReadOptions,
    /// Which row is the header.
    pub header: HeaderChoice,
    /// What becomes of hidden rows.
    pub hidden: Option<HiddenRows>,
    /// Whether what is only written otherwise than at Wellhub is sent too.
    #[serde(default)]
    pub cosmetic: bool,
    /// The job whose people that did not go through are planned alone, by its local id.
    #[serde(default)]
    pub only_failed_of: Option<u32>,
    /// Which column is which field; `None` for what was guessed or remembered.
    pub mapping: Option<Mapping>,
    /// Findings accepted for this file alone.
    pub accepted: BTreeSet<FindingCode>,
    /// Edits in the order in which they were made.
    pub edits: Vec<Edit>,
    /// How many of them count; the rest were undone and can be redone.
    pub done: usize,
    /// The hash of the file that was opened.
    pub sha256: String,
}

/// A choice of sheet, and of how a text file is read.
#[derive(Debug, Clone, Default)]
pub struct SheetChoice {
    /// The sheet's name; `None` for the one that is chosen.
    pub sheet: Option<String>,
    /// The header row, from 1; `None` to have it found.
    pub header_row: Option<u32>,
    /// What becomes of hidden rows.
    pub hidden: Option<HiddenRows>,
    /// The encoding of a text file, by its WHATWG name; `None` to have it found out.
    pub encoding: Option<String>,
    /// The delimiter of a text file; `None` to have it found out.
    pub delimiter: Option<char>,
}

/// A plan of an import.
#[derive(Debug, Clone)]
pub struct MadePlan {
    /// What was made.
    pub saved: Arc<SavedPlan>,
    /// The roster that it was made against, for what a person's panel shows.
    pub remote: Arc<RemoteRoster>,
    /// How many people the roster had when it was read before that; `None` when it never was.
    pub last_people: Option<u32>,
}

/// An import that is open.
#[derive(Debug)]
pub struct Import {
    /// Its id; `None` for one that is not kept.
    pub id: Option<ImportId>,
    /// For which connection.
    pub connection: Connection,
    /// Where the file stands.
    pub path: PathBuf,
    /// How far it came.
    pub step: ImportStep,
    /// What the person chose.
    pub choices: ImportChoices,
    /// The file's cells.
    pub workbook: Workbook,
    /// What the file is and holds.
    pub inspection: Inspection,
    /// Which column is which field, chosen, remembered or guessed.
    pub mapping: Mapping,
    /// How the headers differ from those whose mapping was taken over; `None` where they are known or chosen for.
    pub drift: Option<Drift>,
    /// The people of the file, once the intent is known.
    pub people: Option<ReadPeople>,
    /// The plan, until something changes.
    pub plan: Option<MadePlan>,
    /// The companies of the connection.
    pub companies: Vec<Company>,
    /// What is left of the job that is mended.
    left: Option<Left>,
    roster: Option<Arc<RemoteRoster>>,
    /// What earlier imports of the connection settled, by the header's fingerprint, the latest first.
    memory: Vec<(String, Remembered)>,
    /// The columns whose meaning is remembered.
    recalled: BTreeSet<u16>,
}

impl Import {
    /// Reads the file and guesses what it says. `roster` is Wellhub's as last read, as evidence for columns.
    pub fn open(
        connection: Connection,
        path: &Path,
        choices: ImportChoices,
        companies: Vec<Company>,
        roster: Option<Arc<RemoteRoster>>,
        watch: &Watch<'_>,
    ) -> Result<Self, DeskError> {
        let workbook = read_watched(path, &choices.options, watch)?;
        let mut choices = choices;
        if choices.sha256.is_empty() {
            choices.sha256.clone_from(&workbook.source.sha256);
        } else if choices.sha256 != workbook.source.sha256 {
            return Err(DeskError::FileChanged {
                path: path.display().to_string(),
            });
        }
        let inspection = look(&workbook, choices.header, roster.as_deref())?;
        let mut import = Self {
            id: None,
            connection,
            path: path.to_owned(),
            step: ImportStep::Intent,
            choices,
            workbook,
            inspection,
            mapping: Mapping::default(),
            drift: None,
            people: None,
            plan: None,
            companies,
            left: None,
            roster,
            memory: Vec::new(),
            recalled: BTreeSet::new(),
        };
        import.derive();
        Ok(import)
    }

    /// Gives the import what earlier ones of the connection settled, by the header's fingerprint, the latest first.
    pub(crate) fn remember(&mut self, memory: Vec<(String, Remembered)>) {
        self.memory = memory;
        self.derive();
    }

    /// Whether the meaning of a column is remembered from an earlier import.
    pub fn is_remembered(&self, column: u16) -> bool {
        self.recalled.contains(&column)
    }

    /// Declares what the file is (rule R1).
    pub fn choose_intent(&mut self, intent: Intent) {
        self.choices.intent = Some(intent);
        self.derive();
        self.step = self.step.max(ImportStep::File);
    }

    /// Chooses the sheet, its header row, what becomes of hidden rows, and how a text file is read. Edits belong to the
    /// cells of a sheet: they go with the sheet and with the delimiter that parts it.
    pub fn choose_sheet(&mut self, choice: &SheetChoice) -> Result<(), DeskError> {
        let header = choice
            .header_row
            .map_or(HeaderChoice::Found, HeaderChoice::Row);
        let another = choice.sheet.is_some() && choice.sheet != self.inspection.sheet;
        let before = &self.choices.options;
        let options = ReadOptions {
            sheet: if another {
                choice.sheet.clone()
            } else {
                before.sheet.clone()
            },
            encoding: choice.encoding.clone(),
            delimiter: choice.delimiter,
        };
        let read_as = (self.workbook.encoding, self.workbook.delimiter);
        if options != *before {
            self.read_again(options)?;
        }
        let inspection = look(&self.workbook, header, self.roster.as_deref())?;
        // What was found out may be chosen: then it is the same sheet as before.
        let parted = another || self.workbook.delimiter != read_as.1;
        let same_header = inspection.header_row == self.inspection.header_row
            && inspection.fingerprint == self.inspection.fingerprint;
        if parted {
            self.choices.edits.clear();
            self.choices.done = 0;
        }
        if parted || self.workbook.encoding != read_as.0 || !same_header {
            self.choices.mapping = None;
        }
        self.choices.header = header;
        self.choices.hidden = choice.hidden;
        self.inspection = inspection;
        self.derive();
        self.step = self.step.max(ImportStep::Columns);
        Ok(())
    }

    /// Reads the file with other options; one that changed on disk meanwhile is another file.
    fn read_again(&mut self, options: ReadOptions) -> Result<(), DeskError> {
        let workbook = read_file(&self.path, &options)?;
        if workbook.source.sha256 != self.choices.sha256 {
            return Err(DeskError::FileChanged {
                path: self.path.display().to_string(),
            });
        }
        self.workbook = workbook;
        self.choices.options = options;
        Ok(())
    }

    /// Settles which column is which field.
    pub fn choose_columns(&mut self, mapping: Mapping) {
        self.choices.mapping = Some(mapping);
        self.derive();
        self.step = self.step.max(ImportStep::Fix);
    }

    /// Accepts a finding for this file alone, or takes that back.
    pub fn accept(&mut self, code: FindingCode, accept: bool) {
        if accept {
            self.choices.accepted.insert(code);
        } else {
            self.choices.accepted.remove(&code);
        }
        self.derive();
    }

    /// Reads the file's people against a roster that was just read.
    pub fn meet(&mut self, remote: &Arc<RemoteRoster>) {
        self.companies.clone_from(&remote.companies);
        self.roster = Some(Arc::clone(remote));
        self.derive();
    }

    /// Everything that follows from the choices. A plan made before is out of date.
    pub(super) fn derive(&mut self) {
        self.plan = None;
        self.step = self.step.min(ImportStep::Fix);
        self.drift = None;
        self.recalled.clear();
        self.mapping = match self.choices.mapping.clone() {
            Some(chosen) => chosen,
            None => self.recall(),
        };
        self.mapping.header_row = self.inspection.header_row;
        if let ([only], None) = (self.companies.as_slice(), &self.mapping.company) {
            self.mapping.company = Some(only.tax_id.clone());
        }
        if self.mapping.phone_country.is_none() {
            let country = country_of(&self.companies, self.roster.as_deref());
            self.mapping.phone_country = country.map(ToOwned::to_owned);
        }
        self.people = self.choices.intent.and_then(|intent| self.read(intent));
    }

    /// The mapping of the file's headers, remembered, taken over from others that are nearly the same, or guessed.
    fn recall(&mut self) -> Mapping {
        let columns = &self.inspection.columns;
        let guessed = Mapping::of(self.inspection.header_row, columns);
        let Some(fingerprint) = &self.inspection.fingerprint else {
            return guessed;
        };
        let mut memory = self.memory.iter();
        if let Some((_, known)) = memory.find(|(headers, _)| headers == fingerprint) {
            self.recalled = columns.iter().map(|column| column.index).collect();
            return known.mapping.clone();
        }
        let latest_first = self.memory.iter().map(|(_, remembered)| remembered);
        match take_over(latest_first, columns, &guessed) {
            Some(taken) => {
                self.recalled = taken.columns;
                self.drift = Some(taken.drift);
                taken.mapping
            }
            None => guessed,
        }
    }

    fn read(&self, intent: Intent) -> Option<ReadPeople> {
        let choices = Choices {
            hidden: self.choices.hidden,
            accepted: self.choices.accepted.clone(),
            edits: self.edited_cells(),
            left_out: self.left_out(),
        };
        let reading = Reading {
            identifier: self.connection.details.identifier,
            intent,
            companies: &self.companies,
            remote: self.roster.as_deref(),
            choices: &choices,
        };
        Some(read_people(
            self.workbook.chosen()?,
            &self.mapping,
            &reading,
        ))
    }

    /// What the file and its people show, the worst first.
    pub fn findings(&self) -> Vec<Finding> {
        match &self.people {
            Some(people) => people.roster.findings.clone(),
            None => self.inspection.findings.clone(),
        }
    }

    /// Whether something stops the whole file.
    pub fn is_blocked(&self) -> bool {
        let stops =
            |finding: &Finding| finding.severity == Severity::Block && finding.code.stops_file();
        self.findings().iter().any(stops)
    }

    /// Whether some column holds the key.
    pub fn has_key(&self) -> bool {
        !self.mapping.columns_of(&self.key_field()).is_empty()
    }

    /// The field that is the key.
    pub fn key_field(&self) -> Field {
        self.connection.details.identifier.key_field()
    }

    /// What a plan notes of the file.
    pub fn source_file(&self) -> SourceFile {
        let rows = self
            .people
            .as_ref()
            .map_or(0, |people| people.receipt.data + people.receipt.rejected);
        SourceFile {
            name: self.workbook.source.name.clone(),
            sha256: self.workbook.source.sha256.clone(),
            sheet: self.inspection.sheet.clone().unwrap_or_default(),
            rows,
        }
    }
}

fn look(
    workbook: &Workbook,
    header: HeaderChoice,
    roster: Option<&RemoteRoster>,
) -> Result<Inspection, DeskError> {
    let page = workbook.chosen().ok_or(crate::sheet::SheetError::NoSheet)?;
    let people: Vec<&Employee> = roster
        .into_iter()
        .flat_map(|roster| &roster.people)
        .map(|one| &one.employee)
        .collect();
    Ok(inspect(page, header, &people))
}

#[cfg(test)]
mod tests;
