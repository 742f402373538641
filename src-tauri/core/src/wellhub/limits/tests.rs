use super::*;
use crate::clock::{Clock, HeldClock};
use proptest::prelude::*;

fn held() -> (Arc<HeldClock>, SharedClock) {
    let start = "2026-03-02T10:00:00Z".parse().expect("a time");
    let clock = Arc::new(HeldClock::at(start));
    (Arc::clone(&clock), clock)
}

fn limits(limit: Limit, clock: &SharedClock, store: Option<Arc<dyn LimitStore>>) -> Arc<Limits> {
    Arc::new(Limits::new(Table::uniform(limit), Arc::clone(clock), store))
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| {
            let name = reqwest::header::HeaderName::from_static(name);
            (name, value.parse().expect("a header"))
        })
        .collect()
}

/// Keeps in memory what a database would.
#[derive(Default)]
struct Kept {
    sent: Mutex<Vec<(Endpoint, Timestamp)>>,
    paused: Mutex<Option<Timestamp>>,
}

impl LimitStore for Kept {
    fn load(&self, endpoint: Endpoint) -> Vec<Timestamp> {
        let sent = self.sent.lock().expect("whole");
        let of = sent.iter().filter(|(kept, _)| *kept == endpoint);
        of.map(|(_, at)| *at).collect()
    }

    fn record(&self, endpoint: Endpoint, at: Timestamp) {
        self.sent.lock().expect("whole").push((endpoint, at));
    }

    fn take_back(&self, endpoint: Endpoint, at: Timestamp) {
        let mut sent = self.sent.lock().expect("whole");
        let place = sent.iter().position(|kept| *kept == (endpoint, at));
        sent.remove(place.expect("was recorded"));
    }

    fn paused_until(&self, _endpoint: Endpoint) -> Option<Timestamp> {
        *self.paused.lock().expect("whole")
    }

    fn pause(&self, _endpoint: Endpoint, until: Timestamp) {
        *self.paused.lock().expect("whole") = Some(until);
    }
}

/// What is done between two requests.
#[derive(Debug, Clone)]
struct Step {
    gap_ms: u64,
    /// How long the answer takes.
    takes_ms: u64,
    /// When the request really arrives, as a part of that time.
    arrives: f64,
    /// Whether the next request is sent while this one is under way.
    overlaps: bool,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let gap = prop_oneof![5 => Just(0_u64), 3 => 0_u64..3_000, 1 => 0_u64..90_000];
    let takes = prop_oneof![3 => 0_u64..400, 1 => 0_u64..20_000];
    let step = (gap, takes, 0.0..=1.0_f64, any::<bool>());
    proptest::collection::vec(
        step.prop_map(|(gap_ms, takes_ms, arrives, overlaps)| Step {
            gap_ms,
            takes_ms,
            arrives,
            overlaps,
        }),
        1..90,
    )
}

/// Every window that begins or ends with a request holds no more than any reading of the limit allows.
fn judge(mut arrivals: Vec<f64>, limit: Limit) -> Result<(), TestCaseError> {
    arrivals.sort_by(f64::total_cmp);
    let (rate, burst) = (f64::from(limit.rate), f64::from(limit.burst));
    for (first, start) in arrivals.iter().enumerate() {
        for (last, end) in arrivals.iter().enumerate().skip(first) {
            let (count, time) = ((last - first + 1) as f64, end - start);
            prop_assert!(
                count <= burst + time * rate / 60.0 + 1e-9,
                "{count} in {time} s"
            );
            prop_assert!(time >= 1.0 || count <= burst, "{count} in {time} s");
            prop_assert!(time >= 60.0 || count <= rate, "{count} in {time} s");
        }
    }
    Ok(())
}

