//! What is kept on this computer: every table of the schema, in a few kinds, with how long and how much. A table that is in
//! no kind fails a test, so that nothing is kept that this list does not tell.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{History, HistoryError};

/// How long something is kept.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// The days for rows.
    Rows,
    /// The months for summaries.
    Summaries,
    /// Until a newer one is read.
    Replaced,
    /// As long as the person is on the roster.
    OnRoster,
    /// Until a person takes it away.
    Removed,
    /// A few minutes.
    Minutes,
    /// For good: it names nobody.
    Always,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $people:literal, $until:ident, $count:literal, [$($table:literal),*];)*) => {
        /// A kind of what is kept. Why it is kept is said beside each; the words for people are the ui's.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
        #[serde(rename_all = "snake_case")]
        pub enum KeptKind {
            $($(#[$doc])* $name,)*
        }

        impl KeptKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Whether it says something of people.
            pub fn has_people(self) -> bool {
                match self { $(Self::$name => $people,)* }
            }

            /// How long it is kept.
            pub fn until(self) -> Until {
                match self { $(Self::$name => Until::$until,)* }
            }

            /// The tables that hold it.
            pub fn tables(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($table,)*],)* }
            }

            /// How many there are, as a query.
            fn count(self) -> &'static str {
                match self { $(Self::$name => $count,)* }
            }
        }
    };
}

kinds! {
    /// What was sent about people, and what became of it: proof, undo, mending.
    Sent: true, Rows, "SELECT coalesce(sum(items), 0) FROM jobs WHERE rows_gone IS NULL",
        ["job_items", "job_batches", "job_errors", "differences"];
    /// What plans say: what a job was made from, and what is still to be sent.
    Plans: true, Rows, "SELECT count(*) FROM plans WHERE said_gone IS NULL", ["plan_changes", "plans"];
    /// Wellhub's roster as it was read last: to look people up offline, and to notice a shrunken one.
    Rosters: true, Replaced, "SELECT count(*) FROM rosters WHERE roster IS NOT NULL", ["rosters"];
    /// Imports that are not finished, and those that wait to be mended.
    Imports: true, Rows, "SELECT count(*) FROM imports", ["imports"];
    /// The custom fields sent last: Wellhub never gives them back.
    CustomFields: true, OnRoster, "SELECT count(*) FROM last_sent", ["last_sent"];
    /// People whom no file removes.
    Protected: true, Removed, "SELECT count(*) FROM protected_people WHERE until IS NULL", ["protected_people"];
    /// What a search goes by: names, keys and addresses of those in jobs that are kept.
    Search: true, Rows, "SELECT count(*) FROM search_people",
        ["search_people", "search_words", "search_jobs"];
    /// Jobs in counts, with their course, file name and hash, and why something held was let go.
    Jobs: false, Summaries, "SELECT count(*) FROM jobs", ["jobs", "journal", "job_lanes", "releases", "held", "ops"];
    /// How many people were on the roster, over time.
    Headcount: false, Summaries, "SELECT count(*) FROM headcount", ["headcount"];
    /// Connections without their secrets, their limits on changes, columns that were settled, the last full roster's size.
    Connections: false, Removed, "SELECT count(*) FROM connections WHERE removed_at IS NULL",
        ["connections", "budgets", "mappings", "accepted_files"];
    /// The app's settings.
    Settings: false, Removed, "SELECT count(*) FROM settings", ["settings"];
    /// When Wellhub was asked, so that its limits are kept.
    Limits: false, Minutes, "SELECT count(*) FROM limits", ["limits", "limit_pauses"];
    /// What was done, by numbers and pseudonyms.
    Trail: false, Always, "SELECT count(*) FROM audit", ["audit"];
    /// Who is being erased, until that is done.
    Erasures: true, Minutes, "SELECT count(*) FROM erasures", ["erasures"];
}

/// How much is kept of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct KeptNow {
    /// Which.
    pub kind: KeptKind,
    /// How many.
    pub count: u32,
}

impl History {
    /// Everything that is kept, kind by kind.
    pub fn inventory(&self) -> Result<Vec<KeptNow>, HistoryError> {
        self.read(|database| {
            let kept = KeptKind::ALL.iter().map(|kind| {
                let count = database.query_row(kind.count(), [], |row| row.get(0))?;
                Ok(KeptNow { kind: *kind, count })
            });
            kept.collect()
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::history::fixture;

    #[test]
    fn every_table_of_the_schema_is_in_the_inventory_once() {
        let history = History::in_memory(fixture::clock()).unwrap();
        let tables: BTreeSet<String> = history
            .read(|database| {
                let mut query = database.prepare(
                    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow'",
                )?;
                let rows = query.query_map([], |row| row.get(0))?;
                Ok(rows.collect::<Result<_, _>>()?)
            })
            .unwrap();
        let own = |name: &&String| !name.starts_with("sqlite_");
        let told: Vec<&str> = KeptKind::ALL
            .iter()
            .flat_map(|kind| kind.tables())
            .copied()
            .collect();
        let once: BTreeSet<&str> = told.iter().copied().collect();
        assert_eq!(once.len(), told.len());
        let tables: BTreeSet<&str> = tables.iter().filter(own).map(String::as_str).collect();
        assert_eq!(tables, once);
        let kept = history.inventory().unwrap();
        assert_eq!(kept.len(), KeptKind::ALL.len());
        let trail = kept.iter().find(|one| one.kind == KeptKind::Trail).unwrap();
        assert_eq!(trail.count, 1, "that it begins");
    }
}
