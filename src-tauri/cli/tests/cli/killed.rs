//! Jobs of twenty batches, killed ten times in all, each time at a random moment, and then sent to their end. `make soak`
//! does it to three hundred.

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

use crate::twenty::Twenty;

const KILLS: usize = 10;

#[test]
fn killed_again_and_again_a_job_is_sent_once() {
    let seed: u64 = rand::random();
    let mut random = StdRng::seed_from_u64(seed);
    let twenty = Twenty::planned();
    let mut kills = 0;
    while kills < KILLS {
        let home = twenty.begin_anew();
        let mut moments = Vec::new();
        while kills < KILLS {
            let moment = twenty.planning.mul_f64(random.random_range(0.1..1.5));
            moments.push(moment);
            if !Twenty::kill_after(&home, moment) {
                break;
            }
            kills += 1;
        }
        let case = format!("seed {seed}, killed after {moments:?}");
        Twenty::finish(&home, &case);
        twenty.judge(&case);
    }
}
