//! Multi-label values: each coder gives a unit a set of labels, which may be empty.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::outcome::Counts;
use crate::agreement::ratings::{Category, Level, Ratings, RatingsError};

/// Sets of labels: coders x units. An empty set is a value ("none of them applies"); a missing value is `None`.
///
/// Kept as nominal [`Ratings`] whose categories are the distinct sets, so that counts and profiles are shared with
/// all other values.
#[derive(Debug, Clone)]
pub struct SetRatings {
    labels: Vec<String>,
    sets: Vec<Vec<u32>>,
    ratings: Ratings,
}

impl SetRatings {
    /// From indices into `labels`, in any order. Each row is one unit with one cell per coder.
    pub fn from_codes<S: AsRef<[usize]>, R: AsRef<[Option<S>]>>(
        labels: Vec<String>,
        coders: usize,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, RatingsError> {
        let mut declared = BTreeSet::new();
        if let Some(twice) = labels.iter().find(|label| !declared.insert(label.as_str())) {
            return Err(RatingsError::DeclaredTwice { label: twice.clone() });
        }
        let mut distinct: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
        let mut cells: Vec<Vec<Option<Vec<u32>>>> = Vec::new();
        for (unit, row) in rows.into_iter().enumerate() {
            let mut sets = Vec::with_capacity(coders);
            for (coder, cell) in row.as_ref().iter().enumerate() {
                let Some(cell) = cell else {
                    sets.push(None);
                    continue;
                };
                let mut set = Vec::with_capacity(cell.as_ref().len());
                for label in cell.as_ref() {
                    let known = u32::try_from(*label).ok().filter(|_| *label < labels.len());
                    let undeclared =
                        || RatingsError::Undeclared { unit: unit + 1, coder: coder + 1, value: label.to_string() };
                    set.push(known.ok_or_else(undeclared)?);
                }
                set.sort_unstable();
                set.dedup();
                distinct.insert(set.clone(), 0);
                sets.push(Some(set));
            }
            cells.push(sets);
        }
        for (index, number) in distinct.values_mut().enumerate() {
            *number = index;
        }
        let code = |set: &Vec<u32>| distinct.get(set).copied();
        let rows = cells.iter().map(|row| row.iter().map(|s| s.as_ref().and_then(code)).collect::<Vec<_>>());
        let name = |set: &Vec<u32>| {
            let names: Vec<&str> = set.iter().map(|l| labels[*l as usize].as_str()).collect();
            Category { label: names.join(" | "), value: None }
        };
        let ratings = Ratings::from_codes(Level::Nominal, distinct.keys().map(name).collect(), coders, rows)?;
        Ok(Self { sets: distinct.into_keys().collect(), labels, ratings })
    }

    /// From labels. `declared` lists them all; without it they are the observed ones in ascending order.
    pub fn from_labels<L: AsRef<str>, S: AsRef<[L]>, R: AsRef<[Option<S>]>>(
        declared: Option<Vec<String>>,
        coders: usize,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, RatingsError> {
        let rows: Vec<R> = rows.into_iter().collect();
        let labels = declared.unwrap_or_else(|| {
            let cells = rows.iter().flat_map(|row| row.as_ref().iter().flatten());
            let mut labels: Vec<String> =
                cells.flat_map(|set| set.as_ref().iter().map(|l| l.as_ref().to_owned())).collect();
            labels.sort_unstable();
            labels.dedup();
            labels
        });
        let known: BTreeMap<&str, usize> = labels.iter().enumerate().map(|(k, label)| (label.as_str(), k)).collect();
        let mut coded = Vec::with_capacity(rows.len());
        for (unit, row) in rows.iter().enumerate() {
            let mut row_sets = Vec::with_capacity(coders);
            for (coder, cell) in row.as_ref().iter().enumerate() {
                let index = |label: &L| {
                    let found = known.get(label.as_ref()).copied();
                    found.ok_or_else(|| RatingsError::Undeclared {
                        unit: unit + 1,
                        coder: coder + 1,
                        value: label.as_ref().to_owned(),
                    })
                };
                let set = cell.as_ref().map(|s| s.as_ref().iter().map(index).collect::<Result<Vec<_>, _>>());
                row_sets.push(set.transpose()?);
            }
            coded.push(row_sets);
        }
        Self::from_codes(labels, coders, coded)
    }

    /// The declared labels.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The same values with each distinct set as one nominal category.
    pub fn as_nominal(&self) -> &Ratings {
        &self.ratings
    }

    /// How much material there is.
    pub fn counts(&self) -> Counts {
        self.ratings.counts()
    }

    /// The sets that stand behind the categories of [`as_nominal`](Self::as_nominal), each ascending by label.
    pub fn sets(&self) -> &[Vec<u32>] {
        &self.sets
    }

    /// Whether one label (from 0) was given, as nominal values `no` and `yes`; `None` if there is no such label.
    pub fn label_ratings(&self, label: usize) -> Option<Ratings> {
        let label = u32::try_from(label).ok().filter(|l| (*l as usize) < self.labels.len())?;
        let given: Vec<usize> = self.sets.iter().map(|set| usize::from(set.binary_search(&label).is_ok())).collect();
        let rows = self
            .ratings
            .rows()
            .map(|(row, _)| row.iter().map(|code| given.get(*code as usize).copied()).collect::<Vec<_>>());
        let categories =
            vec![Category { label: "no".into(), value: None }, Category { label: "yes".into(), value: None }];
        Ratings::from_codes(Level::Nominal, categories, self.ratings.coders(), rows).ok()
    }
}
