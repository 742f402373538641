//! When somebody who comes was removed: within 30 days Wellhub tries to restore their subscription (contract §1).

use hashbrown::HashMap;

use super::{Reason, ReasonCode};
use crate::employee::Identifier;
use crate::finding::FindingCode;
use crate::plan::Change;
use crate::roster::{Place, RemotePerson, RemoteRoster, place};

/// Adds the day of the removal to those who are noted as possible restores.
pub(super) fn tell(changes: &mut [Change], remote: &RemoteRoster, identifier: Identifier) {
    let noted = |change: &&mut Change| change.notes.contains(&FindingCode::PossibleRestore);
    if !changes.iter_mut().any(|change| noted(&change)) {
        return;
    }
    let mut past: HashMap<Place, &RemotePerson> = HashMap::new();
    for person in &remote.past {
        let Some(place) = place(identifier, &person.employee) else {
            continue;
        };
        let known = past.entry(place).or_insert(person);
        if person.deleted_at > known.deleted_at {
            *known = person;
        }
    }
    for change in changes.iter_mut().filter(noted) {
        let person = place(identifier, &change.item).and_then(|place| past.get(&place));
        let date = person.and_then(|person| person.deleted_at);
        let reason = Reason::new(ReasonCode::PossibleRestore);
        change.reasons.push(match date {
            Some(date) => reason.with("date", date.strftime("%F")),
            None => reason,
        });
    }
}
