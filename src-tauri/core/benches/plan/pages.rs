//! How long a page of 200 rows of a plan of many changes takes under filters of every kind.

use std::time::Instant;

use rollcall_core::finding::FindingCode;
use rollcall_core::plan::{Filter, Kind, Line, Order, Pages, Rules, plan};
use rollcall_core::roster::Intent;

use super::rosters;

/// How often each page is asked for.
const ASKED: usize = 20;

pub fn print(people: u32) {
    let (mut remote, incoming) = (rosters::remote(people), rosters::incoming(people));
    for person in &mut remote.people {
        person.employee.cost_center = None;
    }
    let plan = plan(&remote, &incoming, Intent::Full, &Rules::default());
    let start = Instant::now();
    let pages = Pages::of(&plan);
    let ready = start.elapsed();
    println!(
        "a page of 200 out of {} changes, made ready in {ready:.1?}",
        plan.changes.len()
    );
    let orders = [Order::Kind, Order::Name, Order::Department, Order::Row];
    for (name, filter) in filters() {
        for order in orders {
            let filter = Filter {
                order,
                ..filter.clone()
            };
            let mut took: Vec<_> = (0..ASKED)
                .map(|_| {
                    let start = Instant::now();
                    let lines = pages.browse(&filter);
                    let page = lines.iter().take(200);
                    let shown = page
                        .filter(|line| Line::of(&plan, **line).is_some())
                        .count();
                    assert!(shown <= 200);
                    start.elapsed()
                })
                .collect();
            took.sort_unstable();
            println!(
                "  {name:<12} by {order:?}: p95 {:.1?}",
                took[ASKED * 95 / 100 - 1]
            );
        }
    }
}

fn filters() -> Vec<(&'static str, Filter)> {
    let all = Filter::default();
    vec![
        ("all", all.clone()),
        (
            "kind",
            Filter {
                kinds: vec![Kind::Changed],
                ..all.clone()
            },
        ),
        (
            "held",
            Filter {
                held: Some(true),
                ..all.clone()
            },
        ),
        (
            "finding",
            Filter {
                finding: Some(FindingCode::FieldRate),
                ..all.clone()
            },
        ),
        (
            "department",
            Filter {
                department: Some("Department 7".to_owned()),
                ..all.clone()
            },
        ),
        (
            "text",
            Filter {
                text: "maria".to_owned(),
                ..all.clone()
            },
        ),
        (
            "rare text",
            Filter {
                text: "sOUZA 4711".to_owned(),
                ..all.clone()
            },
        ),
        (
            "no text",
            Filter {
                text: "nobody".to_owned(),
                ..all
            },
        ),
    ]
}
