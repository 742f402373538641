//! A message bus and a keyring that nobody else sees, ended with the test.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

const STEP: &str = "ROLLCALL_KEYRING_STEP";
const HOME: &str = "ROLLCALL_KEYRING_HOME";

/// What answers for `org.freedesktop.secrets`.
#[derive(Debug, Clone, Copy)]
pub enum Keyring {
    /// GNOME Keyring, unlocked with a password as a login does.
    Unlocked,
    /// GNOME Keyring, with nobody who could unlock it.
    Locked,
    /// Nobody.
    None,
}

/// The step that this process is to do; `None` in the process that starts the others.
pub fn child() -> Option<String> {
    env::var(STEP).ok()
}

/// A folder that all steps over one home share.
pub fn shared() -> PathBuf {
    let home = env::var_os(HOME).expect("a step has a home");
    PathBuf::from(home).join("shared")
}

/// Sends the keyring that serves the home of this step a signal.
pub fn signal(signal: Signal) {
    let home = env::var(HOME).expect("a step has a home");
    let pid = keyring_of(&home).expect("the keyring runs");
    kill_process(pid, signal).expect("the keyring is there");
}

/// The process by what it is called and whose home it was given.
fn keyring_of(home: &str) -> Option<Pid> {
    let entries = fs::read_dir("/proc").expect("processes").flatten();
    let mut keyrings = entries.filter(|entry| {
        let read = |name: &str| fs::read(entry.path().join(name)).unwrap_or_default();
        let environ = read("environ");
        let data = format!("XDG_DATA_HOME={home}/data");
        read("comm").starts_with(b"gnome-keyring-d")
            && environ
                .split(|byte| *byte == 0)
                .any(|one| one == data.as_bytes())
    });
    let pid = keyrings.next()?.file_name().to_str()?.parse().ok()?;
    Pid::from_raw(pid)
}

/// The bus.
pub struct Session {
    home: TempDir,
    bus: Child,
    address: String,
}

impl Drop for Session {
    fn drop(&mut self) {
        // The keyring ends with the bus that it serves.
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}

impl Session {
    /// A new bus with an empty home.
    pub fn start(keyring: Keyring) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir(home.path().join("shared")).expect("a folder");
        let (bus, address) = bus(home.path(), keyring);
        Self { home, bus, address }
    }

    /// Ends the bus, and starts another over the same home.
    pub fn restart(self, keyring: Keyring) -> Self {
        let mut ended = self;
        ended.bus.kill().expect("the bus ends");
        ended.bus.wait().expect("the bus ends");
        let (bus, address) = bus(ended.home.path(), keyring);
        ended.bus = bus;
        ended.address = address;
        ended
    }

    /// The folder that its steps share.
    pub fn shared(&self) -> PathBuf {
        self.home.path().join("shared")
    }

    /// Runs a step of a test in a process of its own.
    pub fn run(&self, step: &str, test: &str) {
        run(step, test, &self.address, self.home.path());
    }

    /// The same where there is no bus.
    pub fn run_without_bus(&self, step: &str, test: &str) {
        let nowhere = self.home.path().join("no-bus");
        run(
            step,
            test,
            &format!("unix:path={}", nowhere.display()),
            self.home.path(),
        );
    }
}

fn run(step: &str, test: &str, address: &str, home: &Path) {
    let this = env::current_exe().expect("this program");
    let output = Command::new(this)
        .args(["--exact", test, "--nocapture"])
        .env(STEP, step)
        .env(HOME, home)
        .env("DBUS_SESSION_BUS_ADDRESS", address)
        .output()
        .expect("this program once more");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("1 passed"),
        "step {step:?}: {told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn bus(home: &Path, keyring: Keyring) -> (Child, String) {
    let services = home.join("services");
    fs::create_dir_all(&services).expect("a folder");
    let service = services.join("org.freedesktop.secrets.service");
    let _ = fs::remove_file(&service);
    if let Some(command) = command(home, keyring) {
        let text = format!("[D-BUS Service]\nName=org.freedesktop.secrets\nExec={command}\n");
        fs::write(service, text).expect("a service");
    }
    let config = home.join("bus.conf");
    fs::write(&config, configuration(home, &services)).expect("a configuration");
    let mut bus = Command::new("dbus-daemon")
        .arg(format!("--config-file={}", config.display()))
        .args(["--nofork", "--print-address=1"])
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_RUNTIME_DIR", home)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("dbus-daemon is missing: install the package dbus");
    let mut address = String::new();
    let stdout = bus.stdout.take().expect("its output");
    BufReader::new(stdout)
        .read_line(&mut address)
        .expect("its address");
    assert!(!address.is_empty(), "dbus-daemon ended without an address");
    (bus, address.trim().to_owned())
}

/// How the bus starts the keyring when it is first asked for.
fn command(home: &Path, keyring: Keyring) -> Option<String> {
    let unlock = match keyring {
        Keyring::Unlocked => "printf secret | exec gnome-keyring-daemon --unlock",
        Keyring::Locked => "exec gnome-keyring-daemon",
        Keyring::None => return None,
    };
    let found = Command::new("gnome-keyring-daemon")
        .arg("--version")
        .output();
    assert!(
        found.is_ok_and(|output| output.status.success()),
        "gnome-keyring-daemon is missing: install the package gnome-keyring"
    );
    let script = home.join("keyring.sh");
    let text = format!("#!/bin/sh\n{unlock} --foreground --components=secrets >/dev/null 2>&1\n");
    fs::write(&script, text).expect("a script");
    Some(format!("/bin/sh {}", script.display()))
}

fn configuration(home: &Path, services: &Path) -> String {
    format!(
        "<busconfig><type>session</type><listen>unix:dir={}</listen><servicedir>{}</servicedir>\
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
         <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
        home.display(),
        services.display()
    )
}
