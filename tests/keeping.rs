//! What is kept, over the commands: the audit trail checked, and a damaged history that gives way to its backup.

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, Opening, Tokens};
use rollcall_core::vault::Preference;
use serde_json::{Value, json};

use crate::support::{PASSPHRASE, Shell};

#[test]
fn a_damaged_history_gives_way_to_its_backup_with_the_passphrase_that_was_entered() {
    let folder = tempfile::tempdir().unwrap();
    let shell = Shell::over(folder.path());
    let opening = Opening {
        preference: Preference::Passphrase(PASSPHRASE.into()),
        tokens: Tokens::Memory,
    };
    let desk = Desk::open(folder.path(), opening, SystemClock::shared()).unwrap();
    assert!(desk.history().back_up_today().unwrap());
    drop(desk);
    let history = folder.path().join("history.db");
    let whole = std::fs::read(&history).unwrap();
    std::fs::write(&history, &whole[..whole.len() / 8192 * 4096]).unwrap();

    let unlock = json!({ "passphrase": PASSPHRASE });
    assert_eq!(shell.refusal("unlock", unlock), "history_corrupt");
    let start = shell.ask("restore_backup", json!({}));
    assert_eq!(start["problem"], Value::Null);
    let backups = shell.ask("backups", json!({}));
    assert_eq!(
        (&backups["count"], &backups["problem"]),
        (&json!(1), &Value::Null)
    );
    let trail = shell.ask("verify_trail", json!({}));
    assert_eq!(
        (&trail["events"], &trail["firstBad"]),
        (&json!(2), &Value::Null)
    );
}
