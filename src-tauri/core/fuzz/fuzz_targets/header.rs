//! Headers: words without ornament, and what the dictionary takes a column for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::{
    HeaderChoice, Layout, Mapping, ReadOptions, fold, guess_columns, read_bytes,
};

fuzz_target!(|text: &str| {
    let plain = fold(text);
    assert_eq!(fold(&plain), plain);
    let options = ReadOptions {
        delimiter: Some(';'),
        encoding: Some("utf-8".to_owned()),
        ..ReadOptions::default()
    };
    let Ok(workbook) = read_bytes("list", text.as_bytes().to_vec(), &options) else {
        return;
    };
    if let Some(page) = workbook.chosen() {
        let layout = Layout::of(page, HeaderChoice::Row(1));
        let columns = guess_columns(page, &layout, &[]);
        let mapping = Mapping::of(layout.header_row, &columns);
        assert!(mapping.columns.len() <= columns.len());
    }
});
