//! A scan over the bytes of well-formed XML: tags, attributes and text where they stand, nothing copied. Sheets and
//! strings are nearly all of a workbook, and an event for each of their tags is what reading them costs elsewhere. It
//! checks no more of XML than it needs to lose nothing; what cannot be understood is an error.

use memchr::{memchr, memchr3, memmem};

use super::What;

/// What stands next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A tag begins, by its name without prefix. Its attributes follow by [`Scanner::attribute`].
    Start(&'t str),
    /// A tag ends.
    End(&'t str),
    /// Text with its references.
    Text(&'t str),
    /// Text to be taken as it stands.
    Verbatim(&'t str),
}

/// A scan over a piece of XML that begins and ends between tags.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Within a tag whose attributes are not yet passed.
    in_tag: bool,
    /// The tag that is open and has no content: its end comes next.
    empty: Option<&'t str>,
    name: &'t str,
}

const UNCLOSED: What = "a tag is not closed";

impl<'t> Scanner<'t> {
    pub(super) fn over(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            in_tag: false,
            empty: None,
            name: "",
        }
    }

    /// The next token; `None` at the end. Attributes that nobody asked for are passed over.
    pub(super) fn next(&mut self) -> Result<Option<Token<'t>>, What> {
        while self.in_tag {
            self.attribute()?;
        }
        if let Some(name) = self.empty.take() {
            return Ok(Some(Token::End(name)));
        }
        loop {
            let rest = &self.text[self.at..];
            let bytes = rest.as_bytes();
            match bytes {
                [] => return Ok(None),
                [b'<', b'/', ..] => {
                    let end = memchr(b'>', bytes).ok_or(UNCLOSED)?;
                    self.at += end + 1;
                    return Ok(Some(Token::End(local(rest[2..end].trim_end()))));
                }
                [b'<', b'!', b'-', b'-', ..] => self.pass(rest, "<!--", "-->")?,
                [b'<', b'?', ..] => self.pass(rest, "<?", "?>")?,
                [b'<', b'!', ..] if rest.starts_with(CDATA) => {
                    let content = &rest[CDATA.len()..];
                    let end = memmem::find(content.as_bytes(), b"]]>").ok_or(UNCLOSED)?;
                    self.at += CDATA.len() + end + 3;
                    return Ok(Some(Token::Verbatim(&content[..end])));
                }
                [b'<', b'!', ..] => return Err("it declares a document type"),
                [b'<', ..] => {
                    let name = &bytes[1..];
                    let end = name
                        .iter()
                        .position(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>'))
                        .ok_or(UNCLOSED)?;
                    self.name = local(&rest[1..=end]);
                    self.at += 1 + end;
                    self.in_tag = true;
                    return Ok(Some(Token::Start(self.name)));
                }
                _ => {
                    let end = memchr(b'<', bytes).unwrap_or(bytes.len());
                    self.at += end;
                    return Ok(Some(Token::Text(&rest[..end])));
                }
            }
        }
    }

    /// The next attribute of the tag that began last, its name without prefix and its value with its references;
    /// `None` once the tag is closed.
    pub(super) fn attribute(&mut self) -> Result<Option<(&'t str, &'t str)>, What> {
        if !self.in_tag {
            return Ok(None);
        }
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            at += 1;
        }
        match bytes.get(at) {
            Some(b'>') => {
                self.at = at + 1;
                self.in_tag = false;
                return Ok(None);
            }
            Some(b'/') if bytes.get(at + 1) == Some(&b'>') => {
                self.at = at + 2;
                self.in_tag = false;
                self.empty = Some(self.name);
                return Ok(None);
            }
            _ => {}
        }
        let name = at;
        while !matches!(bytes.get(at), Some(b'=')) {
            if matches!(bytes.get(at), None | Some(b'<' | b'>' | b'"' | b'\'')) {
                return Err(UNCLOSED);
            }
            at += 1;
        }
        let name = self.text[name..at].trim_end();
        at += 1;
        while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            at += 1;
        }
        let Some(&quote @ (b'"' | b'\'')) = bytes.get(at) else {
            return Err("an attribute has no quotes");
        };
        let start = at + 1;
        let mut end = start;
        while bytes.get(end).is_some_and(|&b| b != quote) {
            end += 1;
        }
        if end >= bytes.len() {
            return Err(UNCLOSED);
        }
        self.at = end + 1;
        Ok(Some((local(name), &self.text[start..end])))
    }

    /// What a cell says where it stands as nearly all do, `<v>…</v></c>` without references, at once; the scan is then
    /// behind the cell. `None` leaves it where it was.
    pub(super) fn plain_value(&mut self) -> Option<&'t str> {
        if self.in_tag || self.empty.is_some() {
            return None;
        }
        let rest = self.text[self.at..].strip_prefix("<v>")?;
        let end = memchr3(b'<', b'&', b'\r', rest.as_bytes())?;
        rest[end..].strip_prefix("</v></c>")?;
        self.at += "<v>".len() + end + "</v></c>".len();
        Some(&rest[..end])
    }

    fn pass(&mut self, rest: &str, start: &str, end: &str) -> Result<(), What> {
        let inside = &rest.as_bytes()[start.len()..];
        let at = memmem::find(inside, end.as_bytes()).ok_or(UNCLOSED)?;
        self.at += start.len() + at + end.len();
        Ok(())
    }
}

