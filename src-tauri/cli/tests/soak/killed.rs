//! Three hundred jobs of twenty batches, each killed once at a random moment and resumed to its end.

use std::time::Instant;

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

use crate::twenty::Twenty;

const RUNS: usize = 300;

#[test]
fn killed_at_any_moment_a_job_is_sent_once() {
    let seed = crate::seed();
    println!("{RUNS} jobs of twenty batches, each killed once; seed {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let twenty = Twenty::planned();
    let whole = {
        let home = twenty.begin_anew();
        let start = Instant::now();
        Twenty::finish(&home, "not killed");
        twenty.judge("not killed");
        start.elapsed()
    };
    let (mut hits, mut left_behind) = (0, 0);
    for run in 0..RUNS {
        let home = twenty.begin_anew();
        let moment = whole.mul_f64(random.random());
        let case = format!("seed {seed}, run {run}, killed after {moment:?} of {whole:?}");
        hits += u32::from(Twenty::kill_after(&home, moment));
        Twenty::finish(&home, &case);
        twenty.judge(&case);
        left_behind += twenty.simulator.ledger().jobs.len() - 1;
    }
    println!(
        "{RUNS} jobs whole, each submitted once; {hits} were killed before their end; {left_behind} drafts left behind, inert"
    );
}
