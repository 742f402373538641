//! The arguments of `history`.

use clap::{Args, Subcommand};

/// `history`
#[derive(Debug, Args)]
pub struct History {
    /// What of it.
    #[command(subcommand)]
    pub command: HistoryCommand,
}

/// What can be done with what is kept.
#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// Find people and jobs by any part of a name, an address, a key, a file or a state; for one person, their whole story.
    Find(Find),
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
