//! The desk: everything that a person or a script can do with Rollcall, over one data folder. The window and the command
//! line are each a few lines over this; nothing here knows either of them.

use std::collections::HashMap;
use std::hash::RandomState;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use crate::clock::SharedClock;
use crate::history::{ConnectionId, History, RecoveryKey};
use crate::vault::HeldVault;
use crate::wellhub::{Client, Limits, Proxy};

mod check;
mod connections;
mod demo;
mod diagnostics;
mod error;
mod expiring;
mod finishing;
mod fixing;
mod guards;
mod import;
mod jobs;
mod limits;
mod looking_back;
mod looks;
mod network;
mod open;
mod people;
mod plan_file;
mod planning;
mod privacy;
mod recovering;
mod rest;
mod restoring;
mod roster;
mod rotating;
mod secrets;
mod sending;
mod showing;
mod stale;
mod undo;

pub use check::{CheckStep, CheckUp, Checked};
pub use connections::NewCredential;
pub use demo::DemoServer;
pub use diagnostics::{ConnectionFacts, Diagnostics, JobFacts};
pub use error::DeskError;
pub use expiring::{Expiry, ExpiryStage};
pub use finishing::LaneRest;
pub use fixing::{FileWanted, Fixing};
pub use import::{
    BulkChange, BulkFix, CorrectionWords, Drift, Edit, EditedCell, Import, ImportChoices, Left,
    LeftItem, MadePlan, ReadAs, Refusal, RefusedValue, RowSearch, SheetChoice, TakenBack, Word,
};
pub use jobs::{JobDocument, RecordDifference, RowError};
pub use looking_back::{Sending, SentField, Story, UsedRelease};
pub use looks::{RosterLook, TakenRecord};
pub use open::{Opening, Tokens};
pub use people::{Marked, People};
pub use planning::PlanSource;
use privacy::rows_stand;
pub use privacy::{DossierWords, FoundPerson, WhatGoes};
pub use rest::{Rest, RestReport};
pub use sending::{Asked, SubmitOrder, Taken};
pub use undo::{Undo, UndoReport};

/// One data folder, open.
pub struct Desk {
    data_dir: PathBuf,
    history: History,
    vault: Arc<HeldVault>,
    clock: SharedClock,
    tokens: Tokens,
    clients: Mutex<HashMap<ConnectionId, Client>>,
    /// Clients that were made before another proxy was entered: jobs may still write over them.
    replaced: Mutex<Vec<Client>>,
    /// Shared by all that use a credential, saved connection or not: origin and client id.
    limits: Mutex<HashMap<(String, String), Arc<Limits>>>,
    /// The secret of the simulator that this process runs; it dies with it and is in no vault.
    demo: Mutex<Option<SecretString>>,
    /// Whether others see the screen.
    sharing: AtomicBool,
    imports: Mutex<HashMap<crate::history::ImportId, Arc<Mutex<Import>>>>,
    /// The roster that is looked through.
    people: Mutex<Option<people::Looked>>,
    /// Makes the ids by which the window names people; they end with this process.
    person_ids: RandomState,
    /// The proxy that was entered.
    proxy: Mutex<Option<Proxy>>,
    /// The recovery key that was made and is not noted yet; it is in no file and goes with this process.
    recovery: Mutex<Option<RecoveryKey>>,
}

impl Desk {
    /// The folder.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// What is kept.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The time that it goes by.
    pub fn clock(&self) -> &SharedClock {
        &self.clock
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk")
            .field("data_dir", &self.data_dir)
            .finish_non_exhaustive()
    }
}

/// A panic elsewhere leaves a map of clients or imports as good as it was.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
