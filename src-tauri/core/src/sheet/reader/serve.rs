//! The reader's own side: one file from its input, pieces to its output, and an end. It opens nothing, asks nobody, and
//! whatever goes wrong ends in its last piece or in its own end.

use std::fmt;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Mutex;

use super::{check, confine, frame, program};
use crate::sheet::block::{Block, Sink, hand_on};
use crate::sheet::error::SheetError;
use crate::sheet::read::{self, Source};

/// The first argument of a program that is to be a reader.
pub(super) const ARGUMENT: &str = "--read-sheet";

/// What a reader is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sheet) enum Order {
    /// Read all of it, from a pipe or a file.
    Whole,
    /// Read so many rows of the first sheet, from a file.
    Head(u32),
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("whole"),
            Self::Head(rows) => write!(f, "head:{rows}"),
        }
    }
}

impl FromStr for Order {
    type Err = ();

    fn from_str(said: &str) -> Result<Self, ()> {
        match said.strip_prefix("head:") {
            Some(rows) => rows.parse().map(Self::Head).map_err(|_| ()),
            None => (said == "whole").then_some(Self::Whole).ok_or(()),
        }
    }
}

/// Where this process was started as a reader, reads and gives its end; `None` for every other start. The first thing
/// that a `main` does.
pub fn serve_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() != Some(ARGUMENT) {
        program::serves();
        return None;
    }
    let said = arguments.next().unwrap_or_default();
    if said == check::ORDER {
        return Some(check::serve());
    }
    let Ok(order) = said.parse() else {
        return Some(ExitCode::FAILURE);
    };
    confine::oneself();
    Some(serve(order))
}

fn serve(order: Order) -> ExitCode {
    let Ok(output) = own_output() else {
        return ExitCode::FAILURE;
    };
    let output = Output(Mutex::new(output));
    let told = match read_input(order, &output) {
        Ok(()) => Ok(()),
        Err(error) => output.write(|out| frame::write_refusal(out, &error)),
    };
    // Nobody listens any more; there is nothing left to do.
    told.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

fn read_input(order: Order, output: &Output) -> Result<(), SheetError> {
    let mut input = std::io::stdin().lock();
    match order {
        Order::Whole => {
            let mut bytes = Vec::new();
            let most = read::MOST_BYTES + 1;
            input
                .by_ref()
                .take(most)
                .read_to_end(&mut bytes)
                .map_err(|error| SheetError::ReaderFailed(error.to_string().into()))?;
            match read::workbook_of(Source::unknown(), bytes, output)? {
                None => Ok(()),
                Some(workbook) => hand_on(&workbook, output),
            }
        }
        Order::Head(rows) => {
            drop(input);
            let file =
                own_input().map_err(|error| SheetError::ReaderFailed(error.to_string().into()))?;
            read::head_of(BufReader::with_capacity(1 << 16, file), rows, output)
        }
    }
}

/// The input as the file that it is.
fn own_input() -> std::io::Result<File> {
    let input = std::io::stdin();
    #[cfg(unix)]
    let handle = std::os::fd::AsFd::as_fd(&input).try_clone_to_owned();
    #[cfg(windows)]
    let handle = std::os::windows::io::AsHandle::as_handle(&input).try_clone_to_owned();
    handle.map(File::from)
}

/// The output without the line buffer of a terminal.
fn own_output() -> std::io::Result<File> {
    let output = std::io::stdout();
    #[cfg(unix)]
    let handle = std::os::fd::AsFd::as_fd(&output).try_clone_to_owned();
    #[cfg(windows)]
    let handle = std::os::windows::io::AsHandle::as_handle(&output).try_clone_to_owned();
    handle.map(File::from)
}

struct Output(Mutex<File>);

impl Output {
    fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), SheetError> {
        let mut out = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        write(&mut *out).map_err(|error| SheetError::ReaderFailed(error.to_string().into()))
    }
}

impl Sink for Output {
    fn take(&self, block: Block) -> Result<(), SheetError> {
        let bytes = frame::bytes_of(&block)?;
        self.write(|out| out.write_all(&bytes))
    }
}
