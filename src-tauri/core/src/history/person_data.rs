//! Who somebody is in all that is kept: their places, and every name, key and number under which they stand there. It is
//! learnt from what is kept alone; one person is never taken for another of the same name.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{ConnectionId, History, HistoryError, JobId};
use crate::employee::{Employee, Field, Identifier, TaxId, meaning_of};
use crate::roster::{Place, place};
use crate::sheet::without_accents;

mod found;
mod walk;

pub use found::PersonFound;
pub(super) use walk::is_theirs;
pub use walk::{KeptOf, Record, Source};

/// In the place of a name that was erased.
pub const ERASED: &str = "***";

/// The fewest digits of a national id.
const SHORTEST_ID: usize = 8;

/// The shortest word that is looked for within a longer text: a shorter one stands in too many.
const WITHIN: usize = 5;

/// Somebody, by connection, company and key as they were sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who {
    /// For which connection.
    pub connection: ConnectionId,
    /// The company's tax id.
    pub company: String,
    /// The key.
    pub key: String,
}

/// All under which somebody stands in what is kept. It has no `Debug`, since it names them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// For which connection.
    pub(super) connection: ConnectionId,
    /// What the key is.
    pub(super) identifier: Identifier,
    /// Company and key as they were asked for.
    pub(super) first: (String, String),
    /// Their places, those before a transfer or another key too.
    places: BTreeSet<Place>,
    /// Their names as they are written, the last one that was sent first.
    pub(super) names: Vec<String>,
    /// Keys, addresses and numbers as they are written.
    words: BTreeSet<String>,
    /// What their e-mail addresses and national ids mean.
    ids: BTreeSet<(Field, String)>,
}

impl Person {
    /// Somebody of whom nothing but the place is known.
    fn of(who: &Who, identifier: Identifier) -> Self {
        let mut person = Self {
            connection: who.connection,
            identifier,
            first: (who.company.clone(), who.key.clone()),
            places: BTreeSet::new(),
            names: Vec::new(),
            words: [who.key.clone()].into(),
            ids: BTreeSet::new(),
        };
        person
            .places
            .extend(person.place_of(&who.company, &who.key));
        // Somebody of whom there are only rows without a key is named by their address or national id.
        if who.key.contains('@') {
            let meaning = meaning_of(&Field::Email, &who.key).into_owned();
            person.ids.insert((Field::Email, meaning));
        } else if who.key.bytes().filter(u8::is_ascii_digit).count() >= SHORTEST_ID {
            let meaning = meaning_of(&Field::NationalId, &who.key).into_owned();
            person.ids.insert((Field::NationalId, meaning));
        }
        person
    }

    fn place_of(&self, company: &str, key: &str) -> Option<Place> {
        let mut record = Employee::of(TaxId::from(company));
        record.set(&self.identifier.key_field(), Some(key.into()));
        place(self.identifier, &record)
    }

