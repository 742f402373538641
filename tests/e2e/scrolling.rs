//! A sheet of more rows than an engine lets anything be high, in the real window: its last row is reached, by key and by the
//! thumb, and what is in sight stays so while it is scrolled. How long frames and pages take is printed and never judged;
//! `make bench` does it with a million rows, built as it is released.

use std::fmt::Write as _;

use serde_json::Value;

use crate::desktop::Desktop;
use crate::drag::Drag;
use crate::window::Window;

/// How many rows, where `ROLLCALL_BENCH_ROWS` says nothing: more than are shown at their own height.
const ROWS: usize = 150_000;

/// Names for what the scripts look at.
const NAMES: &str = "
const grid = document.querySelector('[data-testid=preview]');
const body = grid.querySelector('[role=rowgroup]').parentElement;
const rows = () => [...grid.querySelectorAll('[data-testid=preview-row]')];
const isHere = (row) => !row.hasAttribute('aria-busy');
const number = (row) => Number(row.getAttribute('aria-rowindex')) - 1;
const key = (key, more = {}) => grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
/** The rows that a person sees, below the titles. */
const inSight = () => {
    const { top } = body.getBoundingClientRect();
    return rows().filter((row) => {
        const at = row.getBoundingClientRect();
        return at.bottom > top + 29 && at.top < top + body.clientHeight - 1;
    });
};
";

/// In which ways it is scrolled; a repaint of the whole window stands beside them to compare with.
const WAYS: [(&str, &str); 4] = [
    (
        "a repaint of the window",
        "document.documentElement.style.opacity = part < 1 ? String(1 - part / 100) : ''",
    ),
    ("by 120 pixels a frame", "body.scrollTop += 120"),
    (
        "by a page a frame",
        "body.scrollTop += body.clientHeight - 56",
    ),
    (
        "by the thumb",
        "body.scrollTop = part * (body.scrollHeight - body.clientHeight)",
    ),
];

/// For each frame: what the page itself does for it, how long until the next, whether rows in sight were on the way, and
/// whether any were not drawn.
const SCROLL: &str = "
const frame = () => new Promise((done) => requestAnimationFrame(done));
const frames = 40;
(async () => {
    const seen = { work: [], frames: [], waiting: 0, gaps: 0 };
    body.scrollTop = 0;
    await new Promise((done) => setTimeout(done, 400));
    let before = await frame();
    for (let n = 1; n <= frames; n += 1) {
        const part = n / frames;
        const start = performance.now();
        GO;
        body.dispatchEvent(new Event('scroll'));
        for (let turn = 0; turn < 4; turn += 1) await null;
        const drawn = inSight();
        seen.work.push(performance.now() - start);
        if (drawn.some((row) => !isHere(row))) seen.waiting += 1;
        if (drawn.length * 28 < body.clientHeight - 56) seen.gaps += 1;
        const now = await frame();
        seen.frames.push(now - before);
        before = now;
    }
    window.scrolled = seen;
})().catch((error) => { window.scrolled = { error: String(error) }; });
";

/// Two hundred rows at a time from places all over the sheet, as the page asks for them.
const FETCH: &str = "
const call = window.__TAURI_INTERNALS__.invoke;
(async () => {
    const took = [];
    for (let n = 0; n < 60; n += 1) {
        const offset = Math.floor(((n * 37) % 60) / 60 * TOTAL / 200) * 200;
        const start = performance.now();
        const rows = await call('preview_rows', { id: 1, offset, limit: 200 });
        took.push(performance.now() - start);
        if (rows[0].row !== offset + 1) throw new Error(`row ${rows[0].row} at ${offset}`);
    }
    window.fetched = took;
})().catch((error) => { window.fetched = { error: JSON.stringify(error) }; });
";

