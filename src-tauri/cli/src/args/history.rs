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
    /// Bring the newest whole backup back in the place of a damaged history, which is put aside.
    Restore,
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
