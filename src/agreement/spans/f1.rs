//! F1 of whole spans between pairs of coders.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::spans::continua::{Continua, Span};
use crate::agreement::spans::matching::largest_matching;
use crate::agreement::spans::outcome;
use crate::agreement::spans::pairs::{mean_over_pairs, pairs};

/// When two spans count as the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanMatch {
    /// Same start and same end; equal spans of one coder count once.
    Exact,
    /// At least one common position; each span is matched with one other at most, as many as possible.
    Overlap,
    /// In part: a span counts by the share of its positions that the other coder's spans cover.
    Soft,
}

/// Matched spans of two coders and how many there are, over their common continua.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Matched {
    /// Of the first coder's spans (whole ones, or shares added up).
    pub of_first: f64,
    /// Of the second coder's spans; the same number unless shares are counted.
    pub of_second: f64,
    /// Spans of the first coder.
    pub first: f64,
    /// Spans of the second coder.
    pub second: f64,
}

impl Matched {
    /// |matched| / |first|: how much of what the first coder marked the second marked too. `None` without spans.
    pub fn share_of_first(&self) -> Option<f64> {
        (self.first > 0.0).then(|| self.of_first / self.first)
    }

    /// The same for the second coder.
    pub fn share_of_second(&self) -> Option<f64> {
        (self.second > 0.0).then(|| self.of_second / self.second)
    }

    /// The harmonic mean of both shares: 0 if only one coder marked anything, `None` if neither did.
    pub fn f1(&self) -> Option<f64> {
        match (self.share_of_first(), self.share_of_second()) {
            (None, None) => None,
            (Some(a), Some(b)) if a + b > 0.0 => Some(2.0 * a * b / (a + b)),
            _ => Some(0.0),
        }
    }

    /// From two lists of distinct things, both ascending.
    pub(crate) fn of_equals<T: Ord>(a: &[T], b: &[T]) -> Self {
        let both = a.iter().filter(|item| b.binary_search(item).is_ok()).count() as f64;
        Self { of_first: both, of_second: both, first: a.len() as f64, second: b.len() as f64 }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.of_first += other.of_first;
        self.of_second += other.of_second;
        self.first += other.first;
        self.second += other.second;
    }
}

/// How many spans of two coders (from 0) match; `labelled` asks for the same category too.
pub fn matched_spans(continua: &Continua, how: SpanMatch, labelled: bool, first: usize, second: usize) -> Matched {
    let mut sum = Matched::default();
    for continuum in continua.continua() {
        let coding = |coder: usize| continuum.codings.get(coder).and_then(Option::as_deref);
        if let (Some(a), Some(b)) = (coding(first), coding(second)) {
            sum.add(&matched(a, b, how, labelled));
        }
    }
    sum
}

/// F1, the mean over all pairs of coders (each over its common continua).
///
/// # Formula
/// 2 P R / (P + R), P = matched / spans of one coder, R = matched / spans of the other. Exact: equal bounds. Overlap: the
/// largest one-to-one matching of spans that share a position. Soft: the sum over spans of the share of their positions
/// that is covered by spans of the other coder. `labelled`: the categories must be equal too.
/// # Source
/// Hripcsak & Rothschild (2005): F1 as agreement where what is not marked cannot be counted. Soft: Johansson & Moschitti
/// (2010), Reranking models in fine-grained opinion analysis, section 5.1.
/// # Undefined
/// Fewer than two coders, nobody marked anything, or a pair of coders who both marked nothing. 0 if one of a pair did.
pub fn span_f1_mean(continua: &Continua, how: SpanMatch, labelled: bool) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        let f1 = |first, second| matched_spans(continua, how, labelled, first, second).f1();
        mean_over_pairs(continua, |first, second| f1(first, second).ok_or(Undefined::NothingMarked))
    };
    outcome(continua, compute())
}

