//! Files and rosters that are not what they seem: each ends held or blocked, with the reason, and nobody is removed by it.

use serde_json::{Value, json};

use crate::support::{Home, Simulator, cell};

/// A full roster as payroll exports it: names are quoted.
fn roster_of(people: &[Value]) -> String {
    let row = |person: &Value| {
        let [id, name, email, department] =
            ["employee_id", "full_name", "email", "department"].map(|field| cell(person, field));
        format!("{id};\"{name}\";{email};{department}\n")
    };
    let rows: String = people.iter().map(row).collect();
    format!("Matrícula;Nome completo;E-mail;Departamento\n{rows}")
}

/// Plans a full roster, which needs a person and lets no removal go; and what it says.
fn refused(home: &Home, text: &str) -> Value {
    let file = home.file("full.csv", text);
    let plan = home.plan(&file, "full", "a.plan").ended(3);
    let changes = plan["changes"].as_array().unwrap();
    for change in changes {
        let goes = change["operation"] == "DELETE" && change["held"] == false;
        assert!(!goes, "{change} would go");
    }
    plan
}

fn has(plan: &Value, code: &str) -> bool {
    let findings = plan["findings"].as_array().unwrap();
    findings.iter().any(|finding| finding["code"] == code)
}

fn blocked(home: &Home, text: &str, code: &str) {
    let plan = refused(home, text);
    assert!(has(&plan, code), "{code} in {}", plan["findings"]);
    assert_eq!(plan["changes"], json!([]), "{code}");
    assert!(!home.path("a.plan").exists(), "{code}");
}

fn removals(plan: &Value) -> usize {
    let changes = plan["changes"].as_array().unwrap().iter();
    changes
        .filter(|change| change["operation"] == "DELETE")
        .count()
}

#[test]
fn a_file_cut_at_a_row_is_held_and_blocked_once_a_whole_one_was_sent() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let mut people = simulator.people();
    let cut = people.len() * 7 / 10;
    let plan = refused(&home, &roster_of(&people[..cut]));
    assert!(has(&plan, "mass_removal"), "{plan}");
    assert_eq!(removals(&plan), people.len() - cut);

    people[0]["department"] = json!("Tecelagem X");
    let whole = home.file("whole.csv", &roster_of(&people));
    home.plan(&whole, "full", "whole.plan").ended(0);
    home.submit("whole.plan", &[]).ended(0);
    std::fs::remove_file(home.path("a.plan")).unwrap();
    blocked(&home, &roster_of(&people[..cut]), "shrunken_file");
}

#[test]
fn a_file_cut_inside_a_quote_or_empty_is_blocked() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let whole = roster_of(&simulator.people());
    let from = whole.len() * 7 / 10;
    let quote = from + whole[from..].find(";\"").unwrap() + 4;
    blocked(&home, &whole[..quote], "open_quote");
    blocked(&home, "", "empty_file");
    blocked(&home, "\n\n", "empty_file");
    blocked(&home, &roster_of(&[]), "empty_file");
}

#[test]
fn the_file_of_another_company_removes_nobody() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let elsewhere = Simulator::start(&["--people", "60", "--seed", "2"]);
    let mut strangers = elsewhere.people();
    for (number, stranger) in strangers.iter_mut().enumerate() {
        stranger["employee_id"] = json!(format!("9{number:05}"));
    }
    let plan = refused(&home, &roster_of(&strangers));
    assert!(has(&plan, "mass_removal") && has(&plan, "mass_addition"));
    let changes = plan["changes"].as_array().unwrap();
    assert!(changes.iter().all(|change| change["held"] == true));

    // Where the file says whose it is, its rows are nobody's here.
    let row = |person: &Value| {
        let (id, name) = (cell(person, "employee_id"), cell(person, "full_name"));
        format!("{id};{name};99.888.777/0001-00\n")
    };
    let rows: String = strangers.iter().map(row).collect();
    let plan = refused(&home, &format!("Matrícula;Nome completo;CNPJ\n{rows}"));
    assert!(has(&plan, "unknown_company"), "{plan}");
    assert_eq!(plan["changes"], json!([]));
}

#[test]
fn the_same_file_twice_changes_nothing_twice() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let mut people = simulator.people();
    people[0]["department"] = json!("Tecelagem X");
    let text = roster_of(&people);
    let file = home.file("full.csv", &text);
    home.plan(&file, "full", "a.plan").ended(0);
    home.submit("a.plan", &[]).ended(0);
    let again = home.plan(&file, "full", "b.plan").ended(0);
    assert_eq!(again["changes"], json!([]));
    assert_eq!(again["counts"]["unchanged"], people.len());

    // Twice within one file: every row is one of two, none goes, and everybody is present.
    let rows = text.split_once('\n').unwrap().1;
    let plan = refused(&home, &format!("{text}{rows}"));
    assert!(has(&plan, "duplicate_key"), "{plan}");
    assert_eq!(plan["changes"], json!([]));
}

#[test]
fn a_column_that_slid_by_a_row_is_blocked() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let mut people = simulator.people();
    let emails: Vec<Value> = people
        .iter()
        .map(|person| person["email"].clone())
        .collect();
    let last = people.len() - 1;
    for (number, person) in people.iter_mut().enumerate() {
        person["email"] = emails[if number == 0 { last } else { number - 1 }].clone();
    }
    blocked(&home, &roster_of(&people), "column_slip");
}

#[test]
fn keys_without_their_zeros_are_the_same_people() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let mut people = simulator.people();
    let mut lost = 0;
    for person in &mut people {
        let id = cell(person, "employee_id").to_owned();
        let bare = id.trim_start_matches('0');
        lost += usize::from(bare != id);
        person["employee_id"] = json!(bare);
    }
    assert!(lost > 0, "no key of the simulator begins with a zero");
    let plan = refused(&home, &roster_of(&people));
    assert!(has(&plan, "leading_zeros_lost"), "{}", plan["findings"]);
    assert_eq!(removals(&plan), 0);
    assert_eq!(plan["counts"]["create"], 0);
}

#[test]
fn a_list_of_which_a_page_fails_is_no_roster() {
    let simulator = Simulator::start(&["--people", "60", "--page-size", "20"]);
    let home = Home::connected(&simulator);
    let file = home.file("full.csv", &roster_of(&simulator.people()[..30]));
    let page = json!({"endpoint": "employees", "nth": 2, "kind": "forbidden"});
    simulator.post("faults", &page);
    let failed = home.plan(&file, "full", "a.plan").ended(1);
    assert_eq!(failed["error"]["code"], "forbidden");
    assert!(!home.path("a.plan").exists());
}

#[test]
fn a_roster_that_shrank_holds_everything() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let mut changed = people.clone();
    changed[59]["department"] = json!("Tecelagem X");
    let file = home.file("full.csv", &roster_of(&changed));
    home.plan(&file, "full", "a.plan").ended(0);
    for person in &people[..24] {
        let find = json!({"employee_id": person["employee_id"]});
        simulator.post("edit", &json!({"delete": {"find": find}}));
    }
    let plan = refused(&home, &roster_of(&changed[1..]));
    assert!(has(&plan, "shrunken_roster"), "{}", plan["findings"]);
    let planned = plan["changes"].as_array().unwrap();
    assert!(!planned.is_empty());
    assert!(planned.iter().all(|change| change["held"] == true));
}
