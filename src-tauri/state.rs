//! What lives as long as the app: how it was started, the desk once it is open, the jobs that are driven. Holds no secret,
//! and nothing of it ever waits on the thread that draws the window.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rollcall_core::desk::Desk;
use rollcall_core::history::{ConnectionId, JobId, JobShape};
use rollcall_core::plan::{PlanHash, SavedPlan};
use rollcall_core::vault::Preference;
use tauri::{Manager, Runtime};
use tauri_specta::Event;
use tokio::sync::watch;

use crate::closing::Consent;
use crate::commands::jobs::JobView;
use crate::commands::veil::Veiled;
use crate::demo::Demo;
use crate::error::CommandError;
use crate::events::JobChanged;
use crate::front;
use crate::launch::Launch;
use crate::notices::{self, Notice, Reminder};

mod browsing;
mod driving;
mod filing;
mod handed;
mod opening;
mod reading;
mod reminding;
mod runs;
mod tidying;

pub use opening::Shut;
pub use reading::Reading;
pub use runs::Live;

use browsing::Browsed;
use opening::Opened;
use runs::Runs;

/// What lives as long as the app. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct AppState {
    inner: Arc<Inner>,
}

/// A plan that takes a job up, as it was shown last.
#[derive(Debug, Clone)]
pub struct TakenUp {
    /// For which connection.
    pub connection: ConnectionId,
    /// The plan.
    pub saved: Arc<SavedPlan>,
}

struct Inner {
    data_dir: PathBuf,
    log_file: PathBuf,
    demo_wanted: bool,
    handed: Mutex<handed::Handed>,
    opened: watch::Sender<Opened>,
    opening: tokio::sync::Mutex<()>,
    /// The vault that was asked for last, so that a backup is brought back with it.
    tried: Mutex<Preference>,
    /// Why the backup of the day was not made, or that the file is not whole.
    backup_problem: Mutex<Option<CommandError>>,
    demo: tokio::sync::Mutex<Option<Demo>>,
    readings: reading::Readings,
    files: reading::Readings,
    browsed: Mutex<Option<Browsed>>,
    taken_up: Mutex<Option<TakenUp>>,
    runs: Runs,
    shapes: Mutex<HashMap<JobId, Arc<JobShape>>>,
    tell: Box<dyn Fn(JobView) + Send + Sync>,
    notify: Box<dyn Fn(&Notice) + Send + Sync>,
    remind: Box<dyn Fn(&Reminder) + Send + Sync>,
    progress: Box<dyn Fn(Option<u8>) + Send + Sync>,
    protect: Box<dyn Fn(bool) + Send + Sync>,
    magnify: Box<dyn Fn(u16) + Send + Sync>,
    consent: Consent,
    filing: Mutex<()>,
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppState")
            .field("data_dir", &self.inner.data_dir)
            .finish_non_exhaustive()
    }
}

impl AppState {
    /// The state for `launch`; the data folder is the system's own for Rollcall unless the launch names another. Opening
    /// it begins in the background.
    pub fn new<R: Runtime>(app: &impl Manager<R>, launch: Launch) -> Result<Self, tauri::Error> {
        let (data_dir, logs) = match launch.data_dir {
            Some(folder) => (folder.clone(), folder.join("logs")),
            None => (app.path().app_local_data_dir()?, app.path().app_log_dir()?),
        };
        let handle = app.app_handle().clone();
        let tell = move |job| {
            if let Err(error) = JobChanged(job).emit(&handle) {
                tracing::warn!(%error, "the window could not be told about a job");
            }
        };
        let told = app.app_handle().clone();
        let notify = move |notice: &Notice| notices::show(&told, notice);
        let reminded = app.app_handle().clone();
        let remind = move |reminder: &Reminder| notices::remind(&reminded, reminder);
        let (shown, last) = (app.app_handle().clone(), Mutex::new(None));
        let progress = move |percent: Option<u8>| {
            if std::mem::replace(&mut *lock(&last), percent) != percent {
                front::show_progress(&shown, percent);
            }
        };
        let shown = app.app_handle().clone();
        let protect = move |on| front::protect(&shown, on);
        let shown = app.app_handle().clone();
        let magnify = move |percent| front::magnify(&shown, percent);
        let state = Self {
            inner: Arc::new(Inner {
                data_dir,
                log_file: logs.join("rollcall.log"),
                demo_wanted: launch.demo,
                handed: Mutex::new(handed::Handed::at_start(launch.file)),
                opened: watch::Sender::new(Opened::Pending),
                opening: tokio::sync::Mutex::default(),
                tried: Mutex::default(),
                backup_problem: Mutex::default(),
                demo: tokio::sync::Mutex::default(),
                readings: reading::Readings::default(),
                files: reading::Readings::default(),
                browsed: Mutex::default(),
                taken_up: Mutex::default(),
                runs: Runs::default(),
                shapes: Mutex::default(),
                tell: Box::new(tell),
                notify: Box::new(notify),
                remind: Box::new(remind),
                progress: Box::new(progress),
                protect: Box::new(protect),
                magnify: Box::new(magnify),
                consent: Consent::default(),
                filing: Mutex::default(),
            }),
        };
        let opening = state.clone();
        tauri::async_runtime::spawn(async move { opening.begin().await });
        Ok(state)
    }

