//! People: pairs, conflicts, domains, and those who come back.

use super::*;
use crate::plan::{Operation, ReasonCode};

fn reasons(plan: &Plan) -> Vec<(Operation, ReasonCode)> {
    let all = plan.changes.iter().flat_map(|change| {
        let codes = change.reasons.iter().map(|reason| reason.code);
        codes.map(|code| (change.operation, code))
    });
    all.collect()
}

#[test]
fn moves_and_keys_are_shown_as_one_person() {
    let before = staff();
    let mut after = before.clone();
    // Ana moves to the north, Bruno's key lost its zeros, Célia got another key and kept her mobile number alone.
    after[0].company_tax_id = TaxId::from(NORTH);
    after[1].set(&Field::EmployeeId, Some("2".into()));
    after[2] = with(
        person(903, "Célia Rocha"),
        &Field::MobileNumber,
        before[2].get(&Field::MobileNumber).unwrap(),
    );
    let plan = made(&before, &after, Intent::Full);
    assert!(
        plan.changes
            .iter()
            .all(|change| change.lane == Lane::Removals && change.is_held())
    );
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn a_leaver_and_a_newcomer_of_one_name_are_two_people() {
    let before = staff();
    let mut after = before[1..].to_vec();
    after.push(person(904, "Ana Lima"));
    let plan = made(&before, &after, Intent::Full);
    assert_eq!(plan.changes.len(), 2);
    assert!(
        plan.changes
            .iter()
            .all(|change| !change.is_held() && change.reasons.is_empty())
    );
}

#[test]
fn under_other_keys_a_changed_address_is_one_person() {
    let before = staff();
    let mut after = before.clone();
    after[0].set(&Field::Email, Some("ana.souza@aurora.example".into()));
    after[0].set(&Field::NationalId, None);
    let incoming = incoming(&after, Identifier::Email);
    let plan = plan(&remote(&before), &incoming, Intent::Full, &Rules::default());
    let key = ReasonCode::KeyChange;
    assert_eq!(
        reasons(&plan),
        [(Operation::Delete, key), (Operation::Create, key)]
    );
}

#[test]
fn a_value_that_is_somebody_elses_is_foreseen() {
    let before = staff();
    let mut after = before.clone();
    // An address in capitals, a national id with its signs: compared by meaning.
    after.push(with(
        person(905, "Nova Pessoa"),
        &Field::Email,
        "BRUNO.2@aurora.example",
    ));
    after[4].set(&Field::NationalId, Some("000.000.237-57".into()));
    after.push(with(
        person(906, "Célia Rocha"),
        &Field::Email,
        "célia.3@aurora.example",
    ));
    let plan = made(&before, &after, Intent::Full);
    insta::assert_snapshot!(text(&plan));
}

#[test]
fn a_value_that_is_free_by_then_is_no_conflict() {
    let before = staff();
    // Two people exchange their addresses; somebody in the north has a southern one: each company for itself.
    let mut after = before.clone();
    let [ana, bruno] = [0, 1].map(|at: usize| before[at].email.clone());
    after[0].email = bruno;
    after[1].email = ana;
    let mut north = person(907, "Nova Pessoa");
    north.email.clone_from(&before[2].email);
    north.company_tax_id = TaxId::from(NORTH);
    after.push(north);
    assert_eq!(reasons(&made(&before, &after, Intent::Changes)), []);
}

#[test]
fn a_leaver_gives_an_address_free_only_once_the_removals_went() {
    let before = staff();
    let mut after = before[1..].to_vec();
    after.push(with(
        person(908, "Nova Pessoa"),
        &Field::Email,
        "ana.1@aurora.example",
    ));
    let plan = made(&before, &after, Intent::Full);
    let conflict = plan
        .changes
        .iter()
        .flat_map(|change| &change.reasons)
        .next()
        .unwrap();
    assert_eq!(
        (conflict.code, conflict.params["leaves"].as_str()),
        (ReasonCode::Conflict, "true")
    );
    assert!(plan.changes.iter().all(|change| !change.is_held()));
}

#[test]
fn a_domain_that_nobody_has_is_told_with_how_many_and_what_it_is_like() {
    let mut after = staff();
    after[0].set(&Field::Email, Some("ana@AURORA.example".into()));
    after[1].set(&Field::Email, Some("bruno@aurorra.example".into()));
    after.push(with(
        person(909, "Nova Pessoa"),
        &Field::Email,
        "nova@Aurorra.example",
    ));
    after.push(with(
        person(910, "Outra Pessoa"),
        &Field::Email,
        "outra@correio.example",
    ));
    let plan = made(&staff(), &after, Intent::Full);
    let of = |domain: &str| -> Vec<_> {
        let all = plan.changes.iter().flat_map(|change| &change.reasons);
        all.filter(|reason| reason.params["domain"] == domain)
            .map(|reason| {
                let value = |name: &str| reason.params.get(name).map_or("", String::as_str);
                (value("count"), value("of"), value("percent"), value("like"))
            })
            .collect()
    };
    assert_eq!(
        of("aurorra.example"),
        [("2", "4", "50", "aurora.example"); 2]
    );
    assert_eq!(of("correio.example"), [("1", "4", "25", "")]);
    assert_eq!(reasons(&plan).len(), 3);
}

#[test]
fn on_a_first_load_no_domain_is_new() {
    assert_eq!(reasons(&made(&[], &staff(), Intent::Full)), []);
}

#[test]
fn who_was_removed_lately_may_come_back() {
    let mut roster = remote(&staff());
    let ago = |days: i64| roster.read_at - SignedDuration::from_hours(24 * days);
    let removals = [(911, 29), (911, 200), (912, 31)].map(|(number, days)| (number, ago(days)));
    for (number, at) in removals {
        roster.past.push(RemotePerson {
            id: "past".into(),
            employee: person(number, "Volta Pessoa"),
            invitation_status: None,
            updated_at: None,
            deleted_at: Some(at),
        });
    }
    let mut after = staff();
    after.extend([person(911, "Volta Pessoa"), person(912, "Volta Tarde")]);
    let incoming = incoming(&after, Identifier::EmployeeId);
    let plan = plan(&roster, &incoming, Intent::Full, &Rules::default());
    insta::assert_snapshot!(text(&plan));
}
