//! Pages, employees and companies.

use std::collections::HashSet;

use reqwest::Url;
use rollcall_simulator::{Config, Person};
use serde_json::Value;

use crate::support::{Bench, quiet};

fn with_cursor(bench: &Bench, path: &str, cursor: &str) -> String {
    let origin = bench.simulator.origin();
    let mut url = Url::parse(&format!("{origin}{path}")).unwrap();
    url.query_pairs_mut().append_pair("cursor", cursor);
    url.as_str()[origin.len()..].to_owned()
}

async fn everybody(bench: &Bench, path: &str) -> (Vec<Value>, Vec<String>) {
    let (mut rows, mut cursors) = (Vec::new(), Vec::<String>::new());
    loop {
        let path = match cursors.last() {
            Some(cursor) => with_cursor(bench, path, cursor),
            None => path.to_owned(),
        };
        let (status, page) = bench.get(&path).await;
        assert_eq!(status, 200, "{page}");
        rows.extend(page["data"].as_array().unwrap().iter().cloned());
        match page["cursor"].as_str() {
            Some(cursor) => cursors.push(cursor.to_owned()),
            None => return (rows, cursors),
        }
    }
}

#[tokio::test]
async fn pages_lead_through_everybody_past_eligibles_included() {
    let config = Config {
        people: 120,
        page_size: 50,
        ..quiet()
    };
    let bench = Bench::new(config).await;
    let (rows, cursors) = everybody(&bench, "/v1/employees").await;
    assert_eq!(cursors.len(), 2);
    let ids: HashSet<&str> = rows.iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(ids.len(), 122);
    let gone = rows.iter().filter(|row| !row["deleted_at"].is_null());
    assert_eq!(gone.count(), 2);
    let blank = rows.iter().any(|row| row["discount_subset_id"].is_null());
    assert!(blank);
    assert!(rows[0].get("custom_fields").is_none());
    assert!(rows[0].get("company_tax_id").is_none());
}

#[tokio::test]
async fn a_cursor_must_come_back_encoded_and_unchanged() {
    let config = Config {
        page_size: 10,
        ..quiet()
    };
    let bench = Bench::new(config).await;
    let (_, page) = bench.get("/v1/employees").await;
    let cursor = page["cursor"].as_str().unwrap();
    assert!(
        ['+', '/', '=', '&', '%']
            .iter()
            .all(|c| cursor.contains(*c))
    );
    let raw = bench.get(&format!("/v1/employees?cursor={cursor}")).await;
    assert_eq!(raw.0, 400);
    let changed = cursor.replacen('/', "/0", 1);
    for (cursor, status) in [(cursor, 200), (&changed, 400), ("", 400)] {
        let path = with_cursor(&bench, "/v1/employees", cursor);
        assert_eq!(bench.get(&path).await.0, status, "{cursor}");
    }
}

#[tokio::test]
async fn a_single_entity_has_no_company_lists() {
    let bench = Bench::new(quiet()).await;
    let (status, body) = bench.get("/v1/companies").await;
    assert_eq!(status, 400);
    assert!(body["reason"].as_str().unwrap().contains("not available"));
    let path = "/v1/companies/12345678000195/employees";
    assert_eq!(bench.get(path).await.0, 400);
}

#[tokio::test]
async fn a_multi_entity_has_one_list_a_company() {
    let config = Config {
        companies: 3,
        page_size: 2,
        ..quiet()
    };
    let bench = Bench::new(config).await;
    assert_eq!(bench.get("/v1/employees").await.0, 400);
    let (companies, cursors) = everybody(&bench, "/v1/companies").await;
    assert_eq!((companies.len(), cursors.len()), (3, 1));
    assert_eq!(companies[0]["company_name"], "Aurora Têxtil S.A.");
    assert_eq!(companies[0]["company_tax_id"], "12.345.678/0001-95");

    let roster = bench.simulator.roster();
    let of_first = |person: &&Person| person.company_tax_id == "12.345.678/0001-95";
    let expected = roster.iter().filter(of_first).count();
    for spelling in ["12345678000195", "12.345.6780001-95"] {
        let path = format!("/v1/companies/{spelling}/employees");
        assert_eq!(everybody(&bench, &path).await.0.len(), expected);
    }
    let unknown = "/v1/companies/99999999000199/employees";
    assert_eq!(bench.get(unknown).await.0, 404);
    let slash = "/v1/companies/12.345.678%2F0001-95/employees";
    assert_eq!(bench.get(slash).await.0, 400);
}
