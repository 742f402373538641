//! Core dumps are off: what this process holds in memory, secrets and people, must not be written to a disk by a crash.

/// Switches core dumps off for this process and all that it starts. Called first in every program. On Windows nothing
/// is written unless an administrator asked for it.
pub fn switch_off() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // On Linux a limit of 0 still hands the dump to a program that collects them; of 1 it does not.
        let bytes = Some(u64::from(cfg!(target_os = "linux")));
        let limit = Rlimit {
            current: bytes,
            maximum: bytes,
        };
        // A limit that is lower already cannot be raised, and need not be.
        if let Err(error) = setrlimit(Resource::Core, limit) {
            tracing::debug!(%error, "the limit of core dumps stays as it was");
        }
    }
}
