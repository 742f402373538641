//! How text files are read where a person says it.

use serde_json::{Value, json};

use crate::support::{Home, NAME, Simulator};

/// The documents of `inspect` with these arguments more.
fn inspect(home: &Home, file: &str, more: &[&str]) -> Value {
    let arguments: Vec<&str> = ["inspect", file, "--json"]
        .iter()
        .chain(more)
        .copied()
        .collect();
    serde_json::from_str(&home.run(&arguments).stdout).unwrap()
}

fn headers(seen: &Value) -> Vec<&str> {
    let columns = seen["columns"].as_array().unwrap().iter();
    columns
        .map(|column| column["header"].as_str().unwrap())
        .collect()
}

#[test]
fn encoding_and_delimiter_can_be_said() {
    let home = Home::new();
    let path = home.path("folha.csv");
    std::fs::write(&path, b"Matr\xedcula;Nome, completo\n1;Ana\n2;Bia\n").unwrap();
    let file = path.display().to_string();

    let found = inspect(&home, &file, &[]);
    assert_eq!(found["file"]["encoding"], "windows-1252");
    assert_eq!(headers(&found), ["Matrícula", "Nome, completo"]);
    let said = inspect(&home, &file, &["--encoding", "latin1", "--delimiter", ";"]);
    assert_eq!(said["file"]["encoding"], "windows-1252");
    let guesses = |seen: &Value| {
        let findings = seen["findings"].as_array().unwrap().iter();
        findings
            .filter(|finding| finding["code"].as_str().unwrap().ends_with("_guessed"))
            .count()
    };
    assert_eq!((guesses(&found), guesses(&said)), (2, 0));

    let otherwise = inspect(&home, &file, &["--encoding", "IBM850"]);
    assert_eq!(otherwise["file"]["encoding"], "IBM850");
    assert_ne!(headers(&otherwise), headers(&found));
    let parted = inspect(&home, &file, &["--delimiter", ","]);
    assert_eq!(parted["file"]["delimiter"], ",");
    assert_eq!(headers(&parted).len(), 2);

    for slip in [["--encoding", "klingon"], ["--delimiter", ";;"]] {
        let arguments = ["inspect", &file, "--json", slip[0], slip[1]];
        assert_eq!(home.run(&arguments).code, 2, "{slip:?}");
    }
}

#[test]
fn a_plan_reads_text_as_it_is_told() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let path = home.path("folha.csv");
    std::fs::write(&path, b"employee_id,full_name\n900001,Jo\xc6o\n").unwrap();
    let (file, out) = (
        path.display().to_string(),
        home.path("a.plan").display().to_string(),
    );
    let mut plan = vec![
        "plan",
        &file,
        "--connection",
        NAME,
        "--intent",
        "changes",
        "--out",
        &out,
        "--json",
    ];
    plan.extend(["--encoding", "IBM850"]);
    let made = home.run(&plan);
    let made: Value = serde_json::from_str(&made.stdout).unwrap();
    assert_eq!(made["drift"], Value::Null);
    assert_eq!(
        made["changes"][0]["fields"]["full_name"],
        json!([null, "João"])
    );
}
