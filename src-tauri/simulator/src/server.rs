//! A running simulator: started on loopback, looked into, stopped.
//! It must never listen on anything but 127.0.0.1, nor outlive its handle.

use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::config::Config;
use crate::control;
use crate::faults::Faults;
use crate::gate;
use crate::jobs::{self, Outcome};
use crate::ledger::Ledger;
use crate::oauth::Credentials;
use crate::people;
use crate::person::{Company, Person};
use crate::samples::{self, Sample, SampleError};
use crate::state::{Kept, Moment, State, StateFileError};
use crate::wire::{Connections, Door, Wire};
use crate::world::World;

/// Why a simulator could not be started.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// The port is taken or forbidden.
    #[error(
        "the simulator cannot listen on 127.0.0.1:{port}; choose another port, or 0 for any free one"
    )]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// Why.
        source: io::Error,
    },
    /// The state file could not be used.
    #[error(transparent)]
    StateFile(#[from] StateFileError),
}

/// Wellhub on this computer. Dropping it stops it and cuts its connections.
#[derive(Debug)]
pub struct Simulator {
    port: u16,
    world: Arc<World>,
    connections: Connections,
    serving: JoinHandle<()>,
}

impl Simulator {
    /// Starts serving; needs a running tokio runtime.
    pub async fn start(config: Config) -> Result<Self, SimulatorError> {
        let kept = match &config.state_file {
            Some(path) => Kept::read(path)?,
            None => None,
        };
        let elapsed = kept.as_ref().map_or(Duration::ZERO, |kept| kept.elapsed);
        let clock = Clock::new(config.speed, elapsed);
        let state = match kept {
            Some(kept) => State::from_kept(&config, kept),
            None => founded(&config, Moment::of(&clock)),
        };
        let asked = config.port;
        let failed = |source| SimulatorError::Listen {
            port: asked,
            source,
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, asked))
            .await
            .map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let world = Arc::new(World::new(config, clock, state));
        world.keep_now()?;
        let connections = Connections::default();
        let serving = serve(listener, &connections, &world);
        Ok(Self {
            port,
            world,
            connections,
            serving,
        })
    }

    /// `http://127.0.0.1:PORT`
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The TCP port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The OAuth client id.
    pub fn client_id(&self) -> String {
        self.world
            .with(|state, _| state.credentials.client_id.clone())
    }

    /// The OAuth client secret.
    pub fn client_secret(&self) -> String {
        self.world
            .with(|state, _| state.credentials.client_secret.clone())
    }

    /// The companies in the order of the company list.
    pub fn companies(&self) -> Vec<Company> {
        self.world.with(|state, _| state.companies.clone())
    }

    /// The companies' tax ids as Wellhub writes them.
    pub fn tax_ids(&self) -> Vec<String> {
        let tax_id = |company: Company| company.tax_id;
        self.companies().into_iter().map(tax_id).collect()
    }

    /// The companies' names, in the order of [`Simulator::tax_ids`].
    pub fn company_names(&self) -> Vec<String> {
        let name = |company: Company| company.name;
        self.companies().into_iter().map(name).collect()
    }

    /// The name of the first company.
    pub fn company_name(&self) -> String {
        self.company_names().into_iter().next().unwrap_or_default()
    }

    /// How it was set up.
    pub fn config(&self) -> &Config {
        &self.world.config
    }

    /// The faults to come.
    pub fn faults(&self) -> &Faults {
        &self.world.faults
    }

    /// What was asked and done so far.
    pub fn ledger(&self) -> Ledger {
        let config = &self.world.config;
        self.world
            .with(|state, moment| state.ledger(config, moment.now))
    }

    /// How many requests arrived that are neither answered nor given up by the client.
    pub fn under_way(&self) -> usize {
        self.world.count_under_way()
    }

    /// Everybody, past eligibles included.
    pub fn roster(&self) -> Vec<Person> {
        self.world.with(|state, _| state.roster.clone())
    }

    /// Somebody else changes the roster.
    pub fn edit_roster(&self, edit: impl FnOnce(&mut Vec<Person>)) {
        self.world.with(|state, _| {
            edit(&mut state.roster);
            state.dirty = true;
        });
    }

    /// Lets simulated time pass at once.
    pub fn advance(&self, time: Duration) {
        self.world.clock.advance(time);
    }

    /// Approves a job in Approval Requested; `false` where it does not wait for that.
    pub fn approve(&self, job: &str) -> bool {
        self.world
            .with(|state, moment| jobs::approve(state, job, moment))
    }

    /// Rejects a job in Approval Requested; `false` where it does not wait for that.
    pub fn reject(&self, job: &str) -> bool {
        self.world
            .with(|state, moment| jobs::reject(state, job, moment))
    }

    /// Gives the next job that is submitted an outcome; several are used in turn.
    pub fn force_next_outcome(&self, outcome: Outcome) {
        self.world.with(|state, _| {
            control::force(state, None, outcome);
        });
    }

    /// Gives a job an outcome; `false` where there is no such job.
    pub fn force_outcome(&self, job: &str, outcome: Outcome) -> bool {
        self.world
            .with(|state, _| control::force(state, Some(job), outcome))
    }

    /// Writes the sample spreadsheets, made to match the roster as it is now, into a folder.
    pub fn write_samples(&self, folder: &Path) -> Result<Vec<Sample>, SampleError> {
        let (companies, roster, stamp) = self
            .world
            .with(|state, moment| (state.companies.clone(), state.roster.clone(), moment.stamp));
        samples::write(folder, &self.world.config, &companies, &roster, stamp)
    }

    /// Stops serving and cuts every connection.
    pub async fn stop(mut self) {
        self.end();
        // Aborted a line above, so this is the end of the task and never an answer.
        let _ = (&mut self.serving).await;
    }

    fn end(&self) {
        self.serving.abort();
        self.connections.cut_all();
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.end();
    }
}

fn founded(config: &Config, moment: Moment) -> State {
    let companies = people::companies(config.companies);
    let roster = people::roster(config, &companies, moment.stamp);
    State::new(config, Credentials::generate(), companies, roster)
}

fn serve(listener: TcpListener, connections: &Connections, world: &Arc<World>) -> JoinHandle<()> {
    let door = Door::new(listener, connections.clone());
    let router: Router = control::routes()
        .fallback(gate::pass)
        .with_state(Arc::clone(world));
    let service = router.into_make_service_with_connect_info::<Wire>();
    tokio::spawn(async move {
        if let Err(error) = axum::serve(door, service).await {
            tracing::error!(%error, "the simulator stopped serving");
        }
    })
}
