//! How long looking back takes over a million items in an encrypted history on the disk: each search by the index beside
//! the same one by a walk through every item, and what filling the index costs. Prints figures and never judges them.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::cast_precision_loss)]

use std::path::Path;
use std::time::{Duration, Instant};

use rollcall_core::clock::SystemClock;
use rollcall_core::employee::Identifier;
use rollcall_core::history::{
    ConnectionId, Ending, Environment, Filing, Held, History, HistoryKey, ItemFilter, ItemLine,
    ItemResult, JobId, JobLane, NewConnection, NewJob, NewJobItem, OpId, PlanId, PlanRecord, Step,
    Wanted,
};
use rollcall_core::plan::{Cosmetic, Counts, Operation, Plan, PlanHash};
use rollcall_core::roster::Intent;
use rollcall_core::submission::JobState;

const JOBS: u32 = 10;
const ITEMS: u32 = 100_000;
/// Jobs that fill more than 500 MB, before any search was made ready.
const LARGE: u32 = 36;
const FIRST: [&str; 24] = [
    "Ana",
    "Maria",
    "João",
    "José",
    "Antônio",
    "Francisca",
    "Carlos",
    "Paulo",
    "Pedro",
    "Lucas",
    "Luíza",
    "Marcos",
    "Adriana",
    "Juliana",
    "Márcia",
    "Fernanda",
    "Patrícia",
    "Aline",
    "Sandra",
    "Camila",
    "Íris",
    "Rafael",
    "Bruna",
    "Conceição",
];
const LAST: [&str; 24] = [
    "Silva",
    "Santos",
    "Oliveira",
    "Souza",
    "Rodrigues",
    "Ferreira",
    "Alves",
    "Pereira",
    "Lima",
    "Gomes",
    "Costa",
    "Ribeiro",
    "Martins",
    "Carvalho",
    "Almeida",
    "Lopes",
    "Soares",
    "Fernandes",
    "Vieira",
    "Barbosa",
    "Rocha",
    "Dias",
    "Nascimento",
    "Andrade",
];
const SEARCHES: [&str; 14] = [
    "silva",
    "maria",
    "mar",
    "ção",
    "conceicao lima",
    "iris andrade dias",
    "0471",
    "004711",
    "04711@aurora",
    "aurora.example",
    "a",
    "ir",
    "xyzzy",
    "folha",
];
const TURNS: usize = 40;

fn main() {
    for (title, people) in [
        ("100 000 people in each of ten jobs", ITEMS),
        ("1 000 000 people, each in one job", ITEMS * JOBS),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let (history, jobs) = fill(folder.path(), JOBS, people);
        println!("\n{title}");
        let begun = Instant::now();
        let mut longest = Duration::ZERO;
        let mut steps = 0_u32;
        loop {
            let step = Instant::now();
            let filing = history.file_for_search().expect("filed");
            longest = longest.max(step.elapsed());
            steps += 1;
            if filing == Filing::Done {
                break;
            }
        }
        println!(
            "filing {} items: {:.1} s in {steps} steps, the longest {:.0} ms",
            JOBS * ITEMS,
            begun.elapsed().as_secs_f64(),
            ms(longest)
        );
        search(&history, &jobs);
        drop(history);
        open_again(folder.path());
    }
    let folder = tempfile::tempdir().expect("a folder");
    println!("\nA history of more than 500 MB");
    drop(fill(folder.path(), LARGE, LARGE * ITEMS));
    open_again(folder.path());
}

/// What a start waits for: the history opened, and the desk's first look at it.
fn open_again(folder: &Path) {
    let path = folder.join("history.db");
    let bytes = std::fs::metadata(&path).expect("the file").len();
    let key = HistoryKey::from_bytes([7; 32]);
    let mut times: Vec<Duration> = (0..TURNS)
        .map(|_| {
            let begun = Instant::now();
            let history = History::open(&path, &key, SystemClock::shared()).expect("open");
            history.connections().expect("the connections");
            history.jobs("").expect("the jobs");
            begun.elapsed()
        })
        .collect();
    let (p50, p95) = percentiles(&mut times);
    println!(
        "opened again, {} MB: p50 {:.1} ms, p95 {:.1} ms",
        bytes >> 20,
        ms(p50),
        ms(p95)
    );
}

