//! Sending against a server that does what a script says, judged by what that server then holds: each planned item once
//! and one submission, or no submission and a state that says so.
#![allow(clippy::unwrap_used)]

mod bench;
mod chance;
pub(in crate::submission) mod controls;
mod crashes;
mod desk;
mod dying;
mod faults;
mod matrix;
mod outcomes;
mod placing;
mod rechecking;
mod schedules;
mod server;
mod simulated;
