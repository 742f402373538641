//! Whole files of any kind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::ReadOptions;
use rollcall_fuzz::judge;

fuzz_target!(|bytes: &[u8]| {
    // A zip file that holds the binary workbook is calamine's.
    let binary = bytes.windows(12).any(|window| window == b"workbook.bin");
    let old = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    if !binary && !old {
        judge(bytes.to_vec(), &ReadOptions::default());
    }
});