/// F1 of all pairs of coders taken together: pairs with many spans weigh more.
///
/// # Formula
/// As [`span_f1_mean`], with matched spans and spans summed over the pairs before dividing.
/// # Source
/// As [`span_f1_mean`].
/// # Undefined
/// Fewer than two coders, or nobody marked anything.
pub fn span_f1_pooled(continua: &Continua, how: SpanMatch, labelled: bool) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        let mut sum = Matched::default();
        for (first, second) in pairs(continua) {
            // Both ways, so that the order of the coders does not matter.
            sum.add(&matched_spans(continua, how, labelled, first, second));
            sum.add(&matched_spans(continua, how, labelled, second, first));
        }
        sum.f1().map(Figure::agreement).ok_or(Undefined::NothingMarked)
    };
    outcome(continua, compute())
}

/// Wiebe's directional agreement, the mean over all ordered pairs of coders: how much of what one marked the other marked
/// too.
///
/// # Formula
/// |A matched| / |A|; a span of A is matched if it shares a position with any span of B of the same category.
/// # Source
/// Wiebe, Wilson & Cardie (2005), Annotating expressions of opinions and emotions in language, section 5.1 (agr).
/// # Undefined
/// As [`span_f1_mean`]; also if one coder of a pair marked nothing.
pub fn agr_directional_mean(continua: &Continua) -> Outcome {
    let compute = || {
        continua.require_spans()?;
        mean_over_pairs(continua, |first, second| {
            let one = agr_directional(continua, first, second).ok_or(Undefined::NothingMarked)?;
            let other = agr_directional(continua, second, first).ok_or(Undefined::NothingMarked)?;
            Ok(f64::midpoint(one, other))
        })
    };
    outcome(continua, compute())
}

/// agr of two coders (from 0): the share of the first one's spans that share a position with a span of the second in the same
/// category. `None` if the first marked nothing on the continua that both worked on.
pub fn agr_directional(continua: &Continua, first: usize, second: usize) -> Option<f64> {
    let (mut touched, mut all) = (0_usize, 0_usize);
    for continuum in continua.continua() {
        let coding = |coder: usize| continuum.codings.get(coder).and_then(Option::as_deref);
        if let (Some(a), Some(b)) = (coding(first), coding(second)) {
            all += a.len();
            let found = |x: &&Span| b.iter().any(|y| x.category == y.category && x.shared(y) > 0);
            touched += a.iter().filter(found).count();
        }
    }
    (all > 0).then(|| touched as f64 / all as f64)
}

fn matched(a: &[Span], b: &[Span], how: SpanMatch, labelled: bool) -> Matched {
    let alike = |x: &Span, y: &Span| !labelled || x.category == y.category;
    match how {
        SpanMatch::Exact => {
            let key = |s: &Span| (s.start, s.end, if labelled { s.category } else { 0 });
            let distinct = |spans: &[Span]| {
                let mut keys: Vec<_> = spans.iter().map(key).collect();
                keys.sort_unstable();
                keys.dedup();
                keys
            };
            Matched::of_equals(&distinct(a), &distinct(b))
        }
        SpanMatch::Overlap => {
            let edges = |x: &Span| {
                let from_start = b.iter().enumerate().take_while(|(_, y)| y.start < x.end);
                from_start.filter(|(_, y)| x.shared(y) > 0 && alike(x, y)).map(|(i, _)| i).collect()
            };
            let edges: Vec<Vec<usize>> = a.iter().map(edges).collect();
            let both = largest_matching(&edges, b.len()) as f64;
            Matched { of_first: both, of_second: both, first: a.len() as f64, second: b.len() as f64 }
        }
        SpanMatch::Soft => {
            let covered = |spans: &[Span], others: &[Span]| -> f64 {
                let share = |x: &Span| covered_by(x, others.iter().filter(|y| alike(x, y))) as f64 / x.len() as f64;
                spans.iter().map(share).sum()
            };
            let (of_first, of_second) = (covered(a, b), covered(b, a));
            Matched { of_first, of_second, first: a.len() as f64, second: b.len() as f64 }
        }
    }
}

/// Positions of a span in any of the others, each counted once. The others ascend by start.
fn covered_by<'a>(span: &Span, others: impl Iterator<Item = &'a Span>) -> u64 {
    let (mut covered, mut reached) = (0, span.start);
    for other in others.take_while(|o| o.start < span.end) {
        let (from, to) = (other.start.max(reached), other.end.min(span.end));
        if to > from {
            covered += to - from;
            reached = to;
        }
    }
    covered
}
