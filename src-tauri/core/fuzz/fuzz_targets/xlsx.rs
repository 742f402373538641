//! The XML of a sheet within a workbook of Excel.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rollcall_core::sheet::ReadOptions;
use rollcall_fuzz::{judge, stored};

const RELATIONS: &[u8] = b"<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>\
    <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/><Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";

fuzz_target!(|sheet: &[u8]| {
    // Behind a zero byte, which no XML holds, chance may write the shared texts and the styles.
    let mut parts = sheet.splitn(3, |&b| b == 0);
    let sheet = parts.next().unwrap_or_default();
    let strings = parts.next().unwrap_or(b"<sst><si><t>Nome</t></si></sst>");
    let styles = parts
        .next()
        .unwrap_or(b"<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
    let bytes = stored(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
        ),
        ("xl/sheet.xml", sheet),
        ("xl/strings.xml", strings),
        ("xl/styles.xml", styles),
    ]);
    if let Some(bytes) = bytes {
        judge(bytes, &ReadOptions::default());
    }
});
