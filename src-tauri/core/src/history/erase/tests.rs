//! Whoever is erased is found nowhere afterwards, and everybody else is as they were.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rusqlite::types::ValueRef;

use super::*;
use crate::history::{Ending, ItemResult, KeptKind, Record, Wanted};
use crate::plan::Operation;

mod company;
mod recent;

use company::{Company, clock, email_of, key, key_of, name_of, national_id_of, who};

/// All under which somebody stands, as it is written and as the search folds it.
fn words_of(n: u32) -> Vec<String> {
    let as_json = serde_json::to_string(&name_of(n)).unwrap();
    let name = as_json.trim_matches('"').to_owned();
    let mut words = vec![key_of(n), name_of(n), name, email_of(n), national_id_of(n)];
    let folded: Vec<_> = words
        .iter()
        .map(|word| crate::sheet::without_accents(word))
        .collect();
    words.extend(folded);
    words.push(national_id_of(n).replace(['.', '-'], ""));
    words
}

/// Every value of every table, blobs unpacked where they are packed, one after the other.
fn everything(history: &History) -> Vec<Vec<u8>> {
    let told = history.read(|database| {
        let mut tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
        let tables = tables.query_map([], |row| row.get::<_, String>(0))?;
        let mut told = Vec::new();
        for table in tables {
            let table = table?;
            let mut query = database.prepare(&format!("SELECT * FROM \"{table}\""))?;
            let columns = query.column_count();
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    match row.get_ref(column)? {
                        ValueRef::Text(text) => told.push(text.to_vec()),
                        ValueRef::Blob(blob) => {
                            told.push(blob.to_vec());
                            told.extend(lz4_flex::decompress_size_prepended(blob));
                        }
                        _ => {}
                    }
                }
            }
        }
        Ok(told)
    });
    told.unwrap()
}

fn has(bytes: &[u8], word: &str) -> bool {
    bytes
        .windows(word.len())
        .any(|window| window == word.as_bytes())
}

/// How many erasures are not finished.
fn erasing(history: &History) -> u32 {
    let kept = history.inventory().unwrap().into_iter();
    let mut erasures = kept.filter(|one| one.kind == KeptKind::Erasures);
    erasures.next().unwrap().count
}

/// The words of somebody that are nobody else's of the company: a name may be.
fn own_words(n: u32, homonyms: bool) -> Vec<String> {
    let words = words_of(n).into_iter();
    words
        .filter(|word| !homonyms || !word.to_lowercase().contains("lia"))
        .collect()
}

#[test]
fn nothing_of_somebody_is_left_in_any_table_log_copy_or_damaged_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    let company = Company::at(&path);
    let jobs = company.fill();
    assert!(company.history.back_up_today().unwrap());
    let copy = company.history.backups().unwrap().remove(0).path;
    // One damaged history that opens still, and one that does not.
    let whole = folder.path().join("history-damaged-20260301T080000Z.db");
    let cut = folder.path().join("history-damaged-20260302T080000Z.db");
    std::fs::copy(&copy, &whole).unwrap();
    let bytes = std::fs::read(&copy).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 8192 * 4096]).unwrap();
    let all = everything(&company.history);
    for word in [key_of(1), email_of(1), national_id_of(1)] {
        assert!(
            all.iter().filter(|bytes| has(bytes, &word)).count() > 3,
            "{word}"
        );
    }
    let shapes: Vec<_> = jobs
        .iter()
        .map(|job| company.history.job(*job).unwrap())
        .collect();

    let erased = company.history.erase(&who(company.connection, 1)).unwrap();
    let kept = erased.kept;
    assert_eq!(
        (kept.jobs, kept.items, kept.plans, kept.rosters),
        (2, 2, 2, 2)
    );
    assert_eq!((kept.imports, kept.notes, kept.protections), (1, 1, 1));
    assert_eq!(erased.copies_rewritten, 2);
    assert_eq!(
        erased.copies_deleted,
        ["history-damaged-20260302T080000Z.db"]
    );
    assert!(!cut.exists());

    let mut searched = vec![everything(&company.history)];
    for copy in [copy, whole] {
        searched.push(everything(&History::open(&copy, &key(), clock()).unwrap()));
    }
    // Person 4 has the same name, which stays with what is theirs.
    for (place, values) in searched.iter().enumerate() {
        for word in own_words(1, true) {
            assert!(
                !values.iter().any(|bytes| has(bytes, &word)),
                "{word} in {place}"
            );
        }
    }
    let reason = &company.history.releases().unwrap()[0].reason;
    assert_eq!(reason, "*** (***) asked for it");
    for (job, before) in jobs.iter().zip(shapes) {
        let job = company.history.job(*job).unwrap();
        assert_eq!(
            (job.items, job.results, job.state),
            (before.items, before.results, before.state)
        );
        let items = company.history.all_job_items(job.id).unwrap();
        assert_eq!(items.len(), 5);
        assert_eq!(
            (items[1].item.key.as_str(), items[1].item.name.as_str()),
            (erased.pseudonym.as_str(), "***")
        );
        assert!(is_erased(&items[1].item.key) && !is_erased(&items[2].item.key));
        assert_eq!(company.history.sent_items(job.id).count(), 5);
    }
    assert!(company.history.verify_trail().unwrap().ok);
    assert_eq!(erasing(&company.history), 0);
    assert!(
        company
            .history
            .find_people(&email_of(1))
            .unwrap()
            .is_empty()
    );
    let wanted = Wanted {
        text: email_of(1),
        ..Wanted::default()
    };
    assert!(company.history.search(&wanted).unwrap().people.is_empty());
}

