//! The arguments of `submit`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rollcall_core::history::JobLane;

/// `submit`
#[derive(Debug, Args)]
pub struct Submit {
    /// The plan file.
    pub plan: PathBuf,
    /// What of the plan goes.
    #[arg(long, value_enum, default_value_t = LaneWord::Safe)]
    pub lane: LaneWord,
    /// Let held changes go: how many are held in the lane.
    #[arg(long, value_name = "N", requires = "reason")]
    pub release: Option<u32>,
    /// Why they may go; it is kept.
    #[arg(long, value_name = "TEXT", requires = "release", value_parser = reason)]
    pub reason: Option<String>,
    /// End as soon as Wellhub has the job.
    #[arg(long)]
    pub no_wait: bool,
}

fn reason(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("say why these changes may go".to_owned()),
        words => Ok(words.to_owned()),
    }
}

/// `--lane`
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LaneWord {
    /// Newcomers and updates.
    Safe,
    /// Removals, and both halves of a transfer or of a key pair.
    Removals,
    /// Both.
    All,
}

impl From<LaneWord> for JobLane {
    fn from(word: LaneWord) -> Self {
        match word {
            LaneWord::Safe => Self::Safe,
            LaneWord::Removals => Self::Removals,
            LaneWord::All => Self::All,
        }
    }
}
