use super::*;

/// As cheap as Argon2 goes.
const CHEAP: Cost = Cost {
    memory_kib: 8,
    rounds: 1,
    lanes: 1,
};

fn open(dir: &Path, passphrase: &str) -> Result<PassphraseVault, VaultError> {
    PassphraseVault::open(dir, &passphrase.into(), CHEAP)
}

fn file(dir: &Path) -> String {
    std::fs::read_to_string(dir.join(FILE)).expect("the vault's file")
}

#[test]
fn what_is_kept_is_there_after_a_restart_and_not_in_the_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let name = Name::Connection("7".into());
    let vault = open(dir.path(), "correct horse").expect("is made");
    vault.write(&name, &"hush-hush".into()).expect("writes");
    vault
        .write_bytes(&Name::HistoryKey, &[9; 32])
        .expect("writes");
    drop(vault);
    assert!(!file(dir.path()).contains("hush-hush"));
    let vault = open(dir.path(), "correct horse").expect("opens");
    let read = vault.read(&name).expect("reads").expect("is there");
    assert_eq!(read.expose_secret(), "hush-hush");
    vault.delete(&name).expect("deletes");
    drop(vault);
    let vault = open(dir.path(), "correct horse").expect("opens");
    assert!(vault.read(&name).expect("reads").is_none());
    let key = vault
        .read_bytes(&Name::HistoryKey)
        .expect("reads")
        .expect("is there");
    assert_eq!(key.expose_secret(), &[9; 32]);
}

#[test]
fn a_wrong_passphrase_is_told_and_changes_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let vault = open(dir.path(), "correct horse").expect("is made");
    vault.write(&Name::SealKey, &"seal".into()).expect("writes");
    let before = file(dir.path());
    assert!(matches!(
        open(dir.path(), "wrong horse"),
        Err(VaultError::WrongPassphrase)
    ));
    assert_eq!(file(dir.path()), before);
    assert!(open(dir.path(), "correct horse").is_ok());
}

#[test]
fn a_short_passphrase_makes_no_vault() {
    let dir = tempfile::tempdir().expect("a folder");
    assert!(matches!(
        open(dir.path(), "short"),
        Err(VaultError::PassphraseTooShort { .. })
    ));
    assert!(!PassphraseVault::exists(dir.path()));
}

#[test]
fn a_damaged_a_weakened_and_a_newer_file_are_told_apart() {
    let dir = tempfile::tempdir().expect("a folder");
    open(dir.path(), "correct horse").expect("is made");
    let whole = file(dir.path());
    let put = |text: &str| std::fs::write(dir.path().join(FILE), text).expect("writes");
    put(&whole[..whole.len() / 2]);
    assert!(matches!(
        open(dir.path(), "correct horse"),
        Err(VaultError::Corrupt { .. })
    ));
    put(&whole.replace("\"rounds\": 1", "\"rounds\": 2"));
    assert!(matches!(
        open(dir.path(), "correct horse"),
        Err(VaultError::WrongPassphrase)
    ));
    put(&whole.replace("\"rounds\": 1", "\"rounds\": 4000000000"));
    assert!(matches!(
        open(dir.path(), "correct horse"),
        Err(VaultError::Corrupt { .. })
    ));
    put(&whole.replace("\"format\": 1", "\"format\": 2"));
    assert!(matches!(
        open(dir.path(), "correct horse"),
        Err(VaultError::Newer(2))
    ));
    put(&whole);
    assert!(open(dir.path(), "correct horse").is_ok());
}

#[test]
fn a_write_that_fails_leaves_file_and_memory_as_they_were() {
    let dir = tempfile::tempdir().expect("a folder");
    let vault = open(dir.path(), "correct horse").expect("is made");
    // A folder where the file beside would be: it can be neither removed as a file nor made anew.
    std::fs::create_dir(dir.path().join("vault.new")).expect("a folder");
    let error = vault
        .write(&Name::SealKey, &"seal".into())
        .expect_err("fails");
    assert!(matches!(error, VaultError::File { .. }), "{error}");
    assert!(vault.read(&Name::SealKey).expect("reads").is_none());
    assert!(open(dir.path(), "correct horse").is_ok());
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    let vault = open(dir.path(), "correct horse").expect("is made");
    vault.write(&Name::SealKey, &"seal".into()).expect("writes");
    let metadata = std::fs::metadata(dir.path().join(FILE)).expect("the file");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_another_process_wrote_stays_and_what_it_took_away_is_not_brought_back() {
    let dir = tempfile::tempdir().expect("a folder");
    let (one, two) = (Name::Connection("1".into()), Name::Connection("2".into()));
    let first = open(dir.path(), "correct horse").expect("is made");
    let second = open(dir.path(), "correct horse").expect("opens");
    second.write(&two, &"theirs".into()).expect("writes");
    first.write(&one, &"ours".into()).expect("writes");
    let read = |name| {
        let vault = open(dir.path(), "correct horse").expect("opens");
        let kept = vault.read(name).expect("reads");
        kept.map(|kept| kept.expose_secret().to_owned())
    };
    assert_eq!(read(&one).as_deref(), Some("ours"));
    assert_eq!(read(&two).as_deref(), Some("theirs"));

    // Closed with another passphrase meanwhile.
    PassphraseVault::remove(dir.path()).expect("removes");
    let gone = first.write(&one, &"again".into());
    assert!(matches!(gone, Err(VaultError::Missing(_))), "{gone:?}");
    drop(open(dir.path(), "battery staple").expect("is made"));
    let other = first.write(&one, &"again".into());
    assert!(
        matches!(other, Err(VaultError::WrongPassphrase)),
        "{other:?}"
    );
    drop(open(dir.path(), "battery staple").expect("opens still"));
}

#[test]
fn writes_of_several_at_once_all_stay() {
    let dir = tempfile::tempdir().expect("a folder");
    drop(open(dir.path(), "correct horse").expect("is made"));
    let name = |who: usize, n: usize| Name::Connection(format!("{who}-{n}"));
    std::thread::scope(|scope| {
        for who in 0..4 {
            // Each with a vault of its own, as in processes of their own.
            let vault = open(dir.path(), "correct horse").expect("opens");
            scope.spawn(move || {
                for n in 0..10 {
                    vault.write(&name(who, n), &"hush".into()).expect("writes");
                }
            });
        }
    });
    let vault = open(dir.path(), "correct horse").expect("opens");
    for (who, n) in (0..4).flat_map(|who| (0..10).map(move |n| (who, n))) {
        let kept = vault.read(&name(who, n)).expect("reads");
        assert!(kept.is_some(), "{who}-{n} was written over");
    }
}
