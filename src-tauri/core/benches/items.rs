//! How fast items become bytes. The figure to hold is 1 GB/s for the writer that is used; serde_json stands beside it.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rollcall_core::employee::{Employee, TaxId};
use rollcall_core::plan::Operation;
use rollcall_core::wellhub::JobItem;

const PEOPLE: usize = 100_000;

fn people() -> Vec<Employee> {
    (0..PEOPLE)
        .map(|n| {
            let mut person = Employee::of(TaxId::from("12.345.678/0001-95"));
            person.employee_id = Some(format!("{n:06}").into());
            person.full_name = Some(format!("Íris Caldeira Antunes {n}").into());
            person.email = Some(format!("iris.caldeira.{n}@aurora.example").into());
            person.national_id = Some(format!("{:011}", 52_998_224_725_usize + n).into());
            person.department = Some("Pessoas e Cultura".into());
            person.cost_center = Some(format!("CC-{:03}", n % 90).into());
            person.office_zip_code = Some("01310-100".into());
            person.payroll_id = Some(format!("PAY-{n:06}").into());
            person.mobile_number = Some(format!("+5511{:09}", 988_110_020 + n).into());
            person.discount_subset_id = Some("1".into());
            person.eligible_to_payroll = Some(n % 2 == 0);
            person
        })
        .collect()
}

fn items(criterion: &mut Criterion) {
    let people = people();
    let all = || people.iter().map(|p| JobItem::new(Operation::Update, p));
    let mut body = Vec::with_capacity(64 << 20);
    for item in all() {
        item.write(&mut body);
    }
    let mut group = criterion.benchmark_group("items");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("write", |bencher| {
        bencher.iter(|| {
            body.clear();
            for item in all() {
                item.write(&mut body);
            }
            black_box(body.len())
        });
    });
    group.bench_function("serde_json", |bencher| {
        bencher.iter(|| {
            body.clear();
            for item in all() {
                let _ = serde_json::to_writer(&mut body, &item);
            }
            black_box(body.len())
        });
    });
    group.finish();
}

criterion_group!(benches, items);
criterion_main!(benches);
