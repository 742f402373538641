//! Workbooks from before BIFF8, which calamine reads. What falls out here is calamine's, and why reading is done in a
//! process with limits.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::ReadOptions;
use rollcall_fuzz::{compound, judge};

fuzz_target!(|stream: &[u8]| {
    if let Some(bytes) = compound("Book", stream) {
        judge(bytes, &ReadOptions::default());
    }
});
