//! Every screen in the states that the ui's twin of the shell can tell of, in the engine that Rollcall runs on: axe finds
//! nothing serious in either theme, and in no language and size is anything cut off or pushed out of the window.

use std::fmt::Write as _;

use serde_json::Value;

use crate::axe;
use crate::desktop::Desktop;
use crate::served::built_ui;
use crate::window::Window;

use list::{STATES, State};

mod list;

/// Clicks and types on the way to a state; answers what it waited for in vain.
const GO: &str = r"
const done = arguments[arguments.length - 1];
const seen = async (id) => {
    for (let tries = 0; tries < 400; tries += 1) {
        const found = document.querySelector(`[data-testid=${id}]`);
        if (found && !found.disabled) return found;
        await new Promise((go) => setTimeout(go, 25));
    }
    throw new Error(`waited in vain for ${id}`);
};
(async () => {
    for (const way of WAYS) {
        const [where, text] = way.split('=');
        let element;
        for (const id of where.split(' '))
            element = id.startsWith('?') ? document.querySelector(`[data-testid=${id.slice(1)}]`) : await seen(id);
        if (!element) continue;
        if (text === undefined) element.click();
        else {
            element.value = text;
            element.dispatchEvent(new Event('input', { bubbles: true }));
        }
    }
    await seen('READY');
    await document.fonts.ready;
    // What was asked for on the way has come once nothing changes any more.
    let last = '';
    for (let same = 0; same < 4; ) {
        await new Promise((go) => setTimeout(go, 60));
        const now = document.body.innerHTML;
        same = now === last ? same + 1 : 0;
        last = now;
    }
    return '';
})().then(done, (error) => done(String(error)));";

/// The window as it opens, with everything drawn twice as large (WCAG 2.2, 1.4.4): so many CSS pixels are left.
const DOUBLED: (u32, u32) = (640, 400);

/// Answers once the page was drawn at its new size, and once more with what it changed for it.
const SETTLED: &str = "
const done = arguments[arguments.length - 1];
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true))));";

/// Text that is cut off without a sign of it, what stands outside of the window, and text from right to left that would reorder
/// what stands beside it.
const LAYOUT: &str = r"
const found = [];
const page = document.documentElement;
if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight)
    found.push(`the window itself scrolls: ${page.scrollWidth} x ${page.scrollHeight}`);
const middle = document.querySelector('#content > .middle');
if (middle && middle.scrollWidth > middle.clientWidth) found.push(`the screen scrolls sideways: ${middle.scrollWidth} in ${middle.clientWidth}`);
const said = (element) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;
const hidden = (element) => {
    const style = getComputedStyle(element);
    return style.visibility === 'hidden' || style.display === 'none' || element.getClientRects().length === 0;
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || hidden(element) || element.closest('.unseen, script, style, option')) continue;
    let block = element;
    while (getComputedStyle(block).display === 'inline' && getComputedStyle(block).unicodeBidi === 'normal') block = block.parentElement;
    const alone = getComputedStyle(block).display === 'inline' || block.innerText.trim() === node.textContent.trim();
    // What a message says is held apart within its text.
    if (!alone && /[\u0590-\u08ff]/.test(node.textContent) && !node.textContent.includes('\u2068'))
        found.push(`not isolated: ${said(element)}`);
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width === 0) continue;
    for (let box = element; box && box !== page; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.overflowX === 'visible') continue;
        if (style.overflowX === 'auto' || style.overflowX === 'scroll') break;
        if (style.textOverflow === 'ellipsis') break;
        const edge = box.getBoundingClientRect();
        // Said to the ear alone.
        if (edge.width <= 1) break;
        if (text.right > edge.right + 1 || text.left < edge.left - 1) found.push(`cut off: ${said(element)}`);
        break;
    }
}
for (const element of document.querySelectorAll('button, a, input, select, [role=button], [role=menuitem], [role=option], h1, h2')) {
    if (hidden(element) || element.closest('.unseen')) continue;
    const box = element.getBoundingClientRect();
    for (const [out, way] of [
        [box.right > innerWidth + 1 || box.left < -1, 'overflowX'],
        [box.bottom > innerHeight + 1 || box.top < -1, 'overflowY'],
    ]) {
        if (!out) continue;
        let inside = element.parentElement;
        while (inside && !['auto', 'scroll'].includes(getComputedStyle(inside)[way])) inside = inside.parentElement;
        if (!inside || inside === page || inside === document.body) found.push(`outside: ${said(element)}`);
    }
}
return [...new Set(found)];";

