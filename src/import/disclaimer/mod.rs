//! Disclaimers: sentences by which a publisher says whose opinion a text is, or who answers for it.
//!
//! Word classes (`words`, `lexicon`) in ten languages, patterns over them (`patterns`), and what speaks against: a person in the
//! story is speaking, the words stand in quotation marks, a state or a party owns the opinion.

mod facets;
mod lexicon;
mod patterns;
mod sentence;
mod words;

pub use facets::{DisclaimerFacets, describe_disclaimer};

use super::normal::Word;
use crate::text::segment::sentences;
use lexicon::{
    BELONG, COMMENT, DIFFER, DUTY, ENGAGE, HEDGE, MEAN, ONLY, OPINION, OUTLET, PAST, RELATE, REMARK, SAID, SHARE,
    SHOWN, STATE, TEXT, USER, WRITER,
};
use patterns::PATTERNS;
use sentence::{Sentence, quoted};
use std::ops::Range;

/// A disclaimer in a block.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Found {
    /// Bytes of the frozen text: the sentence.
    pub range: Range<usize>,
    /// Stable name of the rule.
    pub rule: &'static str,
    /// From 0 to 1.
    pub confidence: f64,
}

/// Below this, a sentence is not offered.
const THRESHOLD: f64 = 0.55;
/// The rule's name where readers' comments are meant.
const OF_COMMENTS: &str = "disclaimer.of_comments";

/// The disclaimers among a block's sentences. `text` is the block's text, `offset` its first byte in the frozen text.
pub(super) fn find(text: &str, offset: usize, words: &[Word]) -> Vec<Found> {
    let mut out = Vec::new();
    if words.len() < 3 {
        return out;
    }
    // Hardly any block says anything of the kind, and cutting sentences is dear.
    if !may_speak(&Sentence::new(words, &[])) {
        return out;
    }
    let in_quotes = quoted(words, text, offset);
    let ranges = sentences(text);
    let alone = ranges.len() == 1;
    for range in ranges {
        let from = words.partition_point(|w| w.start < offset + range.start);
        let to = words.partition_point(|w| w.start < offset + range.end);
        let (Some(own), Some(in_quotes)) = (words.get(from..to), in_quotes.get(from..to)) else { continue };
        if let Some((rule, score)) = judge(own, in_quotes, alone) {
            out.push(Found { range: offset + range.start..offset + range.end, rule, confidence: score });
        }
    }
    out
}

/// The best pattern and its score after what speaks against it.
fn judge(words: &[Word], in_quotes: &[bool], alone: bool) -> Option<(&'static str, f64)> {
    if words.len() < 3 {
        return None;
    }
    let s = Sentence::new(words, in_quotes);
    if !may_speak(&s) {
        return None;
    }
    let mut best: Option<(&'static str, f64)> = None;
    for (rule, pattern) in PATTERNS {
        let score = pattern(&s);
        if score > best.map_or(0.0, |(_, b)| b) {
            best = Some((rule, score));
        }
    }
    let (rule, mut score) = best?;
    score -= against(&s, alone);
    let of_comments = s.has(COMMENT | USER) && !s.has(TEXT);
    if score < THRESHOLD {
        return None;
    }
    let score = score.min(0.97);
    Some(if of_comments { (OF_COMMENTS, round(score * 0.6)) } else { (rule, round(score)) })
}

/// Whether there are words without which no pattern holds.
fn may_speak(s: &Sentence<'_>) -> bool {
    let limited = s.has(RELATE) && s.has(WRITER | USER) && s.has(ONLY | HEDGE);
    limited || s.has(OPINION | DUTY | SHARE | ENGAGE | MEAN)
}

/// What speaks against a disclaimer, from 0.
fn against(s: &Sentence<'_>, alone: bool) -> f64 {
    let key = s.first(0, s.len(), RELATE | DUTY | SHARE | DIFFER | ENGAGE | MEAN | BELONG | ONLY).unwrap_or(0);
    let mut sum = 0.0;
    let opinion = s.first(0, s.len(), OPINION).unwrap_or(0);
    if s.within(0, key.max(opinion), SAID) {
        sum += 0.4;
    }
    // "… , the agency reported": the story speaks, unless it speaks of texts that stand here.
    if s.within(s.len().saturating_sub(4), s.len(), SAID) && !s.has(SHOWN) {
        sum += 0.35;
    }
    if s.is_quoted(key) {
        sum += 0.35;
    }
    if s.within(0, key, PAST) {
        sum += 0.3;
    }
    if s.within(0, key, REMARK) && !s.within(0, key, TEXT | SHOWN) {
        sum += 0.2;
    }
    if s.has(STATE) && !s.has(OUTLET | WRITER) {
        sum += 0.15;
    }
    if s.len() > 60 {
        sum += 0.1;
    }
    if !alone && s.len() > 40 {
        sum += 0.05;
    }
    sum
}

fn round(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::super::normal::words;
    use super::*;

    fn rules(text: &str) -> Vec<&'static str> {
        find(text, 0, &words(text, 0)).into_iter().map(|f| f.rule).collect()
    }

    #[test]
    fn the_writer_who_expresses_an_opinion_disclaims_nothing() {
        assert!(rules("عبر الكاتب عن رأيه في مقال نشرته الصحيفة.").is_empty());
        assert!(rules("يعبر الكاتب في مقاله عن رأيه في الأزمة.").is_empty());
        assert_eq!(rules("المقال يعبر عن رأي الكاتب."), ["disclaimer.opinion_of_owner"]);
    }

    #[test]
    fn spelling_does_not_hide_a_disclaimer() {
        for text in ["المقالة تُعبّر عن رأى الكاتب", "المقاله تعبــر عن رأي الكاتب", "والمقالة تعبر عن رأيِ كاتبِها"]
        {
            assert_eq!(rules(text), ["disclaimer.opinion_of_owner"], "{text}");
        }
    }
}
