//! What went stands in no page, no log and no old copy.

use super::Kept;
use crate::history::Filing;

#[test]
fn an_old_copy_goes_with_what_it_still_has() {
    let folder = tempfile::tempdir().unwrap();
    let kept = Kept::at(folder.path());
    kept.ended("old");
    assert!(kept.history.back_up_today().unwrap());
    kept.later(91);
    assert!(kept.history.back_up_today().unwrap());
    assert_eq!(kept.delete().copies, 1);
    assert_eq!(kept.history.backups().unwrap().len(), 1);
    let log = std::fs::metadata(folder.path().join("history.db-wal")).unwrap();
    assert!(log.len() < 40_000, "what came after alone is in it");
}

#[test]
fn no_page_and_no_log_keeps_what_went() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plain.db");
    let kept = Kept::in_the_clear(&path);
    kept.ended("old");
    while kept.history.file_for_search().unwrap() == Filing::More {}
    let has = |word: &str| {
        let log = path.with_extension("db-wal");
        let files = [&path, &log].map(|file| std::fs::read(file).unwrap());
        let has = |bytes: &Vec<u8>| bytes.windows(word.len()).any(|w| w == word.as_bytes());
        files.iter().any(has)
    };
    let words = ["Pessoa 1", "000001", "Recife", "pessoa1@aurora.example"];
    assert!(words.iter().all(|word| has(word)));
    kept.later(91);
    assert!(kept.delete().finished);
    for word in words {
        assert!(!has(word), "{word}");
    }
}
