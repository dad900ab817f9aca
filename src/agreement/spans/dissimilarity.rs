//! How far two spans are apart.

use crate::agreement::spans::continua::Span;

/// A span whose bounds need not be whole numbers, as samples have them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Unit {
    pub(crate) start: f64,
    pub(crate) end: f64,
    pub(crate) category: usize,
}

impl From<Span> for Unit {
    fn from(span: Span) -> Self {
        Self { start: span.start as f64, end: span.end as f64, category: span.category }
    }
}

impl Unit {
    pub(crate) fn length(&self) -> f64 {
        self.end - self.start
    }
}

/// Positional dissimilarity of two spans, given as (start, end): 0 for the same bounds, 1 where the bounds differ by as
/// much as the spans are long, and growing with the square of the distance.
///
/// # Formula
/// ((|`s_a` - `s_b`| + |`e_a` - `e_b`|) / (`e_a` - `s_a` + `e_b` - `s_b`))^2
/// # Source
/// Mathet, Widlöcher & Métivier (2015), The unified and holistic method gamma, section 4.3.2. Reproduced in
/// `tests/it/agreement/mathet_2015.rs`.
/// # Undefined
/// `None` if a span has no length.
pub fn positional_dissimilarity(a: (f64, f64), b: (f64, f64)) -> Option<f64> {
    let unit = |(start, end): (f64, f64)| Unit { start, end, category: 0 };
    (a.0 < a.1 && b.0 < b.1).then(|| positional(&unit(a), &unit(b)))
}

pub(crate) fn positional(a: &Unit, b: &Unit) -> f64 {
    (((a.start - b.start).abs() + (a.end - b.end).abs()) / (a.length() + b.length())).powi(2)
}

/// The combined dissimilarity of gamma.
#[derive(Debug, Clone, PartialEq)]
pub struct Dissimilarity {
    /// Weight of the position; above zero.
    pub alpha: f64,
    /// Weight of the category; zero or more.
    pub beta: f64,
    /// What it costs to leave a span unaligned, and the unit of both parts; above zero.
    pub delta_empty: f64,
    /// Dissimilarity of categories from 0 to 1, with 0 on the diagonal; `None` for equal or different.
    pub categories: Option<Vec<Vec<f64>>>,
}

impl Default for Dissimilarity {
    /// All weights 1, categories equal or different.
    fn default() -> Self {
        Self { alpha: 1.0, beta: 1.0, delta_empty: 1.0, categories: None }
    }
}

impl Dissimilarity {
    pub(crate) fn of_categories(&self, a: usize, b: usize) -> f64 {
        match &self.categories {
            Some(table) => table.get(a).and_then(|row| row.get(b)).copied().unwrap_or(f64::from(u8::from(a != b))),
            None => f64::from(u8::from(a != b)),
        }
    }

    /// alpha times the positional part plus beta times the categorical part, both in units of `delta_empty`.
    pub(crate) fn between(&self, a: &Unit, b: &Unit) -> f64 {
        let categorical = self.beta * self.of_categories(a.category, b.category);
        (self.alpha * positional(a, b) + categorical) * self.delta_empty
    }

    /// Whether the weights are such that an alignment has a meaning.
    pub(crate) fn is_sound(&self) -> bool {
        let positive = |x: f64| x.is_finite() && x > 0.0;
        let table = self.categories.iter().flatten().flatten();
        positive(self.alpha)
            && positive(self.delta_empty)
            && self.beta.is_finite()
            && self.beta >= 0.0
            && table.into_iter().all(|d| (0.0..=1.0).contains(d))
    }
}
