//! What processing does to people, and every documented row error.

use std::time::Duration;

use jiff::Timestamp;
use rollcall_simulator::{Config, IdentifierKind, Person};
use serde_json::{Value, json};

use crate::support::{Bench, item, quiet, with};

const DAY: u64 = 24 * 3_600;

async fn with_identifier(identifier: IdentifierKind) -> Bench {
    let config = Config {
        identifier,
        ..quiet()
    };
    Bench::new(config).await
}

fn error(field: &str, kind: &str) -> (String, String, bool) {
    (field.to_owned(), kind.to_owned(), false)
}

/// The errors of a job with this item beside one that succeeds.
async fn errors_of(bench: &Bench, bad: Value) -> Vec<(String, String, bool)> {
    let good = item("UPDATE", &bench.current(30));
    let (status, errors) = bench.run(json!([good, bad])).await;
    assert_eq!(status, "Succeeded with errors");
    errors
}

#[tokio::test]
async fn every_identifier_can_be_missing_unknown_twice_or_taken() {
    for (kind, field, name, unknown) in [
        (IdentifierKind::Email, "email", "EMAIL", "no@aurora.example"),
        (
            IdentifierKind::EmployeeId,
            "employee_id",
            "EMPLOYEE_ID",
            "x1",
        ),
        (
            IdentifierKind::NationalId,
            "national_id",
            "NATIONAL_ID",
            "55555",
        ),
        (
            IdentifierKind::MobileNumber,
            "mobile_number",
            "MOBILE_NUMBER",
            "+5511955559999",
        ),
    ] {
        let bench = with_identifier(kind).await;
        let first = bench.current(0);
        let update = item("UPDATE", &first);
        let missing = errors_of(&bench, with(&update, field, " ")).await;
        assert_eq!(missing, [error(name, "MISSING")]);
        let not_found = errors_of(&bench, with(&update, field, unknown)).await;
        assert!(not_found.contains(&error(name, "NOT_FOUND")));

        let key = update[field].clone();
        let leaver = json!({"operation": "DELETE", "company_tax_id": bench.tax_id(), field: key});
        let (status, twice) = bench.run(json!([leaver.clone(), leaver])).await;
        assert_eq!(status, "Rejected");
        assert_eq!(twice, vec![error(name, "DUPLICATED"); 2]);

        let taken = with(&bench.stranger(), field, key);
        assert_eq!(errors_of(&bench, taken).await, [error(name, "CONFLICT")]);
    }
}

#[tokio::test]
async fn the_combined_identifier_needs_both_and_finds_by_the_employee_id() {
    let bench = with_identifier(IdentifierKind::EmployeeIdAndNationalId).await;
    let first = bench.current(0);
    let leaver = bench.leaver(0);
    let missing = errors_of(&bench, leaver).await;
    assert_eq!(missing, [error("NATIONAL_ID", "MISSING")]);

    let renamed = with(&item("UPDATE", &first), "national_id", "11144477735");
    assert_eq!(bench.run(json!([renamed])).await.0, "Succeeded");
    assert_eq!(bench.person(&first.id).national_id, "11144477735");

    let other = bench.current(1);
    let taken = with(&bench.stranger(), "national_id", other.national_id);
    let errors = errors_of(&bench, taken).await;
    assert_eq!(errors, [error("NATIONAL_ID", "CONFLICT")]);
}

#[tokio::test]
async fn formats_domains_conflicts_and_discount_groups_are_judged() {
    let bench = Bench::new(quiet()).await;
    let base = item("UPDATE", &bench.current(0));
    let other = bench.current(1);
    for (field, value, name, kind) in [
        ("email", "no-address", "EMAIL", "WRONG_FORMAT"),
        ("email", "a@gone.invalid", "EMAIL", "DOMAIN_UNREACHABLE"),
        ("email", &other.email, "EMAIL", "CONFLICT"),
        ("national_id", "#N/A", "NATIONAL_ID", "WRONG_FORMAT"),
        ("national_id", &other.national_id, "NATIONAL_ID", "CONFLICT"),
        (
            "mobile_number",
            "11 98811-0020",
            "MOBILE_NUMBER",
            "WRONG_FORMAT",
        ),
        (
            "mobile_number",
            &other.mobile_number,
            "MOBILE_NUMBER",
            "CONFLICT",
        ),
        (
            "discount_subset_id",
            "gold",
            "DISCOUNT_SUBSET_ID",
            "WRONG_FORMAT",
        ),
        (
            "company_tax_id",
            "999",
            "COMPANY_TAX_ID",
            "INVALID_COMPANY_TAX_ID",
        ),
    ] {
        let errors = errors_of(&bench, with(&base, field, value)).await;
        assert_eq!(errors, [error(name, kind)], "{value}");
    }
    let (status, errors) = bench.run(json!([with(&base, "company_tax_id", "9")])).await;
    assert_eq!((status.as_str(), errors.len()), ("Rejected", 1));
}

