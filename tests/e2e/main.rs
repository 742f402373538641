//! The real window, driven through WebKitWebDriver on a display, a session bus and a keyring of its own.
//! Run it with `cargo test --test window`; it leaves its pictures in `target/e2e`.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod axe;
mod canaries;
mod company;
mod desktop;
mod drag;
mod errand;
mod screen;
mod served;
mod window;

mod closing;
mod compared;
mod differing;
mod keyboard;
mod killed;
mod looking_back;
mod main_job;
mod notices;
mod pages;
mod people;
mod reloads;
mod scrolling;
mod size;
mod start;
mod states;
mod troubled;
mod vault;
mod weight;
