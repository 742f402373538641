//! A plan as a file: written readable by its owner alone, sealed with a key of the vault, refused when it was altered,
//! comes from another connection or from a newer version. Whether it was used already is history's to say.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretSlice};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::{Budgets, Plan, PlanHash};
use crate::employee::{Field, Text};

/// The version of this format.
const VERSION: u32 = 1;

/// The key of the seal, 32 bytes.
pub struct SealKey(pub SecretSlice<u8>);

/// Which file a plan was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Its name, without the folder.
    pub name: String,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    /// Which sheet of it.
    pub sheet: String,
    /// How many data rows were read.
    pub rows: u32,
}

/// Which remote roster a plan was made against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotMark {
    /// How many people it had.
    pub people: u32,
    /// When it was read.
    pub read_at: Timestamp,
    /// SHA-256 of its content in hexadecimal.
    pub sha256: String,
}

/// Which job a plan takes up, by its local id, where it was not made from all of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakesUp {
    /// It takes back what that job did.
    Undo(u32),
    /// It sends again what that job did not bring about, and nothing else.
    Retry(u32),
}

impl TakesUp {
    /// The job that is taken back.
    pub fn undone(self) -> Option<u32> {
        match self {
            Self::Undo(job) => Some(job),
            Self::Retry(_) => None,
        }
    }

    /// The job whose rest is sent.
    pub fn retried(self) -> Option<u32> {
        match self {
            Self::Retry(job) => Some(job),
            Self::Undo(_) => None,
        }
    }
}

/// All that a plan is bound to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedPlan {
    /// Version of Rollcall that made it.
    pub app: String,
    /// The plan's hash.
    pub hash: PlanHash,
    /// The connection's name.
    pub connection: String,
    /// The connection's origin: a plan never goes elsewhere.
    pub origin: String,
    /// The connection's client id.
    pub client_id: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// The file.
    pub file: SourceFile,
    /// The roster.
    pub remote: SnapshotMark,
    /// The budgets it was held against.
    pub budgets: Budgets,
    /// Those of companies that have their own, by the meaning of their tax id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub company_budgets: BTreeMap<Text, Budgets>,
    /// Where each field stands in the sheet: the letters of its columns.
    pub columns: BTreeMap<Field, Vec<String>>,
    /// The job that it takes up; `None` for a plan of all of a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_up: Option<TakesUp>,
    /// The plan itself.
    pub plan: Plan,
}

/// The document on disk.
#[derive(Serialize, Deserialize)]
struct Document {
    version: u32,
    seal: String,
    saved: SavedPlan,
}

/// What is read of a document before the rest, since a newer one may look different.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Reads and writes plan files.
#[derive(Debug, Clone, Copy)]
pub struct PlanFile;

/// Why a plan file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// It cannot be read or written.
    #[error(
        "The plan file {path} could not be opened: {source}. Check that it exists and that you may read it."
    )]
    Io {
        /// The file.
        path: String,
        /// The cause.
        source: std::io::Error,
    },
    /// It is no plan file.
    #[error(
        "This is no Rollcall plan, or it was cut short. Make the plan again from the spreadsheet."
    )]
    NotAPlan(#[source] serde_json::Error),
    /// Its seal does not fit its content.
    #[error(
        "This plan was altered after it was made, or made on another computer. Make the plan again from the spreadsheet."
    )]
    Altered,
    /// A newer Rollcall wrote it.
    #[error(
        "This plan was made by a newer version of Rollcall (format {0}). Update Rollcall, or make the plan again."
    )]
    Newer(u32),
}

impl PlanFile {
    /// Writes the plan with its seal; only its owner may read the file. An existing file is replaced whole or not at all.
    pub fn write(path: &Path, saved: &SavedPlan, key: &SealKey) -> Result<(), Unusable> {
        let seal = seal(saved, key)?;
        let document = Document {
            version: VERSION,
            seal,
            saved: saved.clone(),
        };
        let mut bytes = serde_json::to_vec(&document).map_err(Unusable::NotAPlan)?;
        bytes.push(b'\n');
        write_private(path, &bytes).map_err(|source| Unusable::Io {
            path: path.display().to_string(),
            source,
        })
    }

