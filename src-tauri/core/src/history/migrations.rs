//! The schema's versions in order. A migration that has landed is never edited; a new one is added at the end.

use rusqlite::{Connection, TransactionBehavior};

use super::{
    HistoryError, accepted_files, audit, budgets, connections, differences, headcount, held,
    imports, job_errors, job_items, jobs, journal, last_sent, limits, mappings, ops, plans,
    protected_people, releases, retention, rosters, search, settings,
};

/// Each step stands in the file of its table.
pub(super) const MIGRATIONS: &[&str] = &[
    connections::MIGRATION,
    settings::MIGRATION,
    rosters::MIGRATION,
    headcount::MIGRATION,
    imports::MIGRATION,
    plans::MIGRATION,
    jobs::MIGRATION,
    job_items::MIGRATION,
    journal::MIGRATION,
    job_errors::MIGRATION,
    ops::MIGRATION,
    limits::MIGRATION,
    accepted_files::MIGRATION,
    last_sent::MIGRATION,
    held::MIGRATION,
    mappings::MIGRATION,
    releases::MIGRATION,
    budgets::MIGRATION,
    protected_people::MIGRATION,
    releases::GUARD,
    differences::MIGRATION,
    plans::TAKES_UP,
    job_items::BY_PERSON,
    plans::parts::MIGRATION,
    plans::IDENTIFIER,
    job_items::batches::MIGRATION,
    search::MIGRATION,
    audit::MIGRATION,
    retention::MIGRATION,
];

/// Brings the schema up to date, each step in a transaction of its own.
pub(super) fn migrate(database: &mut Connection) -> Result<(), HistoryError> {
    migrate_to(database, MIGRATIONS)
}

/// The schema of a file that is to be brought up to date; `None` of a new or a present one.
pub(super) fn outdated(database: &Connection) -> Result<Option<u32>, HistoryError> {
    let found = version(database)?;
    Ok((found > 0 && (found as usize) < MIGRATIONS.len()).then_some(found))
}

fn migrate_to(database: &mut Connection, steps: &[&str]) -> Result<(), HistoryError> {
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let found = version(database)?;
    if found > known {
        return Err(HistoryError::Newer { found, known });
    }
    for (number, step) in (1_u32..).zip(steps) {
        if number <= found {
            continue;
        }
        let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have taken this step while this one waited.
        if version(&transaction)? < number {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", number)?;
        }
        transaction.commit()?;
    }
    Ok(())
}

fn version(database: &Connection) -> Result<u32, HistoryError> {
    Ok(database.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod killed;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_that_ever_landed_is_brought_up_to_date() {
        let shape = |database: &Connection| -> Vec<String> {
            let mut query = database
                .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
                .unwrap();
            let rows = query.query_map([], |row| row.get(0)).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let mut whole = Connection::open_in_memory().unwrap();
        migrate(&mut whole).unwrap();
        for landed in 0..=MIGRATIONS.len() {
            let mut database = Connection::open_in_memory().unwrap();
            migrate_to(&mut database, &MIGRATIONS[..landed]).unwrap();
            migrate(&mut database).unwrap();
            assert_eq!(shape(&database), shape(&whole), "from schema {landed}");
            assert_eq!(version(&database).unwrap() as usize, MIGRATIONS.len());
        }
    }

    #[test]
    fn the_key_of_a_plan_kept_before_is_learnt_from_the_plan() {
        let before = MIGRATIONS
            .iter()
            .position(|step| *step == plans::IDENTIFIER)
            .unwrap();
        let mut database = Connection::open_in_memory().unwrap();
        migrate_to(&mut database, &MIGRATIONS[..before]).unwrap();
        database.pragma_update(None, "foreign_keys", false).unwrap();
        let plan = br#"{"intent":"full","identifier":"national_id","changes":[]}"#;
        database
            .execute(
                "INSERT INTO plans (hash, connection, intent, file_name, file_sha256, file_rows, made_at, columns, plan)
                 VALUES ('4f2a', 1, 'full', '', '', 0, 0, '{}', ?1)",
                [plan.as_slice()],
            )
            .unwrap();
        migrate(&mut database).unwrap();
        let key: Vec<u8> = database
            .query_row("SELECT identifier FROM plans", [], |row| row.get(0))
            .unwrap();
        assert_eq!(key, br#""national_id""#);
    }

    #[test]
    fn a_step_that_fails_leaves_the_schema_before_it() {
        let mut database = Connection::open_in_memory().unwrap();
        let steps = [
            "CREATE TABLE one (a)",
            "CREATE TABLE two (a); CREATE NONSENSE",
        ];
        assert!(migrate_to(&mut database, &steps).is_err());
        assert_eq!(version(&database).unwrap(), 1);
        let two: i64 = database
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE name = 'two'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(two, 0);
    }
}
