//! The records of an old workbook (BIFF8); earlier formats are another target's.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::ReadOptions;
use rollcall_fuzz::{compound, judge};

fuzz_target!(|stream: &[u8]| {
    let is_biff8 = stream.len() > 6 && stream[..2] == [9, 8] && stream[4..6] == [0, 6];
    if let Some(bytes) = compound("Workbook", stream).filter(|_| is_biff8) {
        judge(bytes, &ReadOptions::default());
    }
});
