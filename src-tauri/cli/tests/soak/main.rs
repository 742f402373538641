//! What takes too long for every change: `make soak` runs it, before a release. Seeds and counts are printed;
//! ROLLCALL_SOAK_SEED brings a run back.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod killed;
mod power;
mod recording;
// These serve the short tests too, which need more of them.
#[allow(dead_code)]
#[path = "../cli/support.rs"]
mod support;
#[allow(dead_code)]
#[path = "../cli/twenty.rs"]
mod twenty;

/// The seed of a run: the one that was asked for, or a new one.
fn seed() -> u64 {
    let asked = std::env::var("ROLLCALL_SOAK_SEED");
    asked.map_or_else(|_| rand::random(), |seed| seed.parse().unwrap())
}
