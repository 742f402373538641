//! Pages of a long plan in the real window: every page that is asked for comes across whole, under any filter. How long
//! that takes is printed and never judged; `make bench` does it with a plan of 100,000 changes, built as it is released.

use std::fmt::Write as _;

use serde_json::Value;

use crate::company::Company;
use crate::desktop::Desktop;
use crate::weight::weighed;
use crate::window::Window;

/// How many changes, where `ROLLCALL_BENCH_PEOPLE` says nothing.
const PEOPLE: usize = 3_000;

/// Calls a command of the app as its page does.
const OPEN: &str = "
const call = window.__TAURI_INTERNALS__.invoke;
const channel = () => `__CHANNEL__:${window.__TAURI_INTERNALS__.transformCallback(() => {})}`;
(async () => {
    const [{ id: connection }] = (await call('connections')).connections;
    const { id, sheet, headerRow } = await call('open_import', { connection, path: PATH, onProgress: channel() });
    await call('choose_intent', { id, intent: 'changes' });
    const view = await call('choose_sheet', { id, choice: { sheet, headerRow, hidden: null } });
    await call('choose_columns', { id, choice: { columns: [], company: view.company } });
    const planned = await call('make_plan', { id, onProgress: channel() });
    window.planned = { id, create: planned.plan.counts.create };
})().catch((error) => { window.planned = { error: JSON.stringify(error) }; });
";

/// Two hundred rows at a time, from places all over the plan, under filters of every kind.
const PAGES: &str = "
const call = window.__TAURI_INTERNALS__.invoke;
(async () => {
    const all = { kinds: [], held: null, finding: null, reason: null, department: null, lane: null, text: '', order: 'kind' };
    const filters = [
        all, { ...all, order: 'name' }, { ...all, order: 'department' }, { ...all, order: 'row' },
        { ...all, kinds: ['new'] }, { ...all, held: true }, { ...all, department: 'Departamento 7' },
        { ...all, text: 'exemplo 1' }, { ...all, text: 'pessoa', order: 'row' }, { ...all, finding: 'mass_addition', order: 'name' },
    ];
    const seen = [];
    for (const filter of filters) {
        for (let round = 0; round < 20; round += 1) {
            const offset = round === 0 ? 0 : Math.floor(seen.at(-1).total * round / 20);
            const start = performance.now();
            const page = await call('plan_rows', { id: window.planned.id, filter, offset, limit: 200 });
            const took = performance.now() - start;
            seen.push({ took, total: page.total, offset, rows: page.rows.length });
        }
    }
    window.seen = seen;
})().catch((error) => { window.seen = { error: JSON.stringify(error) }; });
";

#[tokio::test]
async fn pages_of_a_long_plan_come_across_whole() {
    let people = std::env::var("ROLLCALL_BENCH_PEOPLE").map_or(PEOPLE, |n| n.parse().unwrap());
    let (desktop, company) = (Desktop::with_keyring(), Company::at_speed(1.0).await);
    let path = desktop.home().join("Novos.csv");
    std::fs::write(&path, newcomers(people)).unwrap();
    let window = Window::open(&desktop, &[]).await;
    company.connect(&window).await;
    let idle = desktop.memory();
    let path = Value::from(path.to_str().unwrap());
    window
        .script(&OPEN.replace("PATH", &path.to_string()))
        .await;
    let planned = window.until("return window.planned ?? null").await;
    assert_eq!(planned["create"], people, "{planned}");
    window.script(PAGES).await;
    let seen = window.until("return window.seen ?? null").await;
    let seen = seen.as_array().unwrap_or_else(|| panic!("{seen}"));
    let number = |page: &Value, of: &str| page[of].as_u64().unwrap();
    for page in seen {
        let left = number(page, "total").saturating_sub(number(page, "offset"));
        assert_eq!(number(page, "rows"), left.min(200), "{page}");
    }
    assert_eq!(
        seen.iter().filter(|page| page["total"] == people).count(),
        160
    );
    let mut took: Vec<f64> = seen
        .iter()
        .map(|page| page["took"].as_f64().unwrap())
        .collect();
    took.sort_by(f64::total_cmp);
    let at = |percent: usize| took[(took.len() - 1) * percent / 100];
    println!(
        "a page of 200 out of {people} across IPC: p50 {:.1} ms, p95 {:.1} ms, longest {:.1} ms",
        at(50),
        at(95),
        at(100)
    );
    // As a person has it: the review, with its first rows.
    window.script("location.hash = '#/import'").await;
    window
        .until("return document.querySelector('[data-testid=review-row]') !== null")
        .await;
    let reviewing = desktop.memory();
    println!("memory (PSS) on the desk: {}", weighed(&idle));
    println!(
        "memory (PSS) with {people} people in review: {}",
        weighed(&reviewing)
    );
    window.close().await;
}

/// A list of people whom nobody at Wellhub is.
fn newcomers(people: usize) -> String {
    let mut text = String::from("Matrícula;Nome completo;E-mail;Departamento\n");
    for person in 1..=people {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "N{person:07};Pessoa Exemplo {person};novo{person}@aurora.example;Departamento {}",
            person % 40
        );
    }
    text
}
