//! How long what is kept of people is kept: rows for days after their job has ended, summaries for months (safety,
//! "Secrets and people's data"). It takes away by steps, and never what a job that has not ended, a held lane or an undo
//! under way still needs; nothing is taken away that a person was not told of a day before.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::audit::{Event, EventKind};
use super::{History, HistoryError, ImportId, JobShape};

mod due;
mod plans;
mod rows;
mod run;
mod summaries;
#[cfg(test)]
mod tests;

pub use due::Due;
pub(super) use rows::{gone_of, still_says};
pub use run::Gone;
pub(super) use summaries::may_be_sent;

/// `rows_gone` says of a job when its rows were deleted, and how it was made up; `said_gone` of a plan when what it says
/// was; `scrubbed` that somebody was erased from it. `left_by` is the job that removed somebody whose custom fields are kept for an undo. `erasures` has who is being
/// erased, until nothing of them is left.
pub(super) const MIGRATION: &str = "
CREATE TABLE erasures (id INTEGER PRIMARY KEY, person BLOB NOT NULL, begun_at INTEGER NOT NULL);
ALTER TABLE jobs ADD COLUMN rows_gone BLOB;
ALTER TABLE plans ADD COLUMN said_gone INTEGER;
ALTER TABLE plans ADD COLUMN scrubbed INTEGER;
ALTER TABLE last_sent ADD COLUMN left_by INTEGER;
";

/// The setting under which it is kept.
const SETTING: &str = "retention";

/// How long it is told before something goes.
pub const NOTICE: SignedDuration = SignedDuration::from_hours(24);

/// After a longer time without a look it is told anew: the clock may have been set, and a person may want to see it.
const UNSEEN: SignedDuration = SignedDuration::from_hours(31 * 24);

/// How long is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct KeepFor {
    /// Rows, in days after their job has ended or they were made.
    pub days: u32,
    /// Summaries, in months after their job has ended.
    pub months: u32,
}

impl KeepFor {
    /// What is usual (safety, "Secrets and people's data").
    pub const USUAL: Self = Self {
        days: 90,
        months: 24,
    };
    /// The shortest: what is counted over the last weeks (rules R4 and R8) must still be there.
    pub const LEAST: Self = Self {
        days: 30,
        months: 12,
    };
    /// The longest.
    pub const MOST: Self = Self {
        days: 365,
        months: 120,
    };

    /// Whether it lies within the bounds.
    pub fn is_sane(self) -> bool {
        (Self::LEAST.days..=Self::MOST.days).contains(&self.days)
            && (Self::LEAST.months..=Self::MOST.months).contains(&self.months)
    }

    /// Whether it keeps anything for less long than `other`.
    fn is_shorter_than(self, other: Self) -> bool {
        self.days < other.days || self.months < other.months
    }

    /// Rows of before that time are due.
    pub fn rows_before(self, now: Timestamp) -> Timestamp {
        let days = SignedDuration::from_hours(24 * i64::from(self.days));
        now.checked_sub(days).unwrap_or(Timestamp::MIN)
    }

    /// Summaries of before that time are due.
    pub fn summaries_before(self, now: Timestamp) -> Timestamp {
        let months = Span::new().months(i64::from(self.months));
        let before = now.to_zoned(TimeZone::UTC).checked_sub(months);
        before.map_or(Timestamp::MIN, |before| before.timestamp())
    }
}

/// What is known of the retention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// How long is kept.
    pub keep: KeepFor,
    /// When a person was told that something is due, for these times or shorter ones; `None` where nobody was.
    pub told_at: Option<Timestamp>,
    /// When it last looked, whether or not anything was due.
    pub looked_at: Option<Timestamp>,
}

impl Retention {
    /// Whether it may delete by itself: a person was told a day ago, and it looked not long ago.
    pub fn may_run(&self, now: Timestamp) -> bool {
        let told = self.told_at.is_some_and(|told| now >= told + NOTICE);
        let looked = |at: Timestamp| at <= now && now.duration_since(at) <= UNSEEN;
        told && self.looked_at.or(self.told_at).is_some_and(looked)
    }

    /// Whether a person was told less than a day ago.
    pub fn waits(&self, now: Timestamp) -> bool {
        self.told_at
            .is_some_and(|told| told <= now && now < told + NOTICE)
    }
}

impl History {
    /// What is known of the retention.
    pub fn retention(&self) -> Result<Retention, HistoryError> {
        let usual = Retention {
            keep: KeepFor::USUAL,
            told_at: None,
            looked_at: None,
        };
        Ok(self.setting(SETTING)?.unwrap_or(usual))
    }

    /// Sets how long is kept. Where that is shorter than before, a person is told again before anything goes.
    pub fn keep_for(&self, keep: KeepFor) -> Result<(), HistoryError> {
        if !keep.is_sane() {
            return Err(HistoryError::KeepFor);
        }
        let before = self.retention()?;
        if before.keep == keep {
            return Ok(());
        }
        let told_at = before
            .told_at
            .filter(|_| !keep.is_shorter_than(before.keep));
        let after = Retention {
            keep,
            told_at,
            ..before
        };
        self.set_setting(SETTING, &after)?;
        let word = format!("{} {}", keep.days, keep.months);
        let event = Event {
            word: Some(&word),
            ..Event::of(EventKind::RetentionChanged)
        };
        self.write(|database| self.tell(database, &event))
    }

    /// Notes that a person was told what is due, and tells when it may go at the earliest. Whoever was told before was.
    pub fn told_of_retention(&self) -> Result<Timestamp, HistoryError> {
        let (mut known, now) = (self.retention()?, self.now());
        let long_ago = |at: Timestamp| at > now || now.duration_since(at) > UNSEEN;
        if known.told_at.is_none() || known.looked_at.is_some_and(long_ago) {
            known.told_at = Some(now);
            known.looked_at = Some(now);
            self.set_setting(SETTING, &known)?;
        }
        Ok(known.told_at.unwrap_or(now) + NOTICE)
    }

    /// Deletes what is due where a person was told of it a day ago; `None` where nobody was.
    pub fn tidy(
        &self,
        open: &[ImportId],
        go_on: &dyn Fn() -> bool,
    ) -> Result<Option<Gone>, HistoryError> {
        self.finish_erasures()?;
        if !self.retention()?.may_run(self.now()) {
            return Ok(None);
        }
        self.delete_due(open, go_on).map(Some)
    }

    fn looked(&self) -> Result<(), HistoryError> {
        let known = self.retention()?;
        let looked_at = Some(self.now());
        self.set_setting(SETTING, &Retention { looked_at, ..known })
    }
}

/// What is kept of a job whose rows were deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsGone {
    /// When they were deleted.
    pub at: Timestamp,
    /// How many days after the job had ended they were due.
    pub days: u32,
    /// How the job was made up.
    pub shape: JobShape,
    /// How many people had been set aside before it was submitted.
    pub set_aside: u32,
}
