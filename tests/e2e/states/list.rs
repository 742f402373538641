//! The states of the window that are looked at: which story the twin tells, where the window is, and what is done on the way.

/// What is clicked on the way to a state, by test ids; before an id stands what must be there first, `?` what may be missing,
/// and `name=text` types instead. A way goes on from where another one ended.
pub struct Way {
    after: Option<&'static Way>,
    does: &'static [&'static str],
}

impl Way {
    /// All that is done, from the start of the window on.
    pub fn steps(&self) -> Vec<&'static str> {
        let mut steps = self.after.map(Way::steps).unwrap_or_default();
        steps.extend(self.does);
        steps
    }
}

/// A screen in one state.
pub struct State {
    /// What its pictures are called.
    pub name: &'static str,
    /// The story that the twin tells.
    pub scenario: &'static str,
    /// Where the window is.
    pub hash: &'static str,
    /// What is done there.
    pub way: Way,
    /// What stands there in the end, by its test id.
    pub ready: &'static str,
    /// The languages in which the layout is looked at.
    pub languages: &'static [&'static str],
    /// The sizes of the window at which it is, width and height in CSS pixels.
    pub sizes: &'static [(u32, u32)],
}

const LANGUAGES: &[&str] = &["en", "pt-BR", "es"];
const SIZES: &[(u32, u32)] = &[(1280, 800), (1024, 700), (1920, 1080)];
const NARROW: &[(u32, u32)] = &[(1280, 800), (1024, 700)];

impl State {
    /// Looked at in English alone, at the two narrower sizes: what another language or more room could teach, another state
    /// of the same screen teaches already.
    const fn briefly(mut self) -> Self {
        self.languages = &["en"];
        self.sizes = NARROW;
        self
    }

    /// The same, with that done there.
    const fn doing(mut self, way: Way) -> Self {
        self.way = way;
        self
    }
}

const fn at(
    name: &'static str,
    scenario: &'static str,
    hash: &'static str,
    ready: &'static str,
) -> State {
    State {
        name,
        scenario,
        hash,
        way: does(&[]),
        ready,
        languages: LANGUAGES,
        sizes: SIZES,
    }
}

const fn by(name: &'static str, scenario: &'static str, way: Way, ready: &'static str) -> State {
    at(name, scenario, "", ready).doing(way)
}

const fn does(does: &'static [&'static str]) -> Way {
    Way { after: None, does }
}

