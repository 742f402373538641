//! What Linux tells of this process (proc(5)).

use std::time::Duration;

/// How long processors have worked for it, to the hundredth of a second.
pub fn worked() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The most memory that it had since [`forget_peak`], in kB.
pub fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|said| said.parse().ok()).unwrap_or(0)
}

/// Counts the peak from now on.
pub fn forget_peak() {
    // Where the system does not allow it, the peak stays that of the whole life.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
