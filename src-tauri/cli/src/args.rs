//! What may be written on the command line. Nothing is looked up or decided here; a client secret is never an argument.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
use rollcall_core::employee::Identifier;
use rollcall_core::wellhub::Origin;

use crate::language::Language;

mod history;
mod plan;
mod simulate;
mod submit;
mod text;

pub use history::{Erase, Export, Find, History, HistoryCommand, OnePerson, RecoveryKey, Tidy};
pub use plan::PlanArguments;
pub use simulate::Simulate;
pub use submit::Submit;
pub use text::TextArguments;

/// Keep Wellhub's eligibility list right, from a spreadsheet.
#[derive(Debug, Parser)]
#[command(name = "rollcall", version, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The folder of connections, jobs and history.
    #[arg(long, global = true, value_name = "DIR", env = "ROLLCALL_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Print one JSON document on standard output, and nothing else there.
    #[arg(long, global = true)]
    pub json: bool,
    /// The language of texts for people; the system's by default.
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub lang: Option<Language>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 failed, 2 usage, 3 held or blocked and needs a person, 4 done with row errors.
Secrets are kept in the system's keyring; without one, ROLLCALL_PASSPHRASE opens a file under a passphrase.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the whole main job against a simulated Wellhub, told step by step.
    Demo(Demo),
    /// Run a simulated Wellhub on this computer until it is interrupted.
    Simulate(Simulate),
    /// Keep a connection to Wellhub, or replace the secret of one; it is read from standard input, or asked for.
    Connect(Connect),
    /// Sign in and read what a connection reaches.
    Check(Check),
    /// Look at a spreadsheet.
    Inspect(Inspect),
    /// Work out what would change at Wellhub, and write it to a plan file.
    Plan(PlanArguments),
    /// Send a plan.
    Submit(Submit),
    /// Drive every unfinished job to its end.
    Resume,
    /// List all jobs, the newest first.
    Jobs,
    /// Show one job.
    Job(Job),
    /// Work out what takes a job back, and write it to a plan file.
    Undo(Undo),
    /// Look back over what was kept.
    History(History),
    /// Print what support needs to know, as JSON: versions, sizes, states and counts, nothing about anybody.
    Diagnostics,
}

/// `demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// People of the simulated company.
    #[arg(long, value_name = "N", default_value_t = 1_200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub people: u32,
}

/// `connect`
#[derive(Debug, Args)]
pub struct Connect {
    /// The name by which the connection is known here.
    pub name: String,
    /// sandbox, production, or the address of another Wellhub.
    #[arg(long, value_parser = origin)]
    pub url: Origin,
    /// The client id of the credential.
    #[arg(long, value_name = "ID")]
    pub client_id: String,
    /// The company's eligibility identifier: email, employee-id, national-id, employee-id+national-id or mobile-number.
    #[arg(long, value_name = "IDENTIFIER")]
    pub identifier: Identifier,
    /// The tax id of a single company.
    #[arg(long, value_name = "T")]
    pub tax_id: Option<String>,
    /// The day on which the credential expires; there are reminders ahead.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub expires: Option<Date>,
}

fn origin(text: &str) -> Result<Origin, String> {
    match text {
        "production" => Ok(Origin::production()),
        "sandbox" => Ok(Origin::sandbox()),
        address => address.parse().map_err(|error| format!("{error}")),
    }
}

/// `check`
#[derive(Debug, Args)]
pub struct Check {
    /// The connection.
    pub name: String,
}

/// `inspect`
#[derive(Debug, Args)]
pub struct Inspect {
    /// The spreadsheet.
    pub file: PathBuf,
    /// The sheet to look at.
    #[arg(long, value_name = "S")]
    pub sheet: Option<String>,
    /// How a text file is read.
    #[command(flatten)]
    pub text: TextArguments,
    /// The connection whose identifier, companies and last roster help to tell the columns.
    #[arg(long, value_name = "NAME")]
    pub connection: Option<String>,
}

/// `job`
#[derive(Debug, Args)]
pub struct Job {
    /// Its id here.
    pub id: u32,
    /// End a job in doubt for good: Wellhub may have accepted it all the same, and only the roster can tell.
    #[arg(long, requires = "reason")]
    pub give_up: bool,
    /// Why it is given up; it is kept.
    #[arg(long, value_name = "TEXT", requires = "give_up", value_parser = given)]
    pub reason: Option<String>,
    /// Plan what the ended job did not bring about, on a fresh look at the roster, and write it to this plan file.
    #[arg(long, value_name = "PLAN")]
    pub out: Option<PathBuf>,
    /// Write the job's report, unmasked: a workbook (.xlsx) or a page to print (.html).
    #[arg(long, value_name = "FILE", value_parser = report)]
    pub report: Option<PathBuf>,
}

fn report(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("xlsx" | "html") => Ok(path),
        _ => Err("a report is an .xlsx or an .html file".to_owned()),
    }
}

fn given(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("say why".to_owned()),
        words => Ok(words.to_owned()),
    }
}

/// `undo`
#[derive(Debug, Args)]
pub struct Undo {
    /// The job's id here.
    pub id: u32,
    /// The plan file to write.
    #[arg(long, value_name = "PLAN")]
    pub out: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_put_together_rightly() {
        Arguments::command().debug_assert();
    }
}
