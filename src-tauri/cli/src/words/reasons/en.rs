//! English.

use rollcall_core::plan::ReasonCode;

use super::Sentence;

pub(super) fn sentence(sentence: Sentence) -> &'static str {
    match sentence {
        Sentence::Cosmetic => {
            "= Only the writing differs in {0} people ({1} fields) and is not sent; --cosmetic sends it."
        }
        Sentence::KeylessAtWellhub => {
            "no key at Wellhub: nothing that is sent can name them, so they stay. Give them one in Wellhub's portal, or remove them there"
        }
        Sentence::Keyless => "{0} has no key at Wellhub and stays",
        Sentence::Protected => {
            "{0} of them are of protected people, whom no release lets go: remove them in Wellhub's portal, or take the protection off in Settings. A release names the other {1}."
        }
        Sentence::OneEach => {
            "{0} of those leaving and as many of the new ones are the same people, who move"
        }
        Sentence::PersonMoves => {
            "One of those leaving and one of the new ones are the same person, who moves"
        }
        Sentence::LeadingZeros => "Wellhub has {0} with zeros in front, which a spreadsheet drops.",
        Sentence::Exponent => "The digits of {0} are gone behind an exponent.",
        Sentence::Swapped => "Day and month of {0} have changed places.",
        Sentence::Garbled => "{0} was read in the wrong encoding; it should be {1}.",
        Sentence::Error => "{0} would become what a formula leaves where it finds nothing.",
        Sentence::Churn => "May be {1} ({2}) under another key: same {3}.",
        Sentence::Transfer => "Is {1} ({2}) of company {0}: same {3}.",
        Sentence::Key => "Is {1} ({2}), whose key would change: same {3}.",
        Sentence::OnePerson => "Same {0}: one person, no leaver and no newcomer.",
        Sentence::Conflict => {
            "{0} belongs to {1} ({2}) already: Wellhub will refuse it with CONFLICT."
        }
        Sentence::ConflictUntilRemoved => {
            "{0} belongs to {1} ({2}), who leaves with the removals: send these first, or Wellhub refuses it with CONFLICT."
        }
        Sentence::Domain => {
            "Nobody at Wellhub has an address of {0}; {1} of {2} new addresses do ({3} %)."
        }
        Sentence::DomainLike => {
            "Nobody at Wellhub has an address of {0}; {1} of {2} new addresses do ({3} %). Perhaps {4} was meant."
        }
        Sentence::Restore => {
            "Removed a short while ago: Wellhub tries to restore the subscription."
        }
        Sentence::RestoreSince => "Removed on {0}: Wellhub tries to restore the subscription.",
        Sentence::Moves => "moves from company {0} to {1} (a removal and an addition)",
        Sentence::ChangesKey => "gets the key {0} (a removal and an addition)",
    }
}

pub(super) fn reason(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::DayMonthSwapped => "day and month have changed places",
        ReasonCode::Conflict => "a value that is somebody else's at Wellhub",
        ReasonCode::NewEmailDomain => "an e-mail domain that nobody at Wellhub has",
        // The others go by their finding.
        _ => "",
    }
}