const CDATA: &str = "<![CDATA[";

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Appends text with its references resolved and its line ends made plain, as XML asks (XML 1.0, 2.11 and 4.1).
/// References that XML does not know say nothing.
pub(super) fn append(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'&', b'\r', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let found = &rest[at..];
        rest = if let Some(after) = found.strip_prefix("\r") {
            out.push('\n');
            after.strip_prefix('\n').unwrap_or(after)
        } else if let Some(end) = memchr(b';', found.as_bytes()) {
            push_reference(&found[1..end], out);
            &found[end + 1..]
        } else {
            ""
        };
    }
    out.push_str(rest);
}

fn push_reference(name: &str, out: &mut String) {
    let Some(number) = name.strip_prefix('#') else {
        out.push_str(quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default());
        return;
    };
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    out.extend(code.ok().and_then(char::from_u32));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn tokens(text: &str) -> Result<Vec<String>, What> {
        let mut scanner = Scanner::over(text);
        let mut seen = Vec::new();
        while let Some(token) = scanner.next()? {
            seen.push(match token {
                Token::Start(name) => {
                    let mut said = format!("+{name}");
                    while let Some((name, value)) = scanner.attribute()? {
                        said = format!("{said} {name}={value}");
                    }
                    said
                }
                Token::End(name) => format!("-{name}"),
                Token::Text(text) => format!("'{text}"),
                Token::Verbatim(text) => format!("!{text}"),
            });
        }
        Ok(seen)
    }

    #[test]
    fn tags_and_text_are_seen_where_they_stand() {
        let text = "<?xml version='1.0'?><x:a r=\"1>2\" x:s = 'é\"'><b/><!-- <c> -->t&amp;<![CDATA[<d>]]></x:a >";
        let seen = ["+a r=1>2 s=é\"", "+b", "-b", "'t&amp;", "!<d>", "-a"];
        assert_eq!(tokens(text).unwrap(), seen);
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        for text in [
            "<a",
            "<a b",
            "<a b='c",
            "<a b=c>",
            "</a",
            "<!-- a",
            "<?a",
            "<![CDATA[a]]",
            "<!DOCTYPE a>",
            "<a <b>",
        ] {
            assert!(tokens(text).is_err(), "{text}");
        }
    }

    #[test]
    fn attributes_that_nobody_asks_for_are_passed_over() {
        let mut scanner = Scanner::over("<a b='/>' c='d'/>e");
        assert_eq!(scanner.next(), Ok(Some(Token::Start("a"))));
        assert_eq!(scanner.next(), Ok(Some(Token::End("a"))));
        assert_eq!(scanner.next(), Ok(Some(Token::Text("e"))));
        assert_eq!(scanner.next(), Ok(None));
    }

    #[test]
    fn a_plain_value_is_taken_at_once_or_not_at_all() {
        let after = |text: &'static str| {
            let mut scanner = Scanner::over(text);
            (scanner.plain_value(), scanner.next().unwrap())
        };
        assert_eq!(
            after("<v>17</v></c><c>"),
            (Some("17"), Some(Token::Start("c")))
        );
        for text in ["<v>1&lt;</v></c>", "<v>1</v> </c>", "<v>1</v>", "<v>1"] {
            assert_eq!(after(text), (None, Some(Token::Start("v"))), "{text}");
        }
    }

    #[test]
    fn references_and_line_ends_are_resolved() {
        let mut out = String::new();
        append("a&lt;b&#233;&#xE9;&amp;lt;\r\nc\rd&nbsp;e&", &mut out);
        assert_eq!(out, "a<béé&lt;\nc\nde");
    }
}
