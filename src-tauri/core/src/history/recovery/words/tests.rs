use super::*;

fn key(seed: u8) -> RecoveryKey {
    let mut values = [0; GROUPS * LETTERS];
    for (index, value) in (0_u8..).zip(&mut values) {
        *value = (index.wrapping_mul(7).wrapping_add(seed)) & 31;
    }
    RecoveryKey(Zeroizing::new(values))
}

#[test]
fn what_is_written_down_is_read_back_however_it_is_typed() {
    let made = RecoveryKey::generate().expect("random");
    let text = made.text();
    assert_eq!(text.len(), 41);
    assert!(
        text.chars()
            .all(|c| c == '-' || ALPHABET.contains(&(c as u8)))
    );
    let sloppy = text
        .to_lowercase()
        .replace('-', " ")
        .replace('0', "o")
        .replace('1', "l");
    for typed in [text.to_string(), sloppy, text.replace('-', "")] {
        let read = RecoveryKey::read(&format!(" {typed}\n")).expect("reads");
        assert_eq!(*read.0, *made.0);
    }
    assert_ne!(*made.0, *RecoveryKey::generate().expect("random").0);
}

#[test]
fn every_single_slip_is_told_by_its_group() {
    let text = key(3).text();
    for (at, was) in text.char_indices().filter(|(_, c)| *c != '-') {
        for other in ALPHABET.iter().map(|c| char::from(*c)) {
            if other == was {
                continue;
            }
            let mut typed = text.to_string();
            typed.replace_range(at..=at, &other.to_string());
            let told = RecoveryKey::read(&typed).err();
            assert_eq!(told, Some(BadWords::Group { group: at / 6 + 1 }));
        }
    }
}

#[test]
fn letters_and_groups_that_changed_places_are_told() {
    let text = key(11).text();
    let letters: Vec<char> = text.chars().collect();
    for (one, other) in (0..letters.len()).flat_map(|one| (0..one).map(move |other| (one, other))) {
        let same_group = one / 6 == other / 6;
        let apart = letters[one] != letters[other] && letters[one] != '-' && letters[other] != '-';
        if !(same_group && apart) {
            continue;
        }
        let mut typed = letters.clone();
        typed.swap(one, other);
        let typed: String = typed.into_iter().collect();
        assert!(RecoveryKey::read(&typed).is_err(), "{typed}");
    }
    let mut groups: Vec<&str> = text.split('-').collect();
    groups.swap(1, 4);
    let told = RecoveryKey::read(&groups.join("-")).err();
    assert_eq!(told, Some(BadWords::Group { group: 2 }));
}

#[test]
fn what_is_no_key_at_all_is_told_by_its_length_or_its_letter() {
    let told = |text: &str| RecoveryKey::read(text).err();
    assert_eq!(told(""), Some(BadWords::Length { found: 0 }));
    assert_eq!(
        told("correct horse battery"),
        Some(BadWords::Length { found: 19 })
    );
    let mut typed = key(5).text().to_string();
    typed.replace_range(6..7, "U");
    assert_eq!(told(&typed), Some(BadWords::Group { group: 2 }));
}
