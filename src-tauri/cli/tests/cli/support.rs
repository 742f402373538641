//! Children of a test: the simulator and the binary, each in folders of its own. It judges nothing.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rollcall_core::clock::SystemClock;
use rollcall_core::desk::{Desk, Opening, Tokens};
use rollcall_core::vault::Preference;
use rollcall_simulator::Ledger;
use serde_json::Value;
use tempfile::TempDir;

/// How long a thing that must come may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);
/// What every data folder is under.
pub const PASSPHRASE: &str = "correct horse battery staple";
/// The connection's name in every test.
pub const NAME: &str = "Aurora";

/// `rollcall simulate` with its samples.
pub struct Simulator {
    child: Child,
    pub port: u16,
    pub client_id: String,
    pub client_secret: String,
    pub tax_ids: Vec<String>,
    folder: TempDir,
}

impl Simulator {
    pub fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let samples = folder.path().join("samples");
        let mut child = Command::new(env!("CARGO_BIN_EXE_rollcall"))
            .args(["simulate", "--limits", "off", "--samples"])
            .arg(samples)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            child,
            port: u16::try_from(said["port"].as_u64().unwrap()).unwrap(),
            client_id: text(&said["client_id"]),
            client_secret: text(&said["client_secret"]),
            tax_ids: said["tax_ids"]
                .as_array()
                .unwrap()
                .iter()
                .map(text)
                .collect(),
            folder,
        }
    }

    /// Sixty people in one company.
    pub fn small() -> Self {
        Self::start(&["--people", "60", "--speed", "20"])
    }

    pub fn sample(&self, name: &str) -> PathBuf {
        self.folder.path().join("samples").join(name)
    }

    pub fn get(&self, path: &str) -> Value {
        serde_json::from_str(&self.http("GET", path, "")).unwrap()
    }

    /// What it was asked and did.
    pub fn ledger(&self) -> Ledger {
        serde_json::from_str(&self.http("GET", "ledger", "")).unwrap()
    }

    pub fn post(&self, path: &str, body: &Value) {
        self.http("POST", path, &body.to_string());
    }

    pub fn http(&self, method: &str, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} /_simulator/{path} HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(
            head.contains(" 200 ") || head.contains(" 204 "),
            "{head}\n{body}"
        );
        body.to_owned()
    }

    /// The current people.
    pub fn people(&self) -> Vec<Value> {
        let roster = self.get("roster");
        let people = roster.as_array().unwrap().iter();
        people
            .filter(|person| person["deleted_at"].is_null())
            .cloned()
            .collect()
    }

    /// How often a call was asked for.
    pub fn asked(&self, endpoint: &str) -> usize {
        let ledger = self.get("ledger");
        let requests = ledger["requests"].as_array().unwrap().iter();
        requests
            .filter(|request| request["endpoint"] == endpoint)
            .count()
    }

    /// Waits until a call was asked for that often.
    pub fn wait_for(&self, endpoint: &str, times: usize) {
        let start = Instant::now();
        while self.asked(endpoint) < times {
            assert!(start.elapsed() < PATIENCE, "{endpoint} was not asked for");
            std::thread::yield_now();
        }
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A data folder of its own.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A data folder that is connected.
    pub fn connected(simulator: &Simulator) -> Self {
        let home = Self::new();
        let ran = home.connect(simulator, &simulator.client_secret);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        home
    }

    /// The same folders with the same content, elsewhere.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        copy_into(self.folder.path(), copy.folder.path());
        copy
    }

    pub fn connect(&self, simulator: &Simulator, secret: &str) -> Ran {
        let url = format!("http://127.0.0.1:{}", simulator.port);
        let mut arguments = vec![
            "connect",
            NAME,
            "--url",
            &url,
            "--client-id",
            &simulator.client_id,
        ];
        arguments.extend(["--identifier", "employee-id", "--json"]);
        if let [only] = simulator.tax_ids.as_slice() {
            arguments.extend(["--tax-id", only]);
        }
        self.run_with(&arguments, &format!("{secret}\n"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file beside the data folder.
    pub fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
        command
            .args(arguments)
            .env("ROLLCALL_DATA_DIR", self.path("data"))
            .env("ROLLCALL_PASSPHRASE", PASSPHRASE)
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
            .env("LC_ALL", "C")
            .env_remove("ROLLCALL_LOG")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    pub fn run_with(&self, arguments: &[&str], stdin: &str) -> Ran {
        let mut child = self.command(arguments).spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(stdin.as_bytes())
            .unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }

    /// The data folder, opened in this process.
    pub fn desk(&self) -> Desk {
        let opening = Opening {
            preference: Preference::Passphrase(PASSPHRASE.into()),
            tokens: Tokens::Vault,
        };
        Desk::open(&self.path("data"), opening, SystemClock::shared()).unwrap()
    }

    /// Protects somebody of the only company, as the window does.
    pub fn protect(&self, key: &str) {
        let desk = self.desk();
        let connection = desk.history().connection_named(NAME).unwrap();
        let companies = desk.companies(&connection).unwrap();
        let listed = desk.protect_person(&connection, &companies[0].tax_id, key);
        assert_eq!(listed.unwrap().len(), 1);
    }

    /// Takes the connection off the list, as the window does.
    pub fn forget_connection(&self) {
        let desk = self.desk();
        let connection = desk.history().connection_named(NAME).unwrap();
        desk.remove_connection(connection.id).unwrap();
    }

    /// Plans a file into `name`, as JSON.
    pub fn plan(&self, file: &Path, intent: &str, name: &str) -> Ran {
        self.plan_with(file, intent, name, &[])
    }

    pub fn plan_with(&self, file: &Path, intent: &str, name: &str, more: &[&str]) -> Ran {
        let (file, out) = (
            file.display().to_string(),
            self.path(name).display().to_string(),
        );
        let mut arguments = vec![
            "plan",
            &file,
            "--connection",
            NAME,
            "--intent",
            intent,
            "--out",
            &out,
            "--json",
        ];
        arguments.extend(more);
        self.run(&arguments)
    }

    pub fn submit(&self, name: &str, more: &[&str]) -> Ran {
        let plan = self.path(name).display().to_string();
        let mut arguments = vec!["submit", &plan, "--json"];
        arguments.extend(more);
        self.run(&arguments)
    }
}

fn copy_into(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy_into(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), &to).unwrap();
        }
    }
}

/// How a call ended.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The one document on standard output.
    pub fn json(&self) -> Value {
        match serde_json::from_str(&self.stdout) {
            Ok(document) => document,
            Err(error) => panic!("{error}: {:?} {}", self.stdout, self.stderr),
        }
    }

    /// Asserts the exit code and gives the document.
    pub fn ended(&self, code: i32) -> Value {
        assert_eq!(self.code, code, "{} {}", self.stdout, self.stderr);
        self.json()
    }
}

/// A csv of employee ids and names.
pub fn list_of(people: &[Value]) -> String {
    let row = |person: &Value| [cell(person, "employee_id"), cell(person, "full_name")].join(";");
    let rows: Vec<String> = people.iter().map(row).collect();
    format!("Matrícula;Nome completo\n{}\n", rows.join("\n"))
}

pub fn cell<'a>(person: &'a Value, field: &str) -> &'a str {
    person[field].as_str().unwrap()
}
