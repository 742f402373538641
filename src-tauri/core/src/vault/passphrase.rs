//! Secrets in a file that a passphrase opens: Argon2id makes the key, XChaCha20-Poly1305 closes the file. What it says
//! about itself is sealed with it, so that nobody can make the key cheaper to guess. A wrong passphrase changes nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::RngCore;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::turn::Turn;
use super::{Backend, CALL_LIMIT, Name, Vault, VaultError, private_file};

/// The file's name in the data folder.
const FILE: &str = "vault.json";
const FORMAT: u32 = 1;
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// A new passphrase is no shorter.
const LEAST_CHARACTERS: usize = 8;
/// A file cannot ask for more than so much work: 1 GiB, 64 rounds.
const MOST: Cost = Cost {
    memory_kib: 1 << 20,
    rounds: 64,
    lanes: 16,
};

/// What guessing a passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub rounds: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            rounds: 3,
            lanes: 1,
        }
    }
}

/// The file.
#[derive(Serialize, Deserialize)]
struct Sealed {
    #[serde(flatten)]
    header: Header,
    nonce: String,
    secrets: String,
}

/// What must be known to open it; sealed as associated data.
#[derive(Clone, Serialize, Deserialize)]
struct Header {
    format: u32,
    kdf: String,
    cost: Cost,
    salt: String,
}

/// A vault in a file, opened.
pub struct PassphraseVault {
    path: PathBuf,
    header: Header,
    cipher: XChaCha20Poly1305,
    secrets: Mutex<Secrets>,
}

/// Names and secrets; wiped from memory when they go.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Secrets(BTreeMap<String, String>);

impl Drop for Secrets {
    fn drop(&mut self) {
        self.0.values_mut().for_each(Zeroize::zeroize);
    }
}

impl std::fmt::Debug for PassphraseVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PassphraseVault")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl PassphraseVault {
    /// Whether a data folder has one.
    pub fn exists(data_dir: &Path) -> bool {
        Self::path(data_dir).exists()
    }

    /// Where a data folder has it.
    pub fn path(data_dir: &Path) -> PathBuf {
        data_dir.join(FILE)
    }

    /// Opens the vault of a data folder, or makes an empty one.
    pub fn open(
        data_dir: &Path,
        passphrase: &SecretString,
        cost: Cost,
    ) -> Result<Self, VaultError> {
        let path = Self::path(data_dir);
        match private_file::read(&path)? {
            Some(bytes) => Self::unseal(path, &bytes, passphrase),
            None => Self::make(path, passphrase, cost, Secrets::default()),
        }
    }

    /// Makes the vault of a data folder with these secrets, in the place of one that may be there, in one piece.
    pub(super) fn make_of(
        data_dir: &Path,
        passphrase: &SecretString,
        cost: Cost,
        secrets: &[(Name, SecretString)],
    ) -> Result<Self, VaultError> {
        let named = |(name, secret): &(Name, SecretString)| {
            (name.to_string(), secret.expose_secret().to_owned())
        };
        let secrets = Secrets(secrets.iter().map(named).collect());
        Self::make(Self::path(data_dir), passphrase, cost, secrets)
    }

    /// Refuses a passphrase that is no protection.
    pub(super) fn check(passphrase: &SecretString) -> Result<(), VaultError> {
        if passphrase.expose_secret().chars().count() < LEAST_CHARACTERS {
            let least = LEAST_CHARACTERS;
            return Err(VaultError::PassphraseTooShort { least });
        }
        Ok(())
    }

    /// Removes the file of a data folder. That there is none is no error.
    pub(super) fn remove(data_dir: &Path) -> Result<(), VaultError> {
        private_file::remove(&Self::path(data_dir))
    }

    /// Gives the file of a data folder another name, under which nothing looks for it.
    pub(super) fn put_aside(data_dir: &Path) -> Result<(), VaultError> {
        private_file::put_aside(&Self::path(data_dir))
    }

    fn make(
        path: PathBuf,
        passphrase: &SecretString,
        cost: Cost,
        secrets: Secrets,
    ) -> Result<Self, VaultError> {
        Self::check(passphrase)?;
        let header = Header {
            format: FORMAT,
            kdf: "argon2id".to_owned(),
            cost,
            salt: STANDARD.encode(random::<16>()),
        };
        let vault = Self {
            cipher: cipher(&header, passphrase, &path)?,
            path,
            header,
            secrets: Mutex::default(),
        };
        vault.seal(&secrets)?;
        *vault.secrets.lock().unwrap_or_else(PoisonError::into_inner) = secrets;
        Ok(vault)
    }

    fn unseal(path: PathBuf, bytes: &[u8], passphrase: &SecretString) -> Result<Self, VaultError> {
        let sealed = sealed(&path, bytes)?;
        let cipher = cipher(&sealed.header, passphrase, &path)?;
        let secrets = Self::opened(&path, &sealed, &cipher)?;
        Ok(Self {
            path,
            header: sealed.header,
            cipher,
            secrets: Mutex::new(secrets),
        })
    }

    fn opened(
        path: &Path,
        sealed: &Sealed,
        cipher: &XChaCha20Poly1305,
    ) -> Result<Secrets, VaultError> {
        let corrupt = || damaged(path);
        let nonce = STANDARD.decode(&sealed.nonce).map_err(|_| corrupt())?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| corrupt())?;
        let closed = STANDARD.decode(&sealed.secrets).map_err(|_| corrupt())?;
        let about = about(&sealed.header, path)?;
        let payload = Payload {
            msg: &closed,
            aad: &about,
        };
        let open = cipher
            .decrypt(&XNonce::from(nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| VaultError::WrongPassphrase)?;
        serde_json::from_slice(&open).map_err(|_| corrupt())
    }

    /// Writes all secrets, under a nonce of their own.
    fn seal(&self, secrets: &Secrets) -> Result<(), VaultError> {
        let corrupt = || damaged(&self.path);
        let nonce = random::<NONCE_BYTES>();
        let open = serde_json::to_vec(secrets)
            .map(Zeroizing::new)
            .map_err(|_| corrupt())?;
        let about = about(&self.header, &self.path)?;
        let payload = Payload {
            msg: &open,
            aad: &about,
        };
        let closed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| corrupt())?;
        let sealed = Sealed {
            header: self.header.clone(),
            nonce: STANDARD.encode(nonce),
            secrets: STANDARD.encode(closed),
        };
        let bytes = serde_json::to_vec_pretty(&sealed).map_err(|_| corrupt())?;
        private_file::replace(&self.path, &bytes)
    }

    /// Changes the secrets in the file, and in memory once the file has them. What another process wrote meanwhile stays;
    /// a file that was taken away, or closed with another passphrase, is not brought back.
    fn change(&self, work: impl FnOnce(&mut BTreeMap<String, String>)) -> Result<(), VaultError> {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let _turn = Turn::take(self.path.parent().unwrap_or(&self.path), CALL_LIMIT)?;
        let bytes = private_file::read(&self.path)?;
        let bytes = bytes.ok_or_else(|| VaultError::Missing(self.path.clone()))?;
        let sealed = sealed(&self.path, &bytes)?;
        let mut changed = Self::opened(&self.path, &sealed, &self.cipher)?;
        work(&mut changed.0);
        self.seal(&changed)?;
        *secrets = changed;
        Ok(())
    }
}

