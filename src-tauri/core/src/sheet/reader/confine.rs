//! What a reader may not do, and how that is enforced. The reader confines itself before it looks at the file; what
//! holds where is said in ARCHITECTURE.md.

use std::process::Child;

use crate::sheet::error::SheetError;

/// The address space of a reader: real files of half a million rows take a fraction of it.
pub(super) const MOST_MEMORY: u64 = 1 << 30;
/// The processor's time, a second behind the limit that the parent keeps by the clock.
#[cfg(unix)]
const MOST_PROCESSOR_SECONDS: u64 = super::MOST_SECONDS * 2;

/// Confines the process that it runs in: memory and processor time, no core dump, no file larger than nothing, and on
/// Linux none of the calls by which files, programs and networks are reached.
pub(super) fn oneself() {
    #[cfg(unix)]
    limits();
    #[cfg(all(
        target_os = "linux",
        any(target_arch = "x86_64", target_arch = "aarch64")
    ))]
    calls::deny();
}

/// Confines a reader from outside, where it cannot do so itself.
#[cfg(not(windows))]
#[allow(clippy::unnecessary_wraps)] // On Windows it can fail.
pub(super) fn child(_child: &Child) -> Result<(), SheetError> {
    Ok(())
}

/// Confines a reader from outside: a job that takes its memory and its life with ours.
#[cfg(windows)]
pub(super) fn child(child: &Child) -> Result<(), SheetError> {
    use std::os::windows::io::AsRawHandle;

    let refused = |error: win32job::JobError| SheetError::ReaderFailed(error.to_string().into());
    let mut limits = win32job::ExtendedLimitInfo::new();
    let most = usize::try_from(MOST_MEMORY).unwrap_or(usize::MAX);
    limits.limit_process_memory(most).limit_kill_on_job_close();
    let job = win32job::Job::create_with_limit_info(&limits).map_err(refused)?;
    job.assign_process(child.as_raw_handle() as isize)
        .map_err(refused)?;
    // The job lives as long as this process, which closes it by its end.
    std::mem::forget(job);
    Ok(())
}

#[cfg(unix)]
fn limits() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let wanted = [
        (Resource::As, MOST_MEMORY),
        (Resource::Cpu, MOST_PROCESSOR_SECONDS),
        // As everywhere in Rollcall: see `dumps`.
        (Resource::Core, 1),
        (Resource::Fsize, 0),
    ];
    for (resource, most) in wanted {
        let maximum = getrlimit(resource).maximum;
        let most = Some(maximum.map_or(most, |maximum| most.min(maximum)));
        // A system that does not know one of the limits keeps to the others.
        let _ = setrlimit(
            resource,
            Rlimit {
                current: most,
                maximum: most,
            },
        );
    }
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64")
))]
mod calls {
    //! A filter on system calls (seccomp(2)). Denied calls fail as if the permission were missing.

    use std::collections::BTreeMap;

    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

    const DENIED: &[libc::c_long] = &[
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_accept,
        libc::SYS_accept4,
        libc::SYS_sendto,
        libc::SYS_sendmsg,
        libc::SYS_openat,
        libc::SYS_openat2,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_kill,
        libc::SYS_unlinkat,
        libc::SYS_renameat2,
        libc::SYS_linkat,
        libc::SYS_symlinkat,
        libc::SYS_mkdirat,
        libc::SYS_fchmodat,
        libc::SYS_fchownat,
        libc::SYS_truncate,
        libc::SYS_io_uring_setup,
        libc::SYS_mount,
        libc::SYS_unshare,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_request_key,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_open,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_creat,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_fork,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_vfork,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_unlink,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_rename,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_link,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_symlink,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_mkdir,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_chmod,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_chown,
    ];

    /// Installs the filter; a kernel without it leaves the limits alone in force.
    pub(super) fn deny() {
        let rules: BTreeMap<i64, Vec<seccompiler::SeccompRule>> =
            DENIED.iter().map(|&call| (call, Vec::new())).collect();
        let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let Ok(arch) = std::env::consts::ARCH.try_into() else {
            return;
        };
        let Ok(filter) = SeccompFilter::new(rules, SeccompAction::Allow, refused, arch) else {
            return;
        };
        if let Ok(program) = BpfProgram::try_from(filter) {
            let _ = seccompiler::apply_filter(&program);
        }
    }
}
