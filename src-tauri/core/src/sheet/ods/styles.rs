//! Which cell styles show numbers with leading zeros, and which table styles hide a sheet. Styles name each other, so
//! they are collected first and resolved once all are known; no chain of names is followed for long.

use hashbrown::{HashMap, HashSet};
use quick_xml::events::{BytesStart, Event};

use crate::sheet::number_format::{MaskPart, NumberFormat};
use crate::sheet::xlsx::attribute;

/// A style of a style of a style: no program goes deeper.
const DEEPEST: usize = 8;
/// More leading zeros than any identifier has digits.
const MOST_ZEROS: u32 = 64;

/// What a cell style names.
#[derive(Default)]
struct CellStyle {
    parent: Option<String>,
    data: Option<String>,
}

/// A number format that is being read.
struct OpenFormat {
    name: String,
    parts: Vec<MaskPart>,
    /// Text inside of the digits, with the number of digits to its right.
    embedded: Vec<(usize, String)>,
    /// Whether anything stands in it that a pattern of digits cannot show.
    other: bool,
    zeros: usize,
    first_digit: usize,
    /// The format for numbers from zero up, where that is another.
    positive: Option<String>,
}

/// A number format that was read.
struct DataFormat {
    format: NumberFormat,
    positive: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    None,
    Literal,
    Embedded,
}

/// All styles of a workbook, as they are found.
#[derive(Default)]
pub(super) struct Collected {
    cells: HashMap<String, CellStyle>,
    formats: HashMap<String, DataFormat>,
    hidden_tables: HashSet<String>,
    style: Option<String>,
    open: Option<OpenFormat>,
    text: Option<Text>,
}

/// The styles of a workbook, as cells name them.
pub(super) struct Styles {
    /// The number formats; the first is plain.
    pub(super) formats: Vec<NumberFormat>,
    cells: HashMap<String, u16>,
    hidden_tables: HashSet<String>,
    /// Formats of nothing but zeros, by how many there are.
    zeros: HashMap<usize, u16>,
}

impl Collected {
    /// Takes the next event of the part that holds styles.
    pub(super) fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => self.start(element),
            Event::End(element) => self.end(element.local_name().as_ref()),
            Event::Text(text) => self.literal(text),
            _ => {}
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let said = |name: &str| attribute(element, name).map(std::borrow::Cow::into_owned);
        match element.local_name().as_ref() {
            "style" => self.start_style(element),
            "table-properties" => {
                let hidden = said("display").is_some_and(|display| display == "false");
                if let (true, Some(name)) = (hidden, &self.style) {
                    self.hidden_tables.insert(name.clone());
                }
            }
            "number-style" => {
                self.open = said("name").map(|name| OpenFormat {
                    name,
                    parts: Vec::new(),
                    embedded: Vec::new(),
                    other: false,
                    zeros: 0,
                    first_digit: 0,
                    positive: None,
                });
            }
            "number" => {
                if let Some(open) = &mut self.open {
                    open.digits(element);
                }
            }
            "text" => self.text = self.open.is_some().then_some(Text::Literal),
            "embedded-text" => {
                let place = said("position").and_then(|said| said.parse().ok());
                if let Some(open) = &mut self.open {
                    self.text = Some(Text::Embedded);
                    open.embedded.push((place.unwrap_or(0), String::new()));
                }
            }
            "map" => {
                let condition = said("condition").unwrap_or_default().replace(' ', "");
                let whole = matches!(condition.as_str(), "value()>=0" | "value()>0");
                if let Some(open) = self.open.as_mut().filter(|_| whole) {
                    open.positive = said("apply-style-name");
                }
            }
            "text-properties" => {}
            _ => {
                if let Some(open) = &mut self.open {
                    open.other = true;
                }
            }
        }
    }

    fn start_style(&mut self, element: &BytesStart<'_>) {
        let said = |name: &str| attribute(element, name).map(std::borrow::Cow::into_owned);
        self.style = said("name");
        if said("family").as_deref() != Some("table-cell") {
            return;
        }
        if let Some(name) = &self.style {
            let style = CellStyle {
                parent: said("parent-style-name"),
                data: said("data-style-name"),
            };
            self.cells.insert(name.clone(), style);
        }
    }

    fn literal(&mut self, text: &str) {
        let Some(open) = &mut self.open else { return };
        match self.text.unwrap_or(Text::None) {
            Text::Literal => open.parts.extend(text.chars().map(MaskPart::Literal)),
            Text::Embedded => {
                if let Some((_, embedded)) = open.embedded.last_mut() {
                    embedded.push_str(text);
                }
            }
            Text::None => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "text" | "embedded-text" => self.text = None,
            "style" => self.style = None,
            "number-style" => {
                if let Some(open) = self.open.take() {
                    let read = DataFormat {
                        format: open.format(),
                        positive: open.positive,
                    };
                    self.formats.insert(open.name, read);
                }
            }
            _ => {}
        }
    }

    /// Follows the names from cell styles to formats.
    pub(super) fn resolve(mut self) -> Styles {
        let mut styles = Styles {
            formats: vec![NumberFormat::Plain],
            cells: HashMap::new(),
            hidden_tables: std::mem::take(&mut self.hidden_tables),
            zeros: HashMap::new(),
        };
        let mut known: HashMap<&str, u16> = HashMap::new();
        for name in self.cells.keys() {
            if let Some(data) = self.data_of(name) {
                let index = known
                    .entry(data)
                    .or_insert_with(|| styles.add(self.format_of(data)));
                styles.cells.insert(name.clone(), *index);
            }
        }
        styles
    }

    /// The name of the number format of a cell style, its own or its parent's.
    fn data_of(&self, style: &str) -> Option<&str> {
        let mut name = style;
        for _ in 0..DEEPEST {
            let style = self.cells.get(name)?;
            if let Some(data) = &style.data {
                return Some(data);
            }
            name = style.parent.as_deref()?;
        }
        None
    }

    fn format_of(&self, name: &str) -> NumberFormat {
        let mut found = self.formats.get(name);
        for _ in 0..DEEPEST {
            match found.and_then(|data| data.positive.as_ref()) {
                Some(positive) => found = self.formats.get(positive),
                None => break,
            }
        }
        found.map_or(NumberFormat::Plain, |data| data.format.clone())
    }
}

