//! The people of a connection's roster as last read: made ready once, looked through as often as a person likes, without a
//! network. It reads what is kept alone and asks Wellhub nothing.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use super::{Desk, DeskError, lock};
use crate::employee::{Employee, Key, TaxId};
use crate::history::{Connection, ConnectionId, JobId, KeptRoster, LastSending};
use crate::roster::{Census, Directory, Marks, PeopleFilter, Place, place};

#[cfg(test)]
mod tests;

/// The roster that is looked through, and which reading it is.
pub(super) struct Looked {
    connection: ConnectionId,
    kept: KeptRoster,
    people: People,
}

/// People of a roster who have something in common beside it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Marked {
    places: BTreeSet<Place>,
    flags: Vec<bool>,
    /// How many of them are on the roster.
    pub people: u32,
}

/// What a filter left, so that scrolling does not filter a large roster again.
type Shown = Option<(PeopleFilter, Arc<[u32]>)>;

/// A roster as last read, and what is known of its people beside it. Cheap to clone.
#[derive(Clone)]
pub struct People {
    /// The roster, made ready to be looked through.
    pub directory: Arc<Directory>,
    /// How many there are of each kind.
    pub census: Arc<Census>,
    /// Whom no file removes.
    pub protected: Arc<Marked>,
    /// The last job that Wellhub took; `None` where there is none.
    pub last_job: Option<LastSending>,
    /// Who was in it.
    pub sent_last: Arc<Marked>,
    shown: Arc<Mutex<Shown>>,
}

impl Marked {
    fn of(directory: &Directory, places: BTreeSet<Place>) -> Self {
        let mut flags = vec![false; directory.len()];
        for number in places.iter().filter_map(|place| directory.at(place)) {
            if let Some(flag) = flags.get_mut(number as usize) {
                *flag = true;
            }
        }
        let people = flags.iter().filter(|flag| **flag).count();
        Self {
            people: u32::try_from(people).unwrap_or(u32::MAX),
            places,
            flags,
        }
    }

    /// Whether it is about the person of that number.
    pub fn has(&self, person: u32) -> bool {
        self.flags.get(person as usize).copied() == Some(true)
    }
}

impl People {
    fn of(directory: Directory) -> Self {
        Self {
            census: Arc::new(directory.census()),
            directory: Arc::new(directory),
            protected: Arc::default(),
            last_job: None,
            sent_last: Arc::default(),
            shown: Arc::default(),
        }
    }

    /// The numbers of the people that a filter leaves, in its order.
    pub fn browse(&self, filter: &PeopleFilter) -> Arc<[u32]> {
        let mut shown = lock(&self.shown);
        if let Some((known, lines)) = shown.as_ref()
            && known == filter
        {
            return Arc::clone(lines);
        }
        let marks = Marks {
            protected: &self.protected.flags,
            sent_last: &self.sent_last.flags,
        };
        let lines: Arc<[u32]> = self.directory.browse(filter, marks).into();
        *shown = Some((filter.clone(), Arc::clone(&lines)));
        lines
    }
}

impl Desk {
    /// The people of a connection as last read; `None` where its roster never was, or none is kept.
    pub fn people(&self, connection: &Connection) -> Result<Option<People>, DeskError> {
        let id = connection.id;
        let mut looked = lock(&self.people);
        let kept = self.history.kept_roster(id)?;
        let is_same = |known: &&mut Looked| known.connection == id && Some(known.kept) == kept;
        if let Some(known) = looked.as_mut().filter(is_same) {
            self.mark(connection, &mut known.people)?;
            return Ok(Some(known.people.clone()));
        }
        // The one before is let go first: two large rosters need not be in memory at once.
        *looked = None;
        let (Some(kept), Some(roster)) = (kept, self.history.last_roster(id)?) else {
            return Ok(None);
        };
        let identifier = connection.details.identifier;
        let mut people = People::of(Directory::of(roster, identifier, &self.person_ids));
        self.mark(connection, &mut people)?;
        *looked = Some(Looked {
            connection: id,
            kept,
            people: people.clone(),
        });
        Ok(Some(people))
    }

    /// Lets go of the roster that is looked through: somebody of it was erased.
    pub(super) fn forget_people(&self) {
        *lock(&self.people) = None;
    }

    /// Brings up to date what is known of people beside the roster.
    fn mark(&self, connection: &Connection, people: &mut People) -> Result<(), DeskError> {
        let protected = self.history.protected_places(connection.id)?;
        let last = self.history.last_submitted(connection.id)?;
        if people.protected.flags.is_empty() || people.protected.places != protected {
            people.protected = Arc::new(Marked::of(&people.directory, protected));
            people.shown = Arc::default();
        }
        if people.last_job != last {
            let places = match last {
                Some(last) => self.places_of(connection, last.job)?,
                None => BTreeSet::new(),
            };
            people.sent_last = Arc::new(Marked::of(&people.directory, places));
            people.last_job = last;
            people.shown = Arc::default();
        }
        Ok(())
    }

    fn places_of(&self, connection: &Connection, job: JobId) -> Result<BTreeSet<Place>, DeskError> {
        let sent = self.history.people_of(job)?.into_iter();
        let places = sent.map(|(company, key)| place_of(connection, &company, &key));
        Ok(places.collect())
    }

    /// The connection of a job, and where the person whom one of its items is about stands on the roster; `None` where
    /// the job has no such item any more.
    pub fn place_of_item(
        &self,
        job: JobId,
        ordinal: u32,
    ) -> Result<Option<(Connection, Place)>, DeskError> {
        let connection = self.history.connection(self.history.job(job)?.connection)?;
        let row = self.history.job_item(job, ordinal)?;
        Ok(row.map(|row| {
            let place = place_of(&connection, &row.item.company, &row.item.key);
            (connection, place)
        }))
    }

    /// The opaque id of somebody on the roster as last read, by their record; `None` where they are not on it.
    pub fn person_id(
        &self,
        connection: &Connection,
        record: &Employee,
    ) -> Result<Option<String>, DeskError> {
        let Some(place) = place(connection.details.identifier, record) else {
            return Ok(None);
        };
        let people = self.people(connection)?;
        let id = people.and_then(|people| people.directory.id(people.directory.at(&place)?));
        Ok(id)
    }
}

fn place_of(connection: &Connection, company: &str, key: &str) -> Place {
    let company = TaxId::from(company).meaning().as_ref().into();
    (company, Key(connection.details.identifier.meaning(key)))
}
