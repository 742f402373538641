//! Text in any encoding: the first byte says which is asked for, if any.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::ReadOptions;
use rollcall_fuzz::judge;

const ENCODINGS: &[&str] = &[
    "utf-8",
    "windows-1252",
    "iso-8859-15",
    "utf-16le",
    "utf-16be",
    "macintosh",
];

fuzz_target!(|bytes: &[u8]| {
    let [encoding, _, text @ ..] = bytes else {
        return;
    };
    let options = ReadOptions {
        encoding: ENCODINGS
            .get(usize::from(*encoding).wrapping_sub(1))
            .map(|name| (*name).to_owned()),
        ..ReadOptions::default()
    };
    judge(text.to_vec(), &options);
});
