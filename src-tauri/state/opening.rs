//! Opening the data folder, in the background: the window is there while the keyring is asked. What is once open stays so.

use std::sync::Arc;
use std::time::Duration;

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, DeskError, Opening, Tokens};
use rollcall_core::vault::{Preference, VaultError};

use super::{AppState, blocking};
use crate::commands::startup::{VaultBackend, VaultState, VaultView};
use crate::error::CommandError;

/// How long the end of the process waits for who still works on the history.
const PATIENCE: Duration = Duration::from_secs(2);

/// How the opening stands.
#[derive(Clone)]
pub(super) enum Opened {
    /// Asked, not answered.
    Pending,
    /// Usable.
    Open(Arc<Desk>),
    /// Not usable before a person does something.
    Shut(Shut),
}

/// Why the data folder is not open.
#[derive(Debug, Clone)]
pub struct Shut {
    /// What stands in the way.
    pub problem: CommandError,
    /// How the vault stands.
    pub vault: VaultView,
}

impl AppState {
    /// Lets nobody into the history any more, at the very end of the process.
    pub fn rest(&self) {
        let opened = self.inner.opened.borrow();
        if let Opened::Open(desk) = &*opened
            && !desk.history().rest(PATIENCE)
        {
            tracing::warn!("something still works on the history while Rollcall ends");
        }
    }

    /// The first opening, with whatever vault the folder uses.
    pub(super) async fn begin(&self) {
        // The failure is kept for `startup` to tell.
        let _ = self.open(Preference::Auto).await;
    }

    /// Opens the folder with a vault. A folder that is open already stays as it is.
    pub async fn open(&self, preference: Preference) -> Result<(), CommandError> {
        let _one_at_a_time = self.inner.opening.lock().await;
        if matches!(*self.inner.opened.borrow(), Opened::Open(_)) {
            return Ok(());
        }
        *super::lock(&self.inner.tried) = preference.clone();
        let may_forget = self.demo_wanted() && matches!(preference, Preference::Auto);
        let opened = match self.open_folder(preference).await {
            // The demo keeps no secret that is worth a question: without a keyring it goes on for this session alone.
            Err(DeskError::Vault(VaultError::Absent(_))) if may_forget => {
                self.open_folder(Preference::SessionOnly).await
            }
            opened => opened,
        };
        match opened {
            Ok(desk) => {
                let desk = Arc::new(desk);
                self.inner
                    .opened
                    .send_replace(Opened::Open(Arc::clone(&desk)));
                self.resume(&desk, |is_demo| !is_demo).await;
                self.file_for_search(&desk);
                self.keep_daily(&desk);
                self.remind_of_expiries(&desk);
                Ok(())
            }
            Err(error) => {
                let vault = vault_of(&error);
                let problem = CommandError::from(error);
                self.inner.opened.send_if_modified(|opened| {
                    // Another vault that could not be opened either leaves the first problem as it was.
                    let first = matches!(opened, Opened::Pending);
                    if first {
                        let problem = problem.clone();
                        *opened = Opened::Shut(Shut { problem, vault });
                    }
                    first
                });
                Err(problem)
            }
        }
    }

    async fn open_folder(&self, preference: Preference) -> Result<Desk, DeskError> {
        let folder = self.inner.data_dir.clone();
        let opening = Opening {
            preference,
            tokens: Tokens::Memory,
        };
        let opened = tauri::async_runtime::spawn_blocking(move || {
            Desk::open(&folder, opening, SystemClock::shared())
        });
        opened.await.unwrap_or(Err(DeskError::Interrupted))
    }

    /// Why there is no backup of the day, where the start could make none.
    pub fn backup_problem(&self) -> Option<CommandError> {
        super::lock(&self.inner.backup_problem).clone()
    }

    /// Brings the newest whole backup back in the place of a damaged history, with the vault that was asked for last, and
    /// asks anew.
    pub async fn restore(&self) -> Result<(), CommandError> {
        let folder = self.inner.data_dir.clone();
        let preference = super::lock(&self.inner.tried).clone();
        let with = preference.clone();
        blocking(move || {
            let restored = Desk::restore(&folder, with, SystemClock::shared())?;
            tracing::info!(aside = %restored.aside.display(), "a backup of the history was brought back");
            Ok(())
        })
        .await?;
        self.open_anew(preference).await
    }

    /// Asks anew with this vault, after what stood in the way was mended.
    pub async fn open_anew(&self, preference: Preference) -> Result<(), CommandError> {
        self.inner.opened.send_if_modified(|opened| {
            let was_shut = matches!(opened, Opened::Shut(_));
            if was_shut {
                *opened = Opened::Pending;
            }
            was_shut
        });
        self.open(preference).await
    }

    /// Asks anew after a failure.
    pub async fn retry(&self) {
        // The failure is kept for `startup` to tell.
        let _ = self.open_anew(Preference::Auto).await;
    }

    /// The desk once it is open, or why it is not.
    pub async fn settled(&self) -> Result<Arc<Desk>, Shut> {
        let mut opened = self.inner.opened.subscribe();
        let settled = opened
            .wait_for(|opened| !matches!(opened, Opened::Pending))
            .await;
        match settled.as_deref() {
            Ok(Opened::Open(desk)) => Ok(Arc::clone(desk)),
            Ok(Opened::Shut(shut)) => Err(shut.clone()),
            // The sender lives in this very state, and waiting ends with another value alone.
            Ok(Opened::Pending) | Err(_) => Err(Shut {
                problem: DeskError::Interrupted.into(),
                vault: vault_of(&DeskError::Interrupted),
            }),
        }
    }

    /// Whether a write was sent to Wellhub and not answered yet. Waits for nothing.
    pub fn is_writing(&self) -> bool {
        match &*self.inner.opened.borrow() {
            Opened::Open(desk) => desk.is_writing(),
            Opened::Pending | Opened::Shut(_) => false,
        }
    }

    /// The desk once it is open.
    pub async fn desk(&self) -> Result<Arc<Desk>, CommandError> {
        self.settled().await.map_err(|shut| shut.problem)
    }

    /// Makes a connection's client ready, so that no asynchronous task waits for the keyring.
    pub async fn client(
        &self,
        desk: &Arc<Desk>,
        connection: &rollcall_core::history::Connection,
    ) -> Result<rollcall_core::wellhub::Client, CommandError> {
        let (desk, connection) = (Arc::clone(desk), connection.clone());
        blocking(move || Ok(desk.client(&connection)?)).await
    }
}

fn vault_of(error: &DeskError) -> VaultView {
    let DeskError::Vault(error) = error else {
        return VaultView {
            backend: VaultBackend::of_system(),
            state: VaultState::Open,
        };
    };
    let (backend, state) = match error {
        VaultError::PassphraseNeeded | VaultError::WrongPassphrase => {
            (VaultBackend::Passphrase, VaultState::Locked)
        }
        VaultError::Missing(_) => (VaultBackend::Passphrase, VaultState::Absent),
        VaultError::OtherBackend { was, .. } => (VaultBackend::of(*was), VaultState::Locked),
        VaultError::Absent(_) => (VaultBackend::of_system(), VaultState::Absent),
        VaultError::Locked | VaultError::TimedOut(_) => {
            (VaultBackend::of_system(), VaultState::Locked)
        }
        _ => (VaultBackend::of_system(), VaultState::Denied),
    };
    VaultView { backend, state }
}
