//! What the header says above each column: its own cell, the merged area that covers it, and the title of the group that
//! stands in a row above. It reads the header rows alone, and never a row of data.

use std::borrow::Cow;

use crate::sheet::cell::{Kind, Row};
use crate::sheet::dictionary::{self, Meaning};
use crate::sheet::page::Page;

/// A header has no more merged cells than this; a sheet that says otherwise was made to cost time.
const MOST_AREAS: usize = 1000;

/// Enough columns to tell a header row by.
const MOST_COUNTED: u16 = 512;

/// The header of one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::sheet) struct Header {
    /// The title of its group, such as `Endereço` over `CEP` and `Rua`; empty where there is none.
    group: String,
    /// Its own text.
    own: String,
    /// Which column of a merged header cell it is, from 0, and how many the cell covers.
    part: (u16, u16),
}

impl Header {
    /// Group and own text in one.
    pub(in crate::sheet) fn text(&self) -> String {
        match (self.group.is_empty(), self.own.is_empty()) {
            (true, _) => self.own.clone(),
            (_, true) => String::new(),
            _ => format!("{} {}", self.group, self.own),
        }
    }

    /// What it means, with how sure that is.
    pub(in crate::sheet) fn meaning(&self) -> Option<(Meaning, f32)> {
        let (meaning, sure) = dictionary::lookup_under(&self.group, &self.own)?;
        let (part, parts) = self.part;
        let whole_name = matches!(
            meaning,
            Meaning::Name | Meaning::Field(crate::employee::Field::FullName)
        );
        match u8::try_from(part) {
            // One cell `Nome` over two or three columns: the name stands in them in that order.
            Ok(part) if whole_name && (2..=4).contains(&parts) => {
                Some((Meaning::NamePart(part), sure))
            }
            _ => Some((meaning, sure)),
        }
    }
}

/// The headers of all columns up to `width`.
pub(in crate::sheet) fn headers(
    page: Page<'_>,
    header_row: u32,
    group_row: Option<u32>,
    width: u16,
) -> Vec<Header> {
    let mut list: Vec<Header> = own_texts(page, header_row, width);
    let Some(row) = group_row else { return list };
    let groups = group_texts(page, row, header_row, width);
    for (header, group) in list.iter_mut().zip(groups) {
        if header.own.is_empty() {
            // A cell of the upper row that nothing stands below is a header like any other.
            if !group.carried {
                header.own = group.text;
                header.part = group.part;
            }
        } else if group.text != header.own {
            header.group = group.text;
        }
    }
    list
}

