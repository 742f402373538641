//! Damage of single values and of whole columns.

use super::*;
use crate::plan::Change;

fn codes(plan: &Plan) -> Vec<&str> {
    let changes = plan.changes.iter();
    changes.flat_map(Change::holds).collect()
}

#[test]
fn damage_holds_its_change_and_a_like_change_goes() {
    let custom = Field::Department;
    for (field, old, damaged, whole, code) in [
        (
            Field::CostCenter,
            "0012",
            "12",
            "0013",
            "leading_zeros_lost",
        ),
        (
            Field::PayrollId,
            "123456789012",
            "1.23E+11",
            "123456789013",
            "exponent_text",
        ),
        (
            custom,
            "2026-03-04",
            "2026-04-03",
            "2026-04-05",
            "day_month_swapped",
        ),
        (
            Field::FullName,
            "José Lima",
            "JosÃ© Lima",
            "José Lima Souza",
            "mojibake",
        ),
        (Field::Department, "Vendas", "null", "Compras", "error_cell"),
    ] {
        let held = one_change(&field, old, damaged);
        assert_eq!(codes(&held), [code], "{damaged}");
        assert!(held.changes[0].is_held() && held.changes[0].lane == Lane::Safe);
        let reason = &held.changes[0].reasons[0];
        assert_eq!(
            (reason.code.as_str(), reason.field.as_ref()),
            (code, Some(&field))
        );
        assert!(reason.cell.as_ref().is_some_and(|cell| cell.ends_with('5')));

        let goes = one_change(&field, old, whole);
        assert_eq!(goes.changes.len(), 1);
        assert!(
            !goes.changes[0].is_held() && goes.changes[0].reasons.is_empty(),
            "{whole}"
        );
        assert_ne!(PlanHash::of(&held), PlanHash::of(&goes));
    }
}

#[test]
fn what_the_damage_table_blocks_withholds_its_row() {
    for (field, old, damaged, whole, code) in [
        (
            Field::Department,
            "Vendas",
            "Vendas #N/A",
            "Vendas #1",
            FindingCode::ErrorCell,
        ),
        (
            Field::Department,
            "Vendas",
            "=PROCV(A2;X:Y;2)",
            "=",
            FindingCode::FormulaWithoutValue,
        ),
        (
            Field::PayrollId,
            "123456789012",
            "123457000000",
            "123457000001",
            FindingCode::DigitsLost,
        ),
    ] {
        let plan = one_change(&field, old, damaged);
        assert!(plan.changes.is_empty() && !plan.blocked, "{damaged}");
        assert_eq!(plan.counts.withheld, 1);
        let row = &plan.withheld[0];
        assert_eq!(
            (row.row, row.code, row.original.as_str()),
            (Some(5), code, damaged)
        );
        let finding = plan
            .findings
            .iter()
            .find(|finding| finding.code == code)
            .unwrap();
        assert_eq!((finding.severity, finding.count), (Severity::Block, 1));
        assert_eq!(finding.params["names"], "José Lima");

        let goes = one_change(&field, old, whole);
        assert_eq!((goes.changes.len(), goes.withheld.len()), (1, 0), "{whole}");
    }
}

#[test]
fn an_error_withholds_a_newcomer_too() {
    let mut after = staff();
    after.push(with(
        person(77, "Nova Pessoa"),
        &Field::Department,
        "#REF! Vendas",
    ));
    let plan = made(&staff(), &after, Intent::Full);
    assert!(plan.changes.is_empty());
    assert_eq!(plan.withheld[0].code, FindingCode::ErrorCell);
}

/// The staff's cost centers, each given to the person so many rows down.
fn moved(by: usize, rows: usize) -> (Vec<Employee>, Vec<Employee>) {
    let mut before = staff();
    for (number, person) in before.iter_mut().enumerate() {
        person.set(&Field::CostCenter, Some(format!("CC-{number:03}").into()));
    }
    let mut after = before.clone();
    for row in 0..rows {
        let theirs = before[row + by].get(&Field::CostCenter).unwrap();
        after[row].set(&Field::CostCenter, Some(theirs.into()));
    }
    (before, after)
}

#[test]
fn a_column_that_slipped_by_a_row_blocks_the_plan() {
    let (before, after) = moved(1, 30);
    let plan = made(&before, &after, Intent::Full);
    assert!(plan.blocked && plan.changes.is_empty());
    insta::assert_snapshot!(text(&plan));
    let back = made(&after, &before, Intent::Changes);
    assert!(back.blocked, "the other way round it slipped upwards");
}

#[test]
fn a_few_rows_or_other_values_are_no_slip() {
    for (by, rows) in [(1, 4), (2, 30)] {
        let (before, after) = moved(by, rows);
        let plan = made(&before, &after, Intent::Full);
        assert!(!plan.blocked && plan.changes.len() == rows, "{by} {rows}");
    }
    // Most of a file in one department: the neighbour's value says nothing.
    let before = staff();
    let mut after = before.clone();
    for (row, person) in after.iter_mut().enumerate() {
        person.set(
            &Field::Department,
            Some(["Compras", "Vendas"][row % 2].into()),
        );
    }
    assert!(!made(&before, &after, Intent::Full).blocked);
}

#[test]
fn a_damaged_file_is_explained() {
    let mut before = staff();
    before[0].set(&Field::PayrollId, Some("123456789012".into()));
    let mut after = before.clone();
    after[0].set(&Field::PayrollId, Some("1,23457E+11".into()));
    after[1].set(&Field::CostCenter, Some("2".into()));
    after[2].set(&Field::FullName, Some("CÃ©lia Rocha".into()));
    after[2].set(&Field::CostCenter, Some("3".into()));
    after[3].set(&Field::Department, Some("Vendas #N/D".into()));
    after[4].set(&Field::Department, Some("Compras".into()));
    let plan = made(&before, &after, Intent::Full);
    insta::assert_snapshot!(text(&plan));
}
