//! The seals of the audit trail: HMAC-SHA-256 under keys that are made from the history's own and are kept nowhere, so that
//! who can write to the database's tables cannot seal.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::history::HistoryKey;

/// The seal of an event, of the head, or a pseudonym.
pub(super) type Seal = [u8; 32];

/// What the first event stands behind.
pub(super) const NOTHING: Seal = [0; 32];

/// The keys of a trail. It has no `Debug`, as a secret has none.
pub(in crate::history) struct TrailKey {
    events: Zeroizing<Seal>,
    head: Zeroizing<Seal>,
    people: Zeroizing<Seal>,
}

/// All that an event's seal covers beside the seal before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sealed {
    pub(super) sequence: i64,
    pub(super) at: i64,
    pub(super) kind: String,
    pub(super) connection: Option<i64>,
    pub(super) plan: Option<i64>,
    pub(super) job: Option<i64>,
    pub(super) count: Option<i64>,
    pub(super) word: Option<String>,
    pub(super) subject: Option<Vec<u8>>,
}

impl TrailKey {
    /// The keys that belong to a history's key.
    pub(in crate::history) fn of(key: &HistoryKey) -> Self {
        let derived = |label: &[u8]| Zeroizing::new(mac(key.bytes(), &[label]));
        Self {
            events: derived(b"rollcall audit trail, events, 1"),
            head: derived(b"rollcall audit trail, head, 1"),
            people: derived(b"rollcall audit trail, people, 1"),
        }
    }

    /// The seal of an event that stands behind the one sealed with `before`.
    pub(super) fn seal(&self, event: &Sealed, before: &Seal) -> Seal {
        let numbers = [event.connection, event.plan, event.job, event.count];
        let numbers = numbers.map(|number| part(number.map(i64::to_be_bytes)));
        let [connection, plan, job, count] = &numbers;
        mac(
            &self.events,
            &[
                before,
                &event.sequence.to_be_bytes(),
                &event.at.to_be_bytes(),
                &part(Some(&event.kind)),
                connection,
                plan,
                job,
                count,
                &part(event.word.as_ref()),
                &part(event.subject.as_ref()),
            ],
        )
    }

    /// The seal of a head.
    pub(super) fn seal_head(&self, events: i64, last: &Seal) -> Seal {
        mac(&self.head, &[&events.to_be_bytes(), last])
    }

    /// Under what somebody stands in the trail: the same for the same company and key, and no way back from it.
    pub(in crate::history) fn pseudonym(&self, (company, key): (&str, &str)) -> Seal {
        mac(&self.people, &[&part(Some(company)), &part(Some(key))])
    }
}

/// A part of what is sealed, told from none and from its neighbours by a mark and its length.
fn part(bytes: Option<impl AsRef<[u8]>>) -> Vec<u8> {
    let Some(bytes) = bytes else {
        return vec![0];
    };
    let bytes = bytes.as_ref();
    let mut part = Vec::with_capacity(bytes.len() + 9);
    part.push(1);
    part.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    part.extend_from_slice(bytes);
    part
}

fn mac(key: &Seal, parts: &[&[u8]]) -> Seal {
    // A key shorter than a block counts as one filled up with zeros (RFC 2104).
    let mut block = Zeroizing::new([0; 64]);
    block[..key.len()].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
