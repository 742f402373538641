//! Faults on the wire, ends of the process and a clock that is set, as chance makes them, several in one send. Two hundred
//! schedules; as many as `PROPTEST_CASES` says where it is set.

use jiff::SignedDuration;
use proptest::prelude::*;
use rollcall_simulator::{Endpoint, Fault};

use super::bench::Bench;
use super::dying::{At, Event, Moment};
use super::matrix::{Wrong, wrongs};
use crate::submission::JobState;

/// More than any schedule needs: each death and each pause costs one.
const DRIVES: usize = 24;

fn cases() -> ProptestConfig {
    let usual = ProptestConfig::default();
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => usual,
        None => ProptestConfig {
            cases: 200,
            ..usual
        },
    }
}

fn at() -> impl Strategy<Value = At> {
    let endpoint = prop::sample::select(vec![
        Endpoint::Token,
        Endpoint::CreateJob,
        Endpoint::AddItems,
        Endpoint::AddItems,
        Endpoint::ListItems,
        Endpoint::Submit,
        Endpoint::Submit,
        Endpoint::Status,
        Endpoint::Errors,
    ]);
    (endpoint, 1_u32..5)
}

fn death() -> impl Strategy<Value = (At, Moment)> {
    let moment = prop::sample::select(vec![
        Moment::BeforeSend,
        Moment::AfterSend,
        Moment::AfterAnswer,
    ]);
    (at(), moment)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn ends_in_one_whole_submission(
        faults in prop::collection::vec((at(), prop::sample::select(wrongs())), 0..7),
        deaths in prop::collection::vec(death(), 0..4),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(schedule(&faults, &deaths));
    }
}

async fn schedule(faults: &[(At, Wrong)], deaths: &[(At, Moment)]) {
    let case = format!("{faults:?}, {deaths:?}");
    let mut bench = Bench::on_disk().await;
    let mut clocks: Vec<(At, SignedDuration)> = Vec::new();
    for ((endpoint, nth), wrong) in faults {
        match wrong {
            Wrong::Wire(kind) => bench.simulator.faults().push(Fault {
                endpoint: *endpoint,
                nth: *nth,
                kind: kind.clone(),
            }),
            Wrong::Clock(by) => clocks.push(((*endpoint, *nth), *by)),
        }
    }
    let mut deaths = deaths.iter();
    for _ in 0..DRIVES {
        let clocks = clocks.drain(..).map(|(at, by)| (at, Event::Clock(by)));
        let death = deaths
            .next()
            .map(|(at, moment)| (*at, Event::Death(*moment)));
        let api = bench.api(clocks.chain(death).collect());
        let driven = bench.drive_to_death(&api).await;
        bench.judge(&case);
        if matches!(driven, Some(Ok(state)) if state.is_ended()) {
            break;
        }
    }
    assert_eq!(
        bench.history.job(bench.job).unwrap().state,
        JobState::Succeeded,
        "{case}"
    );
    bench.judge_end(&case);
}
