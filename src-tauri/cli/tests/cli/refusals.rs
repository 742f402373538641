//! What goes wrong in front of a person: each case has its exit code, its code and words that say what to do.

use std::net::TcpListener;

use serde_json::{Value, json};

use crate::support::{Home, NAME, Simulator, cell};

#[test]
fn a_wrong_secret_is_told() {
    let simulator = Simulator::small();
    let home = Home::new();
    home.connect(&simulator, "wrong").ended(0);
    let refused = home.run(&["check", NAME, "--json"]).ended(1);
    assert_eq!(refused["error"]["code"], "wrong_secret");
    let told = home.run(&["check", NAME, "--lang", "es"]);
    assert_eq!((told.code, told.stdout.as_str()), (1, ""));
    assert!(
        told.stderr
            .contains("Wellhub rechaza el client id o el secreto"),
        "{}",
        told.stderr
    );
    assert!(!told.stderr.contains("wrong"), "{}", told.stderr);
}

#[test]
fn a_secret_is_on_no_disk_in_plain_text() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    home.run(&["check", NAME, "--json"]).ended(0);
    let mut seen = 0;
    let folders = ["data", "data/backups"].map(|folder| std::fs::read_dir(home.path(folder)));
    let entries = folders.into_iter().flat_map(Result::unwrap);
    for file in entries.map(|entry| entry.unwrap().path()) {
        if file.is_dir() {
            assert!(file.ends_with("backups"), "{file:?}");
            continue;
        }
        let bytes = std::fs::read(file).unwrap();
        let secret = simulator.client_secret.as_bytes();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        seen += 1;
    }
    assert!(seen > 1);
}

#[test]
fn no_network_is_told() {
    let simulator = Simulator::small();
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("http://127.0.0.1:{free}");
    let arguments = [
        "connect",
        NAME,
        "--url",
        &url,
        "--client-id",
        "c",
        "--identifier",
        "email",
    ];
    let home = Home::new();
    assert_eq!(home.run_with(&arguments, "secret\n").code, 0);
    assert_eq!(
        home.run(&["check", NAME, "--json"]).ended(1)["error"]["code"],
        "unreachable"
    );
    // Signing in was tried as often as its limit allows: a folder of its own for the second call.
    let home = Home::new();
    assert_eq!(home.run_with(&arguments, "secret\n").code, 0);
    let plan = home
        .plan(&simulator.sample("Alterações.csv"), "changes", "a.plan")
        .ended(1);
    assert_eq!(plan["error"]["code"], "unreachable");
    assert!(!home.path("a.plan").exists());
}

#[test]
fn a_refused_network_is_told_with_what_wellhubs_team_needs_and_never_the_secret() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let fault = r#"{"endpoint":"token","nth":1,"kind":"forbidden"}"#;
    simulator.http("POST", "faults", fault);
    let ran = home.run(&["--lang", "en", "check", "Aurora"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    for part in [
        "Send this to your Wellhub contact",
        &format!("Client id: {}", simulator.client_id),
        &format!("Address: http://127.0.0.1:{}", simulator.port),
        "Answer: HTTP 403",
        "Trace id: ",
        "Time: ",
    ] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    assert!(!ran.stderr.contains(&simulator.client_secret));
}

#[test]
fn a_name_is_given_once_and_an_unknown_one_is_told() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let again = home.connect(&simulator, "secret").ended(1);
    assert_eq!(again["error"]["code"], "wrong_secret");
    let other = [
        "connect",
        "Aurora",
        "--url",
        "sandbox",
        "--client-id",
        "other",
        "--identifier",
        "employee-id",
        "--json",
    ];
    let other = home.run_with(&other, "secret\n").ended(1);
    assert_eq!(other["error"]["code"], "name_taken");
    assert_eq!(
        home.run(&["check", "Borealis", "--json"]).ended(1)["error"]["code"],
        "no_connection"
    );
    let empty = home.connect(&simulator, "").ended(2);
    assert_eq!(empty["error"]["code"], "missing_value");
}

#[test]
fn without_keyring_and_passphrase_a_person_is_told_what_to_do() {
    let home = Home::new();
    let mut command = home.command(&["jobs"]);
    let output = command.env_remove("ROLLCALL_PASSPHRASE").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("ROLLCALL_PASSPHRASE"), "{told}");

    home.run(&["jobs", "--json"]).ended(0);
    let mut command = home.command(&["jobs", "--json"]);
    let output = command
        .env("ROLLCALL_PASSPHRASE", "another passphrase")
        .output()
        .unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (output.status.code(), &document["error"]["code"]),
        (Some(1), &json!("passphrase_wrong"))
    );
}

#[test]
fn a_file_that_cannot_be_read_is_a_document_with_its_finding() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    for (name, content, code) in [
        ("empty.csv", "", "empty_file"),
        (
            "page.xls",
            "<html><body><table></table></body></html>",
            "wrong_container",
        ),
        ("cut.xlsx", "PK\u{3}\u{4} and no more", "reader_failed"),
    ] {
        let file = home.file(name, content);
        let seen = home
            .run(&["inspect", &file.display().to_string(), "--json"])
            .ended(3);
        assert_eq!(seen["findings"][0]["code"], code, "{name}");
        assert_eq!(seen["columns"], json!([]));
        let plan = home.plan(&file, "full", "a.plan").ended(3);
        assert_eq!(plan["findings"][0]["code"], code, "{name}");
        assert_eq!(plan["changes"], json!([]));
        assert!(!home.path("a.plan").exists());
    }
    let gone = home.path("gone.csv").display().to_string();
    assert_eq!(
        home.run(&["inspect", &gone, "--json"]).ended(3)["findings"][0]["code"],
        "reader_failed"
    );
    let headers = home.file("headers.csv", "Matrícula;Nome completo\n");
    let seen = home.plan(&headers, "full", "a.plan").ended(3);
    assert_eq!(seen["findings"][0]["code"], "empty_file");
}

