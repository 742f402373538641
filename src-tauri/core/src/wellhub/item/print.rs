//! What an item says as a few bytes, so that a job of any size is compared with what was planned, person by person, without
//! either being held whole (rule R9). Two items that say the same have the same print; that others have it too is as likely
//! as a collision of 64 bits of SHA-256.

use sha2::{Digest as _, Sha256};

use super::{JobItem, WireItem, word};
use crate::employee::{Employee, Field, Identifier, Text, meaning_of};
use crate::roster::place;

/// What an item says. The empty text, null and absence are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemPrint {
    /// The operation and the person's place.
    person: u64,
    /// All that is said of them but payroll.
    content: u64,
    payroll: Option<bool>,
}

impl ItemPrint {
    /// The same for two that do the same thing to the same person, whatever they say of them.
    pub fn person(&self) -> u64 {
        self.person
    }

    /// Whether Wellhub, which gave back `self`, has what was sent. Payroll that was not sent may come back as anything,
    /// since Wellhub decides it then (contract §1).
    pub fn answers(&self, sent: &Self) -> bool {
        self.person == sent.person
            && self.content == sent.content
            && (sent.payroll.is_none() || self.payroll == sent.payroll)
    }
}

impl JobItem<'_> {
    /// What it says; `None` without the person's key.
    pub fn print(&self, identifier: Identifier) -> Option<ItemPrint> {
        let payroll = Field::EligibleToPayroll;
        Some(ItemPrint {
            person: person(word(self.operation), identifier, self.employee)?,
            content: content(|field| self.get(field), self.custom_names()),
            payroll: self
                .carries(&payroll)
                .then_some(self.employee.eligible_to_payroll)
                .flatten(),
        })
    }

    fn custom_names(&self) -> impl Iterator<Item = &Text> {
        let sent = self.only.is_none().then_some(&self.employee.custom_fields);
        sent.into_iter().flat_map(|fields| fields.keys())
    }
}

impl WireItem {
    /// What it says; `None` without the person's key.
    pub fn print(&self, identifier: Identifier) -> Option<ItemPrint> {
        let word = self.operation.to_ascii_uppercase();
        // Of a removal the key alone was sent, and what it says of custom fields was never compared.
        let names = (word != "DELETE").then_some(&self.employee.custom_fields);
        Some(ItemPrint {
            person: person(&word, identifier, &self.employee)?,
            content: content(
                |field| self.employee.get(field),
                names.into_iter().flat_map(|fields| fields.keys()),
            ),
            payroll: self.employee.eligible_to_payroll,
        })
    }
}

fn person(word: &str, identifier: Identifier, employee: &Employee) -> Option<u64> {
    let (company, key) = place(identifier, employee)?;
    let mut hash = Sha256::new();
    for text in [word, company.as_str(), key.0.as_str()] {
        write(&mut hash, text);
    }
    Some(short(hash))
}

fn content<'a>(
    get: impl Fn(&Field) -> Option<&'a str>,
    custom: impl Iterator<Item = &'a Text>,
) -> u64 {
    let mut hash = Sha256::new();
    let standard = Field::STANDARD.into_iter();
    for field in standard.filter(|field| *field != Field::EligibleToPayroll) {
        write(
            &mut hash,
            &meaning_of(&field, get(&field).unwrap_or_default()),
        );
    }
    // Names come in order, and one without a value is as if it were not there.
    for name in custom {
        let field = Field::Custom(name.clone());
        let value = meaning_of(&field, get(&field).unwrap_or_default());
        if !value.is_empty() {
            write(&mut hash, name);
            write(&mut hash, &value);
        }
    }
    short(hash)
}