    /// Reads a plan and checks its version and its seal.
    pub fn read(path: &Path, key: &SealKey) -> Result<SavedPlan, Unusable> {
        let bytes = std::fs::read(path).map_err(|source| Unusable::Io {
            path: path.display().to_string(),
            source,
        })?;
        let version: Version = serde_json::from_slice(&bytes).map_err(Unusable::NotAPlan)?;
        if version.version > VERSION {
            return Err(Unusable::Newer(version.version));
        }
        let document: Document = serde_json::from_slice(&bytes).map_err(Unusable::NotAPlan)?;
        let whole = seal(&document.saved, key)? == document.seal
            && document.saved.hash == PlanHash::of(&document.saved.plan);
        let canonical = serde_json::to_vec(&document).map_err(Unusable::NotAPlan)?;
        if whole && bytes.trim_ascii_end() == canonical {
            Ok(document.saved)
        } else {
            Err(Unusable::Altered)
        }
    }
}

fn seal(saved: &SavedPlan, key: &SealKey) -> Result<String, Unusable> {
    let bytes = serde_json::to_vec(saved).map_err(Unusable::NotAPlan)?;
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.0.expose_secret()) else {
        // HMAC takes a key of any length.
        return Err(Unusable::Altered);
    };
    mac.update(&bytes);
    Ok(super::hex(&mac.finalize().into_bytes()))
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let partial = folder
        .unwrap_or(Path::new("."))
        .join(format!(".{name}.partial"));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&partial, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employee::Identifier;
    use crate::roster::Intent;

    fn saved() -> SavedPlan {
        let plan = Plan::empty(Intent::Full, Identifier::EmployeeId, false);
        SavedPlan {
            app: "0.1.0".into(),
            hash: PlanHash::of(&plan),
            connection: "Aurora".into(),
            origin: "https://pilot-api.clients.wellhub.com".into(),
            client_id: "client".into(),
            made_at: Timestamp::UNIX_EPOCH,
            file: SourceFile {
                name: "Folha.xlsx".into(),
                sha256: "00".into(),
                sheet: "Plan1".into(),
                rows: 0,
            },
            remote: SnapshotMark {
                people: 0,
                read_at: Timestamp::UNIX_EPOCH,
                sha256: "00".into(),
            },
            budgets: Budgets::default(),
            company_budgets: BTreeMap::new(),
            columns: BTreeMap::new(),
            takes_up: None,
            plan,
        }
    }

    fn key(byte: u8) -> SealKey {
        SealKey(vec![byte; 32].into())
    }

    #[test]
    fn a_plan_comes_back_as_it_was_written_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.plan");
        PlanFile::write(&path, &saved(), &key(1)).expect("written");
        assert_eq!(PlanFile::read(&path, &key(1)).expect("read"), saved());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&path)
                .expect("there")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn an_altered_foreign_or_newer_plan_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.plan");
        PlanFile::write(&path, &saved(), &key(1)).expect("written");
        assert!(matches!(
            PlanFile::read(&path, &key(2)),
            Err(Unusable::Altered)
        ));
        let text = std::fs::read_to_string(&path).expect("text");
        for (from, to) in [
            ("Folha", "Folga"),
            ("\"rows\":0", "\"rows\":1"),
            ("{\"version\"", "{ \"version\""),
        ] {
            std::fs::write(&path, text.replacen(from, to, 1)).expect("written");
            assert!(
                matches!(PlanFile::read(&path, &key(1)), Err(Unusable::Altered)),
                "{from}"
            );
        }
        std::fs::write(&path, text.replacen("\"version\":1", "\"version\":2", 1)).expect("written");
        assert!(matches!(
            PlanFile::read(&path, &key(1)),
            Err(Unusable::Newer(2))
        ));
        std::fs::write(&path, &text[..text.len() / 2]).expect("written");
        assert!(matches!(
            PlanFile::read(&path, &key(1)),
            Err(Unusable::NotAPlan(_))
        ));
    }
}