#[tokio::test]
async fn a_sheet_of_more_rows_than_anything_is_high_is_scrolled_to_its_end() {
    let rows = std::env::var("ROLLCALL_BENCH_ROWS").map_or(ROWS, |n| n.parse().unwrap());
    let desktop = Desktop::with_keyring();
    let path = desktop.home().join("Folha longa.csv");
    std::fs::write(&path, sheet(rows)).unwrap();
    let window = Window::open(&desktop, &["--demo"]).await;
    let shown =
        |testid: &str| format!("return document.querySelector('[data-testid={testid}]') !== null");
    window.until(&shown("desk")).await;
    Drag::over_the_window(desktop.display(), &path).drop();
    window.until(&shown("step-intent")).await;
    window.click("[data-testid=intent-changes]").await;
    // A click while the sheet is read once more is none.
    window
        .click("[data-testid=continue]:not([disabled]):not([aria-busy])")
        .await;
    window.until(&shown("preview")).await;
    let ask = async |script: &str| window.until(&format!("{NAMES}{script}")).await;
    ask("return rows().some(isHere)").await;
    let counted =
        ask("return [Number(grid.getAttribute('aria-rowcount')), body.scrollHeight]").await;
    assert_eq!(
        counted[0],
        rows + 2,
        "the header and the titles of the grid"
    );
    assert!(counted[1].as_u64().unwrap() < 4_100_000, "{counted}");
    ends(&ask, rows).await;
    // Control, C, and all keys up again: the first cell, which tells of people like any other.
    ask("key('Home', { ctrlKey: true }); grid.focus(); return true").await;
    window
        .press("[data-testid=preview]", "\u{e009}c\u{e000}")
        .await;
    window
        .until("return document.body.innerText.includes('1 cell copied')")
        .await;

    for (way, go) in WAYS {
        let script = SCROLL.replace("GO", go);
        window
            .script(&format!("window.scrolled = null; {NAMES}{script}"))
            .await;
        let seen = ask("return window.scrolled").await;
        assert_eq!(seen["gaps"], 0, "rows that are not drawn, {way}: {seen}");
        told(&format!("{way}, what the page does"), &seen["work"]);
        told(
            &format!(
                "{way}, frame to frame ({} of 40 with rows on the way)",
                seen["waiting"]
            ),
            &seen["frames"],
        );
    }
    window
        .script(&FETCH.replace("TOTAL", &rows.to_string()))
        .await;
    let fetched = ask("return window.fetched ?? null").await;
    told(&format!("a page of 200 of {rows} rows"), &fetched);
    window.picture("long-sheet").await;
    window.close().await;
}

/// The last row by key and by the thumb, and the first again by the wheel alone.
async fn ends(ask: &impl AsyncFn(&str) -> Value, rows: usize) {
    let last = rows + 1;
    ask("grid.focus(); key('ArrowDown'); key('End', { ctrlKey: true }); return true").await;
    let stood = "document.getElementById(grid.getAttribute('aria-activedescendant'))";
    let said = ask(&format!("return {stood}?.textContent.trim() ?? null")).await;
    assert_eq!(said, format!("Departamento {}", rows % 40));
    let seen =
        ask("const last = inSight().at(-1); return last && isHere(last) && number(last)").await;
    assert_eq!(seen, last);
    ask("key('Home', { ctrlKey: true }); return inSight().some((row) => number(row) === 1)").await;
    ask("body.scrollTop = body.scrollHeight; return true").await;
    ask(&format!(
        "const last = inSight().at(-1); return last && isHere(last) && number(last) === {last}"
    ))
    .await;
    // From the end a little back: as many rows as pixels.
    ask("body.scrollTop -= 280; return true").await;
    let back = format!(
        "const last = inSight().at(-1); return last && isHere(last) && number(last) === {}",
        last - 10
    );
    ask(&back).await;
    ask("body.scrollTop = 0; return true").await;
    ask("const [first] = inSight(); return first && number(first) === 1 && isHere(first)").await;
}

/// Prints how long things took, in milliseconds.
fn told(what: &str, took: &Value) {
    let took = took.as_array().unwrap_or_else(|| panic!("{what}: {took}"));
    let mut took: Vec<f64> = took.iter().map(|each| each.as_f64().unwrap()).collect();
    took.sort_by(f64::total_cmp);
    let at = |percent: usize| took[(took.len() - 1) * percent / 100];
    println!(
        "{what}: p50 {:.1} ms, p95 {:.1} ms, longest {:.1} ms",
        at(50),
        at(95),
        at(100)
    );
}

/// A list of made-up people.
fn sheet(rows: usize) -> String {
    let mut text = String::from("Matrícula;Nome completo;E-mail;Departamento\n");
    for person in 1..=rows {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "N{person:07};Pessoa Exemplo {person};pessoa{person}@aurora.example;Departamento {}",
            person % 40
        );
    }
    text
}
