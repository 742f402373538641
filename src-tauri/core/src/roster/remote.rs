//! Wellhub's roster, read whole: every page of every company, or an error (rule R3). A list that could not be read never
//! becomes an empty one.

use std::collections::HashMap;

use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::employee::{TaxId, Text};
use crate::wellhub::{BadAnswer, Client, Entity, PageWalk, WellhubError};

use super::{Company, RemotePerson, RemoteRoster};

/// How far reading has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pages read.
    pub pages: u32,
    /// People read, past ones included.
    pub people: usize,
}

/// Reads every page of every company of the entity. A single entity's company is known by the tax id that is given,
/// since the API does not tell it.
pub async fn read_roster(
    client: &Client,
    entity: &Entity,
    tax_id_for_single: &TaxId,
    clock: &dyn Clock,
    progress: impl Fn(Progress),
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
    let (mut done, mut everybody) = (Progress::default(), Vec::new());
    for company in &companies {
        let reading = Reading {
            client,
            company,
            listed: matches!(entity, Entity::Multiple(_)),
            cancel,
        };
        everybody.extend(reading.people(&mut done, &progress).await?);
    }
    let (past, people) = everybody
        .into_iter()
        .partition(|person| person.deleted_at.is_some());
    Ok(RemoteRoster {
        companies,
        people,
        past,
        pages: done.pages,
        read_at: clock.now(),
    })
}

/// The list of one company.
struct Reading<'a> {
    client: &'a Client,
    company: &'a Company,
    /// Whether it is one of many, with a list by its tax id.
    listed: bool,
    cancel: &'a CancellationToken,
}

impl Reading<'_> {
    /// Everybody of the company, each record once: the last one where pages overlap.
    async fn people(
        &self,
        done: &mut Progress,
        progress: &impl Fn(Progress),
    ) -> Result<Vec<RemotePerson>, WellhubError> {
        let tax_id = &self.company.tax_id;
        let (mut walk, mut people) = (PageWalk::new(), Vec::<RemotePerson>::new());
        let mut places = HashMap::<Text, usize>::new();
        while let Some(cursor) = walk.next() {
            let page = self.client.employees(self.listed.then_some(tax_id), cursor);
            let page = self
                .cancel
                .run_until_cancelled(page)
                .await
                .ok_or(WellhubError::Cancelled)??;
            done.pages += 1;
            done.people += page.data.len();
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
            progress(*done);
        }
        Ok(people)
    }
}

#[cfg(test)]
mod tests;
