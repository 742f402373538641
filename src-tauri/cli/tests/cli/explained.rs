//! A plan that explains itself: what looks like damage is held with its evidence, and nothing of it is sent unseen.

use serde_json::{Value, json};

use crate::support::{Home, NAME, Simulator, cell};

fn reason<'a>(plan: &'a Value, code: &str) -> &'a Value {
    let changes = plan["changes"].as_array().unwrap().iter();
    let reasons = changes.flat_map(|change| change["reasons"].as_array().unwrap());
    let mut found = reasons.filter(|reason| reason["code"] == code);
    found
        .next()
        .unwrap_or_else(|| panic!("no {code} in {plan}"))
}

#[test]
fn damage_is_held_with_its_cell_and_a_conflict_is_foreseen() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let accented = |person: &&Value| !cell(person, "full_name").is_ascii();
    let accented = people.iter().find(accented).unwrap();
    let misread: String = cell(accented, "full_name")
        .bytes()
        .map(char::from)
        .collect();
    let rows = [
        format!("{};{misread};", cell(accented, "employee_id")),
        format!("990001;Nova Pessoa;{}", cell(&people[1], "email")),
        "990002;Outra Pessoa;outra@tecelagem-nova.example".to_owned(),
    ];
    let text = format!("Matrícula;Nome;E-mail\n{}\n", rows.join("\n"));
    let file = home.file("folha.csv", &text);

    let plan = home.plan(&file, "changes", "a.plan").ended(3);
    assert_eq!(plan["held"], json!([{"reason": "mojibake", "count": 1}]));
    assert_eq!(reason(&plan, "mojibake")["cell"], "B2");
    let conflict = reason(&plan, "conflict");
    assert_eq!(
        (&conflict["field"], &conflict["cell"]),
        (&json!("email"), &json!("C3"))
    );
    assert_eq!(conflict["other"]["key"], cell(&people[1], "employee_id"));
    let domain = &reason(&plan, "new_email_domain")["params"];
    assert_eq!(
        (&domain["domain"], &domain["count"]),
        (&json!("tecelagem-nova.example"), &json!("1"))
    );

    // What is not held goes, and the conflict comes as it was foreseen.
    let sent = home.submit("a.plan", &[]).ended(3);
    assert_eq!(
        (&sent["held"], &sent["statistics"]["newcomers"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(sent["errors"][0]["code"], "CONFLICT");
    let now = simulator.people();
    let first = now
        .iter()
        .find(|one| one["employee_id"] == accented["employee_id"]);
    assert_eq!(first.unwrap()["full_name"], accented["full_name"]);

    let out = home.path("b.plan").display().to_string();
    let words = home.run(&[
        "plan",
        &file.display().to_string(),
        "--connection",
        NAME,
        "--intent",
        "changes",
        "--out",
        &out,
        "--lang",
        "en",
    ]);
    assert!(
        words
            .stdout
            .contains("B2: full_name was read in the wrong encoding"),
        "{}",
        words.stdout
    );
}
