//! The cross table of two coders.

use std::collections::BTreeMap;

use crate::agreement::ratings::{MISSING, Ratings};

/// How often two coders gave each pair of categories, over the units that both coded.
#[derive(Debug, Clone, PartialEq)]
pub struct PairTable {
    cells: BTreeMap<(usize, usize), f64>,
    first: Vec<f64>,
    second: Vec<f64>,
    units: f64,
}

/// Up to this many categories the counts are gathered in a square table, beyond it in a map.
const DENSE: usize = 256;

impl PairTable {
    /// Coders from 0. A coder that does not exist has coded nothing.
    pub fn of(ratings: &Ratings, first: usize, second: usize) -> Self {
        let categories = ratings.categories().len();
        let both = ratings.rows().filter_map(|(row, times)| match (row.get(first), row.get(second)) {
            (Some(a), Some(b)) if *a != MISSING && *b != MISSING => Some((*a as usize, *b as usize, times)),
            _ => None,
        });
        let mut cells: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        if categories <= DENSE {
            let mut square = vec![0_u64; categories * categories];
            both.for_each(|(a, b, times)| square[a * categories + b] += u64::from(times));
            let used = square.iter().enumerate().filter(|(_, n)| **n > 0);
            cells.extend(used.map(|(i, n)| ((i / categories, i % categories), *n as f64)));
        } else {
            both.for_each(|(a, b, times)| *cells.entry((a, b)).or_default() += f64::from(times));
        }
        let mut table = Self { cells, first: vec![0.0; categories], second: vec![0.0; categories], units: 0.0 };
        for ((a, b), n) in &table.cells {
            table.first[*a] += n;
            table.second[*b] += n;
            table.units += n;
        }
        table
    }

    /// The cells above zero: ((category of the first coder, of the second), units), ascending.
    pub fn cells(&self) -> impl Iterator<Item = ((usize, usize), f64)> {
        self.cells.iter().map(|(cell, n)| (*cell, *n))
    }

    /// Units in one cell.
    pub fn get(&self, first: usize, second: usize) -> f64 {
        self.cells.get(&(first, second)).copied().unwrap_or(0.0)
    }

    /// Units that both coded.
    pub fn units(&self) -> f64 {
        self.units
    }

    /// Units per category of the first coder.
    pub fn first_totals(&self) -> &[f64] {
        &self.first
    }

    /// Units per category of the second coder.
    pub fn second_totals(&self) -> &[f64] {
        &self.second
    }

    /// Share of the units with the same category from both; `None` without a unit that both coded.
    pub fn agreement(&self) -> Option<f64> {
        let same: f64 = self.cells().filter(|((a, b), _)| a == b).map(|(_, n)| n).sum();
        (self.units > 0.0).then(|| same / self.units)
    }
}
