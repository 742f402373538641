//! English.

use rollcall_core::finding::FindingCode;
use rollcall_core::history::Step;
use rollcall_core::plan::Measure;
use rollcall_core::submission::JobState;
use rollcall_core::vault::Backend;

use super::Say;
use crate::language::Language;
use crate::trouble::Code;

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

#[expect(clippy::too_many_lines, reason = "a table of texts")]
pub(super) fn trouble(code: Code) -> [&'static str; 2] {
    match code {
        Code::Usage => [
            "The command cannot be followed: {0}",
            "See rollcall --help.",
        ],
        Code::MissingValue => ["{0}: nothing was given.", "Give it and try again."],
        Code::NoSuchSheet => ["There is no sheet {0}.", "There are: {1}"],
        Code::NoSuchColumn => ["No column has the header {0}.", "There are: {1}"],
        Code::AmbiguousColumn => [
            "Several columns have the header {0}: {1}.",
            "Give them different headers.",
        ],
        Code::NoSuchField => [
            "Wellhub has no field {0}.",
            "There are: {1}, or ignore for --map",
        ],
        Code::FieldNotMapped => ["No column is {0}.", "Say which with --map HEADER={0}."],
        Code::DataDir => [
            "The folder {0} cannot be used: {1}",
            "Check its rights, or choose another with --data-dir.",
        ],
        Code::NoDataDir => [
            "This account has no folder for data.",
            "Choose one with --data-dir or ROLLCALL_DATA_DIR.",
        ],
        Code::NoKeyring => [
            "No keyring answers on this computer, so there is no safe place for secrets.",
            "Start one, or set ROLLCALL_PASSPHRASE to keep secrets in a file under a passphrase.",
        ],
        Code::KeyringLocked => ["The keyring is locked.", "Unlock it and try again."],
        Code::KeyringRefused => [
            "The keyring refused Rollcall.",
            "Allow it access in the keyring's settings.",
        ],
        Code::KeyringSilent => [
            "The keyring did not answer within {0} s.",
            "Look for a window that asks to unlock it, then try again.",
        ],
        Code::PassphraseNeeded => [
            "The secrets of this data folder are under a passphrase.",
            "Set ROLLCALL_PASSPHRASE.",
        ],
        Code::PassphraseWrong => [
            "This is not the passphrase of this data folder.",
            "Check ROLLCALL_PASSPHRASE.",
        ],
        Code::PassphraseShort => [
            "The passphrase is too short.",
            "Set ROLLCALL_PASSPHRASE to at least {0} characters.",
        ],
        Code::OtherVault => [
            "The secrets of this data folder are in {0}; nothing was changed.",
            "Make that available again, or use another folder with --data-dir.",
        ],
        Code::Vault => ["The secrets cannot be used: {0}", "Nothing was changed."],
        Code::HistoryKey => [
            "The history is encrypted, and its key is not in the vault; nothing was changed.",
            "Use the keyring or passphrase that it was made with.",
        ],
        Code::HistoryBusy => [
            "Another Rollcall is writing to the history.",
            "Try again in a moment.",
        ],
        Code::Sending => [
            "Another Rollcall on this computer is sending.",
            "Wait until it is done, or close it.",
        ],
        Code::DiskFull => [
            "The disk is full or its quota is used up, so Rollcall stopped before it sent anything more.",
            "Free some space, then run rollcall resume.",
        ],
        Code::History => [
            "The history cannot be used: {0}",
            "Nothing was sent without being written down first.",
        ],
        Code::NoConnection => [
            "There is no connection {0}.",
            "Make one with rollcall connect.",
        ],
        Code::NoJob => ["There is no job {0}.", "See rollcall jobs."],
        Code::NameTaken => ["There already is a connection {0}.", "Choose another name."],
        Code::NoSecret => [
            "No client secret is kept for {0}.",
            "Connect again under another name.",
        ],
        Code::TaxIdNeeded => [
            "The credential belongs to one company, whose tax id Wellhub does not tell.",
            "Connect again with --tax-id.",
        ],
        Code::DemoNotRunning => [
            "This connection is the app's demo, which runs in the app alone.",
            "See rollcall demo for one of its own.",
        ],
        Code::LimitReached => [
            "Wellhub's limits are kept, and allow the next request at {0}.",
            "Try again then.",
        ],
        Code::Unreachable => [
            "Wellhub could not be reached.",
            "Check the network, the proxy and the address.",
        ],
        Code::TimedOut => [
            "Nothing came from Wellhub for {0} s.",
            "Try again later; nothing was changed.",
        ],
        Code::WrongSecret => [
            "Wellhub refuses the client id or the secret.",
            "Copy both anew from Wellhub's settings, for this environment, and connect again.",
        ],
        Code::Unauthorized => [
            "Wellhub does not accept this sign-in.",
            "It may be the other environment's credential, or it expired.",
        ],
        Code::Forbidden => [
            "Wellhub refuses this network or this credential (403).",
            "Ask your Wellhub team to allow this network, and check the credential's permissions.",
        ],
        Code::Wellhub => ["Wellhub could not do it: {0}", "Try again later."],
        Code::Cancelled => ["Interrupted.", "Nothing was sent."],
        Code::File => ["The file cannot be used: {0}", "Mend it and try again."],
        Code::PlanFile => [
            "The plan file {0} cannot be opened: {1}",
            "Check the path and its rights.",
        ],
        Code::NotAPlan => [
            "This is no plan of Rollcall, or it was cut short; nothing was sent.",
            "Plan again.",
        ],
        Code::PlanAltered => [
            "The plan was altered after it was made, or made elsewhere; nothing was sent.",
            "Plan again from the spreadsheet.",
        ],
        Code::PlanNewer => [
            "A newer Rollcall made the plan (format {0}); nothing was sent.",
            "Update Rollcall.",
        ],
        Code::PlanForeign => [
            "The plan was made for {0}, which is no connection of this data folder; nothing was sent.",
            "Plan again here.",
        ],
        Code::PlanUsed => [
            "This lane of the plan was sent before (job {0}); nothing was sent.",
            "See rollcall jobs; plan again from the spreadsheet to send what is left.",
        ],
        Code::PlanBlocked => [
            "The plan is blocked ({0}); nothing was sent.",
            "Mend the file and plan again.",
        ],
        Code::ReleaseMismatch => [
            "The release names {0} changes, and {1} are held in this lane; nothing was sent.",
            "Read their names again; without held changes leave --release out.",
        ],
        Code::Item => ["The plan cannot be sent: {0}", "Nothing was sent."],
        Code::JobBusy => ["Job {0} is being sent already.", "See rollcall job {0}."],
        Code::Paused => [
            "Job {0} waits: {1}",
            "Nothing is lost and nothing is sent twice: rollcall resume",
        ],
        Code::Simulator => [
            "The simulator did not start: {0}",
            "Choose another port or file.",
        ],
        Code::Fault => [
            "Rollcall met a fault of its own: {0}",
            "Nothing is sent twice: see rollcall jobs. Please report this.",
        ],
        _ => super::after::trouble(Language::En, code),
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

pub(super) fn finding(code: FindingCode) -> &'static str {
    use FindingCode as C;
    match code {
        C::LeadingZerosLost => "leading zeros were lost",
        C::ExponentText => "digits were lost to a form such as 1.23E+11",
        C::DigitsLost => "more than 15 digits were stored as a number",
        C::DateInIdentifier => "a date stands where an identifier belongs",
        C::ErrorCell => "an error such as #N/A",
        C::FormulaWithoutValue => "a formula without a value: open and save the file in Excel",
        C::WrapperRemoved => "a wrapper such as =\"00123\" was taken off",
        C::InvisibleCharacters => "invisible characters",
        C::HiddenRows => "hidden rows: say --hidden include or exclude",
        C::HiddenSheet => "a hidden sheet",
        C::MergedCells => "merged cells",
        C::TitleRows => "rows above the header",
        C::TotalsRow => "a totals row was set apart",
        C::DuplicateHeader => "several columns for one field",
        C::EmptyHeader => "a column without a header",
        C::EncodingGuessed => "the encoding was guessed",
        C::ReplacementCharacter => "characters were lost before the file came here",
        C::DelimiterGuessed => "the delimiter was guessed",
        C::OpenQuote => "a quote that is never closed",
        C::RaggedRows => "rows of differing length",
        C::RowLimit => "the file ends exactly at a row limit: it may be cut off",
        C::CellLimit => "a cell ends exactly at a length limit: it may be cut off",
        C::EmptyFile => "no data rows",
        C::ShrunkenFile => "far fewer rows than in the last file",
        C::DuplicateKey => "the same identifier in several rows",
        C::MissingKey => "no key",
        C::BadEmail => "no e-mail address",
        C::BadPhone => "no phone number",
        C::BadCheckDigit => "wrong check digits",
        C::NationalIdInEmployeeId => "a national id as employee id",
        C::UnknownCompany => "a company that the connection does not have",
        C::UnknownValue => "a value that is neither yes nor no",
        C::ColumnSlip => "a column slipped by a row",
        C::Mojibake => "text in the wrong encoding",
        C::WrongContainer => "another kind of file than its name says",
        C::EncryptedWorkbook => "a workbook under a password",
        C::TooLarge => "too large to be read safely",
        C::ReaderFailed => "the file cannot be read",
        C::LeftOut => "left out by a person",
        C::IdentityChurn => "one person under two keys",
        C::Transfer => "moves between companies",
        C::KeyChange => "the key would change",
        C::MassRemoval => "more removals than the budget",
        C::MassAddition => "more newcomers than the budget",
        C::MassChange => "more changed people than the budget",
        C::FieldRate => "one field changes in many rows",
        C::ShrunkenRoster => "Wellhub's roster shrank",
        C::ProtectedPerson => "a protected person",
        C::StaleRecord => "changed at Wellhub meanwhile",
        C::PossibleRestore => "removed a short while ago: their subscription may come back",
        C::CustomFieldsUnknown => "custom fields are not known here",
        C::FirstLoad => "the first load: Wellhub has nobody yet",
        C::NotOnRoster => "not on Wellhub's roster",
    }
}

pub(super) fn vault(backend: Backend) -> &'static str {
    match backend {
        Backend::Keyring => "the system's keyring",
        Backend::Passphrase => "a file under a passphrase",
        Backend::Session => "memory, until this ends",
    }
}
