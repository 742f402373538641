//! `history`: looking back over what was kept.

use clap::{Args, Subcommand};

/// `history`
#[derive(Debug, Args)]
pub struct History {
    /// What to do with it.
    #[command(subcommand)]
    pub command: HistoryCommand,
}

/// The commands of `history`.
#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// Check that no event of the audit trail was changed, taken out or cut off.
    Verify,
    /// Bring the newest whole backup back in the place of a damaged history, which is put aside.
    Restore,
}
