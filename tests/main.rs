//! The shell without a window: its bindings, its permissions, and its commands over Tauri's mock runtime.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod after;
mod bindings;
mod bundle;
mod connecting;
mod demo;
mod diagnostics;
mod explained;
mod fixing;
mod flow;
mod guarding;
mod import;
mod ipc;
mod keeping;
mod people;
mod permissions;
mod privacy;
mod refusals;
mod reports;
mod safekeeping;
mod sending;
mod sharing;
mod support;
