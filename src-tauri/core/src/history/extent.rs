//! How much a history holds, by table: numbers alone.

use std::collections::BTreeMap;

use super::{History, HistoryError};

impl History {
    /// The number of the schema, and how many rows each of its tables has.
    pub fn extent(&self) -> Result<(u32, BTreeMap<String, u32>), HistoryError> {
        self.read(|database| {
            let schema = database.pragma_query_value(None, "user_version", |row| row.get(0))?;
            let mut query = database.prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
                     AND name NOT LIKE 'sqlite%' ORDER BY name",
            )?;
            let names = query.query_map([], |row| row.get(0))?;
            let names = names.collect::<Result<Vec<String>, _>>()?;
            let counted = names.into_iter().map(|name| {
                // The name is the schema's own.
                let count = format!("SELECT count(*) FROM \"{name}\"");
                let rows = database.query_row(&count, [], |row| row.get(0))?;
                Ok((name, rows))
            });
            Ok((schema, counted.collect::<Result<_, HistoryError>>()?))
        })
    }
}
