//! How far a job is, as one snapshot.

use std::time::Duration;

/// Time since any fixed moment, never going back. `Send + Sync`, because owner and thread both read it.
pub type Clock = std::sync::Arc<dyn Fn() -> Duration + Send + Sync>;

/// Called from the job's thread when there is something new to show: progress of one percent or more, and the result.
pub type Wake = Box<dyn Fn() + Send + Sync>;

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Items done.
    pub done: u64,
    /// Items there are, once known.
    pub total: Option<u64>,
    /// Time since the start; stands still when the work has ended.
    pub elapsed: Duration,
}

impl Progress {
    /// Part done, 0 to 1; `None` while the total is not known.
    pub fn fraction(&self) -> Option<f64> {
        match self.total? {
            0 => Some(1.0),
            total => Some((self.done as f64 / total as f64).min(1.0)),
        }
    }

    /// Items per second since the start; `None` before any time has passed.
    pub fn rate(&self) -> Option<f64> {
        let seconds = self.elapsed.as_secs_f64();
        (seconds > 0.0).then(|| self.done as f64 / seconds)
    }

    /// Time until the end at the rate so far; `None` while nothing is done or the total is not known.
    pub fn left(&self) -> Option<Duration> {
        let rate = self.rate().filter(|rate| *rate > 0.0)?;
        Duration::try_from_secs_f64(self.total?.saturating_sub(self.done) as f64 / rate).ok()
    }
}
