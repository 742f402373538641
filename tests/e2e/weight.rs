//! How much memory Rollcall holds, the processes of its page with it. Under a driver it is more than a person has: the
//! driver lives in these processes too. What is weighed is printed and never judged; `make bench` does it as it is released.

use std::cell::RefCell;
use std::process::Stdio;

use crate::company::Company;
use crate::desktop::{Desktop, Running};
use crate::screen;
use crate::window::{Window, until};

/// How often the screen must be the same one after the other until nothing moves on it any more: about a second.
const STILL: u32 = 40;

/// All processes and each of them.
pub fn weighed(processes: &[(String, f64)]) -> String {
    assert!(processes.len() > 1, "the page was not weighed");
    let all: f64 = processes.iter().map(|(_, held)| held).sum();
    let each: Vec<String> = processes
        .iter()
        .map(|(name, held)| format!("{name} {held:.0}"))
        .collect();
    format!("{all:.0} MiB ({})", each.join(", "))
}

#[tokio::test]
async fn a_start_by_itself_comes_to_the_desk_and_rests_there() {
    let (desktop, company) = (Desktop::with_keyring(), Company::at_speed(1.0).await);
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    window.close().await;
    let rollcall = env!("CARGO_BIN_EXE_rollcall-desktop");
    let mut command = desktop.command(rollcall);
    let running = Running::start(
        command
            .env_remove("ROLLCALL_LOG")
            .stdout(Stdio::null())
            .stderr(desktop.loud()),
    );
    let last = RefCell::new((None, 0));
    until("the desk stands still", async || {
        let drawn = screen::drawn(desktop.display())?;
        let mut last = last.borrow_mut();
        if last.0.as_ref() != Some(&drawn) {
            *last = (Some(drawn), 0);
            return None;
        }
        last.1 += 1;
        (last.1 >= STILL && drawn.colours() > 50).then_some(())
    })
    .await;
    let idle = desktop.memory();
    println!("memory (PSS) after a start by itself: {}", weighed(&idle));
    drop(running);
}
