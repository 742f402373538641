//! No program of Rollcall leaves what it holds in a core dump: the limits of the running ones, as the kernel tells them.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::Home;

/// The soft and the hard limit of that name.
fn limits(process: u32, name: &str) -> Option<[String; 2]> {
    let told = std::fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let line = told.lines().find(|line| line.starts_with(name))?;
    let mut words = line[name.len()..].split_whitespace().map(str::to_owned);
    Some([words.next()?, words.next()?])
}

/// Linux hands a dump to a collecting program under a limit of 0 too, and under 1 to none.
const NONE: [&str; 2] = ["1", "1"];

#[test]
fn the_command_line_leaves_no_core_dump() {
    let home = Home::new();
    let mut child = home
        .command(&["simulate", "--people", "5"])
        .spawn()
        .unwrap();
    let mut line = String::new();
    let stdout = child.stdout.take().unwrap();
    BufReader::new(stdout).read_line(&mut line).unwrap();
    let core = limits(child.id(), "Max core file size");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(core.unwrap(), NONE);
}

#[test]
fn the_reader_leaves_no_core_dump() {
    let reader = Path::new(env!("CARGO_BIN_EXE_rollcall")).with_file_name("rollcall-reader");
    let mut child = Command::new(reader)
        .args(["--read-sheet", "whole"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let confined = Some(["0".to_owned(), "0".to_owned()]);
    while limits(child.id(), "Max file size") != confined {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "it is never confined"
        );
        std::thread::yield_now();
    }
    let core = limits(child.id(), "Max core file size");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(core.unwrap(), NONE);
}
