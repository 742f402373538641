//! Wellhub's eligibility API (contract §1): signing in, the documented limits, pages, jobs and lists. It carries what it
//! is given and reports what came back; it never repeats a write by itself and decides nothing about people.

mod client;
mod companies;
mod config;
mod employees;
mod error;
mod http;
mod item;
mod job;
mod limits;
mod loose;
mod origin;
mod page;
mod patience;
mod proxy;
mod support;
mod token;
mod wire;

pub use client::Client;
pub use companies::Entity;
pub use config::ClientConfig;
pub use employees::WireEmployee;
pub use error::{Applied, BadAnswer, ErrorBody, ItemFault, WellhubError};
pub use item::{ItemPrint, JobItem, MAX_BATCH_BYTES, MAX_BATCH_ITEMS, WireItem};
pub use job::{JobError, JobId, JobReport, JobStatus, Statistics};
pub use limits::{Endpoint, Limit, LimitStore, Limits, Permit, Table, Waiting};
pub use origin::{Environment, Origin, OriginError};
pub use page::{Page, PageWalk};
pub use proxy::{BadProxy, Proxy};
pub use support::details_for_support;
pub use token::{MemoryTokens, StoredToken, TokenStore};

#[cfg(test)]
pub(crate) mod tests;
