//! Values that must be found nowhere but where they belong: client secrets and national ids, looked for in every file that
//! a desktop's programs wrote and in what they were started with, however each is written (safety, "Secrets and people's
//! data"). Every test of the window ends with it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// A value and how it may be written.
#[derive(Debug)]
pub struct Canary {
    what: String,
    forms: Vec<Vec<u8>>,
}

impl Canary {
    /// A value, which `what` calls by another name, since the value itself is to be in no log.
    pub fn of(what: &str, value: &str) -> Self {
        let bytes = value.as_bytes();
        let wide: Vec<u8> = value.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut hex = String::new();
        for byte in bytes {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        let mut forms = vec![bytes.to_vec(), wide, hex.to_uppercase().into_bytes()];
        forms.push(hex.into_bytes());
        // Wherever it stands among other bytes that are written as base64, its middle is one of these three.
        for before in 0..3 {
            let mut shifted = vec![0; before];
            shifted.extend(bytes);
            for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
                let text = engine.encode(&shifted);
                let whole = before * 8_usize.div_ceil(6)..text.len() - 2;
                forms.push(text.as_bytes()[whole].to_vec());
            }
        }
        forms.sort();
        forms.dedup();
        Self {
            what: what.to_owned(),
            forms,
        }
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        self.forms
            .iter()
            .any(|form| memchr::memmem::find(bytes, form).is_some())
    }
}

/// Where any of the values is found among the files under `folder`, each place with the value's name.
pub fn in_files(canaries: &[Canary], folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.flatten() {
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        if kind.is_dir() {
            found.extend(in_files(canaries, &path));
        } else if kind.is_file() {
            // A file that its program took away meanwhile holds nothing.
            let bytes = fs::read(&path).unwrap_or_default();
            found.extend(in_bytes(canaries, &bytes, &path));
        }
    }
    found
}

/// Where any of the values is found among the arguments and the environment of processes of that home (proc(5)).
pub fn in_processes(canaries: &[Canary], home: &Path) -> Vec<(String, PathBuf)> {
    let ours = format!("HOME={}", home.display());
    let mut found = Vec::new();
    for process in fs::read_dir("/proc").unwrap().flatten() {
        let environment = fs::read(process.path().join("environ")).unwrap_or_default();
        let mut variables = environment.split(|byte| *byte == 0);
        if variables.any(|one| one == ours.as_bytes()) {
            for part in ["cmdline", "environ"] {
                let path = process.path().join(part);
                let bytes = fs::read(&path).unwrap_or_default();
                found.extend(in_bytes(canaries, &bytes, &path));
            }
        }
    }
    found
}

fn in_bytes(canaries: &[Canary], bytes: &[u8], path: &Path) -> Vec<(String, PathBuf)> {
    let found = canaries.iter().filter(|canary| canary.is_in(bytes));
    found
        .map(|canary| (canary.what.clone(), path.to_owned()))
        .collect()
}

#[test]
fn a_value_is_found_however_it_is_written() {
    use base64::engine::general_purpose::STANDARD;

    let canary = [Canary::of("a secret", "s3cr3t-4f2a9c01d7be")];
    let wide: Vec<u8> = "s3cr3t-4f2a9c01d7be"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("a/b");
    fs::create_dir_all(&inner).unwrap();
    for (name, bytes) in [
        ("plain", b"secret=s3cr3t-4f2a9c01d7be;".to_vec()),
        ("wide", wide),
        ("hex", b"7333637233742D34663261396330316437626500".to_vec()),
        ("one", STANDARD.encode("s3cr3t-4f2a9c01d7be").into_bytes()),
        (
            "two",
            STANDARD.encode("id:s3cr3t-4f2a9c01d7be\n").into_bytes(),
        ),
        (
            "three",
            STANDARD.encode("id=:s3cr3t-4f2a9c01d7be").into_bytes(),
        ),
        (
            "four",
            STANDARD.encode("idid:s3cr3t-4f2a9c01d7be").into_bytes(),
        ),
    ] {
        let path = inner.join(name);
        fs::write(&path, &bytes).unwrap();
        assert_eq!(
            in_files(&canary, folder.path()),
            [("a secret".to_owned(), path.clone())]
        );
        fs::remove_file(path).unwrap();
    }
    fs::write(inner.join("else"), b"s3cr3t-4f2a9c01d7b").unwrap();
    assert_eq!(in_files(&canary, folder.path()), []);
}
