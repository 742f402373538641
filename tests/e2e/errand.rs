//! A spreadsheet to be sent by the page's own calls, from wherever its import stands; repeated, it goes on.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::company::newcomers;
use crate::notices::ended;
use crate::window::Window;

/// What a person does who wants a file sent, from wherever it stands: each step is a command that changes something.
const PUSH: &str = "
window.pushed = null;
const call = (command, given) => {
    window.lastAsked = command;
    return window.__TAURI_INTERNALS__.invoke(command, given);
};
const channel = () => `__CHANNEL__:${window.__TAURI_INTERNALS__.transformCallback(() => {})}`;
(async () => {
    const { active: connection } = await call('connections');
    const jobs = await call('jobs', { filter: { connection, text: FILE }, offset: 0, limit: 1 });
    const [known] = jobs.rows;
    if (known) return call('resume_job', { id: known.id, opId: AGAIN });
    let view = await call('current_import', { connection });
    if (view?.path !== PATH) view = await call('open_import', { connection, path: PATH, onProgress: channel() });
    const { id, sheet, headerRow } = view;
    if (view.intent === null) view = await call('choose_intent', { id, intent: 'changes' });
    if (view.plan === null) {
        view = await call('choose_sheet', { id, choice: { sheet, headerRow, hidden: null } });
        await call('choose_columns', { id, choice: { columns: [], company: view.company } });
        await call('make_plan', { id, onProgress: channel() });
    }
    await call('save_settings', { settings: SETTINGS });
    return call('submit', { id, choice: { lane: 'all', release: null }, opId: OP });
})().then((job) => { window.pushed = { job }; }, (error) => { window.pushed = { error: JSON.stringify(error) }; });
";

/// What a person has set where nothing else is asked for.
pub fn settings() -> Value {
    json!({ "language": "en", "theme": "light", "notifications": true, "sharing": false, "zoom": 100 })
}

/// A file on its way: how its commands are told apart.
pub struct Errand {
    /// What its people's keys begin with.
    pub prefix: String,
    path: PathBuf,
}

impl Errand {
    /// A file of so many people whom nobody at Wellhub is.
    pub fn new(folder: &Path, prefix: &str, people: usize) -> Self {
        Self::of(prefix, newcomers(folder, prefix, people))
    }

    /// A file that is there.
    pub fn of(prefix: &str, path: PathBuf) -> Self {
        Self {
            prefix: prefix.to_owned(),
            path,
        }
    }

    /// The script for a try; `another` makes another intention of it.
    pub fn push(&self, round: usize, another: bool, settings: &Value) -> String {
        let op = if another {
            format!("{} {round}", self.prefix)
        } else {
            self.prefix.clone()
        };
        self.fill(PUSH)
            .replace("AGAIN", &json!(format!("again {round}")).to_string())
            .replace("OP", &json!(op).to_string())
            .replace("SETTINGS", &settings.to_string())
    }

    /// Sends it and waits for its job.
    pub async fn send(&self, window: &Window<'_>, settings: &Value) -> Value {
        window.script(&self.push(0, false, settings)).await;
        let pushed = window.until("return window.pushed").await;
        assert_eq!(pushed["error"], Value::Null);
        pushed["job"].clone()
    }

    /// Sends it and waits until nothing of its job is left to do.
    pub async fn bring(&self, window: &Window<'_>) -> Value {
        let job = self.send(window, &settings()).await;
        ended(window, &job).await;
        job
    }

    /// A script about this file.
    pub fn fill(&self, script: &str) -> String {
        let name = self.path.file_name().unwrap().to_str().unwrap();
        script
            .replace("FILE", &json!(name).to_string())
            .replace("PATH", &json!(self.path).to_string())
    }
}