    /// Where the history, the logs and the passphrase vault lie.
    pub fn data_dir(&self) -> &Path {
        &self.inner.data_dir
    }

    /// The file of the log.
    pub fn log_file(&self) -> &Path {
        &self.inner.log_file
    }

    /// Whether the app was asked to begin with the demo.
    pub fn demo_wanted(&self) -> bool {
        self.inner.demo_wanted
    }

    /// Asks the system to leave the window out of screen sharing and recordings, or no longer to.
    pub fn protect_window(&self, on: bool) {
        (self.inner.protect)(on);
    }

    /// Draws all of the page so large, in percent of its usual size.
    pub fn magnify_window(&self, percent: u16) {
        (self.inner.magnify)(percent);
    }

    /// Whether the window may close, whatever is on the wire.
    pub fn consent(&self) -> &Consent {
        &self.inner.consent
    }

    /// The demo, where it is running; one at a time may start it.
    pub fn demo(&self) -> &tokio::sync::Mutex<Option<Demo>> {
        &self.inner.demo
    }

    /// Keeps the plan that takes a job up, so that what was shown is what is sent.
    pub fn take_up(&self, taken: TakenUp) {
        *lock(&self.inner.taken_up) = Some(taken);
    }

    /// The plan that was shown last, if it is the one of that hash.
    pub fn taken_up(&self, plan: &PlanHash) -> Option<TakenUp> {
        let shown = lock(&self.inner.taken_up).clone();
        shown.filter(|shown| shown.saved.hash == *plan)
    }

    /// How a job is made up, counted once, and again where items were set aside.
    pub fn shape(&self, desk: &Desk, job: JobId) -> Result<Arc<JobShape>, CommandError> {
        let items = desk.history().job(job)?.items;
        let whole = |shape: &JobShape| shape.create + shape.update + shape.delete == items;
        if let Some(known) = lock(&self.inner.shapes)
            .get(&job)
            .filter(|known| whole(known))
        {
            return Ok(Arc::clone(known));
        }
        let shape = Arc::new(desk.history().job_shape(job)?);
        lock(&self.inner.shapes).insert(job, Arc::clone(&shape));
        Ok(shape)
    }

    /// Works with the open desk on a thread that may wait: for the keyring, the database, a file.
    pub async fn work<T, E, W>(&self, work: W) -> Result<T, CommandError>
    where
        T: Send + 'static,
        E: Into<CommandError>,
        W: FnOnce(&Arc<Desk>) -> Result<T, E> + Send + 'static,
    {
        let desk = self.desk().await?;
        blocking(move || work(&desk).map_err(Into::into)).await
    }
}

impl AppState {
    /// The same for an answer that tells of people: veiled while the screen is shared.
    pub async fn view<T, E, W>(&self, work: W) -> Result<T, CommandError>
    where
        T: Veiled + Send + 'static,
        E: Into<CommandError>,
        W: FnOnce(&Arc<Desk>) -> Result<T, E> + Send + 'static,
    {
        self.work(move |desk| {
            let mut view = work(desk)?;
            view.veil_on(desk);
            Ok::<_, E>(view)
        })
        .await
    }
}

/// Does what may wait on a thread for that.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CommandError> + Send + 'static,
) -> Result<T, CommandError> {
    let done = tauri::async_runtime::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(rollcall_core::desk::DeskError::Interrupted.into()))
}

/// A panic elsewhere leaves these values as good as they were.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
