//! The body of an add-items request: 1 to 500 items under 1 MB, or the documented refusal.
//! It must never accept a part of a request, and never judge what only processing can know.

use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::{Change, Operation};
use crate::answer::{Answer, FieldError};

/// A body of this many bytes or more is refused: "under 1 MB", in the stricter reading of MB.
pub(crate) const BODY_LIMIT: usize = 1_000_000;
/// Items in one request.
const ITEM_LIMIT: usize = 500;

const FIELDS: [&str; 14] = [
    "operation",
    "company_tax_id",
    "employee_id",
    "full_name",
    "email",
    "national_id",
    "department",
    "cost_center",
    "office_zip_code",
    "payroll_id",
    "mobile_number",
    "discount_subset_id",
    "eligible_to_payroll",
    "custom_fields",
];

/// Items that may be added.
#[derive(Debug)]
pub(crate) struct Accepted {
    pub(crate) changes: Vec<Change>,
    /// Fields that the API does not have; they are ignored.
    pub(crate) unknown_fields: Vec<String>,
}

/// Why nothing may be added.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    TooLarge,
    Body(&'static str),
    Fields(Vec<FieldError>),
}

impl Refusal {
    pub(crate) fn into_answer(self) -> Answer {
        match self {
            Self::TooLarge => Answer::refused(
                StatusCode::PAYLOAD_TOO_LARGE,
                "The request body exceeds 1 MB",
                &[],
            ),
            Self::Body(reason) => Answer::refused(StatusCode::BAD_REQUEST, reason, &[]),
            Self::Fields(errors) => {
                Answer::refused(StatusCode::BAD_REQUEST, "Bad information provided", &errors)
            }
        }
    }
}

/// Reads a whole request.
pub(crate) fn read(content_type: &str, body: &[u8]) -> Result<Accepted, Refusal> {
    if body.len() >= BODY_LIMIT {
        return Err(Refusal::TooLarge);
    }
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::Body("The content type must be application/json"));
    }
    let items = match serde_json::from_slice(body) {
        Ok(Value::Array(items)) => items,
        Ok(_) => return Err(Refusal::Body("The body must be an array of items")),
        Err(_) => return Err(Refusal::Body("The body is not valid JSON")),
    };
    if items.is_empty() || items.len() > ITEM_LIMIT {
        return Err(Refusal::Body("The array must hold 1 to 500 items"));
    }
    let mut unknown_fields = Vec::new();
    let mut changes = Vec::with_capacity(items.len());
    let mut errors = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        let Value::Object(fields) = item else {
            errors.push(FieldError {
                field: format!("[{at}]"),
                message: "must be an object".to_owned(),
            });
            continue;
        };
        let unknown = |name: &&String| !FIELDS.contains(&name.as_str());
        unknown_fields.extend(fields.keys().filter(unknown).cloned());
        let mut reader = ItemReader {
            at,
            fields,
            errors: &mut errors,
        };
        changes.extend(reader.change());
    }
    if errors.is_empty() {
        Ok(Accepted {
            changes,
            unknown_fields,
        })
    } else {
        Err(Refusal::Fields(errors))
    }
}

struct ItemReader<'a> {
    at: usize,
    fields: Map<String, Value>,
    errors: &'a mut Vec<FieldError>,
}

