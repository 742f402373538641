//! What of the roster's people stays while the screen is shared.

use super::{Veiled, hide, hide_all, hide_of, shorten};
use crate::commands::people::PersonRow;
use crate::commands::people::person::{PersonOf, RosterField, RosterPerson};

impl Veiled for PersonRow {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide_all([&mut self.key, &mut self.email]);
    }
}

impl Veiled for RosterPerson {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
        self.record.veil();
        self.protected.veil();
        self.story.veil();
    }
}

impl Veiled for RosterField {
    fn veil(&mut self) {
        hide_of(&self.field.0, [&mut self.value]);
    }
}

impl Veiled for PersonOf {
    fn veil(&mut self) {
        shorten(&mut self.name);
        hide(&mut self.key);
    }
}
