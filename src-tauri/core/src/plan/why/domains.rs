//! E-mail domains that nobody at Wellhub has: a typing error, somebody's private address, or a new company. The roster
//! is asked until every domain of the file was met, which is soon; only for one that never was is it read to its end.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::{Reason, ReasonCode};
use crate::employee::{Field, Text};
use crate::plan::{Change, Operation};
use crate::roster::RemoteRoster;

/// Two domains that differ by so few letters may be one and a typing error.
const ALIKE: usize = 2;

/// Tells the changes that bring an address of a domain that is new.
pub(super) fn tell(changes: &mut [Change], remote: &RemoteRoster) {
    let mut brought: BTreeMap<Text, Vec<usize>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate() {
        if let Some(domain) = brings(change).and_then(domain_of) {
            brought.entry(domain).or_default().push(index);
        }
    }
    let of: usize = brought.values().map(Vec::len).sum();
    for domain in known(&brought, remote) {
        brought.remove(&domain);
    }
    if brought.is_empty() {
        return;
    }
    let usual = usual(remote);
    // A roster without addresses knows no domain that another could be unlike.
    if usual.is_empty() {
        return;
    }
    for (domain, indexes) in brought {
        let reason = told(&domain, indexes.len(), of, &usual);
        for index in indexes {
            let change = &mut changes[index];
            let email = change.fields.iter().find(|said| said.field == Field::Email);
            let cell = email.and_then(|said| said.cell.clone());
            let reason = reason.clone().about(&Field::Email, cell.as_ref());
            change.reasons.push(reason);
        }
    }
}

/// The address that a change brings.
fn brings(change: &Change) -> Option<&str> {
    if change.operation == Operation::Delete {
        return None;
    }
    let email = change
        .fields
        .iter()
        .find(|said| said.field == Field::Email)?;
    email.new.as_deref()
}

fn domain_of(address: &str) -> Option<Text> {
    let (_, domain) = address.rsplit_once('@')?;
    let mut domain = Text::from(domain.trim());
    if domain.is_ascii() {
        domain.make_ascii_lowercase();
    } else {
        domain = domain.to_lowercase();
    }
    (!domain.is_empty()).then_some(domain)
}

/// Those of the domains that somebody at Wellhub has.
fn known(brought: &BTreeMap<Text, Vec<usize>>, remote: &RemoteRoster) -> HashSet<Text> {
    let mut met: HashSet<Text> = HashSet::new();
    for person in &remote.people {
        if met.len() == brought.len() {
            break;
        }
        if let Some(domain) = person
            .employee
            .email
            .as_ref()
            .and_then(|email| domain_of(email.as_str()))
            && brought.contains_key(&domain)
        {
            met.insert(domain);
        }
    }
    met
}

/// The domains at Wellhub with how many people each.
fn usual(remote: &RemoteRoster) -> HashMap<Text, u32> {
    let mut usual: HashMap<Text, u32> = HashMap::new();
    for person in &remote.people {
        if let Some(domain) = person
            .employee
            .email
            .as_ref()
            .and_then(|email| domain_of(email.as_str()))
        {
            *usual.entry(domain).or_default() += 1;
        }
    }
    usual
}

fn told(domain: &Text, count: usize, of: usize, usual: &HashMap<Text, u32>) -> Reason {
    let percent = count * 100 / of.max(1);
    let reason = Reason::new(ReasonCode::NewEmailDomain)
        .with("domain", domain)
        .with("count", count)
        .with("of", of)
        .with("percent", percent);
    let alike = usual
        .iter()
        .filter(|(known, _)| strsim::osa_distance(known, domain) <= ALIKE);
    match alike.max_by_key(|(known, people)| (**people, std::cmp::Reverse(*known))) {
        Some((known, _)) => reason.with("like", known),
        None => reason,
    }
}
