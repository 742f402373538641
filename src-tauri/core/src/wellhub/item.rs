//! An item of a job as it is sent (contract §1, Item): straight from the plan's structs to bytes, never through a tree
//! of JSON values. Writes what it is given and decides nothing.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::employee::{Employee, Field, Identifier};
use crate::plan::Operation;

mod encode;
mod print;
mod wire;

pub use print::ItemPrint;
pub use wire::WireItem;

/// At most so many items in a request (contract §1).
pub const MAX_BATCH_ITEMS: usize = 500;
/// At most so many bytes in a request: under the contract's 1 MB, with headroom.
pub const MAX_BATCH_BYTES: usize = 950_000;

/// One item: an operation on a person. Fields that are `None` are not sent.
#[derive(Debug, Clone, Copy)]
pub struct JobItem<'a> {
    /// What is done.
    pub operation: Operation,
    /// The person.
    pub employee: &'a Employee,
    /// Set where only the fields of the key are sent.
    only: Option<Identifier>,
}

impl<'a> JobItem<'a> {
    /// An item that carries everything that is known of the person. A removal made so would carry too much: use
    /// [`JobItem::delete`].
    pub fn new(operation: Operation, employee: &'a Employee) -> Self {
        Self {
            operation,
            employee,
            only: None,
        }
    }

    /// A removal: the required fields of the key and the tax id alone (contract §1).
    pub fn delete(identifier: Identifier, employee: &'a Employee) -> Self {
        Self {
            operation: Operation::Delete,
            employee,
            only: Some(identifier),
        }
    }

    /// The item for an operation of a plan: removals carry the key alone.
    pub fn of(operation: Operation, identifier: Identifier, employee: &'a Employee) -> Self {
        match operation {
            Operation::Delete => Self::delete(identifier, employee),
            Operation::Create | Operation::Update => Self::new(operation, employee),
        }
    }

    /// The text of a field as it is sent; `None` where it is not.
    pub fn get(&self, field: &Field) -> Option<&'a str> {
        self.carries(field)
            .then(|| self.employee.get(field))
            .flatten()
    }

    fn carries(&self, field: &Field) -> bool {
        *field == Field::CompanyTaxId
            || self
                .only
                .is_none_or(|identifier| identifier.required_fields().contains(field))
    }

    /// Writes the item as JSON behind what `out` holds.
    pub fn write(&self, out: &mut Vec<u8>) {
        encode::item(self, out);
    }
}

/// The API's word for an operation.
pub(super) fn word(operation: Operation) -> &'static str {
    match operation {
        Operation::Create => "CREATE",
        Operation::Update => "UPDATE",
        Operation::Delete => "DELETE",
    }
}

impl Serialize for JobItem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("operation", word(self.operation))?;
        for field in &Field::STANDARD {
            if *field == Field::EligibleToPayroll {
                continue;
            }
            if let Some(text) = self.get(field) {
                map.serialize_entry(field.fixed_name(), text)?;
            }
        }
        if self.only.is_none() {
            if let Some(yes) = self.employee.eligible_to_payroll {
                map.serialize_entry("eligible_to_payroll", &yes)?;
            }
            if !self.employee.custom_fields.is_empty() {
                map.serialize_entry("custom_fields", &self.employee.custom_fields)?;
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employee::TaxId;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn written(item: &JobItem<'_>) -> Value {
        let mut out = Vec::new();
        item.write(&mut out);
        serde_json::from_slice(&out).expect("the writer's own JSON is read")
    }

    #[test]
    fn a_removal_carries_its_key_and_the_tax_id_alone() {
        let mut person = Employee::of(TaxId::from("11.222.333/0001-81"));
        for field in &Field::STANDARD[1..] {
            person.set(field, Some("true".into()));
        }
        person.set(&Field::Custom("site".into()), Some("Recife".into()));
        let item = JobItem::delete(Identifier::EmployeeIdAndNationalId, &person);
        let expected = json!({
            "operation": "DELETE",
            "company_tax_id": "11.222.333/0001-81",
            "employee_id": "true",
            "national_id": "true",
        });
        assert_eq!(written(&item), expected);
        assert_eq!(serde_json::to_value(item).expect("serialises"), expected);
    }

    #[test]
    fn what_is_not_said_is_not_sent_and_what_is_empty_is() {
        let mut person = Employee::of(TaxId::from("1"));
        person.department = Some("".into());
        person.eligible_to_payroll = Some(false);
        let item = JobItem::new(Operation::Update, &person);
        assert_eq!(
            written(&item),
            json!({"operation": "UPDATE", "company_tax_id": "1", "department": "", "eligible_to_payroll": false})
        );
    }

    proptest! {
        #[test]
        fn the_fast_writer_and_serde_agree(texts in proptest::collection::vec(proptest::option::of("\\PC{0,30}|[\u{0}-\u{7f}]{0,30}"), 12), custom in proptest::collection::btree_map("\\PC{1,9}", "[\u{0}-\u{ff}]{0,12}", 0..4)) {
            let mut person = Employee::of(TaxId::from("1"));
            for (field, text) in Field::STANDARD.iter().zip(&texts) {
                person.set(field, text.as_deref().map(Into::into));
            }
            for (name, text) in &custom {
                person.set(&Field::Custom(name.into()), Some(text.into()));
            }
            let item = JobItem::new(Operation::Create, &person);
            prop_assert_eq!(written(&item), serde_json::to_value(item).expect("serialises"));
        }
    }
}