#[test]
fn a_file_without_the_key_is_blocked_until_a_column_is_named() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let person = &simulator.people()[0];
    let text = format!(
        "Código interno;Departamento\n{};Tecelagem X\n",
        cell(person, "employee_id")
    );
    let file = home.file("a.csv", &text);
    let blocked = home
        .plan_with(
            &file,
            "changes",
            "a.plan",
            &["--map", "Código interno=ignore"],
        )
        .ended(3);
    assert_eq!(blocked["findings"][0]["code"], "missing_key");
    let plan = home
        .plan_with(
            &file,
            "changes",
            "a.plan",
            &["--map", "codigo INTERNO=employee_id"],
        )
        .ended(0);
    assert_eq!(
        plan["changes"][0]["fields"],
        json!({"department": [person["department"], "Tecelagem X"]})
    );
}

#[test]
fn blanks_keep_unless_they_are_to_clear() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let person = &simulator.people()[0];
    let file = home.file(
        "a.csv",
        &format!("Matrícula;Departamento\n{};\n", cell(person, "employee_id")),
    );
    assert_eq!(
        home.plan(&file, "changes", "a.plan").ended(0)["counts"]["unchanged"],
        1
    );
    let plan = home
        .plan_with(&file, "changes", "a.plan", &["--blank", "department=clear"])
        .ended(0);
    assert_eq!(
        plan["changes"][0]["fields"],
        json!({"department": [person["department"], null]})
    );
}

#[test]
fn slips_of_the_command_line_end_with_2() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let file = simulator.sample("Alterações.csv");
    for (more, code) in [
        (["--map", "Salário=email"], "no_such_column"),
        (["--map", "CPF=salary"], "no_such_field"),
        (["--blank", "discount_subset_id=clear"], "field_not_mapped"),
        (["--accept", "mass_removal"], "usage"),
        (["--accept", "shrunken_file"], "usage"),
        (["--accept", "duplicate_key"], "usage"),
    ] {
        let refused = home.plan_with(&file, "changes", "a.plan", &more).ended(2);
        assert_eq!(refused["error"]["code"], code, "{more:?}");
    }
    let full = simulator.sample("Folha completa.xlsx");
    let refused = home
        .plan_with(&full, "full", "a.plan", &["--sheet", "Nowhere"])
        .ended(2);
    assert_eq!(refused["error"]["code"], "no_such_sheet");
    assert_eq!(home.run(&["plan"]).code, 2);
    assert!(!home.path("a.plan").exists());
}

#[test]
fn a_plan_that_was_altered_used_or_is_of_another_folder_is_refused() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    home.plan(&simulator.sample("Folha completa.xlsx"), "full", "a.plan")
        .ended(0);
    let plan = std::fs::read_to_string(home.path("a.plan")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(home.path("a.plan"))
            .unwrap()
            .permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
    let saved: Value = serde_json::from_str(&plan).unwrap();
    let saved = &saved["saved"];
    for bound in [
        "app",
        "hash",
        "connection",
        "origin",
        "client_id",
        "made_at",
        "file",
        "remote",
        "budgets",
    ] {
        assert!(!saved[bound].is_null(), "{bound} is not in the plan file");
    }
    assert!(saved["plan"]["intent"] == "full" && saved["plan"]["findings"].is_array());
    for hashed in [&saved["file"]["sha256"], &saved["remote"]["sha256"]] {
        assert_eq!(hashed.as_str().map(str::len), Some(64));
    }

    let other = Home::connected(&simulator);
    other.file("a.plan", &plan);
    assert_eq!(
        other.submit("a.plan", &[]).ended(3)["error"]["code"],
        "plan_altered"
    );
    home.file("b.plan", &plan.replacen("\"delete\":1", "\"delete\":0", 1));
    assert_eq!(
        home.submit("b.plan", &[]).ended(3)["error"]["code"],
        "plan_altered"
    );
    home.file("c.plan", &plan[..plan.len() / 2]);
    assert_eq!(
        home.submit("c.plan", &[]).ended(3)["error"]["code"],
        "not_a_plan"
    );
    home.file(
        "d.plan",
        &plan.replacen("\"version\":1", "\"version\":9", 1),
    );
    assert_eq!(
        home.submit("d.plan", &[]).ended(3)["error"]["code"],
        "plan_newer"
    );
    assert_eq!(
        home.submit("gone.plan", &[]).ended(1)["error"]["code"],
        "plan_file"
    );
    assert_eq!(simulator.asked("create_job"), 0);

    // A plan goes over the very connection that it was made for, or nowhere.
    let foreign = Home::connected(&simulator);
    foreign
        .plan(&simulator.sample("Alterações.csv"), "changes", "e.plan")
        .ended(0);
    foreign.forget_connection();
    assert_eq!(
        foreign.submit("e.plan", &[]).ended(3)["error"]["code"],
        "plan_foreign"
    );
    assert_eq!(simulator.asked("create_job"), 0);

    home.submit("a.plan", &[]).ended(0);
    assert_eq!(
        home.submit("a.plan", &[]).ended(3)["error"]["code"],
        "plan_used"
    );
    assert_eq!(simulator.asked("submit"), 1);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let simulator = Simulator::start(&["--speed", "20", "--people", "3000"]);
    let home = Home::new();
    let file = simulator
        .sample("Folha completa.xlsx")
        .display()
        .to_string();
    let mut child = home.command(&["inspect", &file]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), &[][..])
    );
}