impl OpenFormat {
    fn digits(&mut self, element: &BytesStart<'_>) {
        let number =
            |name: &str| attribute(element, name).and_then(|said| said.parse::<u32>().ok());
        let zeros = number("min-integer-digits").unwrap_or(0);
        let grouped = attribute(element, "grouping").is_some_and(|said| said == "true");
        let fraction = number("decimal-places").unwrap_or(0) > 0;
        if self.zeros > 0 || grouped || fraction || zeros == 0 || zeros > MOST_ZEROS {
            self.other = true;
            return;
        }
        self.first_digit = self.parts.len();
        self.zeros = usize::try_from(zeros).unwrap_or(0);
        self.parts
            .extend(std::iter::repeat_n(MaskPart::Zero, self.zeros));
    }

    fn format(&self) -> NumberFormat {
        if self.other || self.zeros < 2 {
            return NumberFormat::Plain;
        }
        let mut parts = self.parts.clone();
        let mut embedded: Vec<_> = self.embedded.iter().collect();
        // From the right, so that nothing that stands further left moves.
        embedded.sort_by_key(|(place, _)| *place);
        for (place, text) in embedded {
            let Some(from_left) = self.zeros.checked_sub(*place).filter(|&at| at > 0) else {
                return NumberFormat::Plain;
            };
            let at = self.first_digit + from_left;
            parts.splice(at..at, text.chars().map(MaskPart::Literal));
        }
        NumberFormat::Mask(parts)
    }
}

impl Styles {
    /// The index of a cell style's number format.
    pub(super) fn index(&self, style: &str) -> u16 {
        self.cells.get(style).copied().unwrap_or(0)
    }

    /// Whether a table style hides its sheet.
    pub(super) fn hides_table(&self, style: &str) -> bool {
        self.hidden_tables.contains(style)
    }

    /// The format of so many zeros.
    pub(super) fn of_zeros(&mut self, count: usize) -> u16 {
        if let Some(index) = self.zeros.get(&count) {
            return *index;
        }
        let index = self.add(NumberFormat::Mask(vec![MaskPart::Zero; count]));
        self.zeros.insert(count, index);
        index
    }

    fn add(&mut self, format: NumberFormat) -> u16 {
        match u16::try_from(self.formats.len()) {
            Ok(index) if format != NumberFormat::Plain => {
                self.formats.push(format);
                index
            }
            _ => 0,
        }
    }
}
