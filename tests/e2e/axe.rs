//! axe over a page: what it finds serious or critical, each with the rule and the first places (WCAG 2.2, A and AA, and
//! axe's own best practices).

use std::path::Path;

use serde_json::Value;

use crate::window::Window;

/// What counts, in axe's own words.
const RUN: &str = r"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(
    violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => `${id} (${help}): ` + nodes.slice(0, 3).map(({ html, failureSummary }) =>
            html.slice(0, 160) + ' · ' + failureSummary.split('\n').slice(1, 2)).join(' | ')),
), (error) => done([String(error)]));";

/// What axe finds on the page as it stands.
pub async fn findings(window: &Window<'_>) -> Vec<String> {
    if window.script("return 'axe' in globalThis").await == false {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(path).unwrap();
        window.script(&axe).await;
    }
    let found = window.script_later(RUN).await;
    let found: &Vec<Value> = found.as_array().unwrap();
    found
        .iter()
        .map(|one| one.as_str().unwrap_or_default().to_owned())
        .collect()
}
