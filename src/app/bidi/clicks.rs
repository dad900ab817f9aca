//! Counting clicks from raw presses.

use egui::Pos2;

/// How long after a press the next one still counts as the same series, in seconds.
const SERIES: f64 = 0.4;
/// How far from it, in points.
const NEAR: f32 = 6.0;

/// Counts presses at one place.
///
/// egui counts clicks when the button comes up, and press and release can arrive in one frame; a selection must start
/// at the press.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClickSeries {
    count: u32,
    time: f64,
    pos: Pos2,
}

impl ClickSeries {
    /// Where the last press was.
    pub(super) fn pos(&self) -> Pos2 {
        self.pos
    }

    /// Takes a press at a time in seconds and returns its number in the series: 1, 2, 3, 4, and 1 again.
    pub(super) fn press(&mut self, pos: Pos2, time: f64) -> u32 {
        let again = self.count > 0 && time - self.time < SERIES && self.pos.distance(pos) < NEAR;
        *self = Self { count: if again { self.count % 4 + 1 } else { 1 }, time, pos };
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn four_quick_presses_count_up_and_then_begin_again() {
        let mut series = ClickSeries::default();
        let counts: Vec<u32> = (0..5).map(|n| series.press(pos2(10.0, 10.0), f64::from(n) * 0.1)).collect();
        assert_eq!(counts, [1, 2, 3, 4, 1]);
        assert_eq!(series.press(pos2(40.0, 10.0), 0.5), 1, "elsewhere");
        assert_eq!(series.press(pos2(40.0, 10.0), 2.0), 1, "later");
    }
}
