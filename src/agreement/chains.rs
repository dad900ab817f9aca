//! Ordered lists as values: each coder gives a unit a chain, such as the sources that an article names one behind the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::outcome::Counts;
use crate::agreement::ratings::{Category, Level, Ratings, RatingsError};

/// Chains: coders x units. An empty chain is a value ("no source was named"); a missing value is `None`.
///
/// Kept as nominal [`Ratings`] whose categories are the distinct chains. Links are compared as they are: bring names that
/// mean the same into one form before.
#[derive(Debug, Clone)]
pub struct ChainRatings {
    chains: Vec<Vec<String>>,
    ratings: Ratings,
}

impl ChainRatings {
    /// From links in their order. Each row is one unit with one cell per coder.
    pub fn from_links<L: AsRef<str>, C: AsRef<[L]>, R: AsRef<[Option<C>]>>(
        coders: usize,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, RatingsError> {
        let owned = |chain: &C| chain.as_ref().iter().map(|link| link.as_ref().to_owned()).collect::<Vec<String>>();
        let rows: Vec<Vec<Option<Vec<String>>>> =
            rows.into_iter().map(|row| row.as_ref().iter().map(|cell| cell.as_ref().map(owned)).collect()).collect();
        let distinct: BTreeSet<&Vec<String>> = rows.iter().flatten().flatten().collect();
        let number: BTreeMap<&Vec<String>, usize> = distinct.iter().enumerate().map(|(n, chain)| (*chain, n)).collect();
        let coded = rows.iter().map(|row| {
            row.iter().map(|cell| cell.as_ref().and_then(|chain| number.get(chain).copied())).collect::<Vec<_>>()
        });
        // The number keeps labels apart where a link contains the arrow.
        let category = |(n, chain): (usize, &&Vec<String>)| Category {
            label: format!("{}: {}", n + 1, chain.join(" \u{2190} ")),
            value: None,
        };
        let categories = distinct.iter().enumerate().map(category).collect();
        let ratings = Ratings::from_codes(Level::Nominal, categories, coders, coded)?;
        let chains = distinct.into_iter().cloned().collect();
        Ok(Self { chains, ratings })
    }

    /// The same values with each distinct chain as one nominal category.
    pub fn as_nominal(&self) -> &Ratings {
        &self.ratings
    }

    /// The chains that stand behind the categories of [`as_nominal`](Self::as_nominal).
    pub fn chains(&self) -> &[Vec<String>] {
        &self.chains
    }

    /// How much material there is.
    pub fn counts(&self) -> Counts {
        self.ratings.counts()
    }
}
