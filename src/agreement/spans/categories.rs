//! Disorder of the categories within an alignment.

use crate::agreement::spans::alignment::Alignment;
use crate::agreement::spans::dissimilarity::{Dissimilarity, Unit, positional};

/// What a span that is aligned with nobody says about categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unaligned {
    /// Nothing (Mathet 2017).
    Ignored,
    /// Full disagreement with each coder whose side is empty (pygamma-agreement).
    Counted,
}

/// Weighted sums over pairs, for all categories together and for each.
#[derive(Debug, Clone)]
pub(crate) struct CategorySums {
    all: Sums,
    each: Vec<Sums>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// Sum over aligned pairs of weight times dissimilarity, and of the weights.
    disorder: f64,
    weight: f64,
    /// The same for the empty sides.
    empty_disorder: f64,
    empty_weight: f64,
    /// Whether there is an aligned pair, and any span.
    has_pair: bool,
    has_span: bool,
}

impl CategorySums {
    pub(crate) fn new(categories: usize) -> Self {
        Self { all: Sums::default(), each: vec![Sums::default(); categories] }
    }

    /// Adds what was summed elsewhere over the same categories.
    pub(crate) fn join(&mut self, other: &Self) {
        self.all.join(&other.all);
        self.each.iter_mut().zip(&other.each).for_each(|(sums, more)| sums.join(more));
    }

    pub(crate) fn add(&mut self, codings: &[Vec<Unit>], alignment: &Alignment, dissimilarity: &Dissimilarity) {
        for tuple in &alignment.unitary {
            let units: Vec<&Unit> =
                tuple.iter().filter_map(|(coder, place)| codings.get(*coder)?.get(*place)).collect();
            let empty = (codings.len() - units.len()) as f64 * dissimilarity.delta_empty;
            for (index, a) in units.iter().enumerate() {
                for sums in [Some(&mut self.all), self.each.get_mut(a.category)].into_iter().flatten() {
                    sums.has_span = true;
                    sums.empty_disorder += empty * dissimilarity.delta_empty;
                    sums.empty_weight += empty;
                }
                for b in &units[index + 1..] {
                    let position = dissimilarity.alpha * dissimilarity.delta_empty * positional(a, b);
                    let weight = (1.0 - position).max(0.0) / (units.len() - 1) as f64;
                    let between = dissimilarity.of_categories(a.category, b.category) * dissimilarity.delta_empty;
                    self.all.pair(weight, between);
                    let second = Some(b.category).filter(|second| *second != a.category);
                    for category in [Some(a.category), second].into_iter().flatten() {
                        if let Some(sums) = self.each.get_mut(category) {
                            sums.pair(weight, between);
                        }
                    }
                }
            }
        }
    }

    /// Mean dissimilarity of the categories of aligned spans, of all or of the pairs with one category.
    pub(crate) fn disorder(&self, category: Option<usize>, unaligned: Unaligned) -> Option<f64> {
        let sums = match category {
            None => Some(&self.all),
            Some(category) => self.each.get(category),
        }?;
        match unaligned {
            Unaligned::Ignored => (sums.weight > 0.0).then(|| sums.disorder / sums.weight),
            // Without any pair the program takes 1 if the category does not occur, and 0 if it does.
            Unaligned::Counted if !sums.has_pair => Some(f64::from(u8::from(!sums.has_span))),
            Unaligned::Counted => {
                let disorder = sums.disorder + sums.empty_disorder;
                Some(if disorder > 0.0 { disorder / (sums.weight + sums.empty_weight) } else { 0.0 })
            }
        }
    }
}

impl Sums {
    fn join(&mut self, other: &Self) {
        self.disorder += other.disorder;
        self.weight += other.weight;
        self.empty_disorder += other.empty_disorder;
        self.empty_weight += other.empty_weight;
        self.has_pair |= other.has_pair;
        self.has_span |= other.has_span;
    }

    fn pair(&mut self, weight: f64, between: f64) {
        self.disorder += weight * between;
        self.weight += weight;
        self.has_pair = true;
    }
}
