//! Texts for people, in three languages. Each language is one module, complete by the compiler; a text holds `{0}`, `{1}`
//! for its values. JSON documents have none of these.

use std::fmt::Display;

use rollcall_core::history::Step;
use rollcall_core::plan::Measure;
use rollcall_core::submission::JobState;
use rollcall_core::vault::Backend;

use crate::language::Language;

mod after;
mod back;
mod en;
mod es;
mod findings;
mod keeping;
mod looks;
mod pt_br;
mod reasons;
mod report;
mod safekeeping;
mod sheet;
mod trail;
mod troubles;

pub use after::{After, after, obstacle};
pub use back::{Back, back};
pub use findings::{finding, told};
pub use keeping::{Keeping, keeping};
pub use looks::{Found, found};
pub use reasons::{Sentence, held, reason};
pub use report::{Label, label, row_result, tag};
pub use safekeeping::{Safekeeping, safekeeping};
pub use sheet::{column_reason, settled, unknown};
pub use trail::{Trail, fault, trail};
pub use troubles::trouble;

macro_rules! texts {
    ($($name:ident,)*) => {
        /// What is said; its words are in the module of each language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Say {
            $($name,)*
        }

        #[cfg(test)]
        impl Say {
            const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

texts! {
    Error, Nothing, More, Row,
    Connected, SecretPrompt,
    SigningIn, AskingEntity, AskingCompanies, ReadingRoster, PagesRead,
    Checked, OneCompany, Companies, People,
    File, SheetLine, SheetHidden, HeaderRow, NoHeaderRow, Receipt, Columns, NotSent, HiddenColumn, Unknown, Drift, Findings, NoFindings,
    Blocks, Warns, Informs,
    Headline, Newcomer, Leaving, Held, Withheld, Budgets, Gauge, GaugeOver,
    HeldSum, HowToRelease, NoChange, PlanWritten, PlanBlocked,
    Batch, Waiting, NoWait, JobLine, Statistics, Results, RowError,
    HeldLeft,
    OtherLane, SetAside, NothingToSend, StoppedBefore, WithWellhub, ResumeLater,
    Stopping, NoJobs, NothingToResume, StillWaiting,
    Simulating, Sample,
    DemoStart, DemoConnect, DemoInspect, DemoPlan, DemoSubmit, DemoAgain, DemoDone, DemoOdd,
}

/// A text with its values.
pub fn say(language: Language, say: Say, values: &[&dyn Display]) -> String {
    let template = match language {
        Language::En => en::say(say),
        Language::PtBr => pt_br::say(say),
        Language::Es => es::say(say),
    };
    fill(template, values)
}

/// A sentence about one change, with its values.
pub fn sentence(language: Language, sentence: Sentence, values: &[&dyn Display]) -> String {
    fill(reasons::sentence(language, sentence), values)
}

/// The state of a job.
pub fn state(language: Language, state: JobState) -> &'static str {
    match language {
        Language::En => en::state(state),
        Language::PtBr => pt_br::state(state),
        Language::Es => es::state(state),
    }
}

/// A step of a job.
pub fn step(language: Language, step: Step) -> &'static str {
    match language {
        Language::En => en::step(step),
        Language::PtBr => pt_br::step(step),
        Language::Es => es::step(step),
    }
}

/// What a budget measures.
pub fn measure(language: Language, measure: Measure) -> &'static str {
    match language {
        Language::En => en::measure(measure),
        Language::PtBr => pt_br::measure(measure),
        Language::Es => es::measure(measure),
    }
}

/// Where secrets are kept.
pub fn vault(language: Language, backend: Backend) -> &'static str {
    match language {
        Language::En => en::vault(backend),
        Language::PtBr => pt_br::vault(backend),
        Language::Es => es::vault(backend),
    }
}

/// One pass, so that a value that looks like a placeholder stays what it is.
fn fill(template: &str, values: &[&dyn Display]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((index, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        if let Some(value) = index
            .parse::<usize>()
            .ok()
            .and_then(|index| values.get(index))
        {
            text.push_str(&value.to_string());
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rollcall_core::finding::FindingCode;
    use rollcall_core::plan::ReasonCode;

    use super::*;
    use crate::trouble::Code;

    fn places(text: &str) -> BTreeSet<&str> {
        let parts = text.split('{').skip(1);
        parts
            .filter_map(|part| part.split_once('}'))
            .map(|(index, _)| index)
            .collect()
    }

    fn templates(language: Language) -> Vec<String> {
        let said = Say::ALL.iter().map(|one| {
            match language {
                Language::En => en::say(*one),
                Language::PtBr => pt_br::say(*one),
                Language::Es => es::say(*one),
            }
            .to_owned()
        });
        let failed = Code::ALL
            .iter()
            .map(|code| troubles::template(language, *code).concat());
        let sentences = Sentence::ALL.iter();
        let sentences = sentences.map(|one| reasons::sentence(language, *one).to_owned());
        let kept = Safekeeping::ALL.iter();
        let kept = kept.map(|one| safekeeping::template(language, *one).to_owned());
        said.chain(failed).chain(sentences).chain(kept).collect()
    }

    #[test]
    fn the_languages_say_the_same_values() {
        let english = templates(Language::En);
        for language in Language::ALL {
            for (one, other) in english.iter().zip(templates(language)) {
                assert_eq!(places(one), places(&other), "{language:?}: {other}");
                assert!(
                    !other.trim().is_empty(),
                    "{language:?} says nothing for {one}"
                );
            }
        }
    }

    #[test]
    fn no_two_languages_share_a_finding() {
        for code in FindingCode::ALL {
            assert_ne!(
                finding(Language::En, *code),
                finding(Language::PtBr, *code),
                "{code}"
            );
            assert_ne!(
                finding(Language::En, *code),
                finding(Language::Es, *code),
                "{code}"
            );
        }
    }

    #[test]
    fn every_reason_has_words_of_its_own_in_each_language() {
        for code in ReasonCode::ALL {
            let all: BTreeSet<&str> = Language::ALL
                .iter()
                .map(|one| reason(*one, *code))
                .collect();
            assert!(all.len() == 3 && !all.contains(""), "{}", code.as_str());
            for language in Language::ALL {
                assert_eq!(held(language, code.as_str()), reason(language, *code));
            }
        }
    }

    #[test]
    fn a_value_that_looks_like_a_place_stays() {
        assert_eq!(fill("a {1} b {0}", &[&"{1}", &2]), "a 2 b {1}");
    }
}
