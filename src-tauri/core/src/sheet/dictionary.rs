//! What headers mean, in the languages of the countries where Wellhub is sold, and by the API's own names. Only whole
//! headers decide: likeness of letters makes a suggestion for a person and nothing more.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::fold::fold;
use crate::employee::Field;

mod spoilt;
mod words;

/// What a header means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A field of a person.
    Field(Field),
    /// A part of the name, by its place in the full name.
    NamePart(u8),
    /// `Vorname`, `Prénom`: the given name in languages where a column `Name` or `Nom` beside it is the family name.
    GivenBesideName,
    /// `Apelido`: the family name in Portugal, a nickname in Brazil.
    FamilyNameInPortugal,
    /// `Nome` or `Name`: the full name, or the given name where another column holds the family name.
    Name,
    /// A usual column of such lists that is not sent.
    NotSent,
}

static DICTIONARY: LazyLock<HashMap<&'static str, (Meaning, f32)>> = LazyLock::new(|| {
    let entries = words::ENTRIES.iter();
    let sent = entries.flat_map(|(meaning, sure, words)| {
        words
            .split_whitespace()
            .map(move |word| (word, (meaning.clone(), *sure)))
    });
    let not_sent = words::NOT_SENT
        .split_whitespace()
        .map(|word| (word, (Meaning::NotSent, 1.0)));
    sent.chain(not_sent).collect()
});

/// Meaning of a header with how sure it is, from 0 to 1; `None` for an unknown one.
pub(super) fn lookup(header: &str) -> Option<(Meaning, f32)> {
    if spoilt::has_lost(header) {
        return spoilt::lookup(header);
    }
    known(header).or_else(|| spoilt::lookup(header))
}

fn known(header: &str) -> Option<(Meaning, f32)> {
    let trimmed = header.trim();
    if trimmed.is_empty() {
        return None;
    }
    if let Some(field) = Field::named(trimmed) {
        return Some((Meaning::Field(field), 1.0));
    }
    let folded = fold(trimmed);
    let whole: String = folded.split(' ').collect();
    if let Some(found) = entry(&whole) {
        return Some(found);
    }
    if folded.split(' ').any(is_somebody_else) {
        return Some((Meaning::NotSent, 0.9));
    }
    let before_note = fold(trimmed.split(['(', '[']).next().unwrap_or_default());
    entry(&core(&before_note))
        .map(|(meaning, sure)| (meaning, sure * 0.95))
        .or_else(|| twice(trimmed))
}

/// Meaning of a header that stands under the title of a group of columns, such as `CEP` under `Endereço`.
pub(super) fn lookup_under(group: &str, own: &str) -> Option<(Meaning, f32)> {
    if group.is_empty() || own.is_empty() {
        return lookup(own);
    }
    let joined = lookup(&format!("{own} {group}")).or_else(|| lookup(&format!("{group} {own}")));
    if joined.is_some() {
        return joined;
    }
    let (meaning, sure) = lookup(own)?;
    if is_of_something_else(group) && says_little(&meaning, sure) {
        return Some((Meaning::NotSent, 0.9));
    }
    Some((meaning, sure))
}

/// Whether a header speaks of a person's name.
pub(super) fn is_name(header: &str) -> bool {
    use Meaning::{FamilyNameInPortugal, GivenBesideName, Name, NamePart};
    let meaning = lookup(header).map(|(meaning, _)| meaning);
    matches!(
        meaning,
        Some(
            Name | NamePart(_)
                | GivenBesideName
                | FamilyNameInPortugal
                | Meaning::Field(Field::FullName)
        )
    )
}

/// Whether a header is one of Portugal's own, which tells what an ambiguous neighbour means.
pub(super) fn is_of_portugal(header: &str) -> bool {
    const WORDS: [&str; 6] = [
        "nif",
        "niss",
        "telemovel",
        "nipc",
        "mecanografico",
        "freguesia",
    ];
    fold(header).split(' ').any(|word| WORDS.contains(&word))
}

