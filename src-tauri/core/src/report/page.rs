//! A plan as a page to print and sign: what it is, what stands out, the limits, and the names. A whole HTML document that
//! loads nothing and runs nothing; every text in it is escaped.

use std::io::{Result, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};

use super::{MOST_NAMES, ReportWords};
use crate::plan::{Kind, Line, Plan};

/// The look on paper: A4 or letter, black on white, nothing cut in two. It holds no character that XML would escape.
const STYLE: &str = "\
@page { margin: 18mm 16mm }
body { font: 10.5pt/1.45 system-ui, sans-serif; color: #111; max-width: 190mm; margin: 0 auto; padding: 8mm 0 }
h1 { font-size: 17pt; margin: 0 0 4mm } h2 { font-size: 12pt; margin: 8mm 0 2mm; break-after: avoid }
table { border-collapse: collapse; width: 100% } thead { display: table-header-group }
tr { break-inside: avoid } th, td { text-align: left; vertical-align: top; padding: 1mm 3mm 1mm 0; border-bottom: .2mm solid #ccc }
th { font-weight: 600 } .counts { font-size: 12pt; font-weight: 600 } .counts li { display: inline-block; margin-right: 6mm }
ul { padding: 0; list-style: none; margin: 0 } dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 6mm; margin: 0 0 4mm }
dt { color: #444 } dd { margin: 0; overflow-wrap: anywhere } s { color: #555 } .over { font-weight: 700 } .key { font-family: ui-monospace, monospace }
.signed { display: flex; gap: 12mm; margin-top: 18mm; break-inside: avoid } .signed div { flex: 1; border-top: .3mm solid #111; padding-top: 1mm }";

/// Writes the page of the lines of those numbers, in their order.
pub fn plan_page(to: impl Write, plan: &Plan, lines: &[u32], words: &ReportWords) -> Result<()> {
    Page::write(to, &words.language, &words.title, |page| {
        let facts = words.facts.iter();
        page.pairs(facts.map(|(label, text)| (label.as_str(), text.as_str(), "")))?;
        page.within("ul", &[("class", "counts")], |page| {
            words
                .counts
                .iter()
                .try_for_each(|count| page.text("li", count))
        })?;
        page.findings(words)?;
        page.limits(words)?;
        for kind in [Kind::Leaving, Kind::New, Kind::Changed, Kind::Blocked] {
            page.people(plan, lines, kind, words)?;
        }
        page.within("div", &[("class", "signed")], |page| {
            words
                .signed
                .iter()
                .try_for_each(|signed| page.text("div", signed))
        })
    })
}

/// The page while it is written.
pub(super) struct Page<W: Write>(Writer<W>);

impl<W: Write> Page<W> {
    /// A whole document with its title above what `body` writes.
    pub(super) fn write(
        mut to: W,
        language: &str,
        title: &str,
        body: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        to.write_all(b"<!DOCTYPE html>\n")?;
        let mut page = Self(Writer::new(to));
        page.within("html", &[("lang", language)], |page| {
            page.within("head", &[], |page| {
                page.0
                    .create_element("meta")
                    .with_attribute(("charset", "utf-8"))
                    .write_empty()?;
                page.text("title", title)?;
                page.text("style", STYLE)
            })?;
            page.within("body", &[], |page| {
                page.text("h1", title)?;
                body(page)
            })
        })
    }

    /// A row of cells of that name.
    pub(super) fn row(&mut self, name: &str, cells: &[String]) -> Result<()> {
        self.within("tr", &[], |page| {
            cells.iter().try_for_each(|cell| page.text(name, cell))
        })
    }

    pub(super) fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inner: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let start = quick_xml::events::BytesStart::new(name);
        let start = start.with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Start(start.borrow()))?;
        inner(self)?;
        self.0.write_event(Event::End(start.to_end()))
    }

    fn say(&mut self, text: &str) -> Result<()> {
        self.0.write_event(Event::Text(BytesText::new(text)))
    }

    pub(super) fn text(&mut self, name: &str, text: &str) -> Result<()> {
        self.within(name, &[], |page| page.say(text))
    }

    /// Labels with their texts, each text of a class.
    pub(super) fn pairs<'t>(
        &mut self,
        pairs: impl Iterator<Item = (&'t str, &'t str, &'t str)>,
    ) -> Result<()> {
        self.within("dl", &[], |page| {
            for (label, text, class) in pairs {
                page.text("dt", label)?;
                page.within("dd", &[("class", class)], |page| page.say(text))?;
            }
            Ok(())
        })
    }

    fn findings(&mut self, words: &ReportWords) -> Result<()> {
        if words.findings.is_empty() {
            return Ok(());
        }
        self.text("h2", &words.headings.findings)?;
        self.within("ul", &[], |page| {
            words.findings.iter().try_for_each(|(title, text)| {
                page.within("li", &[], |page| {
                    page.text("b", title)?;
                    page.say(". ")?;
                    page.say(text)
                })
            })
        })
    }

    fn limits(&mut self, words: &ReportWords) -> Result<()> {
        if words.limits.is_empty() {
            return Ok(());
        }
        self.text("h2", &words.headings.limits)?;
        let limits = words.limits.iter();
        self.pairs(limits.map(|(label, text, over)| {
            (
                label.as_str(),
                text.as_str(),
                if *over { "over" } else { "" },
            )
        }))
    }

    fn people(
        &mut self,
        plan: &Plan,
        lines: &[u32],
        kind: Kind,
        words: &ReportWords,
    ) -> Result<()> {
        let lines = lines.iter().filter_map(|number| Line::of(plan, *number));
        let people: Vec<Line<'_>> = lines.filter(|line| line.kind() == kind).collect();
        if people.is_empty() {
            return Ok(());
        }
        self.text("h2", &format!("{} · {}", words.kind(kind), people.len()))?;
        self.within("table", &[], |page| {
            page.within("thead", &[], |page| page.headers(kind, words))?;
            page.within("tbody", &[], |page| {
                let mut shown = people.iter().take(MOST_NAMES);
                shown.try_for_each(|line| page.person(plan, line, words))
            })
        })?;
        if people.len() > MOST_NAMES {
            self.text("p", &words.more)?;
        }
        Ok(())
    }

    fn headers(&mut self, kind: Kind, words: &ReportWords) -> Result<()> {
        let columns = &words.columns;
        self.within("tr", &[], |page| {
            for header in [
                &columns.name,
                &columns.key,
                &columns.department,
                &columns.row,
            ] {
                page.text("th", header)?;
            }
            if kind == Kind::Changed {
                page.text("th", &columns.field)?;
            }
            page.text("th", &columns.held)
        })
    }

    fn person(&mut self, plan: &Plan, line: &Line<'_>, words: &ReportWords) -> Result<()> {
        let row = line.row().map(|row| row.to_string()).unwrap_or_default();
        self.within("tr", &[], |page| {
            page.text("td", line.name())?;
            page.within("td", &[("class", "key")], |page| page.say(line.key(plan)))?;
            page.text("td", line.department().unwrap_or_default())?;
            page.text("td", &row)?;
            if line.kind() == Kind::Changed {
                page.within("td", &[], |page| page.fields(line, words))?;
            }
            page.text("td", &words.reasons(line.held_by()))
        })
    }

    /// What changes: the field, what Wellhub has, what it will have.
    fn fields(&mut self, line: &Line<'_>, words: &ReportWords) -> Result<()> {
        let Line::Change(change) = line else {
            return Ok(());
        };
        change.fields.iter().try_for_each(|field| {
            self.within("div", &[], |page| {
                page.say(&format!("{}: ", words.field(&field.field.name())))?;
                page.text("s", field.old.as_deref().unwrap_or_default())?;
                page.say(" → ")?;
                page.text("b", field.new.as_deref().unwrap_or("∅"))
            })
        })
    }
}
