//! The unitary alignments that can be part of a best alignment.

use crate::agreement::spans::dissimilarity::{Dissimilarity, Unit};

/// The spans of one continuum, ready for alignment.
pub(crate) struct Problem<'a> {
    pub(crate) units: Vec<Unit>,
    /// Coder of each unit.
    pub(crate) coder: Vec<usize>,
    /// Units of each coder, ascending by position.
    by_coder: Vec<Vec<u32>>,
    longest: Vec<f64>,
    dissimilarity: &'a Dissimilarity,
    /// Number of pairs of coders.
    pairs: f64,
}

/// Tuples of units: members, and the cost of each: the mean over pairs of coders, an empty side costing `delta_empty`.
#[derive(Default, Clone)]
pub(crate) struct Tuples {
    members: Vec<u32>,
    starts: Vec<usize>,
    pub(crate) cost: Vec<f64>,
}

impl Tuples {
    pub(crate) fn new() -> Self {
        Self { starts: vec![0], ..Self::default() }
    }

    pub(crate) fn push(&mut self, members: &[u32], cost: f64) {
        self.members.extend_from_slice(members);
        self.starts.push(self.members.len());
        self.cost.push(cost);
    }

    pub(crate) fn len(&self) -> usize {
        self.cost.len()
    }

    pub(crate) fn get(&self, tuple: u32) -> &[u32] {
        let tuple = tuple as usize;
        &self.members[self.starts[tuple]..self.starts[tuple + 1]]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        self.starts.windows(2).map(|w| &self.members[w[0]..w[1]])
    }
}

/// More tuples than this are not gathered; the proof is given up then.
const MOST_TUPLES: usize = 1_000_000;

impl<'a> Problem<'a> {
    /// `codings` has one list per coder. Units are numbered by position over all coders.
    pub(crate) fn new(codings: &[Vec<Unit>], dissimilarity: &'a Dissimilarity) -> Self {
        let mut all: Vec<(Unit, usize)> =
            codings.iter().enumerate().flat_map(|(coder, units)| units.iter().map(move |u| (*u, coder))).collect();
        all.sort_by(|(a, i), (b, j)| {
            let middle = |u: &Unit| u.start + u.end;
            middle(a)
                .total_cmp(&middle(b))
                .then(a.start.total_cmp(&b.start))
                .then(i.cmp(j))
                .then(a.category.cmp(&b.category))
        });
        let coders = codings.len();
        let (mut by_coder, mut longest) = (vec![Vec::new(); coders], vec![0.0_f64; coders]);
        for (number, (unit, coder)) in all.iter().enumerate() {
            by_coder[*coder].push(number as u32);
            longest[*coder] = longest[*coder].max(unit.length());
        }
        let (units, coder) = all.into_iter().unzip();
        Self { units, coder, by_coder, longest, dissimilarity, pairs: (coders * coders.saturating_sub(1) / 2) as f64 }
    }

    pub(crate) fn coders(&self) -> usize {
        self.by_coder.len()
    }

    /// Cost of a span that is left alone: every pair of coders then has an empty side.
    pub(crate) fn alone(&self) -> f64 {
        self.dissimilarity.delta_empty
    }

    /// What it saves to have two units in one tuple, beside the tuple that is saved: negative where they are far apart.
    fn gain(&self, a: u32, b: u32) -> f64 {
        let between = self.dissimilarity.between(&self.units[a as usize], &self.units[b as usize]);
        (self.alone() - between) / self.pairs
    }

    /// Cost of a tuple: the mean over pairs of coders, an empty side costing `delta_empty`. Added up without differences, so
    /// that equal spans cost nothing at all.
    pub(crate) fn cost(&self, members: &[u32]) -> f64 {
        let unit = |number: u32| &self.units[number as usize];
        let of = |(index, a): (usize, &u32)| -> f64 {
            members[index + 1..].iter().map(|b| self.dissimilarity.between(unit(*a), unit(*b))).sum()
        };
        let between: f64 = members.iter().enumerate().map(of).sum();
        let filled = (members.len() * (members.len() - 1) / 2) as f64;
        (between + (self.pairs - filled) * self.alone()) / self.pairs
    }

