//! The real client in a process that ends at one call, or whose clock is set there.

use std::collections::HashMap;
use std::future::pending;
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;
use rollcall_simulator::{Endpoint, Simulator};
use tokio::sync::Notify;

use super::bench::Passing;
use crate::employee::Identifier;
use crate::history::{Connection, RemoteJobId};
use crate::roster::RemoteRoster;
use crate::submission::{Api, Failure, ReadItem, Report, ReportedError};
use crate::wellhub::Client;

/// When the process ends, as the journal sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// The journal says what is about to be sent, and nothing is.
    BeforeSend,
    /// The request arrived; nobody waits for its answer.
    AfterSend,
    /// The answer came, and the journal does not know it.
    AfterAnswer,
}

/// What happens at a call that is no fault of Wellhub's.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event {
    /// The process ends.
    Death(Moment),
    /// The computer's clock is set, before the call.
    Clock(SignedDuration),
}

/// At which call of the worker: which, and the how manieth, from 1.
pub(super) type At = (Endpoint, u32);

/// The client; its clones are the same one.
#[derive(Clone)]
pub(super) struct Dying {
    client: Client,
    clock: Arc<Passing>,
    simulator: Arc<Simulator>,
    events: Vec<(At, Event)>,
    calls: Arc<Mutex<HashMap<Endpoint, u32>>>,
    died: Arc<Notify>,
}

impl Dying {
    pub(super) fn new(
        client: Client,
        clock: Arc<Passing>,
        simulator: Arc<Simulator>,
        events: Vec<(At, Event)>,
    ) -> Self {
        Self {
            client,
            clock,
            simulator,
            events,
            calls: Arc::default(),
            died: Arc::default(),
        }
    }

    /// Completes when the process ends.
    pub(super) async fn dead(&self) {
        self.died.notified().await;
    }

    async fn call<T>(&self, endpoint: Endpoint, call: impl Future<Output = T>) -> T {
        let nth = {
            let mut calls = self.calls.lock().unwrap();
            let nth = calls.entry(endpoint).or_default();
            *nth += 1;
            *nth
        };
        let mut death = None;
        for (at, event) in &self.events {
            match event {
                _ if *at != (endpoint, nth) => {}
                Event::Clock(by) => self.clock.set_astray(*by),
                Event::Death(moment) => death = Some(*moment),
            }
        }
        match death {
            None => return call.await,
            Some(Moment::BeforeSend) => {}
            Some(Moment::AfterSend) => self.leave_on_the_wire(endpoint, call).await,
            Some(Moment::AfterAnswer) => drop(call.await),
        }
        self.died.notify_one();
        pending().await
    }

    /// Until the request has arrived; dropping it then closes the connection.
    async fn leave_on_the_wire<T>(&self, endpoint: Endpoint, call: impl Future<Output = T>) {
        let arrived = || self.simulator.ledger().count(endpoint);
        let before = arrived();
        let arrival = async {
            while arrived() == before {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            () = arrival => {}
            // It never left: no token came about.
            _ = call => {}
        }
    }
}

impl Api for Dying {
    async fn connect(&self) -> Result<(), Failure> {
        self.call(Endpoint::Token, Api::connect(&self.client)).await
    }

    async fn read_roster(
        &self,
        connection: &Connection,
        tell: &(dyn Fn(crate::roster::Progress) + Sync),
    ) -> Result<RemoteRoster, Failure> {
        let call = Api::read_roster(&self.client, connection, tell);
        self.call(Endpoint::Employees, call).await
    }

    async fn create_job(&self) -> Result<RemoteJobId, Failure> {
        self.call(Endpoint::CreateJob, Api::create_job(&self.client))
            .await
    }

    async fn add_items(&self, job: &RemoteJobId, body: Vec<u8>) -> Result<(), Failure> {
        let call = Api::add_items(&self.client, job, body);
        self.call(Endpoint::AddItems, call).await
    }

    async fn all_items(
        &self,
        job: &RemoteJobId,
        identifier: Identifier,
    ) -> Result<Vec<ReadItem>, Failure> {
        let call = Api::all_items(&self.client, job, identifier);
        self.call(Endpoint::ListItems, call).await
    }

    async fn submit(&self, job: &RemoteJobId) -> Result<(), Failure> {
        self.call(Endpoint::Submit, Api::submit(&self.client, job))
            .await
    }

    async fn status(&self, job: &RemoteJobId) -> Result<Report, Failure> {
        self.call(Endpoint::Status, Api::status(&self.client, job))
            .await
    }

    async fn all_errors(&self, job: &RemoteJobId) -> Result<Vec<ReportedError>, Failure> {
        let call = Api::all_errors(&self.client, job);
        self.call(Endpoint::Errors, call).await
    }
}
