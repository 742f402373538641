//! The ids by which records are named, each its own type so that none is taken for another.

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use specta::Type;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty) $(, $more:ident)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type, $($more),*)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <$inner>::column_result(value).map(Self)
            }
        }
    };
}

id!(
    /// A connection to Wellhub.
    ConnectionId(u32), Copy
);
id!(
    /// An import that is not finished.
    ImportId(u32), Copy
);
id!(
    /// A plan that was kept.
    PlanId(u32), Copy
);
id!(
    /// A job here, before and after Wellhub knows of it.
    JobId(u32), Copy
);
id!(
    /// A job at Wellhub.
    RemoteJobId(String)
);
id!(
    /// The id of one command of a person; unique, so that a command that arrives twice is done once.
    OpId(String)
);