#[test]
fn no_page_and_no_log_has_anything_of_somebody_whose_name_is_theirs_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plain.db");
    let company = Company::in_the_clear(&path);
    let people: Vec<_> = [0, 1, 2].map(|n| (n, Operation::Create)).to_vec();
    let plan = company.plan("one", &people, &[1]);
    let job = company.job("one", plan, &people);
    company.end(
        job,
        &Ending {
            went: true,
            ..Ending::of(ItemResult::Succeeded)
        },
    );
    company.roster(0..3);
    company.roster(0..2);
    company.roster(0..3);
    let on_disk = |word: &str| {
        let log = path.with_extension("db-wal");
        [&path, &log]
            .iter()
            .any(|file| has(&std::fs::read(file).unwrap(), word))
    };
    assert!(words_of(1).iter().take(5).all(|word| on_disk(word)));
    company.history.erase(&who(company.connection, 1)).unwrap();
    for word in words_of(1) {
        assert!(!on_disk(&word), "{word}");
    }
    assert!(words_of(2).iter().take(5).all(|word| on_disk(word)));
}

#[test]
fn somebody_whom_a_job_is_sending_is_not_erased_and_nothing_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let company = Company::at(&folder.path().join("history.db"));
    company.fill();
    let plan = company.plan("going on", &[(1, Operation::Update)], &[]);
    let job = company.job("going on", plan, &[(1, Operation::Update)]);
    let before = everything(&company.history);
    let refused = company
        .history
        .erase(&who(company.connection, 1))
        .unwrap_err();
    assert!(
        matches!(refused, HistoryError::StillSent { job: of } if of == job),
        "{refused}"
    );
    assert_eq!(everything(&company.history), before);
    company.history.erase(&who(company.connection, 2)).unwrap();
}

#[test]
fn an_erasure_that_was_cut_off_after_any_step_is_finished_at_the_next_start() {
    for steps in 0..4 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        let company = Company::at(&path);
        let jobs = company.fill();
        assert!(company.history.back_up_today().unwrap());
        let history = &company.history;
        let person = history.person(&who(company.connection, 1)).unwrap();
        let pseudonym = history.pseudonym_of(&person);
        let begun = Begun { person, items: 2 };
        let note = |database: &Transaction<'_>| {
            let values = params![Json(&begun), Moment(history.now())];
            Ok(database.execute(
                "INSERT INTO erasures (person, begun_at) VALUES (?1, ?2)",
                values,
            )?)
        };
        history.write(note).unwrap();
        for job in jobs.iter().take(steps) {
            history.scrub_job(&begun.person, *job, &pseudonym).unwrap();
        }
        if steps > 1 {
            for plan in history.plans_that_say(&begun.person).unwrap() {
                history.scrub_plan(&begun.person, plan, &pseudonym).unwrap();
            }
        }
        if steps > 2 {
            history.scrub_rest(&begun.person).unwrap();
        }
        assert_eq!(erasing(history), 1);
        drop(company);
        let history = History::open(&path, &key(), clock()).unwrap();
        assert_eq!(
            history.tidy(&[], &|| true).unwrap(),
            None,
            "nothing else is due"
        );
        assert_eq!(erasing(&history), 0);
        let mut all = everything(&history);
        let copy = history.backups().unwrap().remove(0).path;
        all.extend(everything(&History::open(&copy, &key(), clock()).unwrap()));
        for word in own_words(1, true) {
            assert!(
                !all.iter().any(|bytes| has(bytes, &word)),
                "{word} after {steps} steps"
            );
        }
        assert!(history.verify_trail().unwrap().ok);
    }
}

