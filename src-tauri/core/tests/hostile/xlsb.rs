//! A binary workbook of Excel since 2007, with numbers in cells of one's choice. Two of them far apart make calamine
//! lay out all that lies between.

use super::packed::{bytes_of, stored_bytes};

/// An .xlsb file with the number 1 in these cells, rows and columns from 0, in order.
pub fn xlsb(cells: &[(u32, u32)]) -> Vec<u8> {
    let listed = [
        &0_u32.to_le_bytes()[..],
        &1_u32.to_le_bytes(),
        &wide("r1"),
        &wide("S"),
    ];
    let workbook = [
        record(0x009c, &listed.concat()),
        record(0x0090, &[]),
        record(0x0084, &[]),
    ];
    let mut sheet = [record(0x0094, &[0; 16]), record(0x0091, &[])].concat();
    for (row, column) in cells {
        sheet.extend(record(0x0000, &row.to_le_bytes()));
        let number = [&column.to_le_bytes()[..], &[0; 4], &1_f64.to_le_bytes()];
        sheet.extend(record(0x0005, &number.concat()));
    }
    sheet.extend(record(0x0092, &[]));
    let relations = bytes_of(
        "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.bin\"/></Relationships>",
    );
    stored_bytes(&[
        ("[Content_Types].xml", bytes_of("<Types/>")),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/workbook.bin", workbook.concat()),
        ("xl/worksheets/sheet1.bin", sheet),
    ])
}

/// A record: its number in one or two bytes, its length in one.
fn record(id: u16, data: &[u8]) -> Vec<u8> {
    let [low, _] = (id & 0x7f).to_le_bytes();
    let [high, _] = (id >> 7).to_le_bytes();
    let number = if high > 0 {
        vec![low | 0x80, high]
    } else {
        vec![low]
    };
    [&number[..], &[u8::try_from(data.len()).unwrap()], data].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let count = u32::try_from(units.len() / 2).unwrap();
    [&count.to_le_bytes()[..], &units].concat()
}
