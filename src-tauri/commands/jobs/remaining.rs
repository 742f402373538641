//! How long sending still takes, as far as the documented limits decide it (contract §1): batches and pages of the
//! read-back go at 50 a minute after a burst of 20. What Wellhub does after the submit nobody can know.

/// Requests a minute.
const RATE: usize = 50;
/// Requests that go at once.
const BURST: usize = 20;
/// Milliseconds that one request and its answer usually take.
const ANSWER: u64 = 400;
/// Items on one page of the read-back.
const PAGE: u32 = 200;

/// Milliseconds until the batches that are left are sent and all items are read back.
pub(super) fn remaining(items: u32, batches: u32, sent: u32) -> u32 {
    let sending = span(batches as usize) - span(sent.min(batches) as usize);
    let reading = span(items.div_ceil(PAGE) as usize);
    u32::try_from(sending + reading).unwrap_or(u32::MAX)
}

/// Milliseconds from the first of `count` requests to the answer of the last.
fn span(count: usize) -> u64 {
    let mut starts: Vec<u64> = Vec::with_capacity(count);
    for at in 0..count {
        let after_last = starts.last().map_or(0, |last| last + ANSWER);
        let bucket = (at + 1).saturating_sub(BURST) as u64 * 60_000 / RATE as u64;
        let minute = at
            .checked_sub(RATE)
            .map_or(0, |first| starts[first] + 60_000);
        starts.push(after_last.max(bucket).max(minute));
    }
    starts.last().map_or(0, |last| last + ANSWER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_quick_and_then_the_rate_decides() {
        assert_eq!(span(0), 0);
        assert_eq!(span(1), ANSWER);
        assert_eq!(span(20), 20 * ANSWER);
        // The 51st may not start before the first minute is over.
        assert_eq!(span(51), 60_000 + ANSWER);
        // Forty thousand people: 80 batches take between one and two minutes.
        assert!((60_000..120_000).contains(&span(80)), "{}", span(80));
    }

    #[test]
    fn it_shrinks_with_every_batch_and_ends_with_the_reading() {
        let all: Vec<u32> = (0..=80).map(|sent| remaining(40_000, 80, sent)).collect();
        assert!(all.windows(2).all(|pair| pair[1] <= pair[0]));
        assert_eq!(remaining(40_000, 80, 80), remaining(40_000, 0, 0));
    }
}
