//! The outline of a workbook: which parts hold its sheets, strings and styles, found through the relationships.
//! It must never guess a sheet that the workbook does not list.

use std::io::{Read, Seek};

use hashbrown::HashMap;
use quick_xml::events::Event;

use super::{Package, attribute, says_yes};
use crate::sheet::error::SheetError;
use crate::sheet::told::Visibility;

/// What a workbook consists of.
pub(super) struct Listed {
    pub(super) sheets: Vec<ListedSheet>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
    pub(super) epoch_1904: bool,
}

/// A sheet as the workbook lists it.
pub(super) struct ListedSheet {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) part: String,
}

struct Relation {
    kind: String,
    target: String,
}

/// Reads the workbook's list of parts.
pub(super) fn listed<R: Read + Seek>(package: &mut Package<R>) -> Result<Listed, SheetError> {
    let roots = relations(package, "_rels/.rels", "")?;
    let workbook = roots
        .values()
        .find(|relation| relation.kind.ends_with("/officeDocument"))
        .map_or("xl/workbook.xml", |relation| relation.target.as_str());
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", workbook));
    let known = relations(
        package,
        &join(folder, &format!("_rels/{file}.rels")),
        folder,
    )?;
    let of_kind = |kind: &str| {
        let mut found = known
            .values()
            .filter(|relation| relation.kind.ends_with(kind));
        found.next().map(|relation| relation.target.clone())
    };
    let (strings, styles) = (of_kind("/sharedStrings"), of_kind("/styles"));
    let (sheets, epoch_1904) = listed_sheets(package, workbook, &known)?;
    Ok(Listed {
        sheets,
        strings,
        styles,
        epoch_1904,
    })
}

fn relations<R: Read + Seek>(
    package: &mut Package<R>,
    part: &str,
    folder: &str,
) -> Result<HashMap<String, Relation>, SheetError> {
    let mut found = HashMap::new();
    let Some(mut part) = package.part(part)? else {
        return Ok(found);
    };
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let said = |name: &str| attribute(&element, name).unwrap_or_default().into_owned();
                let relation = Relation {
                    kind: said("Type"),
                    target: join(folder, &said("Target")),
                };
                found.insert(said("Id"), relation);
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

fn listed_sheets<R: Read + Seek>(
    package: &mut Package<R>,
    workbook: &str,
    known: &HashMap<String, Relation>,
) -> Result<(Vec<ListedSheet>, bool), SheetError> {
    let missing = || SheetError::Malformed {
        part: workbook.to_owned(),
        what: "the list of sheets is missing".into(),
    };
    let mut part = package.part(workbook)?.ok_or_else(missing)?;
    let mut sheets = Vec::new();
    let mut epoch_1904 = false;
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "workbookPr" => {
                    epoch_1904 =
                        attribute(&element, "date1904").is_some_and(|value| says_yes(&value));
                }
                "sheet" => {
                    let id = attribute(&element, "id").unwrap_or_default();
                    // Charts and macro sheets are listed too; they hold no cells.
                    let Some(relation) = known.get(id.as_ref()) else {
                        continue;
                    };
                    if !relation.kind.ends_with("/worksheet") {
                        continue;
                    }
                    sheets.push(ListedSheet {
                        name: attribute(&element, "name").unwrap_or_default().into_owned(),
                        visibility: match attribute(&element, "state").as_deref() {
                            Some("hidden") => Visibility::Hidden,
                            Some("veryHidden") => Visibility::VeryHidden,
                            _ => Visibility::Visible,
                        },
                        part: relation.target.clone(),
                    });
                }
                _ => {}
            },
            Event::Eof => return Ok((sheets, epoch_1904)),
            _ => {}
        }
    }
}

/// A relationship's target as a part's name: absolute ones start at the root, others in the folder.
fn join(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn targets_are_found_from_their_folder() {
        assert_eq!(
            join("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(join("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(join("xl", "../other/sheet.xml"), "other/sheet.xml");
        assert_eq!(join("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
