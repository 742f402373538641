//! What is asked for when a roster is looked through: which people, in which order.

use std::cmp::Reverse;

use memchr::memmem;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Directory;
use super::labels::Labels;
use crate::sheet::without_accents;

/// By what people are ordered; equal ones by name, and who has no such value comes last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PeopleOrder {
    /// By name.
    #[default]
    Name,
    /// By what counts of the key.
    Key,
    /// By e-mail address.
    Email,
    /// By department.
    Department,
    /// By the company's tax id.
    Company,
    /// By how they are invited.
    Invitation,
}

/// Something that is so of a person, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// They have no value of the identifier, so that no file can name them.
    Keyless,
    /// No file removes them.
    Protected,
    /// They were in the last job.
    SentLast,
}

/// Which people are wanted; each part narrows further. An empty text as department, group or invitation wants those
/// who have none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PeopleFilter {
    /// Words of which each is a part of the name, the e-mail address or the key, without case and accents.
    pub text: String,
    /// Of the company with that tax id.
    pub company: Option<String>,
    /// Of that department.
    pub department: Option<String>,
    /// Of that discount group.
    pub group: Option<String>,
    /// With that word for how they are invited.
    pub invitation: Option<String>,
    /// Who may pay through payroll, or who may not.
    pub payroll: Option<bool>,
    /// Of whom all of these are so.
    pub marks: Vec<Mark>,
    /// In which order.
    pub order: PeopleOrder,
    /// The order turned round.
    pub descending: bool,
}

/// What is known of people beside the roster; for each a yes or a no, or nothing at all for nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Marks<'a> {
    /// Whom no file removes.
    pub protected: &'a [bool],
    /// Who was in the last job.
    pub sent_last: &'a [bool],
}

/// Whether somebody has the value that is wanted.
enum Wanted {
    Any,
    One(Option<u32>),
    Nobody,
}

impl Wanted {
    fn of(name: Option<&String>, labels: &Labels) -> Self {
        match name.map(|name| name.trim()) {
            None => Self::Any,
            Some("") => Self::One(None),
            Some(name) => match labels.names().iter().position(|known| known == name) {
                Some(place) => Self::One(super::numbered(place)),
                None => Self::Nobody,
            },
        }
    }

    fn is(&self, labels: &Labels, person: u32) -> bool {
        match self {
            Self::Any => true,
            Self::One(number) => labels.number(person) == *number,
            Self::Nobody => false,
        }
    }
}

impl Directory {
    /// The numbers of the people that a filter leaves, in its order.
    pub fn browse(&self, filter: &PeopleFilter, marks: Marks<'_>) -> Vec<u32> {
        let company = Wanted::of(filter.company.as_ref(), &self.company);
        let department = Wanted::of(filter.department.as_ref(), &self.department);
        let group = Wanted::of(filter.group.as_ref(), &self.group);
        let invitation = Wanted::of(filter.invitation.as_ref(), &self.invitation);
        let said = self.saying_all(&filter.text);
        let has = |marks: &[bool], number: u32| marks.get(number as usize).copied() == Some(true);
        let wanted = |number: &u32| {
            let number = *number;
            let person = number as usize;
            said.as_ref().is_none_or(|said| said[person])
                && company.is(&self.company, number)
                && department.is(&self.department, number)
                && group.is(&self.group, number)
                && invitation.is(&self.invitation, number)
                && (filter.payroll.is_none() || self.payroll[person] == filter.payroll)
                && filter.marks.iter().all(|mark| match mark {
                    Mark::Keyless => self.keys[person].is_empty(),
                    Mark::Protected => has(marks.protected, number),
                    Mark::SentLast => has(marks.sent_last, number),
                })
        };
        let order = match filter.order {
            PeopleOrder::Name => &self.by_name,
            PeopleOrder::Key => &self.by_key,
            PeopleOrder::Email => &self.by_email,
            PeopleOrder::Department => &self.by_department,
            PeopleOrder::Company => &self.by_company,
            PeopleOrder::Invitation => &self.by_invitation,
        };
        if filter.descending {
            order.iter().rev().copied().filter(wanted).collect()
        } else {
            order.iter().copied().filter(wanted).collect()
        }
    }

    /// For each person whether every word is said of them; `None` where no word is wanted. The longest word, which few
    /// have, is looked for in everybody, each other one in whom those before left.
    fn saying_all(&self, text: &str) -> Option<Vec<bool>> {
        let folded = without_accents(text);
        let mut words: Vec<&str> = folded.split_whitespace().collect();
        words.sort_by_key(|word| Reverse(word.len()));
        let (first, others) = words.split_first()?;
        let mut said = self.saying(first);
        for word in others {
            let finder = memmem::Finder::new(word);
            for (person, said) in said.iter_mut().enumerate().filter(|(_, said)| **said) {
                *said = finder.find(self.text_of(person).as_bytes()).is_some();
            }
        }
        Some(said)
    }
}
