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

    /// Something failed or was refused.
    pub(crate) fn refused(error: &impl std::error::Error) -> Self {
        Self::new(Mood::Bad, sentence(&error.to_string()))
    }
}

/// An error's text as a sentence: it begins with a capital letter and ends with a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    // A path keeps its case.
    let is_word = first.is_lowercase() && !rest.split(' ').next().unwrap_or_default().contains(['/', '\\', '.']);
    let mut out: String = if is_word { first.to_uppercase().collect() } else { first.to_string() };
    out.push_str(rest);
    if !out.ends_with(['.', '!', '?', '؟', '…']) {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_become_sentences_and_paths_stay_as_they_are() {
        assert_eq!(sentence("there is no file x"), "There is no file x.");
        assert_eq!(sentence("page.txt holds no text."), "page.txt holds no text.");
        assert_eq!(sentence("/tmp/a is damaged"), "/tmp/a is damaged.");
        assert_eq!(sentence("لا شيء"), "لا شيء.");
    }
}
