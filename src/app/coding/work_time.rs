//! Time at work on an article: input within the last minute counts as active, the rest as idle.
//!
//! The seconds are the window's own (since it opened); no clock is read here.

/// Seconds without input after which a coder counts as away.
pub(crate) const IDLE_AFTER: f64 = 60.0;
/// Seconds after which what was counted is written.
pub(crate) const FLUSH_AFTER: f64 = 30.0;

/// Counts the time of one coding.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct WorkTimer {
    last_input: f64,
    counted_until: f64,
    flushed_at: f64,
    active: f64,
    idle: f64,
}

/// A stretch of time that can be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stretch {
    /// Milliseconds with input.
    pub(crate) active_ms: i64,
    /// Milliseconds without.
    pub(crate) idle_ms: i64,
}

impl WorkTimer {
    /// Begins at a moment; opening an article is itself input.
    pub(crate) const fn start(now: f64) -> Self {
        Self { last_input: now, counted_until: now, flushed_at: now, active: 0.0, idle: 0.0 }
    }

    /// Counts up to now. The window may sleep between two calls, so a long gap is parted where the minute ends.
    pub(crate) fn tick(&mut self, now: f64, had_input: bool) {
        if now > self.counted_until {
            let ends = self.last_input + IDLE_AFTER;
            let active = (ends.min(now) - self.counted_until).max(0.0);
            self.active += active;
            self.idle += (now - self.counted_until) - active;
            self.counted_until = now;
        }
        if had_input {
            self.last_input = now;
        }
    }

    /// Whether enough has been counted to write it.
    pub(crate) fn is_due(&self, now: f64) -> bool {
        now - self.flushed_at >= FLUSH_AFTER
    }

    /// Takes what was counted; `None` where that is nothing.
    pub(crate) fn take(&mut self, now: f64) -> Option<Stretch> {
        self.flushed_at = now;
        let stretch =
            Stretch { active_ms: (self.active * 1e3).round() as i64, idle_ms: (self.idle * 1e3).round() as i64 };
        self.active = 0.0;
        self.idle = 0.0;
        (stretch.active_ms > 0 || stretch.idle_ms > 0).then_some(stretch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_after_the_last_key_the_coder_is_away() {
        let mut timer = WorkTimer::start(100.0);
        timer.tick(110.0, true);
        timer.tick(400.0, true);
        assert_eq!(timer.take(400.0), Some(Stretch { active_ms: 70_000, idle_ms: 230_000 }));
        timer.tick(405.0, false);
        assert_eq!(timer.take(405.0), Some(Stretch { active_ms: 5_000, idle_ms: 0 }));
        assert_eq!(timer.take(405.0), None, "nothing is written twice");
    }

    #[test]
    fn what_was_counted_is_written_every_half_minute() {
        let mut timer = WorkTimer::start(0.0);
        timer.tick(29.0, true);
        assert!(!timer.is_due(29.0));
        assert!(timer.is_due(30.0));
        timer.tick(30.0, true);
        assert!(timer.take(30.0).is_some());
        assert!(!timer.is_due(59.0));
    }
}
