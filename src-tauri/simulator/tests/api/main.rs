//! The simulator over loopback, held to contract §1. It must never wait for real time to pass:
//! the clock stands still and is advanced.
#![allow(clippy::unwrap_used)]

mod access;
mod faults;
mod jobs;
mod keeping;
mod lists;
mod rows;
mod samples;
mod support;
