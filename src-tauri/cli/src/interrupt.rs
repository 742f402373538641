//! Ctrl-C and the wish of a service manager to end. The first asks for an orderly end, the second leaves at once, which is
//! as a crash: the journal knows what was done.

use rollcall_core::submission::Stop;
use tokio_util::sync::CancellationToken;

use crate::output::Output;
use crate::words::Say;

/// The wish to end, for what reads and for what sends.
#[derive(Debug, Clone, Default)]
pub struct Interrupt {
    /// Ends reads.
    pub cancel: CancellationToken,
    /// Ends sending where it can be ended.
    pub stop: Stop,
}

impl Interrupt {
    /// Listens from now on.
    pub fn listen(out: Output) -> Self {
        let interrupt = Self::default();
        let heard = interrupt.clone();
        tokio::spawn(async move {
            asked().await;
            out.progress(&out.say(Say::Stopping, &[]));
            heard.cancel.cancel();
            heard.stop.ask();
            asked().await;
            std::process::exit(1);
        });
        interrupt
    }
}

/// Completes at the next interruption.
pub async fn asked() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                () = control_c() => {}
            }
            return;
        }
    }
    control_c().await;
}

async fn control_c() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without signals there is no wish to hear.
        std::future::pending::<()>().await;
    }
}
