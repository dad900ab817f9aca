//! Stretches of a continuum on which no coder changes the label.

use crate::agreement::spans::continua::{Continuum, Span};

/// Stands for a position that a coder left unmarked.
pub(crate) const GAP: u32 = u32::MAX - 1;
/// Stands for a coder who was not asked.
pub(crate) const ABSENT: u32 = u32::MAX;

/// What positions are compared.
#[derive(Debug, Clone, Copy)]
pub enum Positions<'a> {
    /// Every position of the continuum.
    Characters,
    /// Words or sentences: per continuum their (start, end), ascending and without overlap. A token takes the label that
    /// covers most of it (of equals, the one that begins first), if any label touches it.
    Tokens(&'a [Vec<(u64, u64)>]),
}

/// Whether labels are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labelling {
    /// Category against category, a gap being a category of its own.
    Labelled,
    /// Marked against unmarked; spans of one coder may overlap.
    Binary,
}

/// One stretch: its length and one label per coder.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run<'a> {
    pub(crate) length: f64,
    pub(crate) labels: &'a [u32],
}

/// All stretches of one continuum, in order.
pub(crate) struct Runs {
    lengths: Vec<f64>,
    labels: Vec<u32>,
    coders: usize,
}

impl Runs {
    /// `number` is the index of the continuum, which chooses its tokens.
    pub(crate) fn of(continuum: &Continuum, number: usize, positions: Positions, labelling: Labelling) -> Self {
        let pieces: Vec<Option<Vec<Span>>> =
            continuum.codings.iter().map(|c| c.as_ref().map(|spans| pieces(spans, labelling))).collect();
        match positions {
            Positions::Characters => Self::by_change(continuum.length, &pieces),
            Positions::Tokens(tokens) => Self::by_token(tokens.get(number).map_or(&[][..], Vec::as_slice), &pieces),
        }
    }

    fn by_change(length: u64, pieces: &[Option<Vec<Span>>]) -> Self {
        let mut bounds: Vec<u64> = pieces.iter().flatten().flatten().flat_map(|s| [s.start, s.end]).collect();
        bounds.extend([0, length]);
        bounds.sort_unstable();
        bounds.dedup();
        let mut runs = Self { lengths: Vec::new(), labels: Vec::new(), coders: pieces.len() };
        let mut next = vec![0; pieces.len()];
        for pair in bounds.windows(2) {
            runs.lengths.push((pair[1] - pair[0]) as f64);
            for (coder, coding) in pieces.iter().enumerate() {
                let Some(coding) = coding else {
                    runs.labels.push(ABSENT);
                    continue;
                };
                while coding.get(next[coder]).is_some_and(|s| s.end <= pair[0]) {
                    next[coder] += 1;
                }
                let here = coding.get(next[coder]).filter(|s| s.start <= pair[0]);
                runs.labels.push(here.map_or(GAP, |s| s.category as u32));
            }
        }
        runs
    }

    fn by_token(tokens: &[(u64, u64)], pieces: &[Option<Vec<Span>>]) -> Self {
        let mut runs = Self {
            lengths: vec![1.0; tokens.len()],
            labels: vec![ABSENT; tokens.len() * pieces.len()],
            coders: pieces.len(),
        };
        for (coder, coding) in pieces.iter().enumerate() {
            let Some(coding) = coding else { continue };
            let mut first = 0;
            for (number, (start, end)) in tokens.iter().enumerate() {
                while coding.get(first).is_some_and(|s| s.end <= *start) {
                    first += 1;
                }
                let token = Span { start: *start, end: *end, category: 0 };
                let touching = coding[first..].iter().take_while(|s| s.start < *end);
                let mut best: Option<(u64, u32)> = None;
                for (shared, label) in touching.map(|s| (s.shared(&token), s.category as u32)) {
                    if shared > best.map_or(0, |(most, _)| most) {
                        best = Some((shared, label));
                    }
                }
                runs.labels[number * pieces.len() + coder] = best.map_or(GAP, |(_, label)| label);
            }
        }
        runs
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Run<'_>> {
        let labels = self.labels.chunks_exact(self.coders.max(1));
        self.lengths.iter().zip(labels).map(|(length, labels)| Run { length: *length, labels })
    }
}

/// The spans as they stand, or joined where they touch or overlap.
fn pieces(spans: &[Span], labelling: Labelling) -> Vec<Span> {
    if labelling == Labelling::Labelled {
        return spans.to_vec();
    }
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(Span { category: 0, ..*span }),
        }
    }
    joined
}
