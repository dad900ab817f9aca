//! Coefficients as functions of how often each kind of unit occurs.

use std::collections::BTreeMap;

use crate::agreement::outcome::Outcome;
use crate::agreement::ratings::{MISSING, Ratings};
use crate::agreement::resampling::Statistic;

/// A coefficient that does not ask who gave a value: kinds are distinct profiles.
pub(crate) struct OfProfiles<'a, F> {
    ratings: &'a Ratings,
    compute: F,
}

impl<'a, F: Fn(&Ratings) -> Outcome + Sync> OfProfiles<'a, F> {
    pub(crate) fn new(ratings: &'a Ratings, compute: F) -> Self {
        Self { ratings, compute }
    }
}

impl<F: Fn(&Ratings) -> Outcome + Sync> Statistic for OfProfiles<'_, F> {
    fn weights(&self) -> &[f64] {
        self.ratings.unit_counts().weights()
    }

    fn value(&self, weights: &[f64]) -> Option<f64> {
        let drawn = self.ratings.with_profiles(self.ratings.unit_counts().reweighted(weights));
        (self.compute)(&drawn).value()
    }
}

/// A coefficient that asks who gave which value: kinds are distinct rows with at least one value.
pub(crate) struct OfRows<'a, F> {
    ratings: &'a Ratings,
    rows: Vec<&'a [u32]>,
    weights: Vec<f64>,
    compute: F,
}

impl<'a, F: Fn(&Ratings) -> Outcome + Sync> OfRows<'a, F> {
    pub(crate) fn new(ratings: &'a Ratings, compute: F) -> Self {
        let mut distinct: BTreeMap<&[u32], f64> = BTreeMap::new();
        for (row, times) in ratings.rows().filter(|(row, _)| row.iter().any(|code| *code != MISSING)) {
            *distinct.entry(row).or_default() += f64::from(times);
        }
        let (rows, weights) = distinct.into_iter().unzip();
        Self { ratings, rows, weights, compute }
    }
}

impl<F: Fn(&Ratings) -> Outcome + Sync> Statistic for OfRows<'_, F> {
    fn weights(&self) -> &[f64] {
        &self.weights
    }

    fn value(&self, weights: &[f64]) -> Option<f64> {
        let rows = self.rows.iter().zip(weights).filter(|(_, n)| **n > 0.0);
        let drawn = self.ratings.with_rows(rows.map(|(row, n)| (*row, n.round() as u32)));
        (self.compute)(&drawn).value()
    }
}

/// A coefficient of whole texts, each a kind of its own.
pub(crate) struct OfTexts<F> {
    weights: Vec<f64>,
    compute: F,
}

impl<F: Fn(&[usize]) -> Option<f64> + Sync> OfTexts<F> {
    /// `compute` gets the numbers (from 0) of the texts drawn, ascending, each as often as it was drawn. Texts that take no
    /// part have the weight zero.
    pub(crate) fn new(weights: Vec<f64>, compute: F) -> Self {
        Self { weights, compute }
    }
}

impl<F: Fn(&[usize]) -> Option<f64> + Sync> Statistic for OfTexts<F> {
    fn weights(&self) -> &[f64] {
        &self.weights
    }

    fn value(&self, weights: &[f64]) -> Option<f64> {
        let repeated = weights.iter().enumerate().flat_map(|(text, n)| std::iter::repeat_n(text, n.round() as usize));
        (self.compute)(&repeated.collect::<Vec<usize>>())
    }
}
