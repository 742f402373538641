//! How long sending takes through the real client, worker and journal against the simulator: in real time within the
//! documented limits, which the simulator reads in three ways, and with the limits off. Prints figures and never judges
//! them: they are for people. ROLLCALL_BENCH_SENDING names one part (pace, roster, unlimited, idle); all without it.
#![allow(clippy::print_stdout, clippy::expect_used)]

mod idle;
mod pace;
mod process;
mod roster;
mod stage;
mod unlimited;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    if let Some(asked) = unlimited::asked_for() {
        return runtime.block_on(unlimited::run_one(asked));
    }
    let named = std::env::var("ROLLCALL_BENCH_SENDING").ok();
    let wanted = |part: &str| named.as_deref().is_none_or(|name| name == part);
    if wanted("unlimited") {
        runtime.block_on(unlimited::print());
    }
    if wanted("pace") {
        runtime.block_on(pace::print());
    }
    if wanted("roster") {
        runtime.block_on(roster::print());
    }
    if wanted("idle") {
        runtime.block_on(idle::print());
    }
}