#[tokio::test]
async fn an_address_in_capitals_is_recovered_and_its_row_succeeds() {
    let bench = Bench::new(quiet()).await;
    let item = with(&bench.stranger(), "email", " Lia.Nova@Aurora.example ");
    let job = bench.submitted(json!([item])).await;
    bench.simulator.advance(Duration::from_secs(10));
    assert_eq!(bench.status(&job).await, "Succeeded with errors");
    let (_, body) = bench.get(&format!("{job}/errors")).await;
    assert_eq!(body["data"][0]["recovered_by"], "NORMALIZATION");
    assert_eq!(body["data"][0]["change_number"], 1);
    assert_eq!(body["data"][0]["field_value"], " Lia.Nova@Aurora.example ");
    let (_, body) = bench.get(&format!("{job}/status")).await;
    assert_eq!(body["statistics"]["newcomers"], 1);
    let roster = bench.simulator.roster();
    let added = roster.iter().find(|person| person.employee_id == "999001");
    assert_eq!(added.unwrap().email, "lia.nova@aurora.example");
}

#[tokio::test]
async fn an_update_blanks_what_is_left_out() {
    let bench = Bench::new(quiet()).await;
    let before = bench.current(0);
    let bare = json!({
        "operation": "UPDATE",
        "company_tax_id": "12345678000195",
        "employee_id": before.employee_id,
        "full_name": "Only Name",
        "custom_fields": {"location": "Recife", "shoe_size": "41"},
    });
    assert_eq!(bench.run(json!([bare])).await.0, "Succeeded");
    let after = bench.person(&before.id);
    let blanked = Person {
        full_name: "Only Name".to_owned(),
        email: String::new(),
        national_id: String::new(),
        mobile_number: String::new(),
        cost_center: String::new(),
        department: String::new(),
        office_zip_code: String::new(),
        payroll_id: String::new(),
        discount_subset_id: String::new(),
        custom_fields: [("location".to_owned(), json!("Recife"))].into(),
        updated_at: after.updated_at,
        ..before.clone()
    };
    assert_eq!(after, blanked);
    let change = &bench.simulator.ledger().applied[0];
    assert_eq!(change.before, Some(before));
}

#[tokio::test]
async fn payroll_that_is_left_out_has_three_cases() {
    let without = |person: &Person| {
        let mut update = item("UPDATE", person);
        let fields = update.as_object_mut().unwrap();
        fields.remove("eligible_to_payroll");
        update
    };
    for (payroll_enabled, before, after) in [
        (false, Some(true), Some(false)),
        (true, Some(false), Some(false)),
        (true, Some(true), Some(true)),
        (true, None, Some(true)),
    ] {
        let config = Config {
            payroll_enabled,
            ..quiet()
        };
        let bench = Bench::new(config).await;
        bench.simulator.edit_roster(|roster| {
            let first = roster.iter_mut().find(|person| person.is_current());
            first.unwrap().eligible_to_payroll = before;
        });
        let person = bench.current(0);
        let items = json!([without(&person)]);
        assert_eq!(bench.run(items).await.0, "Succeeded");
        assert_eq!(bench.person(&person.id).eligible_to_payroll, after);
    }
}

#[tokio::test]
async fn whoever_comes_back_within_30_days_is_restored() {
    let bench = Bench::new(quiet()).await;
    let (early, late) = (bench.current(0), bench.current(1));
    let items = json!([bench.leaver(0), bench.leaver(1)]);
    assert_eq!(bench.run(items).await.0, "Succeeded");
    let gone: Option<Timestamp> = bench.person(&early.id).deleted_at;
    assert!(gone.is_some());

    let mut bench = bench;
    for (person, days, restored) in [(&early, 29, true), (&late, 2, false)] {
        bench.simulator.advance(Duration::from_secs(days * DAY));
        bench.token = bench.fresh_token().await;
        let items = json!([item("CREATE", person)]);
        assert_eq!(bench.run(items).await.0, "Succeeded");
        assert_eq!(bench.person(&person.id).is_current(), restored);
        let key = &person.employee_id;
        let roster = bench.simulator.roster();
        let current = roster
            .iter()
            .filter(|one| one.is_current() && one.employee_id == *key);
        assert_eq!(current.count(), 1);
    }
}

#[tokio::test]
async fn a_key_belongs_to_its_company() {
    let config = Config {
        companies: 2,
        ..quiet()
    };
    let bench = Bench::new(config).await;
    let person = bench.current(0);
    let elsewhere = bench.simulator.tax_ids()[1].clone();
    let leaver = item("DELETE", &person);
    let arrival = with(&item("CREATE", &person), "company_tax_id", elsewhere);
    let (status, errors) = bench.run(json!([leaver, arrival])).await;
    assert_eq!((status.as_str(), errors), ("Succeeded", vec![]));
}