    /// Units of one coder that can share a tuple with `unit` in a best alignment, with their gain.
    ///
    /// Splitting a unit off a tuple of k costs `delta_empty`; so in a best alignment the dissimilarities between it and the
    /// other k - 1 add up to less than (pairs + k - 1) `delta_empty`.
    fn neighbours(&self, unit: u32, coder: usize) -> Vec<(u32, f64)> {
        let most = self.alone() * (self.pairs + self.coders() as f64 - 1.0);
        let here = &self.units[unit as usize];
        let reach =
            (most / (self.dissimilarity.alpha * self.alone())).sqrt() * (here.length() + self.longest[coder]) / 2.0;
        let list = &self.by_coder[coder];
        let middle = |u: &Unit| f64::midpoint(u.start, u.end);
        let from = list.partition_point(|v| middle(&self.units[*v as usize]) < middle(here) - reach);
        let near = list[from..].iter().take_while(|v| middle(&self.units[**v as usize]) <= middle(here) + reach);
        let with_gain = near.map(|v| (*v, self.gain(unit, *v)));
        with_gain.filter(|(_, gain)| self.alone() - gain * self.pairs < most).collect()
    }

    /// For every unit as the first of its tuple, all tuples with the few nearest units of the other coders.
    pub(crate) fn nearest(&self) -> Tuples {
        let few = match self.coders() {
            0..=3 => 3,
            4 | 5 => 2,
            _ => 1,
        };
        let mut found = Tuples::new();
        let zero = vec![0.0; self.units.len()];
        for root in 0..self.units.len() as u32 {
            let mut near = self.later_neighbours(root);
            for list in &mut near {
                list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                list.truncate(few);
            }
            let mut search = Search { problem: self, price: &zero, limit: f64::INFINITY, found: &mut found };
            search.extend(&mut vec![root], self.alone(), &near);
        }
        found
    }

    /// All tuples of two or more units that cost at most `limit` more than the prices of their members. `None` if there are
    /// too many.
    pub(crate) fn priced(&self, price: &[f64], limit: f64) -> Option<Tuples> {
        let mut found = Tuples::new();
        for root in 0..self.units.len() as u32 {
            let mut near = self.later_neighbours(root);
            for (unit, gain) in near.iter_mut().flatten() {
                *gain += price[*unit as usize];
            }
            let mut search = Search { problem: self, price, limit, found: &mut found };
            search.extend(&mut vec![root], self.alone() - price[root as usize], &near);
            if found.len() > MOST_TUPLES {
                return None;
            }
        }
        Some(found)
    }

    fn later_neighbours(&self, root: u32) -> Vec<Vec<(u32, f64)>> {
        (self.coder[root as usize] + 1..self.coders()).map(|coder| self.neighbours(root, coder)).collect()
    }
}

/// One walk through the tuples that begin with a given unit.
struct Search<'a> {
    problem: &'a Problem<'a>,
    price: &'a [f64],
    /// Largest cost above the prices of the members.
    limit: f64,
    found: &'a mut Tuples,
}

impl Search<'_> {
    /// `near` lists for each later coder the units that may join, with what they take off `left` (cost so far above the
    /// prices so far).
    fn extend(&mut self, members: &mut Vec<u32>, left: f64, near: &[Vec<(u32, f64)>]) {
        let Some((next, later)) = near.split_first() else {
            if members.len() > 1 && left <= self.limit {
                let cost = left + members.iter().map(|u| self.price[*u as usize]).sum::<f64>();
                self.found.push(members, cost);
            }
            return;
        };
        // The units still to come take off at most this, if their dissimilarities among each other are zero.
        let best = near.iter().map(|list| list.iter().map(|(_, gain)| *gain).fold(f64::NEG_INFINITY, f64::max));
        let each = self.problem.alone() / self.problem.pairs;
        let others = (near.len() - 1) as f64 * each / 2.0;
        let most: f64 = best.map(|gain| (gain + others).max(0.0)).sum();
        if left - most > self.limit {
            return;
        }
        self.extend(members, left, later);
        for (unit, gain) in next {
            let later: Vec<Vec<(u32, f64)>> = later
                .iter()
                .map(|list| list.iter().map(|(v, gain)| (*v, gain + self.problem.gain(*unit, *v))).collect())
                .collect();
            members.push(*unit);
            self.extend(members, left - gain, &later);
            members.pop();
        }
    }
}
