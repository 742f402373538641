//! A company at Wellhub on this computer, outside of the window's process: it outlives the window, and its ledger judges
//! what the window did. The page reaches it through the app's own commands alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rollcall_simulator::{Config, LimitKind, Simulator};
use serde_json::{Value, json};

use crate::canaries::Canary;
use crate::window::Window;

/// Adds the connection from the page, whose window then has it in use.
const CONNECT: &str = "
window.connected = null;
window.__TAURI_INTERNALS__.invoke('add_connection', { form: FORM, opId: 'connect' })
    .then(({ id }) => { window.connected = { id }; }, (error) => { window.connected = { error: JSON.stringify(error) }; });
";

/// A company at Wellhub on this computer.
pub struct Company {
    /// Its Wellhub.
    pub wellhub: Simulator,
}

impl Company {
    /// A company as `config` says.
    pub async fn founded(config: Config) -> Self {
        let wellhub = Simulator::start(config).await.unwrap();
        Self { wellhub }
    }

    /// A company of 300 people without limits whose jobs go so many times as fast as at Wellhub; at none, its clock stands.
    pub async fn at_speed(speed: f64) -> Self {
        Self::founded(Config {
            people: 300,
            limits: LimitKind::Off,
            speed,
            ..Config::default()
        })
        .await
    }

    /// What of it must be found nowhere but at Wellhub and in the keyring, the spreadsheet and the sealed history.
    fn canaries(&self) -> Vec<Canary> {
        let mut canaries = vec![Canary::of(
            "the client secret",
            &self.wellhub.client_secret(),
        )];
        let people = self.wellhub.roster();
        let people = people.iter().take(40);
        canaries.extend(people.map(|one| Canary::of("a national id", &one.national_id)));
        canaries
    }

    /// Connects the window to it.
    pub async fn connect(&self, window: &Window<'_>) {
        window.desktop().watch_for(self.canaries());
        let form = json!({
            "name": "Aurora", "environment": "custom", "origin": self.wellhub.origin(),
            "clientId": self.wellhub.client_id(), "secret": self.wellhub.client_secret(),
            "identifier": "employee_id", "companyTaxId": self.wellhub.tax_ids()[0], "expiresOn": null,
        });
        window
            .until("return document.body.innerText.trim().length > 0")
            .await;
        window
            .script(&CONNECT.replace("FORM", &form.to_string()))
            .await;
        let connected = window.until("return window.connected").await;
        assert_eq!(connected["error"], Value::Null);
        window.reload().await;
        window
            .until("return document.querySelector('[data-testid=desk]') !== null")
            .await;
    }

    /// What became of everybody whose key begins with `prefix`: in how many submitted jobs they were, and how often a
    /// change of them reached the roster.
    pub fn fates(&self, prefix: &str) -> BTreeMap<String, (usize, usize)> {
        let ledger = self.wellhub.ledger();
        let mut fates: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let submitted = ledger.jobs.iter().filter(|job| job.submits > 0);
        for item in submitted.flat_map(|job| &job.items) {
            let key = item.change.employee_id.clone().unwrap_or_default();
            fates.entry(key).or_default().0 += 1;
        }
        for change in &ledger.applied {
            fates.entry(change.after.employee_id.clone()).or_default().1 += 1;
        }
        fates.retain(|key, _| key.starts_with(prefix));
        fates
    }
}

/// Writes a spreadsheet of people whom nobody at Wellhub is; their keys are `prefix` and a number.
pub fn newcomers(folder: &Path, prefix: &str, people: usize) -> PathBuf {
    let mut text = String::from("Matrícula;Nome completo;E-mail;Departamento\n");
    for person in 1..=people {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{prefix}{person:06};Pessoa Exemplo {person};{}{person}@aurora.example;Logística",
            prefix.to_lowercase()
        );
    }
    let path = folder.join(format!("Novos {prefix}.csv"));
    std::fs::write(&path, text).unwrap();
    path
}