const fn then(after: &'static Way, does: &'static [&'static str]) -> Way {
    Way {
        after: Some(after),
        does,
    }
}

const TO_FILE: Way = does(&["choose-file", "intent-full", "continue"]);
const TO_COLUMNS: Way = then(&TO_FILE, &["step-file ?hidden-include", "continue"]);
const TO_FIX: Way = then(&TO_COLUMNS, &["step-columns continue"]);
const TO_REVIEW: Way = then(&TO_FIX, &["step-fix continue"]);
const TO_PERSON: Way = then(&TO_REVIEW, &["review-row"]);
const TO_SOMEBODY: Way = does(&["nav-people", "person-row"]);
const TO_SUBMIT: Way = then(&TO_REVIEW, &["review-row send"]);

/// All of them, in the order in which a person meets them.
pub const STATES: &[State] = &[
    at("start-locked", "vault_locked", "", "startup-problem"),
    at("start-gone", "vault_gone", "", "startup-problem"),
    at(
        "start-key-missing",
        "history_key_missing",
        "",
        "startup-problem",
    ),
    at("start-damaged", "damaged", "", "startup-problem"),
    at("connections-none", "empty", "connections", "connections"),
    at("connections", "usual", "connections", "connections"),
    at(
        "connect-production",
        "usual",
        "connections/production",
        "connection-form",
    ),
    at(
        "connect-custom",
        "usual",
        "connections/custom",
        "connection-form",
    ),
    at("recovery", "unnoted", "recovery", "recovery-key"),
    at("desk", "usual", "", "desk"),
    at("desk-empty", "empty", "", "connections"),
    by(
        "desk-offline",
        "offline",
        does(&["desk", "read-roster"]),
        "error-note",
    ),
    at("desk-huge", "huge", "", "desk"),
    at("desk-due", "kept", "", "desk"),
    at("desk-unnoted", "unnoted", "", "recovery-reminder"),
    at("import-none", "usual", "import", "choose-file"),
    by(
        "import-intent",
        "usual",
        does(&["choose-file"]),
        "step-intent",
    ),
    by("import-file", "usual", TO_FILE, "step-file"),
    by("import-text", "text", TO_FILE, "step-file"),
    by("import-columns", "usual", TO_COLUMNS, "step-columns"),
    by("import-drift", "drift", TO_COLUMNS, "step-columns"),
    by("import-fix", "usual", TO_FIX, "step-fix"),
    by("import-review", "usual", TO_REVIEW, "review-row"),
    by("import-review-person", "usual", TO_PERSON, "protect"),
    by("import-review-held", "held", TO_REVIEW, "review-row"),
    by("import-review-moves", "moves", TO_REVIEW, "review-row"),
    by("import-submit", "usual", TO_SUBMIT, "step-submit"),
    at("jobs", "usual", "jobs", "job-row"),
    at("jobs-offline", "offline", "jobs", "jobs"),
    by("job", "usual", does(&["desk job-row"]), "job"),
    at("people", "usual", "people", "person-row"),
    at("people-unread", "unread", "people", "people-never"),
    at("history", "usual", "history", "history"),
    by(
        "story",
        "usual",
        does(&["nav-history", "history-search=iris", "person-found"]),
        "story",
    ),
    by(
        "palette",
        "usual",
        does(&["app-menu", "menu-palette"]),
        "palette-input",
    ),
    by("tour", "empty", does(&["start-demo"]), "tour"),
    by("menu", "usual", does(&["app-menu"]), "menu-palette"),
    at("settings", "usual", "settings/general", "settings"),
    at("settings-guards", "usual", "settings/guards", "settings"),
    at("settings-people", "usual", "settings/people", "settings"),
    at("settings-secrets", "usual", "settings/secrets", "settings"),
    at("settings-proof", "usual", "settings/proof", "settings"),
    by(
        "sharing",
        "usual",
        does(&["nav-settings", "share-screen"]),
        "sharing",
    ),
    by(
        "hard-connections",
        "hard",
        does(&["nav-connections"]),
        "connections",
    )
    .briefly(),
    at("hard-desk", "hard", "", "desk").briefly(),
    by("hard-file", "hard", TO_FILE, "step-file").briefly(),
    by("hard-columns", "hard", TO_COLUMNS, "step-columns").briefly(),
    by("hard-fix", "hard", TO_FIX, "step-fix").briefly(),
    by("hard-review", "hard", TO_REVIEW, "review-row").briefly(),
    by("hard-review-person", "hard", TO_PERSON, "protect").briefly(),
    by("hard-submit", "hard", TO_SUBMIT, "step-submit").briefly(),
    at("hard-jobs", "hard", "jobs", "job-row").briefly(),
    at("hard-job", "hard", "jobs/13", "result-row").briefly(),
    at("hard-job-errors", "hard", "jobs/13", "row-errors")
        .doing(does(&["filter-failed", "result-row"]))
        .briefly(),
    at("hard-take-up", "hard", "jobs/13", "take-up-sum")
        .doing(does(&["undo-job"]))
        .briefly(),
    at("hard-people", "hard", "people", "person-row").briefly(),
    by("hard-person", "hard", TO_SOMEBODY, "reveal").briefly(),
    by(
        "hard-toast",
        "hard",
        then(&TO_SOMEBODY, &["protect"]),
        "unprotect",
    )
    .briefly(),
    by(
        "hard-error",
        "hard",
        does(&["nav-people", "export-people", "error-details"]),
        "error-note",
    )
    .briefly(),
    by(
        "hard-story",
        "hard",
        does(&["nav-history", "history-search=iris", "person-found"]),
        "sending",
    )
    .briefly(),
    at("hard-history", "hard", "history", "history").briefly(),
    by(
        "hard-palette",
        "hard",
        does(&["app-menu", "menu-palette", "palette-input=folha"]),
        "palette-input",
    )
    .briefly(),
    at("loading-start", "starting", "", "starting").briefly(),
    at("loading-desk", "loading", "", "desk").briefly(),
    at("loading-jobs", "loading", "jobs", "jobs").briefly(),
    at("loading-job", "loading", "jobs/13", "app").briefly(),
    at("loading-people", "loading", "people", "app").briefly(),
    at("loading-history", "loading", "history", "history").briefly(),
    at("loading-guards", "loading", "settings/guards", "settings").briefly(),
    at("loading-proof", "loading", "settings/proof", "settings").briefly(),
    by("loading-file", "loading", does(&["choose-file"]), "opening").briefly(),
    by(
        "loading-roster",
        "waiting",
        does(&["desk", "read-roster"]),
        "cancel",
    )
    .briefly(),
    by("loading-plan", "waiting", TO_REVIEW, "cancel").briefly(),
    at("failing-desk", "failing", "", "error-note").briefly(),
    at("failing-jobs", "failing", "jobs", "error-note").briefly(),
    at("failing-job", "failing", "jobs/13", "error-note").briefly(),
    at("failing-people", "failing", "people", "error-note").briefly(),
    at("failing-history", "failing", "history", "error-note").briefly(),
    at("failing-guards", "failing", "settings/guards", "error-note").briefly(),
    at("failing-proof", "failing", "settings/proof", "settings").briefly(),
    by(
        "failing-file",
        "failing",
        does(&["choose-file"]),
        "error-note",
    )
    .briefly(),
    by("failing-plan", "offline", TO_REVIEW, "error-note").briefly(),
    at("offline-people", "offline", "people", "person-row").briefly(),
    at("offline-history", "offline", "history", "history").briefly(),
    at("huge-people", "huge", "people", "person-row").briefly(),
    by("huge-review", "huge", TO_REVIEW, "review-row").briefly(),
    at("fresh-desk", "fresh", "", "waiting"),
    at("fresh-jobs", "fresh", "jobs", "jobs"),
    at("fresh-people", "fresh", "people", "people"),
    at("fresh-history", "fresh", "history", "history"),
];
