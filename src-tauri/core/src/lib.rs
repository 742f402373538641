//! Rollcall without a window: people, sheets, plans, jobs, the API client, history and vault.
//!
//! Data flows once, front to back: `sheet` (cells) → `roster` (people) → `plan` (diff) →
//! `submission` (journal and API) → `history` (what happened, offline). This crate knows no Tauri.

pub mod clock;
pub mod desk;
pub mod dumps;
pub mod employee;
pub mod finding;
pub mod history;
pub mod masking;
pub mod plan;
pub mod report;
pub mod roster;
pub mod sheet;
pub mod submission;
pub mod vault;
pub mod wellhub;
