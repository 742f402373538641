//! A desktop for one test alone: an X display, a session bus, an unlocked keyring and a home, all gone at its end.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::SystemTime;

use tempfile::TempDir;

use crate::canaries::{Canary, in_files, in_processes};

/// The folders of a home that programs write to; the test's own files stand beside them.
const WRITTEN: [&str; 6] = ["run", "config", "data", "cache", "tmp", "rollcall"];

/// A program that ends with its owner.
#[derive(Debug)]
pub struct Running(Child);

impl Running {
    /// Starts `command`.
    pub fn start(command: &mut Command) -> Self {
        let program = command.get_program().to_owned();
        match command.spawn() {
            Ok(child) => Self(child),
            Err(error) => panic!("{} could not be started: {error}", program.display()),
        }
    }

    /// Starts `command` and reads the first line that it prints, by which it says that it is ready.
    fn announced(command: &mut Command) -> (Self, String) {
        let mut running = Self::start(command.stdout(Stdio::piped()));
        let mut line = String::new();
        BufReader::new(running.0.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(!line.is_empty(), "{command:?} ended before it was ready");
        (running, line.trim().to_owned())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A desktop for one test alone. Fields end in this order: what uses another thing stands before it.
#[derive(Debug)]
pub struct Desktop {
    keyring: Option<Running>,
    bus_address: String,
    _bus: Running,
    display: String,
    _xvfb: Running,
    home: TempDir,
    canaries: Mutex<Vec<Canary>>,
}

impl Desktop {
    /// A desktop with an unlocked, empty keyring.
    pub fn with_keyring() -> Self {
        let mut desktop = Self::bare();
        desktop.keyring = Some(desktop.unlocked_keyring());
        desktop
    }

    /// A desktop on which no program keeps secrets.
    pub fn bare() -> Self {
        let home = tempfile::tempdir().unwrap();
        for folder in WRITTEN {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        fs::set_permissions(home.path().join("run"), fs::Permissions::from_mode(0o700)).unwrap();
        let (xvfb, number) = Running::announced(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1440x960x24"])
                .args(["-nolisten", "tcp", "-noreset"])
                .stderr(Stdio::null()),
        );
        let (bus, bus_address) = Running::announced(
            // Without the system's service files nothing starts by itself, such as a second keyring.
            Command::new("dbus-daemon")
                .arg(format!(
                    "--config-file={}",
                    bus_configuration(home.path()).display()
                ))
                .args(["--nofork", "--print-address"])
                // As root in a container it tells of a limit that it cannot raise.
                .stderr(Stdio::null()),
        );
        Self {
            keyring: None,
            bus_address,
            _bus: bus,
            display: format!(":{number}"),
            _xvfb: xvfb,
            home,
            canaries: Mutex::default(),
        }
    }

    /// The display's name, such as `:99`.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// The session bus's address.
    pub fn bus_address(&self) -> &str {
        &self.bus_address
    }

    /// The folder that the app keeps its data in.
    pub fn data_dir(&self) -> PathBuf {
        self.home.path().join("rollcall")
    }

    /// A place for the files of the test.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where what programs say at the loudest goes, to be looked through with all else that they write.
    pub fn loud(&self) -> File {
        let path = self.home.path().join("tmp/said.log");
        File::options()
            .create(true)
            .append(true)
            .open(path)
            .unwrap()
    }

    /// Values that must be found nowhere on this desktop but where they belong, each under another name.
    pub fn watch_for(&self, canaries: impl IntoIterator<Item = Canary>) {
        self.canaries.lock().unwrap().extend(canaries);
    }

    /// Looks for them among what the programs that run here were started with.
    pub fn look_at_processes(&self) {
        let canaries = self.canaries.lock().unwrap();
        assert_eq!(in_processes(&canaries, self.home.path()), []);
    }

    /// The process of Rollcall on this desktop, a folder of proc(5); none where it does not run.
    pub fn process(&self) -> Option<PathBuf> {
        let home = format!("HOME={}", self.home.path().display());
        let program = Path::new(env!("CARGO_BIN_EXE_rollcall-desktop"));
        fs::read_dir("/proc")
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|process| {
                let ours = fs::read(process.join("environ")).unwrap_or_default();
                fs::read_link(process.join("exe")).is_ok_and(|exe| exe == program)
                    && ours
                        .split(|byte| *byte == 0)
                        .any(|one| one == home.as_bytes())
            })
    }

    /// How much memory Rollcall and each process of its page hold, in MiB: each page of memory by how many share it (PSS,
    /// proc(5)).
    pub fn memory(&self) -> Vec<(String, f64)> {
        let home = format!("HOME={}", self.home.path().display());
        let ours = fs::read_dir("/proc").unwrap().filter_map(|entry| {
            let process = entry.unwrap().path();
            let exe = fs::read_link(process.join("exe")).ok()?;
            let name = exe.file_name()?.to_str()?.to_owned();
            let environment = fs::read(process.join("environ")).ok()?;
            let here = environment
                .split(|byte| *byte == 0)
                .any(|one| one == home.as_bytes());
            let one_of_them = name == "rollcall-desktop" || name.starts_with("WebKit");
            (here && one_of_them && name != "WebKitWebDriver").then_some((name, process))
        });
        let held = |(name, process): (String, PathBuf)| {
            let rollup = fs::read_to_string(process.join("smaps_rollup")).ok()?;
            let line = rollup.lines().find(|line| line.starts_with("Pss:"))?;
            let kib = line.split_whitespace().nth(1)?.parse::<f64>().ok()?;
            Some((name, kib / 1024.0))
        };
        ours.filter_map(held).collect()
    }

    /// Ends Rollcall as a crash does (SIGKILL): it gets to do nothing any more.
    pub fn kill(&self) {
        let process = self.process().expect("Rollcall runs on this desktop");
        let id = process.file_name().unwrap().to_str().unwrap();
        let id = rustix::process::Pid::from_raw(id.parse().unwrap()).unwrap();
        rustix::process::kill_process(id, rustix::process::Signal::KILL).unwrap();
        while self.process().is_some() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    /// Sends this desktop's keyring a signal.
    pub fn signal_keyring(&self, signal: rustix::process::Signal) {
        let keyring = self.keyring.as_ref().expect("there is a keyring");
        let id = i32::try_from(keyring.0.id()).unwrap();
        let id = rustix::process::Pid::from_raw(id).unwrap();
        rustix::process::kill_process(id, signal).unwrap();
    }

    /// Takes the key of the history out of the keyring, as somebody may in its own window.
    pub fn forget_history_key(&self) {
        let note = fs::read_to_string(self.data_dir().join("vault-backend")).unwrap();
        let scope = note.strip_prefix("keyring ").expect("the keyring is noted");
        let found = self
            .command("gdbus")
            .args(["call", "--session", "--dest", "org.freedesktop.secrets"])
            .args(["--object-path", "/org/freedesktop/secrets"])
            .args(["--method", "org.freedesktop.Secret.Service.SearchItems"])
            .arg(format!("{{'username': '{scope}/history-key'}}"))
            .output()
            .unwrap();
        let told = String::from_utf8(found.stdout).unwrap();
        let path = told.split('\'').find(|part| part.starts_with("/org/"));
        let path = path.unwrap_or_else(|| panic!("no key of the history in the keyring: {told}"));
        let deleted = self
            .command("gdbus")
            .args(["call", "--session", "--dest", "org.freedesktop.secrets"])
            .args(["--object-path", path])
            .args(["--method", "org.freedesktop.Secret.Item.Delete"])
            .status()
            .unwrap();
        assert!(deleted.success(), "the key stays in the keyring");
    }

    /// When Rollcall was started on this desktop, in milliseconds since 1970, as the kernel tells it (proc(5); a tick is
    /// 10 ms).
    pub fn started_at(&self) -> f64 {
        let process = self.process().expect("Rollcall runs on this desktop");
        let stat = fs::read_to_string(process.join("stat")).unwrap();
        let after_name = stat.rsplit_once(')').unwrap().1;
        let ticks: f64 = after_name
            .split_whitespace()
            .nth(19)
            .unwrap()
            .parse()
            .unwrap();
        let uptime = fs::read_to_string("/proc/uptime").unwrap();
        let uptime: f64 = uptime.split(' ').next().unwrap().parse().unwrap();
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs_f64();
        (now - (uptime - ticks / 100.0)) * 1000.0
    }

    /// `program`, to be run on this desktop and to know no other.
    pub fn command(&self, program: &str) -> Command {
        let home = self.home.path();
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            .env("DISPLAY", &self.display)
            .env("GDK_BACKEND", "x11")
            .env("TMPDIR", home.join("tmp"))
            .env("ROLLCALL_LOG", "trace")
            .env("LANG", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1")
            .env("ROLLCALL_DATA_DIR", self.data_dir());
        command
    }

    fn unlocked_keyring(&self) -> Running {
        let mut keyring = Running::start(
            self.command("gnome-keyring-daemon")
                .args(["--foreground", "--unlock", "--components=secrets"])
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        // The password of the new keyring; the end of the input is the end of the password.
        keyring.0.stdin.take().unwrap().write_all(b"test").unwrap();
        let there = self
            .command("gdbus")
            .args([
                "wait",
                "--session",
                "--timeout",
                "30",
                "org.freedesktop.secrets",
            ])
            .status()
            .unwrap();
        assert!(there.success(), "the keyring did not come up");
        keyring
    }
}

impl Drop for Desktop {
    /// No test ends well that left a secret or a national id anywhere.
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let canaries = self.canaries.lock().unwrap();
        for folder in WRITTEN {
            assert_eq!(in_files(&canaries, &self.home.path().join(folder)), []);
        }
    }
}

fn bus_configuration(home: &Path) -> PathBuf {
    let path = home.join("bus.conf");
    let socket = home.join("run");
    fs::write(
        &path,
        format!(
            r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
            socket.display()
        ),
    )
    .unwrap();
    path
}
