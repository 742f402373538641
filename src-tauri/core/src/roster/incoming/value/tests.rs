//! What is taken off a text, what is refused, and that the quick look never sees other than the thorough one.

use proptest::prelude::*;

use super::*;

fn read_text(raw: &str, field: &Field) -> (Option<String>, Vec<FindingCode>) {
    let value = text(raw, field);
    (value.text.map(|text| text.to_string()), value.faults)
}

#[test]
fn wrappers_are_taken_off_identifiers() {
    let id = Field::EmployeeId;
    let mended = vec![FindingCode::WrapperRemoved];
    assert_eq!(
        read_text("=\"00123\"", &id),
        (Some("00123".into()), mended.clone())
    );
    assert_eq!(read_text("'00123", &id), (Some("00123".into()), mended));
    assert_eq!(read_text("'s Gravenhage", &Field::Department).1, vec![]);
}

#[test]
fn exponents_are_refused_where_digits_matter() {
    for raw in ["1.23E+11", "1,23e+11", "5E+10"] {
        assert_eq!(
            read_text(raw, &Field::EmployeeId),
            (None, vec![FindingCode::ExponentText])
        );
    }
    for raw in ["1E5", "E+5", "12.3E+4x", "AB.1E+4"] {
        assert_eq!(read_text(raw, &Field::EmployeeId).0.as_deref(), Some(raw));
    }
}

#[test]
fn invisible_characters_leave_identifiers_and_stay_inside_names() {
    let invisible = vec![FindingCode::InvisibleCharacters];
    assert_eq!(
        read_text("\u{200b}００48\u{a0}", &Field::EmployeeId),
        (Some("0048".into()), invisible.clone())
    );
    assert_eq!(
        read_text("\u{200b} Ana\u{a0}Maria\u{feff}", &Field::FullName),
        (Some("Ana\u{a0}Maria".into()), invisible)
    );
    assert_eq!(
        read_text("  Ana  Maria ", &Field::FullName),
        (Some("Ana  Maria".into()), vec![])
    );
}

#[test]
fn error_words_are_no_text() {
    for raw in ["#N/A", "#N/D", "#NV", "#ZAHL!", "#REF!", " #DIV/0! "] {
        assert_eq!(
            read_text(raw, &Field::Department),
            (None, vec![FindingCode::ErrorCell])
        );
    }
    assert_eq!(
        read_text("#1 team", &Field::Department).0.as_deref(),
        Some("#1 team")
    );
}

#[test]
fn dates_in_text_files_are_no_identifiers() {
    let read = |raw: &str, field: &Field| digits_or_text(raw, field).faults;
    for raw in [
        "1-Mar",
        "mar/01",
        "01/mar",
        "2026-03-01",
        "01/03/2026",
        "3/15/2026",
        "1-mar-26",
        "dez-25",
        "1. Mrz",
    ] {
        let expected = if raw.contains(' ') {
            vec![]
        } else {
            vec![FindingCode::DateInIdentifier]
        };
        assert_eq!(read(raw, &Field::EmployeeId), expected, "{raw}");
    }
    for raw in [
        "MAR1",
        "MAR-01",
        "1-2",
        "12-34",
        "SP-01",
        "MAR-A",
        "2026-13-01",
        "11/22/3333",
        "01310-100",
        "12.345.678-9",
    ] {
        assert_eq!(read(raw, &Field::EmployeeId), vec![], "{raw}");
    }
    assert_eq!(read("1-Mar", &Field::Department), vec![]);
}

#[test]
fn mojibake_is_pointed_out() {
    assert_eq!(
        read_text("JoÃ£o", &Field::FullName).1,
        vec![FindingCode::Mojibake]
    );
    assert_eq!(read_text("João ÃÁ", &Field::FullName).1, vec![]);
}

/// Texts of every kind, and with preference those in which something could be wrong.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ -~]{0,16}",
        "[0-9]{0,20}",
        "[ 0-9Ee+.,/=\"'#-]{0,14}",
        "[\t\r\n\u{0}\u{1f}\u{7f}-\u{a1}\u{ad}\u{200b}-\u{2029}\u{feff}\u{ff01}-\u{ff5e}A-Ea-eÃÂâ€]{0,6}",
        "[0-9]{1,4}[/-](jan|MAR|mar|märz|févr\\.|[0-9]{1,2})([/-][0-9]{0,4})?",
        "[0-9][.,]?[0-9]{0,3}[Ee][+]?[0-9]{0,3}",
        "=\"[0-9 ]{0,5}\"?|'[0-9a-z']{0,5}",
        proptest::sample::select(vec![
            "#N/A",
            "#NV",
            "#¡REF!",
            "#DIV/0!",
            "ana@aurora.example"
        ])
        .prop_map(str::to_owned),
    ];
    let between = prop_oneof![Just(""), Just(" "), Just("  "), Just("\u{a0}"), Just("-")];
    (
        piece.clone(),
        between,
        prop_oneof![Just(String::new()), piece],
    )
        .prop_map(|(one, between, other)| format!("{one}{between}{other}"))
}

fn any_field() -> impl Strategy<Value = Field> {
    let mut fields = Field::STANDARD.to_vec();
    fields.push(Field::Custom("site".into()));
    proptest::sample::select(fields)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn a_quick_look_sees_what_the_thorough_reading_makes(raw in any_text(), field in any_field()) {
        for (text_file, value) in [(false, text(&raw, &field)), (true, digits_or_text(&raw, &field))] {
            if let Some((seen, origin)) = quick_text(&raw, &field, text_file) {
                let seen = Value { text: Some(Cow::Borrowed(seen)), origin, faults: Vec::new() };
                prop_assert_eq!(seen, value);
            }
        }
    }
}

#[test]
fn common_values_are_seen_quickly() {
    for raw in [
        "",
        "M0000001",
        "Ana Lima",
        "ana@aurora.example",
        "52998224725",
        "+5511988110020",
        "11.222.333/0001-81",
    ] {
        assert_eq!(
            quick_text(raw, &Field::EmployeeId, true).map(|found| found.0),
            Some(raw)
        );
    }
}
