//! A job of twenty batches that is sent by the real binary and killed, and the simulator's ledger as the judge of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rollcall_simulator::Operation;
use serde_json::{Value, json};

use crate::support::{Home, Simulator};

const BATCH: usize = 500;
const ITEMS: usize = 20 * BATCH;

/// The simulator, and a data folder with the plan in it.
pub struct Twenty {
    pub simulator: Simulator,
    home: Home,
    /// How long planning took: what this computer is worth at the moment.
    pub planning: Duration,
}

impl Twenty {
    pub fn planned() -> Self {
        let pages = ITEMS.to_string();
        let simulator =
            Simulator::start(&["--people", "10", "--speed", "100", "--page-size", &pages]);
        let home = Home::connected(&simulator);
        let mut list = "Matrícula;Nome completo;E-mail\n".to_owned();
        for n in 0..ITEMS {
            writeln!(list, "{};Nova Pessoa {n};nova{n}@aurora.example", key(n)).unwrap();
        }
        let start = Instant::now();
        // Held, since they are many more than the roster has.
        home.plan(&home.file("novos.csv", &list), "changes", "a.plan")
            .ended(3);
        Self {
            simulator,
            home,
            planning: start.elapsed(),
        }
    }

    /// What sends it: `submit` until there is a job, then `resume`.
    fn command(home: &Home) -> Command {
        let jobs = home.run(&["jobs", "--json"]).ended(0);
        if jobs["jobs"] != json!([]) {
            return home.command(&["resume", "--json"]);
        }
        let (plan, items) = (home.path("a.plan").display().to_string(), ITEMS.to_string());
        let release = ["--release", &items, "--reason", "the first load"];
        let mut arguments = vec!["submit", &plan, "--json"];
        arguments.extend(release);
        home.command(&arguments)
    }

    /// Sends, and kills the process after that time. False where it had ended before.
    pub fn kill_after(home: &Home, time: Duration) -> bool {
        let mut child = Self::command(home)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(time);
        let hit = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        hit
    }

    /// A data folder as it was before anything was sent, and Wellhub as it was then.
    pub fn begin_anew(&self) -> Home {
        self.simulator.post("reset", &json!(null));
        self.home.copy()
    }

    /// Sends to the end.
    pub fn finish(home: &Home, case: &str) {
        let output = Self::command(home).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{case}: {said}");
        let jobs: Value = home.run(&["jobs", "--json"]).ended(0);
        assert_eq!(jobs["jobs"].as_array().unwrap().len(), 1, "{case}");
        assert_eq!(jobs["jobs"][0]["status"], "succeeded", "{case}");
    }

    /// One submission, of each planned item once; and each was applied once.
    pub fn judge(&self, case: &str) {
        let ledger = self.simulator.ledger();
        let submitted: Vec<_> = ledger.jobs.iter().filter(|job| job.submits > 0).collect();
        assert_eq!(submitted.len(), 1, "{case}: one job is submitted");
        assert_eq!(submitted[0].submits, 1, "{case}: once");
        let sent = submitted[0].items.iter().map(|item| {
            assert_eq!(item.change.operation, Operation::Create, "{case}");
            item.change.employee_id.clone().unwrap_or_default()
        });
        assert_once(sent, case);
        let applied = ledger.applied.iter();
        assert_once(applied.map(|one| one.after.employee_id.clone()), case);
    }
}

fn key(n: usize) -> String {
    format!("N{n:07}")
}

fn assert_once(keys: impl Iterator<Item = String>, case: &str) {
    let mut times = BTreeMap::<String, usize>::new();
    for key in keys {
        *times.entry(key).or_default() += 1;
    }
    let planned: BTreeMap<String, usize> = (0..ITEMS).map(|n| (key(n), 1)).collect();
    assert!(times == planned, "{case}: {} keys", times.len());
}
