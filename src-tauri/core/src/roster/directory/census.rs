//! How many people there are of each kind, so that a filter says beforehand what it leaves.

use super::Directory;
use super::labels::Labels;

/// A value and how many people have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value; empty for those who have none.
    pub name: String,
    /// How many people.
    pub people: u32,
}

/// The counts of a whole roster. A list names each value that there is, and those who have none last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Census {
    /// By the company's tax id.
    pub companies: Vec<Count>,
    /// By department.
    pub departments: Vec<Count>,
    /// By discount group.
    pub groups: Vec<Count>,
    /// By how they are invited.
    pub invitations: Vec<Count>,
    /// Who may pay through payroll, and who may not.
    pub payroll: (u32, u32),
    /// Who has no value of the identifier.
    pub keyless: u32,
}

impl Directory {
    /// Counts the whole roster.
    pub fn census(&self) -> Census {
        let payroll = |wanted: bool| {
            let people = self.payroll.iter().filter(|said| **said == Some(wanted));
            super::numbered(people.count()).unwrap_or(u32::MAX)
        };
        let keyless = self.keys.iter().filter(|key| key.is_empty()).count();
        Census {
            companies: counted(&self.company),
            departments: counted(&self.department),
            groups: counted(&self.group),
            invitations: counted(&self.invitation),
            payroll: (payroll(true), payroll(false)),
            keyless: super::numbered(keyless).unwrap_or(u32::MAX),
        }
    }
}

fn counted(labels: &Labels) -> Vec<Count> {
    let (counts, none) = labels.counts();
    let mut list: Vec<Count> = labels
        .names()
        .iter()
        .zip(counts)
        .map(|(name, people)| Count {
            name: name.clone(),
            people,
        })
        .collect();
    if none > 0 && !list.is_empty() {
        list.push(Count {
            name: String::new(),
            people: none,
        });
    }
    list
}