/// The state of that name.
pub fn named(name: &str) -> &'static State {
    let found = STATES.iter().find(|state| state.name == name);
    found.unwrap_or_else(|| panic!("there is no state {name}"))
}

/// Shows the page in a theme, at once: colours on the way from one to the other are nobody's. What moves for as long as
/// something is read has no end and is left alone.
pub async fn show(window: &Window<'_>, theme: &str) {
    window
        .script(&format!(
            "document.documentElement.dataset.theme = '{theme}'"
        ))
        .await;
    window
        .script(
            "for (const one of document.getAnimations())
                if (one.effect.getComputedTiming().endTime !== Infinity) one.finish();",
        )
        .await;
}

/// Goes there; what was waited for in vain, else nothing.
pub async fn go(window: &Window<'_>, address: &str, state: &State, language: &str) -> String {
    // A hash alone would not load the page anew.
    window.visit("about:blank").await;
    let State { scenario, hash, .. } = state;
    window
        .visit(&format!(
            "{address}/?scenario={scenario}&language={language}#/{hash}"
        ))
        .await;
    let ways = serde_json::to_string(&state.way.steps()).unwrap();
    let script = GO.replace("WAYS", &ways).replace("READY", state.ready);
    let told = window.script_later(&script).await;
    told.as_str().unwrap_or_default().to_owned()
}

fn list(found: &Value) -> Vec<&str> {
    found
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

/// The states that are asked for by `ROLLCALL_STATES` (a part of their names), else all.
fn wanted() -> impl Iterator<Item = &'static State> {
    let asked = std::env::var("ROLLCALL_STATES").unwrap_or_default();
    STATES
        .iter()
        .filter(move |state| state.name.contains(&asked))
}

#[tokio::test]
async fn axe_finds_nothing_serious_on_any_screen_in_either_theme() {
    let desktop = Desktop::bare();
    let address = built_ui().await;
    let window = Window::browse(&desktop, &address).await;
    window.resize(1280, 800).await;
    let mut told = String::new();
    for state in wanted() {
        let vain = go(&window, &address, state, "en").await;
        if !vain.is_empty() {
            let _ = writeln!(told, "{}: {vain}", state.name);
            continue;
        }
        for theme in ["light", "dark"] {
            show(&window, theme).await;
            for finding in axe::findings(&window).await {
                let _ = writeln!(told, "{} {theme}: {finding}", state.name);
            }
        }
    }
    assert!(told.is_empty(), "{told}");
}

#[tokio::test]
async fn nothing_is_cut_off_in_any_language_and_size() {
    let desktop = Desktop::bare();
    let address = built_ui().await;
    let window = Window::browse(&desktop, &address).await;
    let mut told = String::new();
    for state in wanted() {
        for language in state.languages {
            window.resize(1280, 800).await;
            let vain = go(&window, &address, state, language).await;
            if !vain.is_empty() {
                let _ = writeln!(told, "{} {language}: {vain}", state.name);
                continue;
            }
            let doubled = (*language == "en").then_some(&DOUBLED);
            for (width, height) in state.sizes.iter().chain(doubled) {
                window.resize(*width, *height).await;
                window.script_later(SETTLED).await;
                for finding in list(&window.script(LAYOUT).await) {
                    let _ = writeln!(told, "{} {language} {width}: {finding}", state.name);
                }
                if *language == "en" {
                    window
                        .pictures(&format!("states/{}-{width}", state.name))
                        .await;
                } else if *width == 1024 {
                    window
                        .picture(&format!("states/{}-{width}-{language}", state.name))
                        .await;
                }
            }
        }
    }
    assert!(told.is_empty(), "{told}");
}
