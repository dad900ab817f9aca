//! What the work itself sees of its job: a counter to move and a question to ask.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use thiserror::Error;

use crate::jobs::progress::Wake;

/// The work was stopped on request; what it had done so far is thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("stopped on request; nothing was changed")]
pub struct Cancelled;

/// A wish to stop, shared by all its clones. Once cancelled, always cancelled.
#[derive(Debug, Clone, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Asks the work to stop at its next check.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// The wish itself, for whoever can only set a flag.
    pub(in crate::jobs) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }

    /// Whether somebody has asked.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Stands for "the total is not known".
const UNKNOWN: u64 = u64::MAX;

/// The work's side of a job. Cheap to touch from many threads at once; check at least every few milliseconds.
pub struct Monitor {
    done: AtomicU64,
    total: AtomicU64,
    cancel: CancelToken,
    wake: Option<Wake>,
}

impl Monitor {
    pub(crate) fn new(cancel: CancelToken, wake: Option<Wake>) -> Self {
        Self { done: AtomicU64::new(0), total: AtomicU64::new(UNKNOWN), cancel, wake }
    }

    /// A monitor that nobody looks at, for work that runs at once on the caller's thread.
    pub fn silent() -> Self {
        Self::new(CancelToken::default(), None)
    }

    /// A monitor with the same wish to stop and a count of its own that nobody looks at: for a part that counts its own
    /// items inside work that counts its parts.
    #[must_use]
    pub fn apart(&self) -> Self {
        Self::new(self.cancel.clone(), None)
    }

    /// Says how many items there are.
    pub fn set_total(&self, total: u64) {
        self.total.store(total.min(UNKNOWN - 1), Ordering::Relaxed);
        self.wake();
    }

    /// Counts items as done. Wakes the owner when that moves the percentage.
    pub fn advance(&self, items: u64) {
        let before = self.done.fetch_add(items, Ordering::Relaxed);
        let percent = |done: u64| self.total().map(|total| u128::from(done) * 100 / u128::from(total.max(1)));
        if percent(before) != percent(before.saturating_add(items)) {
            self.wake();
        }
    }

    /// Items done.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Items there are, once known.
    pub fn total(&self) -> Option<u64> {
        Some(self.total.load(Ordering::Relaxed)).filter(|total| *total != UNKNOWN)
    }

    /// Ends the work by `?` when somebody has asked for that.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.cancel.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    pub(crate) fn wake(&self) {
        if let Some(wake) = &self.wake {
            wake();
        }
    }
}
