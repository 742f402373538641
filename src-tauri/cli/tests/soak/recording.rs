//! What a program wrote, synced and sent, as `strace` saw it: the order in which a disk would have got it.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// One thing that happened, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Bytes were handed to the system for a file.
    Write {
        file: String,
        at: usize,
        bytes: Vec<u8>,
    },
    /// A file was cut or grown.
    Resize { file: String, length: usize },
    /// The system said that all of a file is on the disk.
    Sync { file: String },
    /// A request went out: its first line.
    Request(String),
}

/// Runs a command under `strace` and gives what it did to the files of that folder, and what it sent.
pub fn record(command: &Command, folder: &Path, log: &Path) -> Vec<Event> {
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-y", "-xx", "-s", "8192", "-o"])
        .arg(log);
    strace.args([
        "-e",
        "trace=pwrite64,ftruncate,fsync,fdatasync,write,writev,sendto",
    ]);
    strace.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    let ran = strace.stdin(Stdio::null()).output();
    let ran = ran.expect("strace is installed: make soak does it");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let text = std::fs::read_to_string(log).unwrap();
    let events: Vec<Event> = whole_lines(&text)
        .iter()
        .filter_map(|line| event(line, folder))
        .collect();
    assert!(!events.is_empty(), "strace saw nothing");
    events
}

/// Lines that another thread's interrupted are put together where they end.
fn whole_lines(text: &str) -> Vec<String> {
    let mut begun: HashMap<&str, String> = HashMap::new();
    let mut whole = Vec::new();
    for line in text.lines() {
        let Some((thread, call)) = line.split_once(' ') else {
            continue;
        };
        let call = call.trim_start();
        if let Some(first) = call.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, first.to_owned());
        } else if let Some((_, rest)) = call.split_once(" resumed>") {
            whole.push(begun.remove(thread).unwrap_or_default() + rest);
        } else {
            whole.push(call.to_owned());
        }
    }
    whole
}

fn event(line: &str, folder: &Path) -> Option<Event> {
    let (call, rest) = line.split_once('(')?;
    let (_, rest) = rest.split_once('<')?;
    let (path, rest) = rest.split_once('>')?;
    let path = String::from_utf8(bytes(path)).ok()?;
    if path.starts_with("socket:") || path.starts_with("TCP") {
        return request(rest);
    }
    let file = Path::new(&path).strip_prefix(folder).ok()?;
    let file = file.to_str()?.to_owned();
    match call {
        "pwrite64" => {
            let (text, after) = quoted(rest)?;
            let mut numbers = numbers(after);
            let (length, at, written) = (numbers.next()?, numbers.next()?, numbers.next()?);
            let bytes = bytes(text);
            assert_eq!(
                (bytes.len(), written),
                (length, length),
                "cut short: {file}"
            );
            Some(Event::Write { file, at, bytes })
        }
        "ftruncate" => Some(Event::Resize {
            file,
            length: numbers(rest).next()?,
        }),
        "fsync" | "fdatasync" if rest.ends_with("= 0") => Some(Event::Sync { file }),
        _ => None,
    }
}

/// The first line of a request; the rest of it, and what is no request, is left out.
fn request(rest: &str) -> Option<Event> {
    let (text, _) = quoted(rest)?;
    let text = String::from_utf8_lossy(&bytes(text)).into_owned();
    let line = text.lines().next()?;
    line.contains(" HTTP/1.1")
        .then(|| Event::Request(line.to_owned()))
}

fn numbers(text: &str) -> impl Iterator<Item = usize> {
    text.split([',', ')', ' '])
        .filter_map(|word| word.parse().ok())
}

fn quoted(text: &str) -> Option<(&str, &str)> {
    text.split_once('"')?.1.split_once('"')
}

/// What `\x41\x42` says.
fn bytes(text: &str) -> Vec<u8> {
    let pairs = text.split("\\x").skip(1);
    let byte = |pair: &str| u8::from_str_radix(pair.get(..2)?, 16).ok();
    pairs.filter_map(byte).collect()
}
