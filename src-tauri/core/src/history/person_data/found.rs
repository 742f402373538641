//! Finding one person: by the exact key, e-mail address or national id, else by what a search finds. Where several fit, all
//! are told and nothing is done.

use std::collections::BTreeMap;

use super::Who;
use crate::employee::{Employee, Field, same_meaning};
use crate::history::stored::Json;
use crate::history::{Connection, History, HistoryError, Wanted};
use crate::plan::Plan;
use crate::roster::Withheld;

/// Somebody who fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFound {
    /// Who.
    pub who: Who,
    /// Their name, where one is known.
    pub name: String,
}

impl History {
    /// Those whom a text fits: exactly one is somebody that something can be done with.
    pub fn find_people(&self, text: &str) -> Result<Vec<PersonFound>, HistoryError> {
        let text = text.trim();
        let mut found: BTreeMap<Who, String> = BTreeMap::new();
        for connection in self.all_connections()? {
            self.find_exactly(&connection, text, &mut found)?;
        }
        if found.is_empty() {
            let wanted = Wanted {
                text: text.to_owned(),
                ..Wanted::default()
            };
            for one in self.search(&wanted)?.people {
                let who = Who {
                    connection: one.connection,
                    company: one.company,
                    key: one.key,
                };
                found.insert(who, one.name);
            }
        }
        Ok(found
            .into_iter()
            .map(|(who, name)| PersonFound { who, name })
            .collect())
    }

    /// Connections that were removed have a history too.
    fn all_connections(&self) -> Result<Vec<Connection>, HistoryError> {
        let ids: Vec<_> = self.read(|database| {
            let mut query = database.prepare("SELECT id FROM connections ORDER BY id")?;
            let rows = query.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })?;
        ids.into_iter().map(|id| self.connection(id)).collect()
    }

    fn find_exactly(
        &self,
        connection: &Connection,
        text: &str,
        found: &mut BTreeMap<Who, String>,
    ) -> Result<(), HistoryError> {
        let identifier = connection.details.identifier;
        let who = |company: &str, key: &str| Who {
            connection: connection.id,
            company: company.to_owned(),
            key: key.to_owned(),
        };
        let mut seen = std::collections::BTreeSet::new();
        let mut add = |company: &str, key: &str, name: &str| {
            let mut record = Employee::of(company.into());
            record.set(&identifier.key_field(), Some(key.into()));
            let place = crate::roster::place(identifier, &record);
            if place.is_some_and(|place| seen.insert(place)) {
                found.insert(who(company, key), name.to_owned());
            }
        };
        let sent: Vec<(String, String, String)> = self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT company, key, name FROM job_items JOIN jobs ON jobs.id = job
                 WHERE key = ?2 AND connection = ?1
                 UNION ALL SELECT company, key, name FROM protected_people WHERE key = ?2 AND connection = ?1",
            )?;
            let rows = query.query_map(rusqlite::params![connection.id, text], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })?;
        for (company, key, name) in sent.iter().rev() {
            add(company, key, name);
        }
        let roster = self.last_roster(connection.id)?;
        let people = roster
            .iter()
            .flat_map(|one| one.people.iter().chain(&one.past));
        for record in people
            .map(|one| &one.employee)
            .filter(|one| is_named(one, text))
        {
            if let Some(key) = record.get(&identifier.key_field()) {
                add(record.company_tax_id.as_str(), key, name_of(record));
            }
        }
        if found.keys().any(|who| who.connection == connection.id) {
            return Ok(());
        }
        // Somebody of whom there are only rows without a key is named by what else is their own.
        for row in self.withheld_of(connection)? {
            let record = &row.employee;
            let own = [Field::Email, Field::NationalId];
            let own = own
                .iter()
                .filter_map(|field| record.get(field))
                .find(|own| !own.is_empty());
            if let Some(key) = own.filter(|_| is_named(record, text)) {
                found.insert(
                    who(record.company_tax_id.as_str(), key),
                    name_of(record).to_owned(),
                );
            }
        }
        Ok(())
    }

    /// The rows of a connection's files that were not sent.
    fn withheld_of(&self, connection: &Connection) -> Result<Vec<Withheld>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT plan FROM plans WHERE connection = ?1 AND said_gone IS NULL ORDER BY id DESC",
            )?;
            let plans = query.query_map([connection.id], |row| row.get::<_, Json<Plan>>(0))?;
            let mut withheld = Vec::new();
            for plan in plans {
                withheld.extend(plan?.0.withheld);
            }
            Ok(withheld)
        })
    }
}

fn name_of(record: &Employee) -> &str {
    record.full_name.as_deref().unwrap_or_default()
}

/// Whether a text is somebody's whole key, address, number or name.
fn is_named(record: &Employee, text: &str) -> bool {
    [
        Field::EmployeeId,
        Field::Email,
        Field::NationalId,
        Field::FullName,
    ]
    .iter()
    .any(|field| {
        let own = record.get(field).filter(|own| !own.is_empty());
        own.is_some() && same_meaning(field, own, Some(text))
    })
}
