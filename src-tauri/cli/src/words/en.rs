//! English.

use rollcall_core::history::Step;
use rollcall_core::plan::Measure;
use rollcall_core::submission::JobState;
use rollcall_core::vault::Backend;

use super::Say;

pub(super) fn say(say: Say) -> &'static str {
    match say {
        Say::Error => "Error",
        Say::Nothing => "(empty)",
        Say::More => "… and {0} more (use --json to see all)",
        Say::Row => "row {0}",
        Say::Connected => {
            "Kept the connection {0} to {1}. Its secret is in {2}.\nTry it: rollcall check {0}"
        }
        Say::SecretPrompt => "Client secret of {0}: ",
        Say::SigningIn => "Signing in…",
        Say::AskingEntity => "Asking which companies the credential reaches…",
        Say::AskingCompanies => "Reading the companies…",
        Say::ReadingRoster => "Reading the roster…",
        Say::PagesRead => "  {0} pages, {1} people",
        Say::Checked => {
            "The connection {0} works. That writing is allowed shows with the first job."
        }
        Say::OneCompany => "One company: {0}",
        Say::Companies => "Companies: {0}",
        Say::People => "People on the roster: {0}",
        Say::File => "{0}: {1}, {2} bytes",
        Say::SheetLine => "  sheet {0}: {1} rows",
        Say::SheetHidden => "  sheet {0}: {1} rows, hidden",
        Say::HeaderRow => "The header is row {0}.",
        Say::NoHeaderRow => "There is no header row.",
        Say::Receipt => {
            "{0} rows = {1} header + {2} data + {3} blank + {4} hidden + {5} totals + {6} rejected"
        }
        Say::Columns => "Columns:",
        Say::NotSent => "not sent",
        Say::HiddenColumn => "hidden in the file",
        Say::Unknown => "This format does not tell: {0}.",
        Say::Drift => {
            "The headers are not those for which the columns were settled. Gone: {0}. New: {1}. Moved: {2}."
        }
        Say::Findings => "Findings:",
        Say::NoFindings => "Nothing stands out.",
        Say::Blocks => "blocks",
        Say::Warns => "warning",
        Say::Informs => "note",
        Say::Headline => {
            "+ {0} new   ~ {1} changed in {2} fields   − {3} leaving   = {4} unchanged   ! {5} withheld"
        }
        Say::Newcomer => "new",
        Say::Leaving => "leaving",
        Say::Held => "held: {0}",
        Say::Withheld => "Rows that are not sent and count as present:",
        Say::Budgets => "Budgets:",
        Say::Gauge => "  {0}: {1} of at most {2}",
        Say::GaugeOver => "  {0}: {1}, more than {2}: held",
        Say::HeldSum => "{0} changes are held and wait for a person: {1}",
        Say::HowToRelease => {
            "Read their names; then release them with --release N --reason TEXT when you submit."
        }
        Say::NoChange => "Nothing would change.",
        Say::PlanWritten => "The plan is in {0}. Send it: rollcall submit {0}",
        Say::PlanBlocked => "Something blocks: nothing can be sent, and no plan was written.",
        Say::Batch => "  batch {0} of {1}",
        Say::Waiting => "  waiting until {0}",
        Say::NoWait => "Wellhub has the job. Follow it: rollcall resume",
        Say::JobLine => "Job {0}: {1}",
        Say::Statistics => "  Wellhub counts {0} newcomers, {1} updated, {2} leavers",
        Say::Results => "  {0} succeeded, {1} failed, {2} not processed",
        Say::RowError => "  {0}: {1} {2} {3}",
        Say::HeldLeft => "{0} changes stay held and were not sent.",
        Say::OtherLane => {
            "{0} changes of the plan are in its other lane, which was not asked for: --lane removals"
        }
        Say::SetAside => {
            "{0} changes were set aside: their records changed at Wellhub since the plan. Plan again to see them."
        }
        Say::NothingToSend => "There was nothing to send.",
        Say::StoppedBefore => {
            "Job {0} was stopped before it was submitted: nothing changed at Wellhub."
        }
        Say::WithWellhub => "Job {0} is with Wellhub and goes on there. Follow it: rollcall resume",
        Say::ResumeLater => "Nothing is lost, and nothing is sent twice. Go on: rollcall resume",
        Say::Stopping => "Stopping… (once more to leave at once)",
        Say::NoJobs => "There are no jobs yet.",
        Say::NothingToResume => "No job is unfinished.",
        Say::StillWaiting => {
            "Job {0} waits for somebody at Wellhub. Look again later: rollcall resume"
        }
        Say::Simulating => "Wellhub is simulated at {0}. Interrupt to end.",
        Say::Sample => "  {0} ({1}): {2}",
        Say::DemoStart => {
            "1. Wellhub is simulated on this computer, at {0}, for {1} with {2} people."
        }
        Say::DemoConnect => "2. Connected: {0}, {1} people on its roster.",
        Say::DemoInspect => "3. The spreadsheet {0}:",
        Say::DemoPlan => "4. What would change, if it is the full roster:",
        Say::DemoSubmit => "5. Sending it, newcomers, changes and removals alike:",
        Say::DemoAgain => "6. The same spreadsheet once more:",
        Say::DemoDone => "Done: Wellhub did exactly what the plan said.",
        Say::DemoOdd => "Wellhub did not do exactly what the plan said: please report this.",
    }
}

pub(super) fn state(state: JobState) -> &'static str {
    match state {
        JobState::Planned => "planned",
        JobState::Draft => "draft",
        JobState::Items => "adding items",
        JobState::Verified => "verified, not submitted yet",
        JobState::SubmitIntended => "being submitted",
        JobState::Submitted => "with Wellhub",
        JobState::ApprovalRequested => "waits for an approval at Wellhub",
        JobState::InDoubt => "in doubt: somebody must look at it",
        JobState::Succeeded => "succeeded",
        JobState::SucceededWithErrors => "succeeded with errors",
        JobState::Rejected => "rejected: nothing changed",
        JobState::ServerError => "broken off at Wellhub: plan again to see what is left",
        JobState::GivenUp => "given up in doubt: plan again to see what is left",
        JobState::Stopped => "stopped: nothing changed",
        JobState::Failed => "failed: nothing was submitted",
    }
}

pub(super) fn step(step: Step) -> &'static str {
    match step {
        Step::Token => "signing in",
        Step::Create => "creating the draft",
        Step::Items => "adding the changes",
        Step::ReadBack => "reading the draft back and comparing",
        Step::Submit => "submitting",
        Step::Processing => "Wellhub is working on it",
        Step::Results => "fetching the results",
    }
}

pub(super) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Removals => "removals",
        Measure::Additions => "newcomers",
        Measure::Changed => "changed people",
        Measure::Field => "changes of one field",
    }
}

pub(super) fn vault(backend: Backend) -> &'static str {
    match backend {
        Backend::Keyring => "the system's keyring",
        Backend::Passphrase => "a file under a passphrase",
        Backend::Session => "memory, until this ends",
    }
}
