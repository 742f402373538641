//! `rollcall history find`: people and jobs by any part of what names them. Asks nobody and sends nothing.

use std::time::{Duration, Instant};

use rollcall_core::history::Wanted;

use crate::args::Find;
use crate::commands::Call;
use crate::documents::FoundDocument;
use crate::exit::Exit;
use crate::telling;
use crate::trouble::Trouble;

/// How long the index is brought up to date after the answer, so that the next one comes sooner.
const FILING: Duration = Duration::from_secs(2);

/// Finds, and tells one person's whole story.
pub fn run(call: &Call, arguments: &Find) -> Result<Exit, Trouble> {
    let desk = call.desk()?;
    let wanted = Wanted {
        text: arguments.text.clone(),
        ..Wanted::default()
    };
    let found = desk.look_back(&wanted)?;
    let story = match found.people.as_slice() {
        [one] => Some(desk.story_of(one)?),
        _ => None,
    };
    let document = FoundDocument::new(&desk.history().connections()?, &found, story);
    call.out
        .result(&document, || telling::found(call.out, &document));
    let begun = Instant::now();
    if let Err(error) = desk.file_for_search(|| begun.elapsed() < FILING) {
        tracing::debug!(%error, "the index stays as it is");
    }
    Ok(Exit::Done)
}