#[test]
fn a_plan_that_lost_somebody_is_kept_again_whole_before_it_is_sent() {
    let company = Company::over(History::in_memory(clock()).unwrap());
    let people: Vec<_> = (0..3).map(|n| (n, Operation::Update)).collect();
    let plan = company.plan("one", &people, &[]);
    let record = company.history.plan(plan).unwrap();
    company.history.erase(&who(company.connection, 1)).unwrap();
    let scrubbed = company.history.plan(plan).unwrap();
    assert_eq!(scrubbed.plan.changes.len(), 3);
    assert!(is_erased(&scrubbed.plan.changes[1].key));
    assert!(company.try_job("one", plan, &people).is_err());
    assert_eq!(company.history.keep_plan(&record).unwrap(), plan);
    assert_eq!(company.history.plan(plan).unwrap(), record);
    company.job("one", plan, &people);
}

#[test]
fn several_who_fit_are_all_told_and_a_whole_key_finds_one() {
    let company = Company::over(History::in_memory(clock()).unwrap());
    company.fill();
    let find = |text: &str| company.history.find_people(text).unwrap();
    assert_eq!(find(&key_of(1)).len(), 1);
    assert_eq!(find("52998200125")[0].who.key, key_of(1));
    assert_eq!(find(&name_of(1)).len(), 2, "two of that name");
    assert_eq!(find("iris").len(), 5);
    assert!(find("nobody").is_empty());
}

/// All that is kept of somebody, byte for byte.
fn kept_of(company: &Company, n: u32) -> Vec<String> {
    let history = &company.history;
    let person = history.person(&who(company.connection, n)).unwrap();
    let mut told = Vec::new();
    let json = |value: &dyn erased::Told| value.told();
    let mut tell = |record: &Record<'_>| {
        told.push(format!("{:?} {:?}", record.source, record.line));
        told.extend(record.change.map(|one| json(one)));
        told.extend(record.withheld.map(|one| json(one)));
        told.extend(record.said.map(|one| json(one)));
    };
    history.walk_records(&person, &mut tell).unwrap();
    let wanted = Wanted {
        text: email_of(n),
        ..Wanted::default()
    };
    told.push(format!("{:?}", history.search(&wanted).unwrap().people));
    let protected = history.protected_people(company.connection).unwrap();
    told.extend(
        protected
            .iter()
            .filter(|one| one.place.1.0 == key_of(n))
            .map(|one| format!("{one:?}")),
    );
    let sent = history.last_sent(company.connection).unwrap();
    told.extend(
        sent.iter()
            .filter(|(place, _)| place.1.0 == key_of(n))
            .map(|one| format!("{one:?}")),
    );
    told
}

mod erased {
    /// Something that is kept as JSON.
    pub(super) trait Told {
        fn told(&self) -> String;
    }

    impl<T: serde::Serialize> Told for T {
        fn told(&self) -> String {
            serde_json::to_string(self).unwrap()
        }
    }
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        Just(Operation::Create),
        Just(Operation::Update),
        Just(Operation::Delete)
    ]
}

fn sendings() -> impl Strategy<Value = Vec<Vec<(u32, Operation)>>> {
    let one = proptest::collection::btree_map(0_u32..8, operation(), 1..8);
    let one = one.prop_map(|people| people.into_iter().collect::<Vec<_>>());
    proptest::collection::vec(one, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn all_others_are_byte_for_byte_as_before(
        sendings in sendings(),
        withheld in proptest::collection::btree_set(0_u32..8, 0..4),
        on_roster in proptest::collection::btree_set(0_u32..8, 0..8),
        victim in 0_u32..8,
    ) {
        let company = Company::over(History::in_memory(clock()).unwrap());
        let withheld: Vec<u32> = withheld.into_iter().collect();
        for (number, people) in sendings.iter().enumerate() {
            let hash = format!("plan {number}");
            let plan = company.plan(&hash, people, &withheld);
            let job = company.job(&hash, plan, people);
            company.end(job, &Ending { went: true, ..Ending::of(ItemResult::Succeeded) });
        }
        company.roster(on_roster.into_iter());
        let others = |company: &Company| -> Vec<Vec<String>> {
            (0..8).filter(|n| *n != victim).map(|n| kept_of(company, n)).collect()
        };
        let before = others(&company);
        // By their address, by which somebody is found of whom there are only rows without a key.
        for found in company.history.find_people(&email_of(victim)).unwrap() {
            company.history.erase(&found.who).unwrap();
        }
        company.history.erase(&who(company.connection, victim)).unwrap();
        prop_assert_eq!(others(&company), before);
        let left = everything(&company.history);
        for word in own_words(victim, true) {
            prop_assert!(!left.iter().any(|bytes| has(bytes, &word)), "{}", word);
        }
        prop_assert!(company.history.verify_trail().unwrap().ok);
    }
}