/// Sends requests by a schedule and returns when each arrived, in seconds.
///
/// Fewer are under way at once than the limit takes at once: time stands still while a request waits for another's
/// answer.
async fn run(limits: &Arc<Limits>, limit: Limit, clock: &HeldClock, steps: &[Step]) -> Vec<f64> {
    let most = limit.rate.min(limit.burst) as usize;
    let mut arrivals = Vec::new();
    let mut under_way = Vec::new();
    for step in steps {
        clock.advance(Duration::from_millis(step.gap_ms));
        let permit = limits.acquire(Endpoint::AddItems).await;
        let sent = clock.monotonic();
        if step.overlaps && under_way.len() + 1 < most {
            under_way.push((permit, sent, step.arrives));
            continue;
        }
        clock.advance(Duration::from_millis(step.takes_ms));
        under_way.push((permit, sent, step.arrives));
        for (permit, sent, arrives) in under_way.drain(..) {
            drop(permit);
            let took = clock.monotonic().saturating_sub(sent);
            arrivals.push((sent + took.mul_f64(arrives)).as_secs_f64());
        }
    }
    for (_permit, sent, arrives) in under_way {
        let took = clock.monotonic().saturating_sub(sent);
        arrivals.push((sent + took.mul_f64(arrives)).as_secs_f64());
    }
    arrivals
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(work)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_schedule_goes_past_any_reading_of_the_limit(
        steps in steps(),
        (rate, burst) in prop_oneof![Just((5, 5)), Just((25, 5)), Just((50, 20)), (1_u32..40, 1_u32..12)],
    ) {
        let limit = Limit { rate, burst };
        let (clock, shared) = held();
        let limits = limits(limit, &shared, None);
        judge(block_on(run(&limits, limit, &clock, &steps)), limit)?;
    }

    #[test]
    fn a_restart_forgets_nothing(before in steps(), after in steps()) {
        let limit = Limit { rate: 25, burst: 5 };
        let (clock, shared) = held();
        let store: Arc<dyn LimitStore> = Arc::new(Kept::default());
        // Answers at once: the store keeps when a request was sent, not when its answer came.
        let at_once = |steps: Vec<Step>| -> Vec<Step> {
            steps.into_iter().map(|step| Step { takes_ms: 0, overlaps: false, ..step }).collect()
        };
        let mut arrivals = Vec::new();
        for steps in [at_once(before), at_once(after)] {
            let limits = limits(limit, &shared, Some(Arc::clone(&store)));
            arrivals.extend(block_on(run(&limits, limit, &clock, &steps)));
        }
        judge(arrivals, limit)?;
    }
}

/// Sends `count` requests that are answered at once and returns how long that took, in whole seconds.
async fn seconds_for(limits: &Arc<Limits>, clock: &HeldClock, count: u32) -> u64 {
    let start = clock.monotonic();
    for _ in 0..count {
        drop(limits.acquire(Endpoint::CreateJob).await);
    }
    clock.monotonic().saturating_sub(start).as_secs()
}

#[tokio::test]
async fn the_limit_is_used_and_not_just_kept() {
    let (clock, shared) = held();
    let limits = Arc::new(Limits::documented(shared, None));
    assert_eq!(seconds_for(&limits, &clock, 5).await, 0);
    assert_eq!(seconds_for(&limits, &clock, 25).await, 60);
}

#[tokio::test]
async fn a_factor_shortens_every_wait() {
    let (clock, shared) = held();
    let limits = Arc::new(Limits::documented(shared, None).scaled(60.0));
    assert_eq!(seconds_for(&limits, &clock, 30).await, 1);
}

#[tokio::test]
async fn two_processes_share_what_the_store_keeps() {
    let (clock, shared) = held();
    let limit = Limit { rate: 5, burst: 5 };
    let store: Arc<dyn LimitStore> = Arc::new(Kept::default());
    let one = limits(limit, &shared, Some(Arc::clone(&store)));
    let other = limits(limit, &shared, Some(store));
    assert_eq!(seconds_for(&one, &clock, 3).await, 0);
    assert_eq!(seconds_for(&other, &clock, 2).await, 0);
    assert!(seconds_for(&one, &clock, 1).await >= 12);
}

#[tokio::test]
async fn a_retry_after_is_heeded_and_outlasts_a_restart() {
    let (clock, shared) = held();
    let store: Arc<dyn LimitStore> = Arc::new(Kept::default());
    let limit = Limit {
        rate: 300,
        burst: 5,
    };
    let first = limits(limit, &shared, Some(Arc::clone(&store)));
    drop(first.acquire(Endpoint::CreateJob).await);
    let refusal = headers(&[("retry-after", "90"), ("ratelimit-reset", "5")]);
    assert_eq!(
        first.heed(Endpoint::CreateJob, 429, &refusal),
        Some(Duration::from_secs(90))
    );
    let second = limits(limit, &shared, Some(store));
    assert_eq!(seconds_for(&second, &clock, 1).await, 90);
    assert_eq!(seconds_for(&first, &clock, 1).await, 0);
}

