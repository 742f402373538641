//! `rollcall check`: signs in and reads, so that each failure has its own words. It writes nothing at Wellhub.

use rollcall_core::desk::{Desk, DeskError};
use rollcall_core::wellhub::{Entity, WellhubError, details_for_support};

use super::Call;
use crate::args::Check;
use crate::documents::CheckDocument;
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::patience::Patience;
use crate::planning::heed;
use crate::trouble::Trouble;
use crate::words::{self, Safekeeping, Say};

/// Checks a connection.
pub async fn run(call: &Call, desk: &Desk, arguments: &Check) -> Result<Exit, Trouble> {
    let out = call.out;
    let interrupt = Interrupt::listen(out);
    let connection = desk.history().connection_named(&arguments.name)?;
    let client = desk.client(&connection)?;
    let patience = Patience::new(desk, &connection)?;
    let tell = |check_up| heed(out, &patience, check_up);
    let tax_id = connection.details.company_tax_id.as_ref();
    let check = desk.check(&client, tax_id, &tell, &interrupt.cancel);
    let checked = patience.wait(check).await?;
    if let Err(DeskError::Wellhub(error @ WellhubError::Forbidden(_))) = &checked {
        let details = &connection.details;
        let (id, origin) = (&details.client_id, client.config().origin.clone());
        let now = desk.clock().now();
        let told = details_for_support(id, &origin, error.trace_id(), now);
        out.progress(&words::safekeeping(
            out.language(),
            Safekeeping::Support,
            &[&told],
        ));
    }
    let checked = checked?;
    out.result(&CheckDocument::new(&checked), || {
        let companies = &checked.roster.companies;
        let companies = match (&checked.entity, companies.as_slice()) {
            (Entity::Single, [only]) => out.say(Say::OneCompany, &[&only.tax_id.as_str()]),
            _ => out.say(Say::Companies, &[&companies.len()]),
        };
        let people = out.say(Say::People, &[&checked.roster.people.len()]);
        format!(
            "{}\n{companies}\n{people}",
            out.say(Say::Checked, &[&connection.details.name])
        )
    });
    Ok(Exit::Done)
}
