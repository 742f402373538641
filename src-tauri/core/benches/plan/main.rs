//! How long a plan takes in memory, findings, pairs and budgets included; how long one page of it, or of a roster, takes; and from two csv
//! files to the whole plan beside `csv-diff`, which tells less. Prints the best of several rounds and never judges: the
//! figures are for people. ROLLCALL_BENCH_PEOPLE sets the largest number of people.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use rollcall_core::plan::{PlanHash, Rules, plan};
use rollcall_core::roster::Intent;

mod files;
mod pages;
mod people;
mod rosters;

const ROUNDS: u32 = 10;

fn main() {
    let most = std::env::var("ROLLCALL_BENCH_PEOPLE").map_or(1_000_000, |people| {
        people.parse().expect("ROLLCALL_BENCH_PEOPLE is a number")
    });
    for people in [10_000, 100_000, 1_000_000] {
        if people <= most {
            in_memory(people);
        }
    }
    pages::print(most.min(100_000));
    people::print(most.min(100_000));
    files::print(most);
}

fn in_memory(people: u32) {
    let (remote, incoming) = (rosters::remote(people), rosters::incoming(people));
    let rosters = peak();
    let rules = Rules::default();
    let before = worked();
    let took = best(|| plan(&remote, &incoming, Intent::Full, &rules));
    let worked = worked().saturating_sub(before) / ROUNDS;
    let planned = peak();
    let made = plan(&remote, &incoming, Intent::Full, &rules);
    let hash = best(|| PlanHash::of(&made));
    println!(
        "plan of {people:>9} people   {took:>10.1?}  ({worked:.0?} of processors)  its hash {hash:.1?}"
    );
    println!(
        "  changes {}, peak {planned} kB, of it the rosters {rosters} kB",
        made.changes.len()
    );
}

/// The best of several rounds; what is made is given back outside of the time.
fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        let made = black_box(run());
        let took = start.elapsed();
        drop(made);
        took
    };
    (0..ROUNDS).map(once).min().unwrap_or_default()
}

/// How long processors have worked for this process, to the hundredth of a second, as Linux tells it (proc(5)).
fn worked() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The most memory that this process ever had, in kB, as Linux tells it (proc(5)).
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|said| said.parse().ok()).unwrap_or(0)
}
