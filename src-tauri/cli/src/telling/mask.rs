//! National ids as they are shown on a screen that others may see: the last two characters, no more.

use rollcall_core::employee::Field;

/// How many characters stay.
const SEEN: usize = 2;

/// The value of a field, masked where it is a national id.
pub fn shown(field: &Field, value: &str) -> String {
    if *field == Field::NationalId {
        masked(value)
    } else {
        value.to_owned()
    }
}

fn masked(value: &str) -> String {
    let length = value.chars().count();
    let hidden = length.saturating_sub(SEEN);
    let seen: String = value.chars().skip(hidden.max(1)).collect();
    format!("{}{seen}", "•".repeat(hidden.max(length.min(1))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_national_id_shows_its_end_alone() {
        assert_eq!(shown(&Field::NationalId, "52998224725"), "•••••••••25");
        assert_eq!(shown(&Field::NationalId, "7"), "•");
        assert_eq!(shown(&Field::NationalId, ""), "");
        assert_eq!(shown(&Field::EmployeeId, "004871"), "004871");
    }
}
