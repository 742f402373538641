//! How long a page of 200 people of a large roster takes under filters and orders of every kind.

use std::hash::RandomState;
use std::time::Instant;

use rollcall_core::employee::Identifier;
use rollcall_core::roster::{Directory, Mark, Marks, PeopleFilter, PeopleOrder};

use super::{peak, rosters};

/// How often each page is asked for.
const ASKED: usize = 20;

pub fn print(people: u32) {
    let roster = rosters::remote(people);
    let (before, start) = (peak(), Instant::now());
    let directory = Directory::of(roster, Identifier::EmployeeId, &RandomState::new());
    println!(
        "a page of 200 out of {people} people, made ready in {:.1?}, peak {} kB more",
        start.elapsed(),
        peak().saturating_sub(before)
    );
    let protected: Vec<bool> = (0..people).map(|number| number % 1_000 == 7).collect();
    let marks = Marks {
        protected: &protected,
        sent_last: &protected,
    };
    let orders = [
        PeopleOrder::Name,
        PeopleOrder::Key,
        PeopleOrder::Email,
        PeopleOrder::Department,
    ];
    for (name, filter) in filters() {
        for order in orders {
            let filter = PeopleFilter {
                order,
                descending: order == PeopleOrder::Email,
                ..filter.clone()
            };
            let mut took: Vec<_> = (0..ASKED)
                .map(|_| {
                    let start = Instant::now();
                    let lines = directory.browse(&filter, marks);
                    let page = lines.iter().take(200);
                    let shown = page.filter(|line| directory.person(**line).is_some());
                    assert!(shown.count() <= 200);
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

fn filters() -> Vec<(&'static str, PeopleFilter)> {
    let all = PeopleFilter::default();
    let text = |text: &str| PeopleFilter {
        text: text.to_owned(),
        ..all.clone()
    };
    vec![
        ("all", all.clone()),
        (
            "department",
            PeopleFilter {
                department: Some("Department 7".to_owned()),
                ..all.clone()
            },
        ),
        (
            "protected",
            PeopleFilter {
                marks: vec![Mark::Protected],
                ..all.clone()
            },
        ),
        (
            "keyless",
            PeopleFilter {
                marks: vec![Mark::Keyless],
                ..all.clone()
            },
        ),
        ("text", text("maria")),
        ("two words", text("SOUZA 4711")),
        ("no text", text("nobody")),
    ]
}
