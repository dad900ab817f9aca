//! The one clock of the program, and the mint of identifiers that follows it.

use crate::model::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::{Builder, Uuid};

/// Tells the time. Tests and the demo bring their own.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Manual { now_ms: Arc<AtomicI64>, step_ms: i64 },
}

impl Clock {
    /// The computer's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that starts at `start` and moves on by `step_ms` milliseconds each time it is read.
    pub fn manual(start: Timestamp, step_ms: i64) -> Self {
        Self(Source::Manual { now_ms: Arc::new(AtomicI64::new(start.0)), step_ms })
    }

    /// Now, in milliseconds since 1970-01-01 UTC.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            #[allow(clippy::disallowed_methods)] // the one place that reads the system clock
            Source::System => Timestamp(jiff::Timestamp::now().as_millisecond()),
            Source::Manual { now_ms, step_ms } => Timestamp(now_ms.fetch_add(*step_ms, Ordering::Relaxed)),
        }
    }
}

/// Mints identifiers: UUID version 7, so that they sort by creation.
#[derive(Debug)]
pub struct Mint {
    clock: Clock,
    /// `Some` makes the random part a counter behind a seed, so that the demo and tests are the same each time.
    counter: Option<(u64, AtomicU64)>,
}

impl Mint {
    /// Unpredictable identifiers.
    pub const fn random(clock: Clock) -> Self {
        Self { clock, counter: None }
    }

    /// The same identifiers for the same seed and clock.
    pub const fn seeded(clock: Clock, seed: u64) -> Self {
        Self { clock, counter: Some((seed, AtomicU64::new(0))) }
    }

    /// The next identifier.
    pub fn uuid(&self) -> Uuid {
        let millis = u64::try_from(self.clock.now().0).unwrap_or(0);
        let mut bytes = [0_u8; 10];
        match &self.counter {
            None => bytes.copy_from_slice(&Uuid::new_v4().as_bytes()[..10]),
            Some((seed, next)) => {
                // The counter comes first, so that ids minted within one millisecond keep their order.
                let n = next.fetch_add(1, Ordering::Relaxed);
                bytes[..4].copy_from_slice(&u32::try_from(n & 0x3fff_ffff).unwrap_or(0).to_be_bytes());
                bytes[4..].copy_from_slice(&seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[..6]);
            }
        }
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeded_ids_are_the_same_each_time_and_sort_by_creation() {
        let ids = |seed| {
            let mint = Mint::seeded(Clock::manual(Timestamp(1_000), 0), seed);
            (0..50).map(|_| mint.uuid()).collect::<Vec<_>>()
        };
        assert_eq!(ids(7), ids(7));
        assert_ne!(ids(7), ids(8));
        assert!(ids(7).windows(2).all(|w| w[0] < w[1]));
    }
}
