//! `history`: looking back over what was kept.

use std::path::PathBuf;

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
    /// Write all that is kept of one person to a file, unmasked: a workbook where its name ends in .xlsx, else JSON.
    Export(Export),
    /// Erase one person from all that is kept here, backups included. Shows what was found, and asks unless --yes is given.
    Erase(Erase),
    /// Show what is older than it is kept, and delete it with --yes.
    Tidy(Tidy),
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

/// One person of what is kept.
#[derive(Debug, Args)]
pub struct OnePerson {
    /// The person's whole key, e-mail address or national id, or any part of these or of the name that fits one person alone.
    #[arg(value_parser = something)]
    pub text: String,
    /// The tax id of the person's company, where people of several companies fit.
    #[arg(long, value_name = "TAX_ID")]
    pub company: Option<String>,
    /// The connection, where people of several fit.
    #[arg(long, value_name = "NAME")]
    pub connection: Option<String>,
}

/// `history export`
#[derive(Debug, Args)]
pub struct Export {
    /// Whom.
    #[command(flatten)]
    pub person: OnePerson,
    /// Where to.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// `history erase`
#[derive(Debug, Args)]
pub struct Erase {
    /// Whom.
    #[command(flatten)]
    pub person: OnePerson,
    /// Erase without asking.
    #[arg(long)]
    pub yes: bool,
}

/// `history tidy`
#[derive(Debug, Args)]
pub struct Tidy {
    /// Delete it.
    #[arg(long)]
    pub yes: bool,
}

fn something(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("say what to look for".to_owned()),
        words => Ok(words.to_owned()),
    }
}
