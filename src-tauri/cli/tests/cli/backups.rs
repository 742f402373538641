//! Backups in the terminal: made with the first call of a day, brought back in the place of a damaged history alone.

use serde_json::json;

use crate::support::{Home, Simulator};

#[test]
fn a_damaged_history_is_told_and_its_backup_brought_back() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    home.run(&["--json", "jobs"]).ended(0);
    let refused = home.run(&["--json", "history", "restore"]).ended(1);
    assert_eq!(refused["error"]["code"], "not_damaged");

    let history = home.path("data/history.db");
    let whole = std::fs::read(&history).unwrap();
    std::fs::write(&history, &whole[..whole.len() / 8192 * 4096]).unwrap();
    let told = home.run(&["--json", "jobs"]).ended(1);
    assert_eq!(told["error"]["code"], "history_damaged");
    let hint = told["error"]["hint"].as_str().unwrap();
    assert!(hint.contains("rollcall history restore"), "{hint}");

    let restored = home.run(&["--json", "history", "restore"]).ended(0);
    let stands = |key: &str| std::path::Path::new(restored[key].as_str().unwrap()).exists();
    assert!(stands("backup") && stands("aside"), "{restored}");
    assert_eq!(home.run(&["--json", "jobs"]).ended(0)["jobs"], json!([]));
    let trail = home.run(&["--json", "history", "verify"]).ended(0);
    assert_eq!(trail["ok"], json!(true));
}
