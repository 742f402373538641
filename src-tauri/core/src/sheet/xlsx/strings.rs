//! Shared strings: each is put into the arena once, and every cell that shows it points there. Rich text is its runs
//! put together; the reading aids of Japanese are left out, since they are no part of the text.

use quick_xml::events::Event;

use super::{Package, append};
use crate::sheet::cell::{Arena, Span};
use crate::sheet::error::SheetError;

/// Reads all shared strings.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    arena: &mut Arena,
) -> Result<Vec<Span>, SheetError> {
    let mut spans = Vec::new();
    let Some(mut part) = package.chunks(part)? else {
        return Ok(spans);
    };
    let mut start = 0;
    let mut in_text = false;
    let mut in_aid = false;
    part.each(|_, event| {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => in_text = !in_aid,
                "si" => start = arena.len(),
                "rPh" => in_aid = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_aid = false,
                "si" => {
                    unescape(arena, start);
                    spans.push(arena.since(start)?);
                }
                _ => {}
            },
            event if in_text => append(&event, arena),
            _ => {}
        }
        Ok(())
    })?;
    Ok(spans)
}

/// Undoes the escapes of characters that XML cannot hold, such as `_x000D_`, from `start` to the arena's end.
pub(super) fn unescape(arena: &mut Arena, start: usize) {
    let Some(text) = arena
        .as_str()
        .get(start..)
        .filter(|text| text.contains("_x"))
    else {
        return;
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let escaped = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let code = escaped.filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let c = code
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        let (keep, skip) = if c.is_some() {
            (at, at + 7)
        } else {
            (at + 2, at + 2)
        };
        out.push_str(&rest[..keep]);
        out.extend(c);
        rest = &rest[skip..];
    }
    out.push_str(rest);
    arena.truncate(start);
    arena.push(&out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_excel_are_undone() {
        for (written, meant) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("snake_xyz_case", "snake_xyz_case"),
            ("_x", "_x"),
            ("_xé000_", "_xé000_"),
            ("_xD800_", "_xD800_"),
        ] {
            let mut arena = Arena::holding("before".to_owned());
            arena.push(written);
            unescape(&mut arena, 6);
            assert_eq!(arena.as_str(), format!("before{meant}"));
        }
    }
}
