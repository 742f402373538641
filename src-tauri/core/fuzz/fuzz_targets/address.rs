//! Addresses and areas.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::{Area, address, parse_address};

fuzz_target!(|text: &str| {
    if let Some((row, column)) = parse_address(text) {
        assert_eq!(parse_address(&address(row, column)), Some((row, column)));
    }
    if let Some(area) = Area::parse(text) {
        assert!(area.holds(area.top, area.left) && area.holds(area.bottom, area.right));
    }
});
