//! Workbooks are read by a process of their own, which a file may bring down and nothing more: it has an address space
//! of a gibibyte, a minute, and neither network nor files beside the one it is handed. What it hands back is checked
//! piece by piece. Text is read here: decoding it takes memory in proportion to its size and no machinery of a format.
//!
//! Invariant: the bytes of a workbook are never looked into by this process, past the first few that tell what it is.

use std::io::{BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::assemble::Assembly;
use super::error::SheetError;
use super::page::Workbook;
use super::read::Source;

mod check;
mod confine;
mod frame;
mod program;
mod serve;

pub use check::{Denied, check_confinement};
pub use serve::serve_if_asked;

pub(super) use serve::Order;

/// How long reading a file may take.
const MOST_SECONDS: u64 = 60;
/// How often the watch looks whether it is to stop the reading.
const LOOK: Duration = Duration::from_millis(50);

/// Who waits for a file that is being read.
#[derive(Default)]
pub struct Watch<'w> {
    /// Ends the reading, within a second.
    pub cancel: CancellationToken,
    /// Is told how many rows are there.
    pub tell: Option<&'w (dyn Fn(usize) + Sync)>,
}

/// Reads a workbook's content in a reader.
pub(super) fn read(name: &str, bytes: Vec<u8>, watch: &Watch<'_>) -> Result<Workbook, SheetError> {
    let mut reader = Reader::start(Order::Whole, Stdio::piped())?;
    let size = bytes.len() as u64;
    let (assembly, source) = std::thread::scope(|scope| {
        let input = reader.child().stdin.take();
        let fed = scope.spawn(move || {
            if let Some(mut input) = input {
                // A reader that has seen enough, or is gone, takes no more; what it says or how it ended tells why.
                let _ = input.write_all(&bytes);
            }
            Source::of(name, &bytes)
        });
        let assembly = reader.take_blocks(size, watch)?;
        fed.join()
            .map(|source| (assembly, source))
            .map_err(|_| SheetError::ReaderFailed("its file could not be handed over".into()))
    })?;
    assembly.finish(source)
}

/// Reads the first rows of an .xlsx, as far as they are needed to show them.
pub(super) fn read_head(path: &Path, rows: u32, watch: &Watch<'_>) -> Result<Workbook, SheetError> {
    let file = std::fs::File::open(path).map_err(|source| SheetError::Open {
        path: path.display().to_string(),
        source,
    })?;
    let size = file.metadata().map_or(0, |facts| facts.len());
    let mut reader = Reader::start(Order::Head(rows), file.into())?;
    let assembly = reader.take_blocks(size, watch)?;
    assembly.finish(Source {
        name: path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        bytes: 0,
        sha256: String::new(),
    })
}

/// A reader at work; it ends with its owner.
struct Reader(Mutex<Child>);

/// Why a reader was ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stopped {
    Cancelled,
    TimedOut,
}

impl Reader {
    fn start(order: Order, input: Stdio) -> Result<Self, SheetError> {
        let program = program::reader()?;
        let mut command = Command::new(&program);
        command
            .arg(serve::ARGUMENT)
            .arg(order.to_string())
            .env_clear()
            // Each arena of the allocator takes address space, of which there is a gibibyte.
            .env("MALLOC_ARENA_MAX", "2")
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        #[cfg(windows)]
        command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        let child = command.spawn().map_err(|error| {
            SheetError::ReaderMissing(format!("{}: {error}", program.display()))
        })?;
        confine::child(&child)?;
        Ok(Self(Mutex::new(child)))
    }

    fn child(&mut self) -> &mut Child {
        self.0
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn kill(&self) {
        let mut child = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        // It may have ended by itself.
        let _ = child.kill();
    }

    /// Takes what the reader hands over until it ends or is ended.
    fn take_blocks(&mut self, size: u64, watch: &Watch<'_>) -> Result<Assembly, SheetError> {
        let output = self.child().stdout.take();
        let (done, ended) = channel::<()>();
        let (taken, stopped) = std::thread::scope(|scope| {
            let reader = &*self;
            let watching = scope.spawn(move || {
                let begun = Instant::now();
                loop {
                    match ended.recv_timeout(LOOK) {
                        Err(RecvTimeoutError::Timeout) => {}
                        Ok(()) | Err(RecvTimeoutError::Disconnected) => return None,
                    }
                    let stopped = if watch.cancel.is_cancelled() {
                        Stopped::Cancelled
                    } else if begun.elapsed() >= Duration::from_secs(MOST_SECONDS) {
                        Stopped::TimedOut
                    } else {
                        continue;
                    };
                    reader.kill();
                    return Some(stopped);
                }
            });
            let taken = output.map_or(Err(Taken::CutOff), |output| {
                assemble(output, Assembly::of_file(size), watch)
            });
            if taken.is_err() {
                // What comes after a piece that does not fit is of no interest.
                reader.kill();
            }
            drop(done);
            (taken, watching.join().unwrap_or(None))
        });
        let status = self.child().wait();
        match (taken, stopped) {
            (_, Some(Stopped::Cancelled)) => Err(SheetError::Cancelled),
            (_, Some(Stopped::TimedOut)) => Err(SheetError::TimedOut(MOST_SECONDS)),
            (Ok(assembly), None) => Ok(assembly),
            (Err(Taken::Refused(error)), None) => Err(error),
            (Err(Taken::CutOff), None) => Err(SheetError::ReaderFailed(how(status).into())),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.kill();
        let _ = self.child().wait();
    }
}

/// Why no workbook came of it.
enum Taken {
    /// The reader said why, or what it said does not fit together.
    Refused(SheetError),
    /// It ended before it was through.
    CutOff,
}

fn assemble(
    output: impl std::io::Read,
    mut assembly: Assembly,
    watch: &Watch<'_>,
) -> Result<Assembly, Taken> {
    let mut output = BufReader::with_capacity(1 << 16, output);
    loop {
        if watch.cancel.is_cancelled() {
            return Err(Taken::Refused(SheetError::Cancelled));
        }
        match frame::read(&mut output) {
            Ok(Some(block)) => assembly.add(block).map_err(Taken::Refused)?,
            Ok(None) => return Err(Taken::CutOff),
            Err(error) => return Err(Taken::Refused(error)),
        }
        if let Some(tell) = watch.tell {
            tell(assembly.rows());
        }
        if assembly.has_ended() {
            return Ok(assembly);
        }
    }
}

/// How a reader ended, in words.
fn how(status: std::io::Result<ExitStatus>) -> String {
    match status {
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    }
}
