//! Shared strings: each is handed on once, and every cell that shows it names it by its index. Rich text is its runs
//! put together; the reading aids of Japanese are left out, since they are no part of the text.

use std::io::{Read, Seek};

use super::scan::{Scanner, Token, append};
use super::{Package, What};
use crate::sheet::block::{GatheredStrings, Sink};
use crate::sheet::error::SheetError;

/// Reads the shared strings, all of them or the first ones.
pub(super) fn read<R: Read + Seek + Send>(
    package: &mut Package<R>,
    part: &str,
    most: usize,
    sink: &dyn Sink,
) -> Result<(), SheetError> {
    let Some(part) = package.chunks(part)? else {
        return Ok(());
    };
    let mut pass = Pass {
        strings: GatheredStrings::into_sink(sink),
        in_text: false,
        in_aid: false,
        left: most,
    };
    if most > 0 {
        part.each(|scanner| pass.take(scanner))?;
    }
    pass.strings.end()
}

struct Pass<'s> {
    strings: GatheredStrings<'s>,
    in_text: bool,
    in_aid: bool,
    left: usize,
}

impl Pass<'_> {
    /// Takes a chunk; false once there are enough strings.
    fn take(&mut self, scanner: &mut Scanner<'_>) -> Result<Result<bool, What>, SheetError> {
        loop {
            let token = match scanner.next() {
                Ok(Some(token)) => token,
                Ok(None) => return Ok(Ok(true)),
                Err(what) => return Ok(Err(what)),
            };
            match token {
                Token::Start("t") => self.in_text = !self.in_aid,
                Token::Start("rPh") => self.in_aid = true,
                Token::End("t") => self.in_text = false,
                Token::End("rPh") => self.in_aid = false,
                Token::End("si") => {
                    let (text, start) = self.strings.text();
                    unescape(text, start);
                    self.strings.push()?;
                    self.left -= 1;
                    if self.left == 0 {
                        return Ok(Ok(false));
                    }
                }
                Token::Text(said) if self.in_text => append(said, self.strings.text().0),
                Token::Verbatim(said) if self.in_text => self.strings.text().0.push_str(said),
                _ => {}
            }
        }
    }
}

/// Undoes the escapes of characters that XML cannot hold, such as `_x000D_`, from `start` to the text's end.
pub(super) fn unescape(text: &mut String, start: usize) {
    let Some(own) = text.get(start..).filter(|own| own.contains("_x")) else {
        return;
    };
    let mut out = String::with_capacity(own.len());
    let mut rest = own;
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
    text.truncate(start);
    text.push_str(&out);
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
            let mut text = format!("before{written}");
            unescape(&mut text, 6);
            assert_eq!(text, format!("before{meant}"));
        }
    }
}
