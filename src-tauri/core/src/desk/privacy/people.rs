//! One person found, exported, erased, over all that is kept on this computer.

use std::path::Path;

use super::super::{Desk, DeskError, lock};
use super::dossier::{self, Dossier, DossierWords};
use crate::employee::Identifier;
use crate::history::{Erased, HistoryError, KeptOf, Who};

/// Somebody who fits a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    /// Who.
    pub who: Who,
    /// Their name, where one is known.
    pub name: String,
    /// The connection's name.
    pub connection: String,
    /// What the key is, for words that mask it.
    pub identifier: Identifier,
}

impl Desk {
    /// Those whom a text fits: somebody's whole key, e-mail address, national id or name, else any part of these.
    pub fn find_people(&self, text: &str) -> Result<Vec<FoundPerson>, DeskError> {
        let found = self.history.find_people(text)?.into_iter();
        let told = found.map(|one| {
            let details = self.history.connection(one.who.connection)?.details;
            Ok(FoundPerson {
                who: one.who,
                name: one.name,
                connection: details.name,
                identifier: details.identifier,
            })
        });
        told.collect()
    }

    /// How much is kept of somebody, and under which name. Nothing is changed.
    pub fn what_is_kept_of(&self, who: &Who) -> Result<(String, KeptOf), DeskError> {
        let person = self.history.person(who)?;
        Ok((person.name().to_owned(), self.history.kept_of(&person)?))
    }

    /// Writes all that is kept of somebody to a file, unmasked: a workbook where its name ends in .xlsx, else JSON. Tells
    /// how many lines it has. That it was written is noted in the audit trail.
    pub fn export_person(
        &self,
        who: &Who,
        path: &Path,
        words: &DossierWords,
    ) -> Result<u32, DeskError> {
        let person = self.history.person(who)?;
        let dossier = Dossier::of(self, who, &person)?;
        let is_book = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
        if is_book {
            dossier::book(path, &dossier, words)?;
        } else {
            let bytes = serde_json::to_vec_pretty(&dossier).map_err(HistoryError::Json)?;
            dossier::write(path, &bytes)?;
        }
        self.history.note_exported(&person)?;
        Ok(u32::try_from(dossier.entries.len()).unwrap_or(u32::MAX))
    }

    /// Erases somebody from all that is kept here. What Wellhub has stays, and the next reading of the roster brings back
    /// whoever is on it.
    pub fn erase_person(&self, who: &Who) -> Result<Erased, DeskError> {
        let erased = self.history.erase(who)?;
        // What is open was read before: it is read again from what is kept now.
        lock(&self.imports).clear();
        self.forget_people();
        Ok(erased)
    }
}
