//! JSON written by hand for the one struct that is written by the hundred thousand. Looks at eight bytes at a time for
//! what must be escaped, which names and ids hardly ever hold.

use crate::employee::{Email, EmployeeId, Field, MobileNumber, NationalId};

use super::{JobItem, word};

/// Room for a typical item, reserved once.
const TYPICAL_BYTES: usize = 512;

/// Writes an item as a JSON object.
pub(super) fn item(item: &JobItem<'_>, out: &mut Vec<u8>) {
    let person = item.employee;
    out.reserve(TYPICAL_BYTES);
    out.extend_from_slice(b"{\"operation\":\"");
    out.extend_from_slice(word(item.operation).as_bytes());
    out.push(b'"');
    text(
        out,
        b",\"company_tax_id\":\"",
        person.company_tax_id.as_str(),
    );
    if item.only.is_some() {
        for field in &Field::STANDARD[1..] {
            if let Some(value) = item.get(field) {
                out.extend_from_slice(b",\"");
                out.extend_from_slice(field.fixed_name().as_bytes());
                text(out, b"\":\"", value);
            }
        }
    } else {
        whole(item, out);
    }
    out.push(b'}');
}

fn whole(item: &JobItem<'_>, out: &mut Vec<u8>) {
    let person = item.employee;
    let email = person.email.as_ref().map(Email::as_str);
    let employee_id = person.employee_id.as_ref().map(EmployeeId::as_str);
    let national_id = person.national_id.as_ref().map(NationalId::as_str);
    let mobile = person.mobile_number.as_ref().map(MobileNumber::as_str);
    optional(out, b",\"employee_id\":\"", employee_id);
    optional(out, b",\"full_name\":\"", person.full_name.as_deref());
    optional(out, b",\"email\":\"", email);
    optional(out, b",\"national_id\":\"", national_id);
    optional(out, b",\"department\":\"", person.department.as_deref());
    optional(out, b",\"cost_center\":\"", person.cost_center.as_deref());
    optional(
        out,
        b",\"office_zip_code\":\"",
        person.office_zip_code.as_deref(),
    );
    optional(out, b",\"payroll_id\":\"", person.payroll_id.as_deref());
    optional(out, b",\"mobile_number\":\"", mobile);
    optional(
        out,
        b",\"discount_subset_id\":\"",
        person.discount_subset_id.as_deref(),
    );
    match person.eligible_to_payroll {
        Some(true) => out.extend_from_slice(b",\"eligible_to_payroll\":true"),
        Some(false) => out.extend_from_slice(b",\"eligible_to_payroll\":false"),
        None => {}
    }
    if !person.custom_fields.is_empty() {
        let mut open: &[u8] = b",\"custom_fields\":{\"";
        for (name, value) in &person.custom_fields {
            text(out, open, name);
            text(out, b":\"", value);
            open = b",\"";
        }
        out.push(b'}');
    }
}

#[inline]
fn optional(out: &mut Vec<u8>, open: &[u8], value: Option<&str>) {
    if let Some(value) = value {
        text(out, open, value);
    }
}

/// Writes what opens a string, the string, and its closing quote.
#[inline]
fn text(out: &mut Vec<u8>, open: &[u8], value: &str) {
    out.extend_from_slice(open);
    if is_plain(value.as_bytes()) {
        out.extend_from_slice(value.as_bytes());
    } else {
        escaped(out, value);
    }
    out.push(b'"');
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Whether nothing in it needs an escape.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut tail = [b' '; 8];
    for (to, from) in tail.iter_mut().zip(rest) {
        *to = *from;
    }
    words
        .iter()
        .chain([&tail])
        .all(|word| odd(u64::from_le_bytes(*word)) == 0)
}

/// Not zero when a byte of the word is a control character, a quote or a backslash.
#[inline]
fn odd(word: u64) -> u64 {
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (control | zero_byte(word ^ (ONES * 0x22)) | zero_byte(word ^ (ONES * 0x5c))) & HIGH
}

#[inline]
fn zero_byte(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word
}

#[cold]
fn escaped(out: &mut Vec<u8>, value: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    for &byte in value.as_bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            0..0x20 => {
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
            _ => out.push(byte),
        }
    }
}