/// The field whose usual headers a header is so like that it may be misspelt; `None` where nothing is near, or more than
/// one thing is. A person decides.
pub(super) fn suggestion(header: &str) -> Option<Field> {
    const SHORTEST: usize = 6;
    const LONGEST: usize = 40;
    let compact: String = fold(header).split(' ').collect();
    let length = compact.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return None;
    }
    let most = if length < 9 { 1 } else { 2 };
    let near = |word: &str| {
        word.len().abs_diff(compact.len()) <= most
            && word.len() >= SHORTEST
            && strsim::osa_distance(word, &compact) <= most
    };
    let mut found: Option<Field> = None;
    for (_, (meaning, _)) in DICTIONARY.iter().filter(|(word, _)| near(word)) {
        let field = match meaning {
            Meaning::NotSent => return None,
            Meaning::Field(field) => field.clone(),
            _ => Field::FullName,
        };
        if found.as_ref().is_some_and(|other| *other != field) {
            return None;
        }
        found = Some(field);
    }
    found
}

fn entry(compact: &str) -> Option<(Meaning, f32)> {
    DICTIONARY.get(compact).cloned()
}

/// A folded header without the words that say whose the value is, and without a number before it.
fn core(folded: &str) -> String {
    folded
        .split(' ')
        .skip_while(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
        .filter(|word| !is_filler(word))
        .collect()
}

/// A header in two languages, `Nome / Name`: known where each half is and both mean the same.
fn twice(header: &str) -> Option<(Meaning, f32)> {
    let mut halves = header.split(['/', '|', '\n']).map(str::trim);
    let first = halves.next().filter(|half| half.len() < header.len())?;
    let (meaning, sure) = lookup(first)?;
    let same = |half: &str| lookup(half).is_some_and(|(other, _)| other == meaning);
    halves.all(same).then_some((meaning, sure * 0.95))
}

/// Words for people beside the one whom the row is about: their names and addresses are never sent.
fn is_somebody_else(word: &str) -> bool {
    const WORDS: &str = "gestor gestora manager supervisor supervisora jefe jefa chefe coordenador coordenadora responsavel \
        responsable superviseur vorgesetzter vorgesetzte vorgesetzten approver aprovador \
        dependente dependentes dependiente dependientes dependent dependents conjuge conyuge spouse esposa esposo conjoint \
        coniuge ehepartner mae pai madre padre mother father filho filha filhos hijo hija hijos child children enfant enfants \
        figlio figli kind kinder emergencia emergency urgence notfall notfallkontakt emergenza";
    WORDS.split_whitespace().any(|other| other == word)
}

/// Whether the title of a group names something that is not the person: their company, their bank, a cost center.
fn is_of_something_else(group: &str) -> bool {
    const WORDS: &str = "empresa company empregador employer empleador unternehmen firma arbeitgeber societe entreprise \
        employeur azienda datore";
    let folded = fold(group);
    let mut words = folded.split(' ');
    if words.any(|word| WORDS.split_whitespace().any(|other| other == word)) {
        return true;
    }
    match lookup(group) {
        Some((Meaning::NotSent, _)) => true,
        Some((Meaning::Field(field), _)) => field != Field::FullName,
        _ => false,
    }
}

/// Whether a header means something only by what it stands under: the name or the number of what?
fn says_little(meaning: &Meaning, sure: f32) -> bool {
    match meaning {
        Meaning::Field(Field::FullName) => true,
        Meaning::Field(Field::EmployeeId | Field::NationalId) => sure < 0.9,
        Meaning::Field(_) => false,
        _ => true,
    }
}

/// Words that say whose the value is, not what it is.
fn is_filler(word: &str) -> bool {
    const FILLERS: &str = "a associate associado colaborador colaboradora collaborateur corporate corporativa corporativo d da de \
        degli del della des di dipendente do du el empleado empregado employe employee funcionario funcionaria l la le \
        lavoratore mitarbeiter mitarbeiters n no nr nro num numero o obligatorio obrigatorio of oficial of personal pessoal \
        profesional professional profissional required s salarie staff the titular trabajador trabajo trabalhador trabalho user \
        usuario utilizador work worker y e";
    FILLERS.split_whitespace().any(|filler| filler == word)
}

#[cfg(test)]
mod tests;
