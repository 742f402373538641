//! A format code and a number, with a bar between them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::{Digits, NumberFormat, digits};

fuzz_target!(|text: &str| {
    let (code, number) = text.split_once('|').unwrap_or((text, "48"));
    let format = NumberFormat::parse(code);
    if let Digits::Whole(whole) = digits(number)
        && let Some(shown) = format.masked(&whole)
    {
        let kept: Vec<u8> = shown.bytes().filter(u8::is_ascii_digit).collect();
        assert!(kept.len() >= whole.bytes().filter(u8::is_ascii_digit).count());
    }
});
