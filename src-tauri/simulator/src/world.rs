//! What every request shares: configuration, clock, faults, and the state behind its lock.
//! Nobody must ever see the state before the jobs that are due have moved on.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::Clock;
use crate::config::Config;
use crate::faults::Faults;
use crate::jobs;
use crate::pages::Pages;
use crate::state::{Moment, State, StateFileError};

/// One simulated Wellhub.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) pages: Pages,
    state: Mutex<State>,
    under_way: Arc<()>,
}

impl World {
    pub(crate) fn new(config: Config, clock: Clock, state: State) -> Self {
        let key = rand::random();
        Self {
            pages: Pages::new(key, config.page_size),
            config,
            clock,
            faults: Faults::default(),
            state: Mutex::new(state),
            under_way: Arc::default(),
        }
    }

    /// Does something with the state as it is now, then brings the file up to date.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut State, Moment) -> T) -> T {
        let moment = Moment::of(&self.clock);
        let mut state = self.lock();
        jobs::settle(&mut state, &self.config, moment);
        let outcome = act(&mut state, moment);
        if let Err(error) = self.keep(&mut state) {
            tracing::warn!(%error, "the demo will not survive a restart");
        }
        outcome
    }

    /// A request is under way for as long as this is kept.
    pub(crate) fn under_way(&self) -> Arc<()> {
        Arc::clone(&self.under_way)
    }

    /// How many requests are under way.
    pub(crate) fn count_under_way(&self) -> usize {
        Arc::strong_count(&self.under_way) - 1
    }

    /// Brings the file up to date and says when that fails.
    pub(crate) fn keep_now(&self) -> Result<(), StateFileError> {
        self.keep(&mut self.lock())
    }

    fn keep(&self, state: &mut State) -> Result<(), StateFileError> {
        state.keep(self.config.state_file.as_deref(), self.clock.now())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
