//! Keys one after the other, however slow the frames are.
//!
//! What a key means depends on what the key before it has done: an answer moves the focus, a letter opens a field. Where
//! several keys arrive in one frame, as they do under fast fingers on a slow machine, all but the first wait for the
//! frames that follow, so that none of them answers the question before.

use egui::{Event, Key, Modifiers};

/// Frames without keys behind a key: in the first a field that it opens is drawn, in the second it has the focus.
const REST: u8 = 2;

/// Keys that wait.
#[derive(Debug, Default)]
pub(super) struct Pace {
    held: Vec<Event>,
    /// Frames that still get no key.
    rest: u8,
}

impl Pace {
    /// Leaves the frame what it can answer and keeps the rest, in order. Says whether something waits.
    ///
    /// `typing`: a text field has the focus; it takes any number of letters at once, up to the key that leaves it.
    pub(super) fn measure(&mut self, events: &mut Vec<Event>, typing: bool) -> bool {
        let mut all = std::mem::take(&mut self.held);
        all.append(events);
        let rests = self.rest > 0;
        self.rest = self.rest.saturating_sub(1);
        let mut first: Option<(Key, Modifiers)> = None;
        let mut letters = false;
        let cut = all.iter().position(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => {
                // egui moves the focus before the field has seen the letters of the same frame.
                if rests || (typing && letters && matches!(key, Key::Tab | Key::Escape)) {
                    return true;
                }
                if let Some(before) = first {
                    // A held arrow repeats itself faster than a slow machine draws.
                    return before != (*key, *modifiers) || !is_arrow(*key);
                }
                if !typing || leaves_field(*key, *modifiers) {
                    first = Some((*key, *modifiers));
                }
                false
            }
            Event::Text(_) | Event::Paste(_) | Event::Ime(_) => {
                letters = true;
                rests
            }
            _ => false,
        });
        self.held = cut.map(|at| all.split_off(at)).unwrap_or_default();
        *events = all;
        if first.is_some_and(|(key, _)| !is_arrow(key)) {
            self.rest = REST;
        }
        !self.held.is_empty()
    }
}

fn is_arrow(key: Key) -> bool {
    matches!(key, Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight | Key::PageUp | Key::PageDown)
}

fn leaves_field(key: Key, held: Modifiers) -> bool {
    matches!(key, Key::Enter | Key::Escape | Key::Tab) || held.command || held.ctrl || held.alt
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: Some(key), pressed: true, repeat: false, modifiers }
    }

    fn plain(name: Key) -> Event {
        key(name, Modifiers::NONE)
    }

    /// What each of the following frames gets when all of it arrives at once.
    fn frames(events: Vec<Event>, typing: impl Fn(usize) -> bool) -> Vec<Vec<Event>> {
        let mut pace = Pace::default();
        let mut arriving = events;
        let mut out = Vec::new();
        for frame in 0.. {
            let waits = pace.measure(&mut arriving, typing(frame));
            out.push(std::mem::take(&mut arriving));
            if !waits {
                break;
            }
        }
        out
    }

    #[test]
    fn two_answers_of_one_frame_answer_two_questions() {
        let out = frames(vec![plain(Key::Num2), plain(Key::Num1)], |_| false);
        assert_eq!(out, [vec![plain(Key::Num2)], vec![], vec![], vec![plain(Key::Num1)]]);
    }

    #[test]
    fn a_word_behind_the_key_that_opens_its_field_is_written_into_it() {
        let text = |s: &str| Event::Text(s.into());
        let events = vec![plain(Key::W), text("w"), plain(Key::N), text("N"), plain(Key::U), text("U")];
        let out = frames(events, |frame| frame > 2);
        let word = vec![plain(Key::N), text("N"), plain(Key::U), text("U")];
        assert_eq!(out, [vec![plain(Key::W), text("w")], vec![], vec![], word], "the field has the focus by then");
    }

    #[test]
    fn what_follows_the_key_that_leaves_a_field_is_not_written_into_it() {
        let text = |s: &str| Event::Text(s.into());
        let events = vec![plain(Key::R), text("R"), plain(Key::Enter), plain(Key::Num5), text("5")];
        let out = frames(events, |frame| frame == 0);
        assert_eq!(out[0].len(), 3, "the last letter and Enter");
        assert_eq!(out.last().map(Vec::len), Some(2), "the answer to the next question");
    }

    #[test]
    fn letters_before_tab_are_written_into_the_field_that_it_leaves() {
        let text = |s: &str| Event::Text(s.into());
        let events = vec![text("a"), text("b"), plain(Key::Tab), text("c")];
        let out = frames(events, |_| true);
        assert_eq!(out, [vec![text("a"), text("b")], vec![plain(Key::Tab), text("c")]]);
    }

    #[test]
    fn a_held_arrow_keeps_up_and_what_follows_sees_the_selection() {
        let on = || key(Key::ArrowLeft, Modifiers::SHIFT);
        let out = frames(vec![on(), on(), on(), plain(Key::S), plain(Key::Num1)], |_| false);
        assert_eq!(out, [vec![on(), on(), on()], vec![plain(Key::S)], vec![], vec![], vec![plain(Key::Num1)]]);
    }

    #[test]
    fn nothing_is_lost_and_the_order_stays() {
        let keys = [Key::A, Key::Num1, Key::Enter, Key::ArrowLeft, Key::ArrowLeft, Key::Tab, Key::S];
        let events: Vec<Event> = keys.into_iter().map(plain).collect();
        for typing in [false, true] {
            let out: Vec<Event> = frames(events.clone(), |_| typing).into_iter().flatten().collect();
            assert_eq!(out, events);
        }
    }
}
