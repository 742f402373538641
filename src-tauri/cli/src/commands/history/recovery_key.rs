//! `rollcall history recovery-key`: a recovery key, shown this once. One that was noted is replaced only when asked to.

use rollcall_core::desk::Desk;
use serde::Serialize;

use crate::args::RecoveryKey;
use crate::commands::Call;
use crate::exit::Exit;
use crate::trouble::{Code, Trouble};
use crate::words::{Safekeeping, safekeeping};

/// The recovery key, which is in no file.
#[derive(Serialize)]
struct RecoveryKeyDocument<'a> {
    recovery_key: &'a str,
}

/// Makes a recovery key and shows it.
pub fn run(call: &Call, arguments: &RecoveryKey) -> Result<Exit, Trouble> {
    let desk = call.desk()?;
    let noted = desk.recovery()?.and_then(|recovery| recovery.noted);
    if let Some(at) = noted.filter(|_| !arguments.replace) {
        return Err(Trouble::with(Code::RecoveryNoted, [at.to_string()]));
    }
    let key = desk.new_recovery_key()?;
    let text = key.text();
    let document = RecoveryKeyDocument {
        recovery_key: &text,
    };
    let language = call.out.language();
    let written = call.out.written(&document, || {
        safekeeping(language, Safekeeping::RecoveryKey, &[&text.as_str()])
    });
    // Until it was told, the one before stays in force.
    written.map_err(|error| Trouble::with(Code::Fault, [error.to_string()]))?;
    desk.note_recovery_key()?;
    Ok(Exit::Done)
}

/// Shows a person a recovery key on standard error, where the folder has none that was noted; once.
pub fn tell_first(call: &Call, desk: &Desk) -> Result<(), Trouble> {
    let lacking = desk
        .recovery()?
        .is_some_and(|recovery| recovery.noted.is_none());
    // A script would leave it in a log, and nobody would have noted it.
    if lacking && call.out.is_at_a_terminal() {
        let text = desk.new_recovery_key()?.text();
        desk.note_recovery_key()?;
        let told = safekeeping(
            call.out.language(),
            Safekeeping::RecoveryKey,
            &[&text.as_str()],
        );
        call.out.progress(&told);
    }
    Ok(())
}
