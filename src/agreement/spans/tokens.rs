//! Continua whose words or sentences are known: coefficients with these as positions.

use crate::agreement::registry::KeyedFigure;
use crate::agreement::spans::continua::Continua;
use crate::agreement::spans::positions::{position_alpha, position_f1, position_kappa};
use crate::agreement::spans::runs::{Labelling, Positions};

/// Spans with the parts of the continua that are compared in place of single positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokenized {
    continua: Continua,
    tokens: Vec<Vec<(u64, u64)>>,
}

impl Tokenized {
    /// `tokens`: per continuum (start, end) of its words or sentences, ascending and without overlap. A continuum
    /// without a list has none.
    pub fn new(continua: Continua, tokens: Vec<Vec<(u64, u64)>>) -> Self {
        Self { continua, tokens }
    }

    /// Which continua two coders or more worked on.
    pub(crate) fn takes_part(&self) -> Vec<bool> {
        self.continua.takes_part()
    }

    /// The continua with these numbers, each as often as it is named.
    pub(crate) fn of_continua(&self, numbers: &[usize]) -> Self {
        let tokens = |number: &usize| self.tokens.get(*number).cloned().unwrap_or_default();
        Self { continua: self.continua.of_continua(numbers), tokens: numbers.iter().map(tokens).collect() }
    }

    /// The figures with their keys, which begin with what the tokens are called: `word`, `sentence`.
    pub(crate) fn figures(called: &str) -> Vec<KeyedFigure<'static, Self>> {
        let key = |rest: &str| format!("{called}_{rest}");
        vec![
            (key("alpha"), Box::new(|t: &Self| position_alpha(&t.continua, t.positions(), Labelling::Labelled))),
            (key("binary_alpha"), Box::new(|t: &Self| position_alpha(&t.continua, t.positions(), Labelling::Binary))),
            (key("kappa_mean"), Box::new(|t: &Self| position_kappa(&t.continua, t.positions()))),
            (key("f1_mean"), Box::new(|t: &Self| position_f1(&t.continua, t.positions()))),
        ]
    }

    fn positions(&self) -> Positions<'_> {
        Positions::Tokens(&self.tokens)
    }
}