fn search(history: &History, jobs: &[JobId]) {
    println!(
        "{:<20}{:>8}{:>10}{:>10}{:>14}",
        "text", "found", "p50 ms", "p95 ms", "walk ms"
    );
    let mut all = Vec::new();
    for text in SEARCHES {
        let wanted = Wanted {
            text: text.to_owned(),
            ..Wanted::default()
        };
        let mut found = 0;
        let mut times: Vec<Duration> = (0..TURNS)
            .map(|_| {
                let begun = Instant::now();
                let answer = history.search(&wanted).expect("an answer");
                found = answer.people.len() + answer.jobs.len();
                begun.elapsed()
            })
            .collect();
        all.extend(times.iter().copied());
        let (p50, p95) = percentiles(&mut times);
        let walk = walk(history, jobs, text);
        println!(
            "{text:<20}{found:>8}{:>10.2}{:>10.2}{:>14.0}",
            ms(p50),
            ms(p95),
            ms(walk)
        );
    }
    let (p50, p95) = percentiles(&mut all);
    println!("{:<20}{:>8}{:>10.2}{:>10.2}", "all", "", ms(p50), ms(p95));
}

/// Every item's name and key looked at in the database.
fn walk(history: &History, jobs: &[JobId], text: &str) -> Duration {
    let begun = Instant::now();
    let filter = ItemFilter {
        text: text.to_owned(),
        ..ItemFilter::default()
    };
    for job in jobs {
        history.count_job_items(*job, &filter).expect("counted");
    }
    begun.elapsed()
}

fn percentiles(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() * 95 / 100])
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn fill(folder: &Path, jobs: u32, people: u32) -> (History, Vec<JobId>) {
    let key = HistoryKey::from_bytes([7; 32]);
    let history = History::open(&folder.join("history.db"), &key, SystemClock::shared());
    let history = history.expect("a history");
    let connection = history
        .add_connection(&NewConnection {
            name: "Aurora".to_owned(),
            environment: Environment::Custom,
            origin: "http://127.0.0.1:8080".to_owned(),
            client_id: "aurora".to_owned(),
            identifier: Identifier::EmployeeId,
            company_tax_id: None,
            multiple: Some(false),
            expires_on: None,
        })
        .expect("a connection");
    let jobs = (0..jobs).map(|n| job(&history, connection, n, people));
    let jobs = jobs.collect();
    (history, jobs)
}

fn job(history: &History, connection: ConnectionId, n: u32, people: u32) -> JobId {
    let hash = PlanHash(format!("{n:064}"));
    let record = PlanRecord {
        hash: hash.clone(),
        connection,
        file_name: format!("Folha {n}.xlsx"),
        file_sha256: "4f".repeat(32),
        file_rows: ITEMS,
        made_at: history.now(),
        columns: std::collections::BTreeMap::new(),
        takes_up: None,
        plan: empty(),
    };
    let plan: PlanId = history.keep_plan(&record).expect("a plan");
    let items: Vec<_> = (0..ITEMS)
        .map(|at| item(at, (n * ITEMS + at) % people))
        .collect();
    let op_id = OpId(format!("bench {n}"));
    let new = NewJob {
        op_id: &op_id,
        connection,
        plan,
        plan_hash: &hash,
        plan_made_at: record.made_at,
        lane: JobLane::Safe,
        part: 1,
        batches: ITEMS / 500,
        items: &items,
    };
    let held = Held {
        plan,
        reasons: std::collections::BTreeMap::new(),
        removals: 0,
        others: 0,
        since: history.now(),
    };
    let id = history.place_jobs(&[new], None, &held).expect("a job")[0];
    let placed = history.job(id).expect("the job");
    let ending = Ending::of(ItemResult::Succeeded);
    history
        .end_job(&placed, JobState::Succeeded, Step::Results, &ending)
        .expect("an end");
    id
}

fn item(at: u32, person: u32) -> NewJobItem {
    let of = |list: &[&'static str; 24], by: u32| list[(person / by) as usize % list.len()];
    let (first, middle, last) = (of(&FIRST, 1), of(&LAST, 24), of(&LAST, 576));
    let name = format!("{first} {middle} {last}");
    let key = format!("{person:06}");
    let payload = format!(
        r#"{{"operation":"UPDATE","employee_id":"{key}","full_name":"{name}","email":"p{key}@aurora.example","department":"Operações","cost_center":"CC {}","custom_fields":{{"site":"Recife"}}}}"#,
        person % 97
    );
    NewJobItem {
        item: ItemLine {
            operation: Operation::Update,
            company: "12.345.678/0001-95".to_owned(),
            key,
            name,
            row: Some(at + 2),
            change: at,
            batch: at / 500,
        },
        payload: payload.into_bytes(),
    }
}

fn empty() -> Plan {
    Plan {
        intent: Intent::Full,
        identifier: Identifier::EmployeeId,
        changes: Vec::new(),
        withheld: Vec::new(),
        counts: Counts::default(),
        cosmetic: Cosmetic::default(),
        findings: Vec::new(),
        gauges: Vec::new(),
        blocked: false,
        first_load: false,
    }
}
