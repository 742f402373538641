//! After a job, over the commands: an undo that is shown and sent, a job in doubt that is given up.

use rollcall_simulator::{Endpoint, FaultKind, SampleIntent};
use serde_json::{Value, json};

use crate::connecting::simulator;
use crate::flow::{connect, is_verified};
use crate::support::Shell;

#[test]
fn a_job_is_undone_by_the_plan_that_was_shown() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(40));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Changes);
    let choice = json!({ "lane": "safe", "release": null });
    let sending = json!({ "id": view["id"], "choice": choice, "opId": "send" });
    let job = shell.ask("submit", sending);
    let told = shell.follow(&job["id"], is_verified);
    let ended = told.last().unwrap();
    assert_eq!(ended["canUndo"], true);
    assert_eq!(ended["canPlanRest"], false);
    assert_eq!(ended["canGiveUp"], false);

    let asked = json!({ "id": job["id"], "kind": "undo" });
    let undo = shell.ask("plan_take_up", asked.clone());
    assert_eq!(undo["items"], ended["succeeded"]);
    assert_eq!(
        (&undo["kept"], &undo["impossible"]),
        (&json!([]), &json!([]))
    );
    let other = json!({ "plan": "another", "release": null, "opId": "undo" });
    assert_eq!(shell.refusal("send_take_up", other), "plan_stale");
    let release = match undo["held"].as_array().unwrap().len() {
        0 => Value::Null,
        count => json!({ "plan": undo["plan"], "count": count, "reason": "a test" }),
    };
    let sending = json!({ "plan": undo["plan"], "release": release, "opId": "undo" });
    let undoing = shell.ask("send_take_up", sending.clone());
    assert_eq!(undoing["undoes"], job["id"]);
    let told = shell.follow(&undoing["id"], is_verified);
    assert_eq!(told.last().unwrap()["status"], "succeeded");
    // The same command again sends nothing.
    assert_eq!(shell.ask("send_take_up", sending)["id"], undoing["id"]);
    assert_eq!(wellhub.ledger().jobs.len(), 2);
    let again = shell.ask("plan_take_up", asked);
    assert_eq!(again["items"], 0);
    let why = again["impossible"].as_array().unwrap();
    assert!(why.iter().all(|one| one["reason"] == "nothing_to_restore"));
    assert_eq!(json!(why.len()), ended["succeeded"]);
}

#[test]
fn a_job_in_doubt_is_given_up_and_its_rest_planned() {
    let (folder, wellhub) = (tempfile::tempdir().unwrap(), simulator(40));
    let shell = Shell::unlocked(folder.path());
    let company = connect(&shell, &wellhub, folder.path());
    let view = company.plan(&shell, SampleIntent::Changes);
    let refused = FaultKind::Status {
        code: 422,
        before: true,
    };
    wellhub.faults().next(Endpoint::Submit, refused);
    let choice = json!({ "lane": "safe", "release": null });
    let sending = json!({ "id": view["id"], "choice": choice, "opId": "send" });
    let job = shell.ask("submit", sending);
    let told = shell.follow(&job["id"], |job| job["canGiveUp"] == true);
    assert_eq!(told.last().unwrap()["status"], "in_doubt");
    let asked = json!({ "id": job["id"], "kind": "rest" });
    assert_eq!(shell.refusal("plan_take_up", asked.clone()), "in_doubt");

    let word = |reason: &str| json!({ "id": job["id"], "reason": reason, "opId": "give-up" });
    assert_eq!(shell.refusal("give_up_job", word(" ")), "invalid_input");
    let given = shell.ask("give_up_job", word("Support found nothing."));
    assert_eq!(
        (&given["status"], &given["givenUp"]),
        (&json!("given_up"), &json!("Support found nothing."))
    );
    assert_eq!(
        shell.ask("give_up_job", word("Support found nothing."))["status"],
        "given_up"
    );
    assert_eq!(
        (&given["canResume"], &given["canPlanRest"]),
        (&json!(false), &json!(true))
    );

    let rest = shell.ask("plan_take_up", asked);
    assert_eq!(rest["items"], given["items"]);
    let sending = json!({ "plan": rest["plan"], "release": null, "opId": "rest" });
    let sent = shell.ask("send_take_up", sending);
    assert_eq!(sent["retries"], job["id"]);
    let told = shell.follow(&sent["id"], is_verified);
    assert_eq!(told.last().unwrap()["status"], "succeeded");
}
