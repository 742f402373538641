//! Wellhub's roster, read whole: every page of every company, or an error (rule R3). A list that could not be read never
//! becomes an empty one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::employee::{TaxId, Text};
use crate::wellhub::{BadAnswer, Client, Entity, PageWalk, WellhubError};

use super::{Company, RemotePerson, RemoteRoster};

/// How many companies are read side by side. The pages of one come one after the other, since each names the next; more
/// at once than the burst of their lists (contract §1) would only wait.
const SIDE_BY_SIDE: usize = 5;

/// How far reading has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pages read.
    pub pages: u32,
    /// People read, past ones included.
    pub people: usize,
}

/// Reads every page of every company of the entity, several companies side by side. A single entity's company is known by the tax id that is given,
/// since the API does not tell it.
pub async fn read_roster(
    client: &Client,
    entity: &Entity,
    tax_id_for_single: &TaxId,
    clock: &dyn Clock,
    progress: impl Fn(Progress) + Sync,
    cancel: &CancellationToken,
) -> Result<RemoteRoster, WellhubError> {
    let companies = match entity {
        Entity::Single => vec![Company {
            tax_id: tax_id_for_single.clone(),
            name: Text::default(),
        }],
        Entity::Multiple(companies) if companies.is_empty() => {
            return Err(WellhubError::BadAnswer(BadAnswer::NoCompany));
        }
        Entity::Multiple(companies) => companies.clone(),
    };
    let done = Mutex::new(Progress::default());
    let tell = |people: usize| {
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        done.pages += 1;
        done.people += people;
        progress(*done);
    };
    let listed = matches!(entity, Entity::Multiple(_));
    let lists: Vec<_> = companies
        .iter()
        .map(|company| people(client, company, listed, &tell, cancel))
        .collect();
    let lists: Vec<Vec<RemotePerson>> = stream::iter(lists)
        .buffered(SIDE_BY_SIDE)
        .try_collect()
        .await?;
    let pages = done.lock().unwrap_or_else(PoisonError::into_inner).pages;
    let (past, people) = lists
        .into_iter()
        .flatten()
        .partition(|person| person.deleted_at.is_some());
    Ok(RemoteRoster {
        companies,
        people,
        past,
        pages,
        read_at: clock.now(),
    })
}

/// Everybody of one company, each record once: the last one where pages overlap. `listed` where it is one of many, with a
/// list by its tax id.
async fn people(
    client: &Client,
    company: &Company,
    listed: bool,
    tell: &(impl Fn(usize) + Sync),
    cancel: &CancellationToken,
) -> Result<Vec<RemotePerson>, WellhubError> {
    let tax_id = &company.tax_id;
    let (mut walk, mut people) = (PageWalk::new(), Vec::<RemotePerson>::new());
    let mut places = HashMap::<Text, usize>::new();
    while let Some(cursor) = walk.next() {
        let page = client.employees(listed.then_some(tax_id), cursor);
        let page = cancel
            .run_until_cancelled(page)
            .await
            .ok_or(WellhubError::Cancelled)??;
        let read = page.data.len();
        for row in page.data {
            let person = row.into_person(tax_id)?;
            if let Some(&place) = places.get(&person.id) {
                people[place] = person;
            } else {
                places.insert(person.id.clone(), people.len());
                people.push(person);
            }
        }
        walk.turn(page.cursor)?;
        tell(read);
    }
    Ok(people)
}

#[cfg(test)]
mod tests;
