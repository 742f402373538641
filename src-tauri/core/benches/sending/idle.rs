//! What waiting for Wellhub costs: a minute and a half of asking where a submitted job stands, the simulator's share included.

use std::time::Duration;

use rollcall_core::submission::{JobState, Progress};
use rollcall_simulator::{Config, Simulator};
use tokio::sync::Notify;

use super::process::worked;
use super::stage::Stage;

const WATCHED: Duration = Duration::from_secs(90);

pub async fn print() {
    // A clock that stands still: the job never ends.
    let simulator = Simulator::start(Config {
        people: 10,
        speed: 0.0,
        ..Config::default()
    });
    let simulator = simulator.await.expect("a simulator");
    let folder = tempfile::tempdir().expect("a folder");
    let stage = Stage::of(&simulator, folder.path());
    let job = stage.place(&stage.keep(1_000));
    let client = stage.client(stage.limits());
    let submitted = Notify::new();
    let note = |progress: &Progress| {
        if progress.state == JobState::Submitted {
            submitted.notify_one();
        }
    };
    let watch = async {
        submitted.notified().await;
        let before = worked();
        tokio::time::sleep(WATCHED).await;
        worked().saturating_sub(before)
    };
    tokio::select! {
        ended = stage.drive(job, &client, &note) => println!("  {ended}, which it should not be"),
        worked = watch => {
            let share = 100.0 * worked.as_secs_f64() / WATCHED.as_secs_f64();
            println!("waiting for Wellhub: {worked:?} of a processor in {WATCHED:?}, {share:.2} % (at most 1 %)");
        }
    }
}