    /// Where they stand: companies and keys, by what they mean.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.iter()
    }

    /// Whether a line with that company and key is about them.
    pub(super) fn has_line(&self, company: &str, key: &str) -> bool {
        let here = self.place_of(company, key);
        here.is_some_and(|here| self.places.contains(&here))
    }

    /// Whether a line with that key, and that name where it has one, is about them: for what is kept without a company.
    pub(super) fn has_key(&self, key: &str, name: &str) -> bool {
        let meaning = self.identifier.meaning(key);
        let keyed = self.places.iter().any(|(_, own)| own.0 == meaning);
        keyed && (name.is_empty() || self.names.is_empty() || self.has_name(name))
    }

    fn has_name(&self, name: &str) -> bool {
        let folded = without_accents(name.trim());
        let mut own = self.names.iter();
        own.any(|own| without_accents(own.trim()) == folded)
    }

    /// Whether a record is theirs: by its place, else by their e-mail address or national id together with their name.
    pub(super) fn is(&self, record: &Employee) -> bool {
        if place(self.identifier, record).is_some_and(|here| self.places.contains(&here)) {
            return true;
        }
        // While no name is known, there is none to compare.
        let name = record.full_name.as_deref();
        let named = self.names.is_empty() || name.is_some_and(|name| self.has_name(name));
        named && ids(record).any(|id| self.ids.contains(&id))
    }

    /// Whether a row that is not sent is theirs: it may have neither key nor name.
    pub(super) fn is_withheld(&self, record: &Employee) -> bool {
        let nameless = record
            .full_name
            .as_deref()
            .is_none_or(|name| name.trim().is_empty());
        self.is(record) || (nameless && ids(record).any(|id| self.ids.contains(&id)))
    }

    /// Takes over what a record of theirs says of who they are.
    fn learn(&mut self, record: &Employee) {
        self.places.extend(place(self.identifier, record));
        self.ids.extend(ids(record));
        for field in [
            Field::EmployeeId,
            Field::Email,
            Field::NationalId,
            Field::MobileNumber,
            Field::PayrollId,
        ] {
            let value = record.get(&field).filter(|value| !value.trim().is_empty());
            self.words.extend(value.map(str::to_owned));
        }
        if let Some(name) = record.full_name.as_deref() {
            self.learn_name(name);
        }
    }

    fn learn_name(&mut self, name: &str) {
        if !name.trim().is_empty() && name != ERASED && !self.names.iter().any(|own| own == name) {
            self.names.push(name.to_owned());
        }
    }

    fn learn_line(&mut self, key: &str, name: &str) {
        self.words.insert(key.to_owned());
        self.learn_name(name);
    }

    /// The name by which they were told last; empty where none is known.
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// A text without them; `None` where it does not mention them.
    pub(super) fn redacted(&self, text: &str) -> Option<String> {
        let mut words: Vec<&str> = self
            .names
            .iter()
            .chain(&self.words)
            .map(String::as_str)
            .collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut told = text.to_owned();
        for word in words {
            // A shorter word, a key such as 42 or a short name, says nothing of anybody by itself, and may be anybody's.
            if word.chars().count() >= WITHIN {
                told = without(&told, word);
            }
        }
        (told != text).then_some(told)
    }

    /// Whether something kept as JSON mentions them.
    pub(super) fn is_in(&self, json: &serde_json::Value) -> bool {
        match json {
            serde_json::Value::String(text) => self.redacted(text).is_some(),
            serde_json::Value::Array(list) => list.iter().any(|one| self.is_in(one)),
            serde_json::Value::Object(map) => map
                .iter()
                .any(|(name, one)| self.redacted(name).is_some() || self.is_in(one)),
            _ => false,
        }
    }
}

fn ids(record: &Employee) -> impl Iterator<Item = (Field, String)> {
    let email = record
        .email
        .as_ref()
        .map(|one| (Field::Email, one.meaning().into_owned()));
    let national = record.national_id.as_ref();
    let national = national.map(|one| (Field::NationalId, one.meaning().into_owned()));
    email
        .into_iter()
        .chain(national)
        .filter(|(_, meaning)| !meaning.is_empty())
}

/// The text without a word, in whatever case it stands there; a part of a longer word or number stays.
fn without(text: &str, word: &str) -> String {
    let (small, sought) = (text.to_lowercase(), word.to_lowercase());
    // Where small letters have another length, places do not fit: then the exact word alone is looked for.
    if small.len() != text.len() {
        return text.replace(word, ERASED);
    }
    let (mut told, mut from) = (String::with_capacity(text.len()), 0);
    for (at, _) in small.match_indices(&sought) {
        let end = at + sought.len();
        if at < from || !text.is_char_boundary(at) || !text.is_char_boundary(end) {
            continue;
        }
        let joins = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        if joins(text[..at].chars().next_back()) || joins(text[end..].chars().next()) {
            continue;
        }
        told.push_str(&text[from..at]);
        told.push_str(ERASED);
        from = end;
    }
    told.push_str(&text[from..]);
    told
}

impl History {
    /// Learns all under which somebody stands in what is kept.
    pub fn person(&self, who: &Who) -> Result<Person, HistoryError> {
        let identifier = self.connection(who.connection)?.details.identifier;
        let mut person = Person::of(who, identifier);
        loop {
            let before = person.clone();
            self.walk_records(&before, &mut |record| record.teach(&mut person))?;
            if person == before {
                return Ok(person);
            }
        }
    }

    /// The person whom an item of a job is about.
    pub fn who_by_item(&self, job: JobId, ordinal: u32) -> Result<Option<Who>, HistoryError> {
        let connection = self.job(job)?.connection;
        let item = self.job_item(job, ordinal)?;
        Ok(item.map(|row| Who {
            connection,
            company: row.item.company,
            key: row.item.key,
        }))
    }
}
