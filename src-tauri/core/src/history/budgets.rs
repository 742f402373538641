//! The budgets of each connection and company, as a person set them. Rows are only ever added: each change stays on
//! record (rule R4), and the newest one counts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::named_params;

use super::audit::{Event, EventKind};
use super::stored::{Json, Moment};
use super::{ConnectionId, History, HistoryError};
use crate::employee::Text;
use crate::plan::Budgets;

pub(super) const MIGRATION: &str = "
CREATE TABLE budgets (
    id INTEGER PRIMARY KEY,
    connection INTEGER NOT NULL REFERENCES connections (id),
    company TEXT NOT NULL,
    budgets BLOB NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX budgets_connection ON budgets (connection, company);
";

/// One time that somebody set the budgets of a connection or of one of its companies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetChange {
    /// The meaning of the company's tax id; `None` for the whole roster.
    pub company: Option<Text>,
    /// What was set; `None` where the usual budgets were put back.
    pub budgets: Option<Budgets>,
    /// When.
    pub at: Timestamp,
}

/// The budgets of a connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptBudgets {
    /// Of the whole roster; `None` for the usual ones.
    pub whole: Option<Budgets>,
    /// Of companies that have their own, by the meaning of their tax id.
    pub companies: BTreeMap<Text, Budgets>,
}

impl History {
    /// Notes that the budgets of a connection, or of one of its companies, were set or put back.
    pub fn set_budgets(
        &self,
        connection: ConnectionId,
        company: Option<&str>,
        budgets: Option<&Budgets>,
    ) -> Result<(), HistoryError> {
        let at = Moment(self.now());
        self.write(|database| {
            database.execute(
                "INSERT INTO budgets (connection, company, budgets, at)
                 VALUES (:connection, :company, :budgets, :at)",
                named_params! {
                    ":connection": connection, ":company": company.unwrap_or_default(),
                    ":budgets": Json(budgets), ":at": at,
                },
            )?;
            let event = Event {
                connection: Some(connection),
                word: budgets.is_none().then_some("usual"),
                ..Event::of(EventKind::BudgetsChanged)
            };
            self.tell(database, &event)
        })
    }

    /// The budgets of a connection as they stand.
    pub fn budgets(&self, connection: ConnectionId) -> Result<KeptBudgets, HistoryError> {
        let mut kept = KeptBudgets::default();
        for change in self.budget_changes(connection)? {
            match (change.company, change.budgets) {
                (None, budgets) => kept.whole = budgets,
                (Some(company), Some(budgets)) => {
                    kept.companies.insert(company, budgets);
                }
                (Some(company), None) => {
                    kept.companies.remove(&company);
                }
            }
        }
        Ok(kept)
    }

    /// Every change of a connection's budgets, the oldest first.
    pub fn budget_changes(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<BudgetChange>, HistoryError> {
        self.read(|database| {
            let mut query = database.prepare_cached(
                "SELECT company, budgets, at FROM budgets WHERE connection = ?1 ORDER BY id",
            )?;
            let rows = query.query_map([connection], |row| {
                let company: String = row.get("company")?;
                Ok(BudgetChange {
                    company: (!company.is_empty()).then(|| company.into()),
                    budgets: row.get::<_, Json<_>>("budgets")?.0,
                    at: row.get::<_, Moment>("at")?.0,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::history::{Environment, fixture};

    #[test]
    fn the_last_budgets_count_and_every_change_stays_on_record() {
        let history = History::in_memory(fixture::clock()).unwrap();
        let connection = fixture::connection(Environment::Production);
        let connection = history.add_connection(&connection).unwrap();
        assert_eq!(history.budgets(connection).unwrap(), KeptBudgets::default());
        let wide = Budgets {
            field_from_rows: 50,
            ..Budgets::default()
        };
        history.set_budgets(connection, None, Some(&wide)).unwrap();
        let company = Some("12345678000195");
        history
            .set_budgets(connection, company, Some(&wide))
            .unwrap();
        let kept = history.budgets(connection).unwrap();
        assert_eq!(kept.whole, Some(wide));
        assert_eq!(kept.companies.len(), 1);
        history.set_budgets(connection, company, None).unwrap();
        history.set_budgets(connection, None, None).unwrap();
        assert_eq!(history.budgets(connection).unwrap(), KeptBudgets::default());
        assert_eq!(history.budget_changes(connection).unwrap().len(), 4);
    }
}