fn text_at(page: Page<'_>, row: u32, column: u16) -> Cow<'_, str> {
    let cell = page.cell(row, column);
    let text = cell.map_or(Cow::Borrowed(""), |cell| page.shown(&cell));
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

fn own_texts(page: Page<'_>, row: u32, width: u16) -> Vec<Header> {
    let said = |column| Header {
        own: text_at(page, row, column).into_owned(),
        part: (0, 1),
        ..Header::default()
    };
    let mut list: Vec<Header> = (0..width).map(said).collect();
    for area in page
        .sheet
        .merges
        .iter()
        .filter(|area| area.holds(row, area.left))
        .take(MOST_AREAS)
    {
        let text = text_at(page, area.top, area.left);
        let parts = area.right - area.left + 1;
        for column in area.left..=area.right.min(width.saturating_sub(1)) {
            let Some(header) = list.get_mut(usize::from(column)) else {
                break;
            };
            if header.own.is_empty() || column == area.left {
                header.own = text.clone().into_owned();
                header.part = (column - area.left, parts);
            }
        }
    }
    list
}

#[derive(Clone, Default)]
struct Group {
    text: String,
    part: (u16, u16),
    /// Whether it comes from a cell further left that is merged with this one, or was left blank up to here.
    carried: bool,
}

/// The titles of the upper row. Where nothing is merged, a title holds for the blank cells that follow it.
fn group_texts(page: Page<'_>, row: u32, header_row: u32, width: u16) -> Vec<Group> {
    let mut list = vec![Group::default(); usize::from(width)];
    for (column, group) in (0..width).zip(&mut list) {
        group.text = text_at(page, row, column).into_owned();
        group.part = (0, 1);
    }
    let merged: Vec<_> = wide_areas(page, row).collect();
    for area in &merged {
        let text = text_at(page, area.top, area.left).into_owned();
        let parts = area.right - area.left + 1;
        for column in area.left..=area.right.min(width.saturating_sub(1)) {
            if let Some(group) = list.get_mut(usize::from(column)) {
                group.text.clone_from(&text);
                group.part = (column - area.left, parts);
            }
        }
    }
    if merged.is_empty() {
        carry(&mut list, page, header_row);
    }
    list
}

fn carry(list: &mut [Group], page: Page<'_>, header_row: u32) {
    let mut title = String::new();
    for (column, group) in (0_u16..).zip(list) {
        if group.text.is_empty() {
            group.text.clone_from(&title);
            group.carried = true;
        } else if text_at(page, header_row, column).is_empty() {
            // A header of the upper row, over nothing: no title of a group.
            title.clear();
        } else {
            title.clone_from(&group.text);
        }
    }
}

fn wide_areas(page: Page<'_>, row: u32) -> impl Iterator<Item = &crate::sheet::Area> {
    let merges = page.sheet.merges.iter();
    merges
        .filter(move |area| area.left < area.right && area.holds(row, area.left))
        .take(MOST_AREAS)
}

/// The row of group titles above a header row, if there is one: its cells are words, and they either are merged over
/// several columns or make headers known that are not known without them.
pub(super) fn group_above(page: Page<'_>, header_row: u32) -> Option<u32> {
    let above = page.row(header_row.checked_sub(1)?)?;
    let below = page.row(header_row)?;
    if above.hidden || !are_words(page, above) || !are_words(page, below) {
        return None;
    }
    let width = width_of(page, above).max(width_of(page, below));
    let alone = known(&headers(page, header_row, None, width));
    let grouped = known(&headers(page, header_row, Some(above.number), width));
    let titles = page
        .cells(above)
        .iter()
        .filter(|cell| !page.is_blank(cell))
        .count();
    let some_wide = wide_areas(page, above.number).any(|area| area.bottom < header_row);
    let merged = some_wide && titles > 1 && grouped >= alone;
    (grouped > alone || merged).then_some(above.number)
}

/// How many columns a row of headers names, alone or with the row of groups above it.
pub(super) fn known_columns(page: Page<'_>, row: &Row) -> usize {
    let alone = known(&headers(page, row.number, None, width_of(page, row)));
    let Some(above) = group_above(page, row.number).and_then(|above| page.row(above)) else {
        return alone;
    };
    let width = width_of(page, above).max(width_of(page, row));
    alone.max(known(&headers(page, row.number, Some(above.number), width)))
}

/// The row under a header that says the same in another language: under each header stands a known one, most of which
/// mean the same, two of them something that is sent.
pub(super) fn translation(page: Page<'_>, header_row: u32) -> Option<u32> {
    let below = page.row(header_row.checked_add(1)?)?;
    if below.hidden || !are_words(page, below) {
        return None;
    }
    let width = width_of(page, below).max(width_of(page, page.row(header_row)?));
    let upper = headers(page, header_row, None, width);
    let lower = headers(page, below.number, None, width);
    let (mut same, mut all) = (0, 0);
    for (upper, lower) in upper.iter().zip(&lower) {
        if upper.own.is_empty() && lower.own.is_empty() {
            continue;
        }
        let (said, _) = lower.meaning()?;
        let before = upper.meaning().map(|(meaning, _)| meaning);
        all += 1;
        same += usize::from(before.as_ref() == Some(&said) && said != Meaning::NotSent);
    }
    (same > 1 && same * 2 > all).then_some(below.number)
}

/// The row under merged header cells that reach down to it, where it has words of its own.
pub(super) fn lower_row(page: Page<'_>, header_row: u32) -> Option<u32> {
    const DEEPEST: u32 = 2;
    let mut reach = page.sheet.merges.iter().filter(|area| {
        area.holds(header_row, area.left)
            && area.bottom > header_row
            && area.bottom - header_row <= DEEPEST
    });
    let bottom = reach.next()?.bottom;
    let row = page.row(bottom)?;
    let fits = !row.hidden && !page.is_blank_row(row) && are_words(page, row);
    (fits && reach.all(|area| area.bottom == bottom)).then_some(bottom)
}

fn known(headers: &[Header]) -> usize {
    headers
        .iter()
        .filter(|header| header.meaning().is_some())
        .count()
}

/// How far a row reaches, as far as it is counted.
fn width_of(page: Page<'_>, row: &Row) -> u16 {
    page.cells(row)
        .last()
        .map_or(0, |cell| cell.column.saturating_add(1).min(MOST_COUNTED))
}

/// Whether all that a row says are words such as headers are made of.
fn are_words(page: Page<'_>, row: &Row) -> bool {
    page.cells(row)
        .iter()
        .filter(|cell| !page.is_blank(cell))
        .all(|cell| {
            let text = page.raw(&cell).trim();
            let digits = text.chars().filter(char::is_ascii_digit).count();
            cell.kind == Kind::Text
                && !text.contains('@')
                && text.chars().any(char::is_alphabetic)
                && digits * 2 < text.chars().count()
        })
}