#[tokio::test]
async fn a_refusal_without_headers_waits_a_minute() {
    let (clock, shared) = held();
    let limits = Arc::new(Limits::documented(shared, None));
    drop(limits.acquire(Endpoint::CreateJob).await);
    assert_eq!(
        limits.heed(Endpoint::CreateJob, 429, &HeaderMap::new()),
        None
    );
    assert_eq!(seconds_for(&limits, &clock, 1).await, 60);
}

#[tokio::test]
async fn what_remains_of_the_servers_window_is_heeded() {
    let (clock, shared) = held();
    let limits = Arc::new(Limits::documented(shared, None));
    let left = headers(&[("ratelimit-remaining", "2"), ("ratelimit-reset", "30")]);
    limits.heed(Endpoint::CreateJob, 200, &left);
    assert_eq!(seconds_for(&limits, &clock, 2).await, 0);
    assert_eq!(seconds_for(&limits, &clock, 1).await, 30);
}

#[tokio::test]
async fn generous_or_malformed_headers_change_nothing() {
    for pairs in [
        [
            ("ratelimit-limit", "9000"),
            ("ratelimit-remaining", "9000"),
            ("ratelimit-reset", "1"),
        ],
        [
            ("ratelimit-limit", "x"),
            ("ratelimit-remaining", "0"),
            ("ratelimit-reset", "x"),
        ],
    ] {
        let (clock, shared) = held();
        let limits = Arc::new(Limits::documented(shared, None));
        limits.heed(Endpoint::CreateJob, 200, &headers(&pairs));
        assert_eq!(seconds_for(&limits, &clock, 5).await, 0);
        assert_eq!(seconds_for(&limits, &clock, 25).await, 60);
    }
}

#[tokio::test]
async fn a_lower_limit_of_the_server_lowers_the_burst() {
    let (clock, shared) = held();
    let limits = Arc::new(Limits::documented(shared, None));
    limits.heed(
        Endpoint::CreateJob,
        200,
        &headers(&[("ratelimit-limit", "1, 1;w=1")]),
    );
    assert_eq!(seconds_for(&limits, &clock, 2).await, 2);
}

#[tokio::test]
async fn who_waits_is_seen_waiting() {
    let (_clock, shared) = held();
    let limits = limits(Limit { rate: 1, burst: 1 }, &shared, None);
    let mut waiting = limits.waiting();
    drop(limits.acquire(Endpoint::Submit).await);
    assert!(!waiting.has_changed().expect("open"));
    drop(limits.acquire(Endpoint::Submit).await);
    assert!(waiting.has_changed().expect("open"));
    assert_eq!(*waiting.borrow_and_update(), None);
}

#[tokio::test]
async fn a_clock_that_was_set_back_blocks_nothing() {
    let (clock, shared) = held();
    let store = Kept::default();
    let ahead = shared.now() + jiff::SignedDuration::from_hours(5);
    for _ in 0..5 {
        store.record(Endpoint::CreateJob, ahead);
    }
    let limits = limits(Limit { rate: 5, burst: 5 }, &shared, Some(Arc::new(store)));
    assert_eq!(seconds_for(&limits, &clock, 5).await, 0);
}

#[tokio::test]
async fn a_request_that_never_left_is_given_back_everywhere() {
    let (clock, shared) = held();
    let store = Arc::new(Kept::default());
    let limit = Limit { rate: 5, burst: 5 };
    let limits = limits(
        limit,
        &shared,
        Some(Arc::clone(&store) as Arc<dyn LimitStore>),
    );
    for _ in 0..20 {
        limits.acquire(Endpoint::Token).await.give_back();
    }
    assert_eq!(clock.monotonic(), Duration::ZERO);
    assert!(store.sent.lock().expect("whole").is_empty());
    drop(limits.acquire(Endpoint::Token).await);
    assert_eq!(store.sent.lock().expect("whole").len(), 1);
}
