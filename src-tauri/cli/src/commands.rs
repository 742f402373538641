//! The commands: each reads its arguments, asks the desk, and prints one result. This is where a call begins and ends.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

use clap::Parser as _;
use rollcall_core::desk::Desk;
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

use crate::args::{Arguments, Command};
use crate::documents::ErrorDocument;
use crate::exit::Exit;
use crate::language::Language;
use crate::opening;
use crate::output::{Output, print_document};
use crate::trouble::{Code, Trouble};
use crate::words::{self, Keeping, Trail};

mod check;
mod connect;
mod demo;
mod history;
mod inspect;
mod job;
mod jobs;
mod plan;
mod resume;
mod simulate;
mod submit;
mod undo;

/// Where this program itself failed; never what it held at that moment, which may be somebody's data.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

/// What every command is given.
pub struct Call {
    /// How to speak.
    pub out: Output,
    data_dir: Option<PathBuf>,
}

impl Call {
    /// Opens the data folder, and makes the backup of the day where there is none yet.
    pub fn desk(&self) -> Result<Desk, Trouble> {
        let desk = opening::open(self.data_dir.as_deref())?;
        // What was asked for goes on without it; the next call tries again.
        if let Err(error) = desk.history().back_up_today() {
            let (message, hint) = words::trouble(self.out.language(), &error.into());
            let why = format!("{message} {hint}");
            let told = words::trail(self.out.language(), Trail::NoBackup, &[&why]);
            self.out.progress(&told);
        }
        self.tell_expiries(&desk)?;
        Ok(desk)
    }
}

impl Call {
    /// Tells a person on standard error which credentials expire soon, or have.
    fn tell_expiries(&self, desk: &Desk) -> Result<(), Trouble> {
        for connection in desk.history().connections()? {
            if let Some(expiry) = desk.expiry(&connection) {
                let said = match expiry.days {
                    ..0 => Keeping::Expired,
                    0 => Keeping::ExpiresToday,
                    _ => Keeping::ExpiresIn,
                };
                let name = &connection.details.name;
                let values: [&dyn std::fmt::Display; 3] = [name, &expiry.on, &expiry.days];
                let language = self.out.language();
                self.out.progress(&words::keeping(language, said, &values));
            }
        }
        Ok(())
    }
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return misused(&error),
    };
    log();
    let out = Output::new(
        arguments.json,
        arguments.lang.unwrap_or_else(Language::of_system),
    );
    let call = Call {
        out,
        data_dir: arguments.data_dir,
    };
    std::panic::set_hook(Box::new(|panic| {
        if let (Ok(mut fault), Some(location)) = (FAULT.lock(), panic.location()) {
            *fault = Some(location.to_string());
        }
        tracing::error!(%panic, "a fault");
    }));
    let command = arguments.command;
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| dispatch(&call, command)));
    let trouble = match ended {
        Ok(Ok(exit)) => return exit.into(),
        Ok(Err(trouble)) => trouble,
        Err(_) => {
            let place = FAULT.lock().ok().and_then(|fault| fault.clone());
            Trouble::with(Code::Fault, [place.unwrap_or_default()])
        }
    };
    out.failure(&trouble);
    trouble.code.exit().into()
}

/// Help and version go to standard output; a command line that cannot be followed is explained on standard error, and
/// with `--json` told as a document too.
fn misused(error: &clap::Error) -> ExitCode {
    // Whoever closed the stream does not read it.
    let _ = error.print();
    if !error.use_stderr() {
        return Exit::Done.into();
    }
    if std::env::args_os().any(|argument| argument == "--json") {
        let message = error.to_string();
        let what = message.split("\n\n").next().unwrap_or_default();
        let words: Vec<&str> = what
            .trim_start_matches("error: ")
            .split_whitespace()
            .collect();
        let document = ErrorDocument::new(Code::Usage, &words.join(" "), "rollcall --help");
        print_document(&document);
    }
    Exit::Usage.into()
}

/// Logs go to standard error, and only when they were asked for.
fn log() {
    if let Ok(filter) = EnvFilter::try_from_env("ROLLCALL_LOG") {
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .init();
    }
}

fn dispatch(call: &Call, command: Command) -> Result<Exit, Trouble> {
    match command {
        Command::Inspect(arguments) => inspect::run(call, &arguments),
        Command::Connect(arguments) => {
            let desk = call.desk()?;
            runtime()?.block_on(connect::run(call, &desk, arguments))
        }
        Command::History(arguments) => history::run(call, &arguments),
        Command::Jobs => jobs::run(call),
        Command::Job(arguments) => {
            let desk = call.desk()?;
            runtime()?.block_on(job::run(call, &desk, &arguments))
        }
        Command::Demo(arguments) => runtime()?.block_on(demo::run(call, &arguments)),
        Command::Simulate(arguments) => runtime()?.block_on(simulate::run(call, arguments)),
        Command::Check(arguments) => {
            let desk = call.desk()?;
            runtime()?.block_on(check::run(call, &desk, &arguments))
        }
        Command::Plan(arguments) => {
            let desk = call.desk()?;
            runtime()?.block_on(plan::run(call, &desk, arguments))
        }
        Command::Submit(arguments) => {
            let desk = call.desk()?;
            runtime()?.block_on(submit::run(call, &desk, arguments))
        }
        Command::Undo(arguments) => {
            let desk = call.desk()?;
            runtime()?.block_on(undo::run(call, &desk, arguments))
        }
        Command::Resume => {
            let desk = call.desk()?;
            runtime()?.block_on(resume::run(call, &desk))
        }
    }
}

fn runtime() -> Result<Runtime, Trouble> {
    let built = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    built.map_err(|error| Trouble::with(Code::Fault, [error.to_string()]))
}
