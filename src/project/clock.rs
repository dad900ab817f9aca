//! The one clock of the program, and the mint of identifiers that follows it.

use crate::model::Timestamp;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
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
    tail: Tail,
}

/// What stands behind the time in an identifier. Its first 26 bits count in both cases, so that identifiers keep the
/// order of their making where the clock stands still: "the newest decision holds" rests on that order.
#[derive(Debug)]
enum Tail {
    /// The last moment and its counter; the rest is random.
    Random(Mutex<(u64, u32)>),
    /// A counter behind a seed, so that the demo and tests are the same each time.
    Seeded { seed: u64, next: AtomicU64 },
}

impl Mint {
    /// Unpredictable identifiers.
    pub const fn random(clock: Clock) -> Self {
        Self { clock, tail: Tail::Random(Mutex::new((0, 0))) }
    }

    /// The same identifiers for the same seed and clock.
    pub const fn seeded(clock: Clock, seed: u64) -> Self {
        Self { clock, tail: Tail::Seeded { seed, next: AtomicU64::new(0) } }
    }

    /// The next identifier.
    pub fn uuid(&self) -> Uuid {
        let now = u64::try_from(self.clock.now().0).unwrap_or(0);
        let (millis, count, rest) = match &self.tail {
            Tail::Random(last) => {
                // The two numbers are always whole, whoever panicked beside them.
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                // A clock that is set back must not put later decisions before earlier ones.
                *last = if now > last.0 { (now, 0) } else { (last.0, last.1 + 1) };
                (last.0, last.1, *Uuid::new_v4().as_bytes())
            }
            Tail::Seeded { seed, next } => {
                let count = u32::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap_or(u32::MAX);
                let mut rest = [0; 16];
                rest[..8].copy_from_slice(&seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
                (now, count, rest)
            }
        };
        // The version takes the upper half of the first byte, the variant the upper quarter of the third.
        let mut bytes = [0; 10];
        bytes[..2].copy_from_slice(&((count >> 14) as u16).to_be_bytes());
        bytes[2] = (count >> 8) as u8 & 0x3f;
        bytes[3] = count as u8;
        bytes[4..].copy_from_slice(&rest[..6]);
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

impl Mint {
    /// The identity of a thing that can be there only once beside another: the coding of an article by a coder in a round,
    /// the memo of a coder on a record. Two copies of a project that make it apart give it the same identity, so that merging
    /// finds one thing and not two. It sorts behind `beside`, and among its like by `place`.
    pub(super) fn only_one(beside: Uuid, what: &str, place: u16) -> Uuid {
        let near = blake3::hash(beside.as_bytes());
        let mut hasher = blake3::Hasher::new();
        hasher.update(beside.as_bytes()).update(what.as_bytes());
        let own = hasher.finalize();
        // What stands beside one thing lies together, in the order of the places.
        let mut bytes = [0; 10];
        bytes[..4].copy_from_slice(&near.as_bytes()[..4]);
        bytes[4..6].copy_from_slice(&place.to_be_bytes());
        bytes[6..].copy_from_slice(&own.as_bytes()[..4]);
        let millis = beside.as_u128() >> 80;
        Builder::from_unix_timestamp_millis(millis as u64, &bytes).into_uuid()
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

    #[test]
    fn ids_sort_by_creation_although_the_clock_stands_still_or_is_set_back() {
        for step in [0, -5] {
            let mints = [
                Mint::random(Clock::manual(Timestamp(1_000_000), step)),
                Mint::seeded(Clock::manual(Timestamp(1_000_000), 0), 7),
            ];
            for mint in mints {
                let ids: Vec<_> = (0..20_000).map(|_| mint.uuid()).collect();
                assert!(ids.windows(2).all(|w| w[0] < w[1]));
            }
        }
    }

    #[test]
    fn what_can_be_there_once_has_one_identity_on_every_copy() {
        let mint = Mint::random(Clock::manual(Timestamp(1_000), 1));
        let (beside, other) = (mint.uuid(), mint.uuid());
        let of = |beside, what, place| Mint::only_one(beside, what, place);
        assert_eq!(of(beside, "memo", 0), of(beside, "memo", 0));
        assert_ne!(of(beside, "memo", 0), of(other, "memo", 0));
        assert_ne!(of(beside, "memo", 0), of(beside, "flag", 0));
        assert_eq!(of(beside, "memo", 0).get_version_num(), 7);
        assert!((0..300).map(|n| of(beside, ["a", "b", "c"][usize::from(n) % 3], n)).is_sorted());
    }

    #[test]
    fn two_mints_at_the_same_moment_make_different_ids() {
        let mint = || Mint::random(Clock::manual(Timestamp(1_000), 0));
        assert_ne!(mint().uuid(), mint().uuid());
    }
}
