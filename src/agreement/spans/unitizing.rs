//! Sums over intersecting segments that the coefficients of Krippendorff's unitizing family share.

use crate::agreement::outcome::{Figure, Undefined};
use crate::agreement::spans::continua::{Continua, Span};
use crate::agreement::spans::runs::{ABSENT, GAP, Labelling, Positions, Runs};

/// Length per label that was compared (`l_c.`), the part of it that met its own label (`l_cc`), and what the square of the
/// whole counts too much because a segment was paired with itself.
pub(crate) struct Coincidences {
    pub(crate) compared: Vec<f64>,
    pub(crate) matched: Vec<f64>,
    pub(crate) self_pairs: Vec<f64>,
}

impl Coincidences {
    /// Each position of each coder against that of the other coders; the last label is the gap.
    ///
    /// A segment cannot be paired with itself. Krippendorff et al. count a marked span as one segment and each position of
    /// a gap as one of length 1; so do positions of their own where `by_position`.
    pub(crate) fn with_gaps(
        continua: &Continua,
        positions: Positions,
        labelling: Labelling,
        by_position: bool,
    ) -> Self {
        let gap = if labelling == Labelling::Binary { 1 } else { continua.categories().len() };
        let mut sums = Self::zero(gap + 1);
        let mut here = vec![0.0; gap + 1];
        for (number, continuum) in continua.continua().iter().enumerate().filter(|(_, c)| c.is_pairable()) {
            let others = (continuum.coded() - 1) as f64;
            for run in Runs::of(continuum, number, positions, labelling).iter() {
                let present = || run.labels.iter().filter(|l| **l != ABSENT);
                let place = |label: &u32| if *label == GAP { gap } else { *label as usize };
                present().for_each(|label| here[place(label)] += 1.0);
                for label in present() {
                    let label = place(label);
                    let coders = std::mem::take(&mut here[label]);
                    sums.compared[label] += run.length * coders;
                    sums.matched[label] += run.length * coders * (coders - 1.0).max(0.0) / others;
                }
            }
            if !by_position {
                for span in continuum.spans() {
                    let label = if labelling == Labelling::Binary { 0 } else { span.category };
                    sums.self_pairs[label] += (span.len() as f64).powi(2);
                }
            }
        }
        if by_position {
            sums.self_pairs.clone_from(&sums.compared);
        } else {
            sums.self_pairs[gap] = sums.compared[gap];
        }
        sums
    }

    /// Marked positions against marked positions of other coders; gaps are left out.
    ///
    /// What a span is paired with is the part that the other coder marked; so the pair of a span with itself is the square
    /// of that part, averaged over the other coders.
    pub(crate) fn without_gaps(continua: &Continua) -> Self {
        let mut sums = Self::zero(continua.categories().len());
        let mut here = vec![0.0; sums.compared.len()];
        for (number, continuum) in continua.continua().iter().enumerate().filter(|(_, c)| c.is_pairable()) {
            let others = (continuum.coded() - 1) as f64;
            for run in Runs::of(continuum, number, Positions::Characters, Labelling::Labelled).iter() {
                let marked = || run.labels.iter().filter(|l| **l < GAP).map(|l| *l as usize);
                let number = marked().count() as f64;
                if number < 2.0 {
                    continue;
                }
                marked().for_each(|label| here[label] += 1.0);
                for label in marked() {
                    let coders = std::mem::take(&mut here[label]);
                    sums.compared[label] += run.length * coders * (number - 1.0) / others;
                    sums.matched[label] += run.length * coders * (coders - 1.0).max(0.0) / others;
                }
            }
            let codings = || continuum.codings.iter().enumerate().filter_map(|(i, c)| Some((i, c.as_ref()?)));
            for (first, spans) in codings() {
                for (_, marked) in codings().filter(|(second, _)| *second != first) {
                    for (span, shared) in parts_marked(spans, marked) {
                        sums.self_pairs[span.category] += shared * shared / others;
                    }
                }
            }
        }
        sums
    }

    fn zero(labels: usize) -> Self {
        Self { compared: vec![0.0; labels], matched: vec![0.0; labels], self_pairs: vec![0.0; labels] }
    }

    /// Length of all compared segments.
    pub(crate) fn total(&self) -> f64 {
        self.compared.iter().sum()
    }

    /// 1 - `D_o` / `D_e` over all labels; `only` says why there is none if a single label occurs.
    pub(crate) fn alpha(&self, only: impl FnOnce(usize) -> Undefined) -> Result<Figure, Undefined> {
        let mut used = self.compared.iter().enumerate().filter(|(_, n)| **n > 0.0).map(|(label, _)| label);
        if let (Some(label), None) = (used.next(), used.next()) {
            return Err(only(label));
        }
        let total = self.total();
        let unmatched: f64 = self.compared.iter().zip(&self.matched).map(|(all, same)| all - same).sum();
        let different: f64 = self.compared.iter().map(|all| all * (total - all)).sum();
        let pairs = total * total - self.self_pairs.iter().sum::<f64>();
        from_parts(unmatched / total, different, pairs, total * total)
    }

    /// The same for one label against all others.
    pub(crate) fn alpha_of(&self, label: usize) -> Result<Figure, Undefined> {
        let (all, total) = (self.compared[label], self.total());
        let observed = (all - self.matched[label]) / all;
        from_parts(observed, all * (total - all), all * total - self.self_pairs[label], all * total)
    }
}

/// Where few of many coders marked the same, the pairs of segments with themselves can make up all pairs and more: then
/// there is no expectation.
fn from_parts(observed: f64, different: f64, pairs: f64, all_pairs: f64) -> Result<Figure, Undefined> {
    // Sums of thirds and sixths that cancel out leave a rest of rounding.
    if pairs <= 1e-12 * all_pairs {
        return Err(Undefined::OnlySelfPairs);
    }
    Ok(Figure::from_disagreement(observed, different / pairs))
}

/// No variation, named by the label of the only category; `None` stands for a gap.
pub(crate) fn only(continua: &Continua, label: Option<usize>) -> Undefined {
    let value = label.map_or_else(|| "(unmarked)".to_owned(), |l| continua.label(l));
    Undefined::NoVariation { value }
}

/// Each span with the number of its positions that another coder marked. Spans do not overlap within a coder.
fn parts_marked<'a>(spans: &'a [Span], marked: &'a [Span]) -> impl Iterator<Item = (&'a Span, f64)> {
    let mut first = 0;
    spans.iter().map(move |span| {
        while marked.get(first).is_some_and(|m| m.end <= span.start) {
            first += 1;
        }
        let touching = marked[first..].iter().take_while(|m| m.start < span.end);
        (span, touching.map(|m| m.shared(span)).sum::<u64>() as f64)
    })
}
