//! The audit trail over a whole job, checked in the terminal.

use serde_json::json;

use crate::support::{Home, Simulator, list_of};

#[test]
fn the_trail_of_a_sent_job_is_whole_and_one_that_was_put_back_is_not() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    let people = simulator.people();
    let file = home.file("leavers.csv", &list_of(&people[..1]));
    home.plan(&file, "leavers", "a.plan").ended(0);
    let before = home.run(&["--json", "history", "verify"]).ended(0);
    let history = home.path("data/history.db");
    let copy = std::fs::read(&history).unwrap();
    home.submit("a.plan", &["--lane", "removals"]).ended(0);

    let whole = home.run(&["--json", "history", "verify"]).ended(0);
    assert_eq!(
        (&whole["ok"], &whole["first_bad"]),
        (&json!(true), &json!(null))
    );
    // The plan, its lane, the submission and the end.
    let events = |report: &serde_json::Value| report["events"].as_u64().unwrap();
    assert_eq!(events(&whole), events(&before) + 4);

    std::fs::write(&history, copy).unwrap();
    let cut = home.run(&["--json", "history", "verify"]).ended(1);
    assert_eq!(
        cut["first_bad"],
        json!({"sequence": events(&before) + 1, "what": "cut"})
    );
}
