//! A message to the person: it stays until it is dismissed or the next act.

use crate::app::theme::Mood;

/// A message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Notice {
    /// How it is meant.
    pub(crate) mood: Mood,
    /// Sentences, the most important first.
    pub(crate) lines: Vec<String>,
}

impl Notice {
    /// One sentence.
    pub(crate) fn new(mood: Mood, text: impl Into<String>) -> Self {
        Self { mood, lines: vec![text.into()] }
    }
}
