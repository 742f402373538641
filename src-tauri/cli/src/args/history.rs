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
    /// Find people and jobs by any part of a name, an address, a key, a file or a state; for one person, their whole story.
    Find(Find),
    /// Check that no event of the audit trail was changed, taken out or cut off.
    Verify,
    /// Make a recovery key, by which the history opens where its keyring is gone. It is shown this once.
    RecoveryKey(RecoveryKey),
    /// Open the history with its recovery key, read from standard input or asked for; its key goes back into the vault.
    Recover,
    /// Bring the newest whole backup back in the place of a damaged history, which is put aside.
    Restore,
}

/// `history recovery-key`
#[derive(Debug, Args)]
pub struct RecoveryKey {
    /// Put a new one in the place of the one that was noted, which then opens nothing here.
    #[arg(long)]
    pub replace: bool,
}

/// `history find`
#[derive(Debug, Args)]
pub struct Find {
    /// What to look for; all of its words must be there.
    #[arg(value_parser = something)]
    pub text: String,
}

fn something(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("say what to look for".to_owned()),
        words => Ok(words.to_owned()),
    }
}
