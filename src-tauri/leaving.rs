//! A start while another instance is leaving: that one still has the place of the one instance, and takes nothing any
//! more. Its end is awaited by starting again, since a process makes one event loop in its life.

use std::time::Duration;

/// How long between two starts.
const PAUSE: Duration = Duration::from_millis(200);
/// How many starts; a busy computer takes seconds to end a program.
const STARTS: u32 = 50;
/// Counts the starts, from one to the next.
const COUNT: &str = "ROLLCALL_STARTS";

/// Puts a new start in the place of this process, after a pause, where `error` says that another instance did not take
/// what it was handed. Returns where it is another error, or where it was tried often enough.
pub fn start_again_after(error: &tauri::Error) {
    let tauri::Error::PluginInitialization(plugin, _) = error else {
        return;
    };
    let starts = std::env::var(COUNT).map_or(0, |count| count.parse().unwrap_or(STARTS));
    if plugin != "single-instance" || starts >= STARTS {
        return;
    }
    std::thread::sleep(PAUSE);
    if let Err(error) = start_again(starts + 1) {
        tracing::warn!(%error, "Rollcall could not be started again");
    }
}

/// Returns only with an error.
#[cfg(unix)]
fn start_again(starts: u32) -> std::io::Result<()> {
    use std::os::unix::process::CommandExt;

    let error = std::process::Command::new(std::env::current_exe()?)
        .args(std::env::args_os().skip(1))
        .env(COUNT, starts.to_string())
        .exec();
    Err(error)
}

/// On Windows the instances know each other by a window, which is there or is not: there is no moment between.
#[cfg(not(unix))]
fn start_again(_starts: u32) -> std::io::Result<()> {
    Ok(())
}
