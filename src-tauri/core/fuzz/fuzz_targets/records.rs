//! Text with a delimiter that a person chose: its first byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::ReadOptions;
use rollcall_fuzz::judge;

fuzz_target!(|bytes: &[u8]| {
    let [delimiter, text @ ..] = bytes else {
        return;
    };
    let options = ReadOptions {
        delimiter: Some(char::from(*delimiter)).filter(char::is_ascii),
        encoding: Some("utf-8".to_owned()),
        ..ReadOptions::default()
    };
    judge(text.to_vec(), &options);
});
