//! A history that takes no more bytes, at one moment of a send after the other: the system itself refuses them, by the
//! limit on the size of files. What could not be written down is not sent, the words say why, and with room the job goes on.

use std::process::{Command, Stdio};

use rollcall_core::history::{JobId, JournalLine, Phase, Step};
use rollcall_simulator::Endpoint;
use serde_json::{Value, json};

use crate::support::{Home, Ran, Simulator};

/// In blocks of 512 bytes, as `ulimit` counts: a page of the journal and a little.
const PAGE: usize = 9;

/// The same command where no file may be larger than so many pages; writing past that fails, as on a full disk.
fn limited(command: &Command, pages: usize) -> Command {
    let mut shell = Command::new("sh");
    let script = format!(
        "trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"",
        pages * PAGE
    );
    shell.args(["-c", &script]);
    shell.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell.stdout(Stdio::piped()).stderr(Stdio::piped());
    shell
}

/// How often a write was intended in the journal and how often it arrived.
fn written_and_sent(
    home: &Home,
    simulator: &Simulator,
    step: Step,
    endpoint: Endpoint,
) -> (usize, usize) {
    let journal: Vec<JournalLine> = home.desk().history().journal(JobId(1)).unwrap();
    let intended = |line: &&JournalLine| line.step == step && line.phase == Phase::Intended;
    let written = journal.iter().filter(intended).count();
    (written, simulator.ledger().count(endpoint))
}

fn send(home: &Home) -> Command {
    let jobs = home.run(&["jobs", "--json"]).ended(0);
    if jobs["jobs"] == json!([]) {
        let plan = home.path("a.plan").display().to_string();
        home.command(&["submit", &plan, "--lane", "all", "--json"])
    } else {
        home.command(&["resume", "--json"])
    }
}

#[test]
fn nothing_is_sent_that_could_not_be_written_down() {
    let simulator = Simulator::small();
    let home = Home::connected(&simulator);
    home.plan(&simulator.sample("Folha completa.xlsx"), "full", "a.plan")
        .ended(0);
    let mut stopped_at: Vec<String> = Vec::new();
    for pages in (6..).step_by(6) {
        let ran = Ran::of(limited(&send(&home), pages).output().unwrap());
        for (step, endpoint) in [
            (Step::Create, Endpoint::CreateJob),
            (Step::Items, Endpoint::AddItems),
            (Step::Submit, Endpoint::Submit),
        ] {
            let (written, sent) = written_and_sent(&home, &simulator, step, endpoint);
            assert!(written >= sent, "{step:?}: {sent} sent, {written} written");
        }
        if ran.code == 0 {
            break;
        }
        assert!(
            ran.stdout.contains("disk_full"),
            "{}{}",
            ran.stdout,
            ran.stderr
        );
        let jobs: Value = home.run(&["jobs", "--json"]).ended(0);
        let state = jobs["jobs"][0]["status"].as_str().unwrap_or("not taken");
        stopped_at.push(state.to_owned());
    }
    stopped_at.dedup();
    assert!(stopped_at.len() >= 3, "stopped at {stopped_at:?} alone");
    let jobs = home.run(&["jobs", "--json"]).ended(0);
    assert_eq!(jobs["jobs"][0]["status"], "succeeded");
    let ledger = simulator.ledger();
    let submitted = ledger.jobs.iter().filter(|job| job.submits > 0);
    assert_eq!(submitted.count(), 1);
    assert_eq!(ledger.count(Endpoint::Submit), 1);
    assert_eq!(ledger.applied.len(), 5);
}
