//! The content of a workbook of LibreOffice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::ReadOptions;
use rollcall_fuzz::{judge, stored};

fuzz_target!(|content: &[u8]| {
    if let Some(bytes) = stored(&[("content.xml", content)]) {
        judge(bytes, &ReadOptions::default());
    }
});
