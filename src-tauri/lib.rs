//! Rollcall's shell: Tauri's window, commands, events and permissions around `rollcall_core`. The composition root and
//! nothing else; what people and plans are is core's affair.

mod bar;
mod closing;
pub mod commands;
mod demo;
mod engine;
pub mod error;
pub mod events;
mod front;
pub mod launch;
mod leaving;
mod notices;
pub mod state;
mod staying;

use std::path::{Path, PathBuf};

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Context, Manager as _, RunEvent, Runtime};
use tauri_plugin_log::log::LevelFilter;
use tauri_plugin_log::{RotationStrategy, Target, TargetKind};
use tauri_specta::{Event, collect_events};

use crate::launch::Launch;
use crate::state::AppState;

/// Why the app could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The folder that the process runs in is gone or closed to it.
    #[error("the current folder cannot be read ({0}); start Rollcall from another folder")]
    Folder(#[source] std::io::Error),
    /// Tauri could not make the window or one of its parts.
    #[error("the window could not be made: {0}")]
    Window(#[from] tauri::Error),
}

/// Commands and events with their types: what the window may call, and what its bindings are written from.
pub fn interface<R: Runtime>() -> tauri_specta::Builder<R> {
    tauri_specta::Builder::new()
        .commands(commands::all())
        .events(collect_events![
            events::CloseAsked,
            events::JobChanged,
            events::MenuChosen,
            events::OpenFile,
            events::OpenJob
        ])
        .error_handling(tauri_specta::ErrorHandlingMode::Throw)
        .disable_serde_phases()
}

/// Configuration, permissions, icons and the built ui, as compiled in.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// The app on any runtime: the real window, or the mock of the tests. What touches the whole computer (one instance,
/// logs, window positions, notifications) is added by [`run`] alone.
pub fn app<R: Runtime>(builder: tauri::Builder<R>, launch: Launch) -> tauri::Builder<R> {
    let interface = interface::<R>();
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(staying::plugin())
        .invoke_handler(interface.invoke_handler())
        .setup(move |app| {
            interface.mount_events(app);
            notices::heed_clicks(app.handle());
            app.manage(AppState::new(app, launch)?);
            Ok(())
        })
}

/// Opens the window and stays until it is closed.
pub fn run() -> Result<(), StartError> {
    engine::prepare();
    let folder = std::env::current_dir().map_err(StartError::Folder)?;
    let launch = Launch::read(
        std::env::args_os(),
        std::env::var_os("ROLLCALL_DATA_DIR"),
        &folder,
    );
    let builder = tauri::Builder::default()
        // First, as its documentation asks: a second start ends before anything else is touched.
        .plugin(tauri_plugin_single_instance::init(
            |app, arguments, folder| {
                let arguments = arguments.into_iter().map(Into::into);
                show(app, Launch::read(arguments, None, folder.as_ref()).file);
            },
        ))
        .on_menu_event(|app, event| bar::chosen(app, event.id().as_ref()))
        .plugin(engine::plugin())
        .plugin(log(launch.data_dir.as_deref()))
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_window_state::Builder::default().build());
    let app = app(builder, launch)
        .build(context())
        .inspect_err(leaving::start_again_after)?;
    app.run(|app, event| {
        let stays = closing::holds_up(app, &event);
        // A start right after a close finds the place free as soon as this instance begins to leave.
        if let RunEvent::ExitRequested { .. } = event
            && !stays
        {
            tauri_plugin_single_instance::destroy(app);
        }
        // There a program is not started once more with a file: it is told.
        #[cfg(target_os = "macos")]
        if let RunEvent::Opened { urls } = &event {
            show(app, urls.iter().find_map(|url| url.to_file_path().ok()));
        }
        if let RunEvent::Exit = event {
            app.state::<AppState>().rest();
        }
    });
    Ok(())
}

/// Writes what happens, never about whom, to `logs` in the data folder or else to the system's folder for logs.
fn log<R: Runtime>(data_dir: Option<&Path>) -> TauriPlugin<R> {
    let name = Some("rollcall".to_owned());
    let kind = match data_dir {
        Some(folder) => TargetKind::Folder {
            path: folder.join("logs"),
            file_name: name,
        },
        None => TargetKind::LogDir { file_name: name },
    };
    // For support, as in the terminal: off, error, warn, info, debug or trace.
    let loudest = std::env::var("ROLLCALL_LOG").ok();
    let loudest = loudest.and_then(|level| level.parse::<LevelFilter>().ok());
    tauri_plugin_log::Builder::new()
        .clear_targets()
        .targets([Target::new(kind), Target::new(TargetKind::Stderr)])
        .level(loudest.unwrap_or(LevelFilter::Warn))
        .level_for("rollcall_core", loudest.unwrap_or(LevelFilter::Info))
        .level_for("rollcall_desktop_lib", loudest.unwrap_or(LevelFilter::Info))
        .max_file_size(if loudest.is_some() {
            100_000_000
        } else {
            1_000_000
        })
        .rotation_strategy(RotationStrategy::KeepSome(3))
        .build()
}

/// Brings the window of the running app to the front, with the file that the system hands it.
fn show<R: Runtime>(app: &AppHandle<R>, file: Option<PathBuf>) {
    front::bring(app);
    let Some(state) = app.try_state::<AppState>() else {
        return;
    };
    if let Some(file) = file.and_then(|file| state.hand_over(file))
        && let Err(error) = events::OpenFile(file.to_string_lossy().into_owned()).emit(app)
    {
        tracing::warn!(%error, "the window could not be told about a file to open");
    }
}
