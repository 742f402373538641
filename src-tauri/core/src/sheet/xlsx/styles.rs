//! The number formats of a workbook, one for each cell style. Nothing else of the styles is looked at.

use std::io::{Read, Seek};

use hashbrown::HashMap;
use quick_xml::events::Event;

use super::{Package, attribute};
use crate::sheet::error::SheetError;
use crate::sheet::number_format::NumberFormat;

/// Reads the format of each style, in the order in which cells name them.
pub(super) fn read<R: Read + Seek>(
    package: &mut Package<R>,
    part: &str,
) -> Result<Vec<NumberFormat>, SheetError> {
    let mut formats = Vec::new();
    let Some(mut part) = package.part(part)? else {
        return Ok(formats);
    };
    let mut codes: HashMap<u32, NumberFormat> = HashMap::new();
    let mut in_cell_styles = false;
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) => {
                let number = |name: &str| {
                    attribute(&element, name).and_then(|value| value.parse::<u32>().ok())
                };
                match element.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&element, "formatCode").unwrap_or_default();
                        if let Some(id) = number("numFmtId") {
                            codes.insert(id, NumberFormat::parse(&code));
                        }
                    }
                    "cellXfs" => in_cell_styles = true,
                    // A cell names its style by two bytes here; Excel ends at 65,490.
                    "xf" if in_cell_styles && u16::try_from(formats.len()).is_ok() => {
                        let id = number("numFmtId").unwrap_or(0);
                        let own = codes.get(&id).cloned();
                        formats.push(own.unwrap_or_else(|| NumberFormat::builtin(id)));
                    }
                    _ => {}
                }
            }
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => {
                in_cell_styles = false;
            }
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}