impl ItemReader<'_> {
    fn change(&mut self) -> Option<Change> {
        let operation = self.operation();
        let company_tax_id = self.company();
        let change = Change {
            operation: operation.unwrap_or(Operation::Create),
            company_tax_id: company_tax_id.clone().unwrap_or_default(),
            employee_id: self.text("employee_id"),
            full_name: self.text("full_name"),
            email: self.text("email"),
            national_id: self.text("national_id"),
            department: self.text("department"),
            cost_center: self.text("cost_center"),
            office_zip_code: self.text("office_zip_code"),
            payroll_id: self.text("payroll_id"),
            mobile_number: self.text("mobile_number"),
            discount_subset_id: self.text("discount_subset_id"),
            eligible_to_payroll: self.boolean("eligible_to_payroll"),
            custom_fields: self.object("custom_fields"),
        };
        operation.and(company_tax_id).map(|_| change)
    }

    fn operation(&mut self) -> Option<Operation> {
        let operation = match self.fields.get("operation").and_then(Value::as_str) {
            Some("CREATE") => Some(Operation::Create),
            Some("UPDATE") => Some(Operation::Update),
            Some("DELETE") => Some(Operation::Delete),
            _ => None,
        };
        if operation.is_none() {
            self.error("operation", "must be one of CREATE, UPDATE, DELETE");
        }
        operation
    }

    fn company(&mut self) -> Option<String> {
        match self.fields.remove("company_tax_id") {
            Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
            Some(Value::String(_) | Value::Null) | None => {
                self.error("company_tax_id", "cannot be blank");
                None
            }
            Some(_) => {
                self.error("company_tax_id", "must be a string");
                None
            }
        }
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.fields.remove(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text),
            Some(_) => {
                self.error(name, "must be a string");
                None
            }
        }
    }

    fn boolean(&mut self, name: &str) -> Option<bool> {
        match self.fields.remove(name) {
            None | Some(Value::Null) => None,
            Some(Value::Bool(value)) => Some(value),
            Some(_) => {
                self.error(name, "must be a boolean");
                None
            }
        }
    }

    fn object(&mut self, name: &str) -> Option<Map<String, Value>> {
        match self.fields.remove(name) {
            None | Some(Value::Null) => None,
            Some(Value::Object(value)) => Some(value),
            Some(_) => {
                self.error(name, "must be an object");
                None
            }
        }
    }

    fn error(&mut self, name: &str, message: &str) {
        self.errors.push(FieldError {
            field: format!("[{}].{name}", self.at),
            message: message.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const JSON: &str = "application/json; charset=utf-8";

    fn refusal(body: &str) -> Refusal {
        read(JSON, body.as_bytes()).unwrap_err()
    }

    fn field_errors(body: &str) -> Vec<(String, String)> {
        match refusal(body) {
            Refusal::Fields(errors) => errors.into_iter().map(|e| (e.field, e.message)).collect(),
            other => panic!("not a field error: {other:?}"),
        }
    }

    #[test]
    fn every_wrong_field_is_named_with_its_item() {
        let body = r#"[{"operation":"CREATE","company_tax_id":"1"},
            {"operation":"create","company_tax_id":" ","email":5,"eligible_to_payroll":"yes","custom_fields":[]}]"#;
        let errors = field_errors(body);
        let fields: Vec<&str> = errors.iter().map(|(field, _)| field.as_str()).collect();
        let expected = [
            "[1].operation",
            "[1].company_tax_id",
            "[1].email",
            "[1].eligible_to_payroll",
            "[1].custom_fields",
        ];
        assert_eq!(fields, expected);
        assert_eq!(errors[0].1, "must be one of CREATE, UPDATE, DELETE");
        assert_eq!(errors[1].1, "cannot be blank");
    }

    #[test]
    fn a_missing_identifier_is_left_to_processing() {
        let body = br#"[{"operation":"DELETE","company_tax_id":"1","nickname":"x","email":null}]"#;
        let accepted = read(JSON, body).unwrap();
        assert_eq!(accepted.changes[0].email, None);
        assert_eq!(accepted.unknown_fields, ["nickname"]);
    }

    #[test]
    fn bodies_are_arrays_of_1_to_500_items_in_json() {
        assert!(matches!(refusal("[]"), Refusal::Body(_)));
        assert!(matches!(refusal("{}"), Refusal::Body(_)));
        assert!(matches!(refusal("[{]"), Refusal::Body(_)));
        let item = r#"{"operation":"DELETE","company_tax_id":"1"}"#;
        let many = |count: usize| format!("[{}]", vec![item; count].join(","));
        assert_eq!(read(JSON, many(500).as_bytes()).unwrap().changes.len(), 500);
        assert!(matches!(refusal(&many(501)), Refusal::Body(_)));
        assert!(matches!(
            read("text/plain", many(1).as_bytes()),
            Err(Refusal::Body(_))
        ));
    }

    #[test]
    fn a_body_of_a_megabyte_is_too_large() {
        let mut body = br#"[{"operation":"DELETE","company_tax_id":"1"}]"#.to_vec();
        body.resize(BODY_LIMIT - 1, b' ');
        assert!(read(JSON, &body).is_ok());
        body.push(b' ');
        assert_eq!(read(JSON, &body).unwrap_err(), Refusal::TooLarge);
    }
}