/// With its length, so that where one text ends and the next begins counts.
fn write(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

fn short(hash: Sha256) -> u64 {
    let digest: [u8; 32] = hash.finalize().into();
    let first = digest.first_chunk().copied().unwrap_or_default();
    u64::from_le_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employee::{TaxId, same_meaning};
    use crate::plan::Operation;
    use proptest::prelude::*;

    const KEY: Identifier = Identifier::EmployeeId;

    fn read(text: &str) -> WireItem {
        serde_json::from_str(text).expect("an item")
    }

    fn answers(read: &WireItem, sent: &JobItem<'_>, identifier: Identifier) -> bool {
        let sent = sent.print(identifier).expect("a key");
        read.print(identifier)
            .is_some_and(|read| read.answers(&sent))
    }

    #[test]
    fn empty_null_and_absent_are_alike_and_all_else_counts() {
        let mut sent = Employee::of(TaxId::from("11.222/0001"));
        sent.employee_id = Some("0042".into());
        sent.department = Some("".into());
        let item = JobItem::new(Operation::Update, &sent);
        let same = read(
            r#"{"id":"i","change_number":7,"operation":"UPDATE","company_tax_id":"112220001","employee_id":"0042","email":null,"cost_center":"","eligible_to_payroll":true,"custom_fields":null}"#,
        );
        assert!(answers(&same, &item, KEY));
        assert_eq!(same.change_number, Some(7));
        for other in [
            r#"{"operation":"CREATE","company_tax_id":"112220001","employee_id":"0042"}"#,
            r#"{"operation":"UPDATE","company_tax_id":"112220002","employee_id":"0042"}"#,
            r#"{"operation":"UPDATE","company_tax_id":"112220001","employee_id":"42"}"#,
            r#"{"operation":"UPDATE","company_tax_id":"112220001","employee_id":"0042","email":"a@b.example"}"#,
            r#"{"operation":"UPDATE","company_tax_id":"112220001","employee_id":"0042","custom_fields":{"a":"b"}}"#,
        ] {
            assert!(!answers(&read(other), &item, KEY), "{other}");
        }
    }

    #[test]
    fn custom_fields_and_payroll_that_were_sent_must_come_back() {
        let mut sent = Employee::of(TaxId::from("1"));
        sent.employee_id = Some("7".into());
        sent.eligible_to_payroll = Some(false);
        sent.set(&Field::Custom("floor".into()), Some("3".into()));
        let item = JobItem::new(Operation::Create, &sent);
        let with = |tail: &str| {
            read(&format!(
                r#"{{"operation":"CREATE","company_tax_id":"1","employee_id":"7"{tail}}}"#
            ))
        };
        assert!(answers(
            &with(r#","eligible_to_payroll":false,"custom_fields":{"floor":3}"#),
            &item,
            KEY
        ));
        assert!(!answers(
            &with(r#","eligible_to_payroll":false"#),
            &item,
            KEY
        ));
        assert!(!answers(
            &with(r#","custom_fields":{"floor":"3"}"#),
            &item,
            KEY
        ));
    }

    #[test]
    fn a_removal_is_compared_by_its_key() {
        let mut person = Employee::of(TaxId::from("1"));
        person.email = Some("ana@aurora.example".into());
        person.full_name = Some("Ana".into());
        let item = JobItem::delete(Identifier::Email, &person);
        let back = r#"{"operation":"DELETE","company_tax_id":"1","email":"ana@aurora.example"}"#;
        assert!(answers(&read(back), &item, Identifier::Email));
        let named = r#"{"operation":"DELETE","company_tax_id":"1","email":"ana@aurora.example","full_name":"Ana"}"#;
        assert!(!answers(&read(named), &item, Identifier::Email));
    }

    proptest! {
        #[test]
        fn prints_answer_each_other_where_every_field_means_the_same(
            one in proptest::collection::vec(proptest::option::of("[ aA0]{0,2}"), 11),
            other in proptest::collection::vec(proptest::option::of("[ aA0]{0,2}"), 11),
            alike in any::<bool>(),
            custom in proptest::collection::btree_map("[ab]", "[ 0]{0,1}", 0..3),
            others in proptest::collection::btree_map("[ab]", "[ 0]{0,1}", 0..3),
        ) {
            let person = |texts: &[Option<String>], custom: &std::collections::BTreeMap<String, String>| {
                let mut person = Employee::of(TaxId::from("1"));
                for (field, text) in Field::STANDARD[1..].iter().zip(texts) {
                    person.set(field, text.as_deref().map(Into::into));
                }
                for (name, text) in custom {
                    person.set(&Field::Custom(name.as_str().into()), Some(text.as_str().into()));
                }
                person.employee_id = Some("7".into());
                person.eligible_to_payroll = None;
                person
            };
            let sent = person(&one, &custom);
            let back = if alike { sent.clone() } else { person(&other, &others) };
            let named = |name: &Text| Field::Custom(name.clone());
            let customs = sent.custom_fields.keys().chain(back.custom_fields.keys());
            let fields = Field::STANDARD.into_iter().chain(customs.map(named));
            let same = fields
                .filter(|field| *field != Field::EligibleToPayroll)
                .all(|field| same_meaning(&field, sent.get(&field), back.get(&field)));
            let read = WireItem { change_number: None, operation: "update".into(), employee: back };
            let item = JobItem::new(Operation::Update, &sent);
            prop_assert_eq!(answers(&read, &item, KEY), same);
        }
    }
}
