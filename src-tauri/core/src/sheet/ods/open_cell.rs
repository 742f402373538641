//! One cell of a table: what its attributes and paragraphs say becomes a kind and a text. The value is taken as the
//! file writes it; what a person sees there proves leading zeros and nothing else.

use quick_xml::events::BytesStart;

use super::repeats::number;
use super::styles::Styles;
use crate::sheet::cell::Kind;

/// What a cell says its value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Nothing,
    Number,
    Date,
    Bool,
    Text,
    Error,
}

/// The cell that is being read.
pub(super) struct OpenCell {
    written: Written,
    value: Option<String>,
    string: Option<String>,
    /// The name of its style, if it has its own.
    pub(super) style: Option<String>,
    /// The formula that made it, without its namespace and equals sign.
    pub(super) formula: Option<String>,
    /// How many columns it stands in, each time anew.
    pub(super) repeat: u32,
    /// How many columns and rows it is merged over.
    pub(super) span: (u32, u32),
}

impl OpenCell {
    /// Reads what the element says.
    pub(super) fn of(element: &BytesStart<'_>) -> Self {
        let mut cell = Self {
            written: Written::Nothing,
            value: None,
            string: None,
            style: None,
            formula: None,
            repeat: 1,
            span: (1, 1),
        };
        for attribute in element.attributes().with_checks(false).flatten() {
            let Ok(said) = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0) else {
                continue;
            };
            match attribute.key.local_name().as_ref() {
                "value-type" => cell.take_type(&said),
                "value" | "date-value" | "time-value" | "boolean-value" => {
                    cell.value = Some(said.into_owned());
                }
                "string-value" => cell.string = Some(said.into_owned()),
                "formula" if !said.is_empty() => cell.formula = Some(bare(&said).to_owned()),
                "style-name" => cell.style = Some(said.into_owned()),
                "number-columns-repeated" => cell.repeat = number(&said),
                "number-columns-spanned" => cell.span.0 = number(&said),
                "number-rows-spanned" => cell.span.1 = number(&said),
                _ => {}
            }
        }
        cell
    }

    /// Errors are text in ODF; LibreOffice says in an attribute of its own, which may come first or last, what they are.
    fn take_type(&mut self, said: &str) {
        let written = match said {
            "float" | "percentage" | "currency" => Written::Number,
            "date" | "time" => Written::Date,
            "boolean" => Written::Bool,
            "string" => Written::Text,
            "error" => Written::Error,
            _ => Written::Nothing,
        };
        if self.written != Written::Error {
            self.written = written;
        }
    }

    /// What kind of value it is, and its text; `shown` is what its paragraphs say.
    pub(super) fn value<'a>(&'a self, shown: &'a str) -> (Kind, &'a str) {
        let value = self.value.as_deref().unwrap_or_default().trim();
        let string = self.string.as_deref().unwrap_or_default();
        let text = if string.is_empty() { shown } else { string };
        match self.written {
            Written::Number if !value.is_empty() => (Kind::Number, value),
            Written::Date if !value.is_empty() => (Kind::Date, value),
            Written::Bool if !value.is_empty() => {
                (Kind::Bool, if value == "true" { "1" } else { "0" })
            }
            Written::Error => (Kind::Error, text),
            _ if !text.is_empty() => (Kind::Text, text),
            Written::Text => (Kind::Blank, ""),
            _ if self.formula.is_some() => (Kind::FormulaWithoutValue, ""),
            _ => (Kind::Blank, ""),
        }
    }
}

/// A formula without what stands before it: `of:=[.A1]` says `[.A1]`.
fn bare(formula: &str) -> &str {
    let named = |(name, own): &(&str, &str)| {
        own.starts_with('=') && name.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let behind = formula.split_once(':').filter(named);
    let own = behind.map_or(formula, |(_, own)| own);
    own.strip_prefix('=').unwrap_or(own)
}

/// The number format that what a person sees proves, where the style's own gives something else: `00048` for 48.
pub(super) fn proven_format(styles: &mut Styles, style: u16, value: &str, shown: &str) -> u16 {
    let zeros = shown.len() > 1
        && shown.starts_with('0')
        && shown.bytes().all(|b| b.is_ascii_digit())
        && shown.len() <= 64
        && shown.trim_start_matches('0') == value.trim_start_matches('0');
    let format = styles.formats.get(usize::from(style));
    if !zeros || format.and_then(|format| format.masked(value)).as_deref() == Some(shown) {
        return style;
    }
    styles.of_zeros(shown.len())
}
