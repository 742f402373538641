//! The real binary against the simulator, itself a child process: what a scheduler and a person in a terminal rely on.
#![allow(clippy::unwrap_used)]

mod backups;
mod bad_files;
#[cfg(target_os = "linux")]
mod dumps;
mod explained;
mod find;
#[cfg(unix)]
mod full_disk;
mod give_up;
mod held;
mod interrupted;
mod job;
mod kept;
mod killed;
mod person;
mod recovery;
mod refusals;
mod secrets;
mod shapes;
mod support;
mod text;
mod trail;
mod twenty;
mod undo;
