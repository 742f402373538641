//! One person of what is kept: found, and then exported or erased. Several who fit are told, and nothing is done.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use rollcall_core::desk::{Desk, DossierWords, FoundPerson};
use rollcall_core::history::{Erased, KeptOf};
use serde::Serialize;

use crate::args::{Erase, Export, OnePerson};
use crate::commands::Call;
use crate::exit::Exit;
use crate::output::Output;
use crate::telling;
use crate::trouble::{Code, Trouble};
use crate::words::{Keeping, keeping};

/// The document of both commands.
#[derive(Debug, Serialize)]
struct PersonDocument {
    /// Who fits; one where something was done.
    people: Vec<PersonEntry>,
    /// How much is kept, of one alone.
    kept: Option<KeptOf>,
    /// Whether they were erased.
    erased: bool,
    /// What was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Erased>,
    /// How many lines were written.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<u32>,
}

/// Somebody who fits.
#[derive(Debug, Serialize)]
struct PersonEntry {
    name: String,
    key: String,
    company: String,
    connection: String,
}

impl PersonDocument {
    fn of(found: &[FoundPerson]) -> Self {
        let entry = |one: &FoundPerson| PersonEntry {
            name: one.name.clone(),
            key: one.who.key.clone(),
            company: one.who.company.clone(),
            connection: one.connection.clone(),
        };
        Self {
            people: found.iter().map(entry).collect(),
            kept: None,
            erased: false,
            result: None,
            lines: None,
        }
    }
}

/// `history erase`
pub fn erase(call: &Call, arguments: &Erase) -> Result<Exit, Trouble> {
    let (out, desk) = (call.out, call.desk()?);
    let found = find(&desk, &arguments.person)?;
    let mut document = PersonDocument::of(&found);
    let [one] = found.as_slice() else {
        return Ok(several(out, &document, &found));
    };
    let (_, kept) = desk.what_is_kept_of(&one.who)?;
    document.kept = Some(kept);
    let before = [
        told(out, one),
        counted(out, kept),
        say(out, Keeping::Stays, &[]),
    ]
    .join("\n");
    let asked = if arguments.yes {
        Some(true)
    } else {
        ask(out, &before, one)
    };
    if asked != Some(true) {
        out.result(&document, || match asked {
            // Whoever was asked has seen the rest.
            Some(_) => say(out, Keeping::NotErased, &[]),
            None => format!("{before}\n{}", say(out, Keeping::NotErased, &[])),
        });
        return Ok(Exit::NeedsPerson);
    }
    let erased = desk.erase_person(&one.who)?;
    document.erased = true;
    let words = || {
        let deleted = erased.copies_deleted.join(", ");
        let deleted = if deleted.is_empty() { "0" } else { &deleted };
        let values: [&dyn std::fmt::Display; 3] =
            [&erased.pseudonym, &erased.copies_rewritten, &deleted];
        say(out, Keeping::Erased, &values)
    };
    let words = words();
    document.result = Some(erased);
    out.result(&document, || words);
    Ok(Exit::Done)
}

/// `history export`
pub fn export(call: &Call, arguments: &Export) -> Result<Exit, Trouble> {
    let (out, desk) = (call.out, call.desk()?);
    let found = find(&desk, &arguments.person)?;
    let mut document = PersonDocument::of(&found);
    let [one] = found.as_slice() else {
        return Ok(several(out, &document, &found));
    };
    let (_, kept) = desk.what_is_kept_of(&one.who)?;
    let lines = desk.export_person(&one.who, &arguments.out, &words(out))?;
    (document.kept, document.lines) = (Some(kept), Some(lines));
    let file = arguments.out.display();
    out.result(&document, || say(out, Keeping::Exported, &[&lines, &file]));
    Ok(Exit::Done)
}

fn say(out: Output, what: Keeping, values: &[&dyn std::fmt::Display]) -> String {
    keeping(out.language(), what, values)
}

/// Those whom the text fits, within the company and the connection where these are said.
fn find(desk: &Desk, wanted: &OnePerson) -> Result<Vec<FoundPerson>, Trouble> {
    let mut found = desk.find_people(&wanted.text)?;
    found.retain(|one| {
        let company = wanted
            .company
            .as_ref()
            .is_none_or(|own| digits(own) == digits(&one.who.company));
        company
            && wanted
                .connection
                .as_ref()
                .is_none_or(|own| *own == one.connection)
    });
    if found.is_empty() {
        return Err(Trouble::with(Code::NoPerson, [wanted.text.clone()]));
    }
    Ok(found)
}

fn digits(tax_id: &str) -> String {
    tax_id
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect()
}

fn several(out: Output, document: &PersonDocument, found: &[FoundPerson]) -> Exit {
    out.result(document, || {
        let people = found.iter().map(|one| told(out, one));
        let lines: Vec<String> = std::iter::once(say(out, Keeping::Several, &[]))
            .chain(people)
            .collect();
        lines.join("\n")
    });
    Exit::NeedsPerson
}

fn told(out: Output, one: &FoundPerson) -> String {
    let key = telling::shown_key(one.identifier, &one.who.key);
    say(
        out,
        Keeping::Person,
        &[&one.name, &key, &one.who.company, &one.connection],
    )
}

fn counted(out: Output, kept: KeptOf) -> String {
    let KeptOf {
        items,
        jobs,
        plans,
        rosters,
        imports,
        protections,
        ..
    } = kept;
    say(
        out,
        Keeping::Kept,
        &[&items, &jobs, &plans, &rosters, &imports, &protections],
    )
}

/// Whether a person at the terminal typed the key; `None` elsewhere, where nobody is asked.
fn ask(out: Output, before: &str, one: &FoundPerson) -> Option<bool> {
    let stdin = std::io::stdin();
    if !out.is_for_people() || !stdin.is_terminal() {
        return None;
    }
    out.tell(before);
    let key = telling::shown_key(one.identifier, &one.who.key);
    out.progress(&say(out, Keeping::TypeKey, &[&key]));
    let mut typed = String::new();
    let read = std::io::stderr()
        .flush()
        .and_then(|()| stdin.lock().read_line(&mut typed));
    Some(read.is_ok() && typed.trim() == one.who.key)
}

fn words(out: Output) -> DossierWords {
    let parts =
        |what| -> Vec<String> { say(out, what, &[]).split('|').map(str::to_owned).collect() };
    let places = [
        "sent",
        "plan",
        "before",
        "not_sent",
        "roster",
        "custom_fields",
        "protected",
    ];
    DossierWords {
        sheet: say(out, Keeping::Sheet, &[]),
        columns: parts(Keeping::Columns),
        places: places
            .map(str::to_owned)
            .into_iter()
            .zip(parts(Keeping::Places))
            .collect(),
        fields: std::collections::BTreeMap::new(),
    }
}
