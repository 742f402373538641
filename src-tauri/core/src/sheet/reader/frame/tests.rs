#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::sheet::block::{Formula, Margins, Outline};
use crate::sheet::container::FileFormat;
use crate::sheet::number_format::NumberFormat;
use crate::sheet::told::Visibility;

fn blocks() -> Vec<Block> {
    let cell = |column, kind, formula, said| CellHead {
        column,
        style: 7,
        kind,
        formula,
        said,
    };
    vec![
        Block::Outline(Outline {
            format: FileFormat::Xlsm,
            epoch_1904: true,
            formats: vec![NumberFormat::Plain, NumberFormat::parse("00000")],
            sheets: vec![("Folha é".to_owned(), Visibility::VeryHidden)],
            unknown: Vec::new(),
        }),
        Block::Strings(Strings {
            text: "AnaÉrica".to_owned(),
            lengths: vec![3, 6],
        }),
        Block::Rows(Rows {
            sheet: 3,
            continued: 1,
            heads: vec![RowHead {
                number: 1_048_576,
                hidden: true,
                width: 9,
                cells: 2,
            }],
            cells: vec![
                cell(16_383, Kind::Number, false, Said::Here(2)),
                cell(0, Kind::Text, false, Said::Shared(u32::MAX)),
                cell(1, Kind::FormulaWithoutValue, true, Said::Here(0)),
            ],
            text: "17".to_owned(),
        }),
        Block::Formulas(
            1,
            vec![Formula {
                row: 2,
                column: 3,
                text: "\"é\"&A1".to_owned(),
            }],
        ),
        Block::SheetEnd(
            2,
            Margins {
                merges: Vec::new(),
                hidden_columns: vec![(1, 4)],
            },
        ),
        Block::End,
    ]
}

#[test]
fn frames_go_both_ways() {
    let mut stream = Vec::new();
    for block in blocks() {
        stream.extend(bytes_of(&block).unwrap());
    }
    let mut input = stream.as_slice();
    for block in blocks() {
        assert_eq!(read(&mut input).unwrap(), Some(block));
    }
    assert_eq!(read(&mut input).unwrap(), None);
}

#[test]
fn a_stream_that_is_cut_off_has_no_more_blocks() {
    for block in blocks() {
        let whole = bytes_of(&block).unwrap();
        for end in 0..whole.len() {
            assert_eq!(
                read(&mut &whole[..end]).unwrap(),
                None,
                "{block:?} at {end}"
            );
        }
    }
}

#[test]
fn a_refusal_comes_as_the_error_that_it_is() {
    let mut stream = Vec::new();
    let said = SheetError::Inflated {
        part: "xl/é.xml".to_owned(),
        limit: 7,
    };
    write_refusal(&mut stream, &said).unwrap();
    let heard = read(&mut stream.as_slice()).unwrap_err();
    assert_eq!(heard.to_string(), said.to_string());
}

proptest! {
    #[test]
    fn what_is_no_block_is_refused_and_never_believed(
        kind in 0_u8..9,
        declared in any::<u32>(),
        content in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        for length in [declared, u32::try_from(content.len()).unwrap()] {
            let mut stream = vec![kind];
            stream.extend(length.to_le_bytes());
            stream.extend(&content);
            // It ends, and takes no more memory than came.
            let _ = read(&mut stream.as_slice());
        }
    }
}
