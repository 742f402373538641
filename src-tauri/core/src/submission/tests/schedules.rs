//! Schedules of faults as chance makes them, several in one send, resumed until it is over.

use proptest::prelude::*;

use super::desk::{Desk, ITEMS, changes};
use super::server::{Call, Fault};
use crate::submission::{Cause, JobState};

fn fault() -> impl Strategy<Value = (Call, u32, Fault)> {
    let call = prop::sample::select(vec![
        Call::Connect,
        Call::Create,
        Call::Add,
        Call::List,
        Call::Submit,
        Call::Status,
        Call::Errors,
    ]);
    let fault = prop_oneof![
        Just(Fault::Before(Cause::Connect)),
        Just(Fault::Before(Cause::Unsure)),
        Just(Fault::Before(Cause::TooMany { retry_after: None })),
        Just(Fault::Before(Cause::Credential)),
        Just(Fault::After),
        (0_usize..3).prop_map(Fault::Part),
        Just(Fault::Late),
        Just(Fault::Later),
    ];
    (call, 1_u32..6, fault)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn end_in_one_whole_submission(script in prop::collection::vec(fault(), 0..8)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let desk = Desk::new(changes(ITEMS));
            for (call, nth, fault) in &script {
                desk.server.fault(*call, *nth, *fault);
            }
            let job = desk.place();
            let case = format!("{script:?}");
            for _ in 0..20 {
                // A pause is an error and a state that says so; what counts is what the server then holds.
                let driven = desk.drive(job).await;
                desk.judge(job, &case);
                if driven.is_ok_and(JobState::is_ended) {
                    break;
                }
            }
            assert_eq!(desk.job(job).state, JobState::Succeeded, "{case}");
            desk.check_numbers(job, &case);
        });
    }
}
