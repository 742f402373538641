//! The commands: each reads its arguments, asks the desk, and prints one result. This is where a call begins and ends.

use std::cell::RefCell;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clap::Parser as _;
use rollcall_core::desk::Desk;
use rollcall_core::history::History;
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

use crate::args::{Arguments, Command};
use crate::documents::ErrorDocument;
use crate::exit::Exit;
use crate::language::Language;
use crate::opening;
use crate::output::{Output, print_document};
use crate::trouble::{Code, Trouble};
use crate::words::{self, Keeping, Safekeeping, Trail};

mod check;
mod connect;
mod demo;
mod diagnostics;
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
    /// What was opened last, to be tidied once the answer is there.
    opened: RefCell<Option<History>>,
}

/// How long tidying may take after the answer; what is left is done by a later call.
const TIDYING: Duration = Duration::from_secs(2);

impl Call {
    /// Opens the data folder.
    pub fn desk(&self) -> Result<Desk, Trouble> {
        let desk = opening::open(self.data_dir.as_deref())?;
        *self.opened.borrow_mut() = Some(desk.history().clone());
        self.tell_expiries(&desk)?;
        Ok(desk)
    }

    /// Makes the backup of the day where there is none yet, finishes erasures that were cut off, and deletes what is due
    /// where a person was told of it; says where somebody is to be told. Nobody is asked.
    fn tidy(&self) {
        let Some(history) = self.opened.borrow_mut().take() else {
            return;
        };
        // What was asked for is answered already; the next call tries again.
        if let Err(error) = history.back_up_today() {
            let (message, hint) = words::trouble(self.out.language(), &error.into());
            let why = format!("{message} {hint}");
            let told = words::trail(self.out.language(), Trail::NoBackup, &[&why]);
            self.out.progress(&told);
        }
        let begun = Instant::now();
        let go_on = || begun.elapsed() < TIDYING;
        match history.tidy(&[], &go_on) {
            Ok(Some(_)) => {}
            Ok(None) => self.tell_due(&history),
            Err(error) => tracing::warn!(%error, "what is due stays until the next call"),
        }
    }

    fn tell_due(&self, history: &History) {
        match history.what_is_due(&[]) {
            Ok(due) if due.jobs > 0 => {
                let values: [&dyn std::fmt::Display; 2] = [&due.jobs, &due.people];
                let told = words::keeping(self.out.language(), Keeping::Due, &values);
                self.out.progress(&told);
            }
            Ok(_) => {}
            Err(error) => tracing::debug!(%error, "what is due is not known"),
        }
    }

    /// Tells a person on standard error which credentials expire soon, or have.
    fn tell_expiries(&self, desk: &Desk) -> Result<(), Trouble> {
        for connection in desk.history().connections()? {
            if let Some(expiry) = desk.expiry(&connection) {
                let said = match expiry.days {
                    ..0 => Safekeeping::Expired,
                    0 => Safekeeping::ExpiresToday,
                    _ => Safekeeping::ExpiresIn,
                };
                let name = &connection.details.name;
                let values: [&dyn std::fmt::Display; 3] = [name, &expiry.on, &expiry.days];
                let language = self.out.language();
                self.out
                    .progress(&words::safekeeping(language, said, &values));
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
        opened: RefCell::new(None),
    };
    std::panic::set_hook(Box::new(|panic| {
        if let (Ok(mut fault), Some(location)) = (FAULT.lock(), panic.location()) {
            *fault = Some(location.to_string());
        }
        tracing::error!(%panic, "a fault");
    }));
    let command = arguments.command;
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| dispatch(&call, command)));
    call.tidy();
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
        Command::Diagnostics => diagnostics::run(call),
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