impl Vault for PassphraseVault {
    fn backend(&self) -> Backend {
        Backend::Passphrase
    }

    fn read(&self, name: &Name) -> Result<Option<SecretString>, VaultError> {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(secrets
            .0
            .get(&name.to_string())
            .map(|text| text.as_str().into()))
    }

    fn write(&self, name: &Name, secret: &SecretString) -> Result<(), VaultError> {
        self.change(|secrets| {
            secrets.insert(name.to_string(), secret.expose_secret().to_owned());
        })
    }

    fn delete(&self, name: &Name) -> Result<(), VaultError> {
        self.change(|secrets| {
            secrets.remove(&name.to_string());
        })
    }
}

fn sealed(path: &Path, bytes: &[u8]) -> Result<Sealed, VaultError> {
    let sealed: Sealed = serde_json::from_slice(bytes).map_err(|_| damaged(path))?;
    if sealed.header.format > FORMAT {
        return Err(VaultError::Newer(sealed.header.format));
    }
    Ok(sealed)
}

fn cipher(
    header: &Header,
    passphrase: &SecretString,
    path: &Path,
) -> Result<XChaCha20Poly1305, VaultError> {
    let Cost {
        memory_kib,
        rounds,
        lanes,
    } = header.cost;
    let known = header.format == FORMAT && header.kdf == "argon2id";
    if !known || memory_kib > MOST.memory_kib || rounds > MOST.rounds || lanes > MOST.lanes {
        return Err(damaged(path));
    }
    let salt = STANDARD.decode(&header.salt).map_err(|_| damaged(path))?;
    let params =
        Params::new(memory_kib, rounds, lanes, Some(KEY_BYTES)).map_err(|_| damaged(path))?;
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(
            passphrase.expose_secret().as_bytes(),
            &salt,
            key.as_mut_slice(),
        )
        .map_err(|_| VaultError::Derive { memory_kib })?;
    Ok(XChaCha20Poly1305::new(&(*key).into()))
}

fn about(header: &Header, path: &Path) -> Result<Vec<u8>, VaultError> {
    serde_json::to_vec(header).map_err(|_| damaged(path))
}

fn damaged(path: &Path) -> VaultError {
    let what = path.display().to_string();
    VaultError::Corrupt { what }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests;
