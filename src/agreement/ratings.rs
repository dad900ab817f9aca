//! Coded values: coders x units.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

use thiserror::Error;

use crate::agreement::outcome::{Counts, Undefined};
use crate::agreement::unit_counts::{SMALLEST, Tally, UnitCounts};
use crate::jobs::fill_in_parts;

/// Level of measurement (Stevens): which differences between two values mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Same or different.
    Nominal,
    /// Ranked, in the order of the declared categories.
    Ordinal,
    /// Numbers; differences are comparable.
    Interval,
    /// Numbers from a true zero; proportions are comparable.
    Ratio,
}

impl Level {
    /// The key that names this level in measure names: `nominal`, `ordinal`, `interval`, `ratio`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Ratio => "ratio",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// One value that coders could give.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// As the codebook names it; unique within its ratings.
    pub label: String,
    /// What it counts for at interval and ratio level; always finite.
    pub value: Option<f64>,
}

impl Category {
    /// A category that takes its numeric value from its label, where the label is a finite number.
    pub fn new(label: impl Into<String>) -> Self {
        let label = label.into();
        let value = label.trim().parse().ok().filter(|v: &f64| v.is_finite());
        Self { label, value }
    }

    /// A category with a label that says nothing about its number.
    pub fn numbered(label: impl Into<String>, value: f64) -> Self {
        Self { label: label.into(), value: Some(value).filter(|v| v.is_finite()) }
    }
}

/// What is wrong with a table that was to become [`Ratings`] or [`SetRatings`](crate::agreement::SetRatings).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RatingsError {
    /// A row of another length than the number of coders.
    #[error("unit {unit} has {found} cells, but there are {coders} coders; nothing was computed")]
    RowLength {
        /// Number of the unit, from 1.
        unit: usize,
        /// Cells in its row.
        found: usize,
        /// Coders announced.
        coders: usize,
    },
    /// A value outside the declared categories.
    #[error(
        "unit {unit}, coder {coder}: the value \u{201c}{value}\u{201d} is not among the declared categories; \
         declare it or correct it"
    )]
    Undeclared {
        /// Number of the unit, from 1.
        unit: usize,
        /// Number of the coder, from 1.
        coder: usize,
        /// The value, or its index from 0.
        value: String,
    },
    /// A number that is none.
    #[error("unit {unit}, coder {coder}: the value is not a finite number; leave the cell empty if it is missing")]
    NotFinite {
        /// Number of the unit, from 1.
        unit: usize,
        /// Number of the coder, from 1.
        coder: usize,
    },
    /// Two declared categories with the same label.
    #[error("the category \u{201c}{label}\u{201d} is declared twice; labels must differ")]
    DeclaredTwice {
        /// The label.
        label: String,
    },
}

/// Marks a missing value in [`Ratings::from_cells`].
pub const NOT_RATED: u32 = u32::MAX;

pub(crate) const MISSING: u32 = NOT_RATED;

/// Rows of a matrix that stay in the processor's memory while they are counted.
const AT_HAND: usize = 128;

/// Coded values: coders x units, with missing values, over declared categories in their rank order.
///
/// Coders, units and categories are known by index from 0; the caller keeps the names of coders and units. Immutable,
/// so that derived tables are computed once and shared by all coefficients.
#[derive(Debug, Clone)]
pub struct Ratings {
    level: Level,
    categories: Vec<Category>,
    ranked: bool,
    coders: usize,
    // Unit-major, one u32 per cell: ten coders and a million units take 40 MB.
    cells: Vec<u32>,
    // How many units each row stands for; empty where it is one, as in all ratings that come from outside.
    times: Vec<u32>,
    counts: OnceLock<UnitCounts>,
}

impl Ratings {
    /// From indices into `categories`. Each row is one unit with one cell per coder; `None` is missing.
    ///
    /// Declare every category that coders could have chosen, in rank order, also those that nobody chose: weights,
    /// Brennan-Prediger's S and Gwet's AC depend on it.
    pub fn from_codes<R: AsRef<[Option<usize>]>>(
        level: Level,
        categories: Vec<Category>,
        coders: usize,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, RatingsError> {
        let mut labels = BTreeSet::new();
        if let Some(twice) = categories.iter().find(|c| !labels.insert(c.label.as_str())) {
            return Err(RatingsError::DeclaredTwice { label: twice.label.clone() });
        }
        let rows = rows.into_iter();
        let declared = u32::try_from(categories.len()).unwrap_or(MISSING);
        // A code that no u32 can hold becomes one that is not declared either.
        let cell = |cell: &Option<usize>| match *cell {
            None => MISSING,
            Some(code) => u32::try_from(code).unwrap_or(MISSING).min(MISSING - 1),
        };
        let mut cells = Vec::with_capacity(rows.size_hint().0.saturating_mul(coders));
        for (unit, row) in rows.enumerate() {
            let row = row.as_ref();
            if row.len() != coders {
                return Err(RatingsError::RowLength { unit: unit + 1, found: row.len(), coders });
            }
            let before = cells.len();
            cells.extend(row.iter().map(cell));
            let undeclared = |code: &u32| *code >= declared && *code != MISSING;
            // Looked at without a way out, so that many cells are compared at once.
            if cells[before..].iter().fold(false, |any, code| any | undeclared(code)) {
                let coder = cells[before..].iter().position(undeclared).unwrap_or(0);
                let value = row[coder].map_or_else(String::new, |code| code.to_string());
                return Err(RatingsError::Undeclared { unit: unit + 1, coder: coder + 1, value });
            }
        }
        Ok(Self { level, categories, ranked: true, coders, cells, times: Vec::new(), counts: OnceLock::new() })
    }

    /// From a matrix of codes as other programs hold it: the cells of the first unit, one per coder, then those of the second
    /// and so on. `missing` stands for no value; a last row that is not complete is refused.
    pub fn from_matrix<C: Copy + PartialEq + Into<u32> + Sync>(
        level: Level,
        categories: Vec<Category>,
        coders: usize,
        matrix: &[C],
        missing: C,
    ) -> Result<Self, RatingsError> {
        let units = matrix.len().checked_div(coders).unwrap_or(0);
        if units * coders != matrix.len() {
            return Err(RatingsError::RowLength { unit: units + 1, found: matrix.len() - units * coders, coders });
        }
        let declared = u32::try_from(categories.len()).unwrap_or(MISSING);
        let mut ratings = Self::from_codes::<[Option<usize>; 0]>(level, categories, coders, [])?;
        ratings.cells = vec![0; matrix.len()];
        let kinds = ratings.categories.len();
        // Taken over, looked at and counted in one go, while the cells are at hand.
        let parts = fill_in_parts(&mut ratings.cells, coders, SMALLEST, |range, cells| {
            let (mut tally, mut sound) = (Tally::new(coders, kinds), true);
            let matrix = &matrix[range.start * coders..range.end * coders];
            let at_hand = AT_HAND * coders.max(1);
            for (given, cells) in matrix.chunks(at_hand).zip(cells.chunks_mut(at_hand)) {
                for (given, cell) in given.iter().zip(&mut *cells) {
                    *cell = if *given == missing { MISSING } else { (*given).into() };
                    // Without a way out, so that many cells are compared at once.
                    sound &= *cell < declared || *cell == MISSING;
                }
                cells.chunks_exact(coders.max(1)).for_each(|row| tally.add(row, 1));
            }
            (tally, sound)
        });
        let undeclared = |cell: &C| *cell != missing && (*cell).into() >= declared;
        if let Some(at) = parts.iter().any(|(_, sound)| !sound).then(|| matrix.iter().position(undeclared)).flatten() {
            let value = matrix[at].into().to_string();
            return Err(RatingsError::Undeclared { unit: at / coders + 1, coder: at % coders + 1, value });
        }
        let tallies = parts.into_iter().map(|(tally, _)| tally).collect();
        ratings.counts = OnceLock::from(UnitCounts::joined(tallies, units, coders, kinds));
        Ok(ratings)
    }

    /// From a table that has one index into `categories` per cell, unit after unit, and [`NOT_RATED`] for a missing value; the
    /// table is taken over as it is. `ranked` says whether the order of the categories means something. A table whose
    /// length is no multiple of the coders, or with an index that there is not, is refused.
    pub fn from_cells(
        level: Level,
        categories: Vec<Category>,
        ranked: bool,
        coders: usize,
        cells: Vec<u32>,
    ) -> Result<Self, RatingsError> {
        let checked = Self::from_codes(level, categories, coders, std::iter::empty::<[Option<usize>; 0]>())?;
        let surplus = cells.len().checked_rem(coders).unwrap_or(cells.len());
        if surplus != 0 {
            return Err(RatingsError::RowLength { unit: cells.len() / coders.max(1) + 1, found: surplus, coders });
        }
        let known = |code: u32| code == MISSING || (code as usize) < checked.categories.len();
        if let Some(at) = cells.iter().position(|code| !known(*code)) {
            let (unit, coder, value) = (at / coders + 1, at % coders + 1, cells[at].to_string());
            return Err(RatingsError::Undeclared { unit, coder, value });
        }
        Ok(Self { ranked, cells, ..checked })
    }

    /// From numbers; the categories are the distinct numbers in ascending order, labelled as Rust prints them.
    pub fn from_numbers<R: AsRef<[Option<f64>]>>(
        level: Level,
        coders: usize,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, RatingsError> {
        let rows: Vec<R> = rows.into_iter().collect();
        let mut distinct = Vec::new();
        for (unit, row) in rows.iter().enumerate() {
            for (coder, value) in row.as_ref().iter().enumerate() {
                match *value {
                    Some(v) if !v.is_finite() => {
                        return Err(RatingsError::NotFinite { unit: unit + 1, coder: coder + 1 });
                    }
                    // Adding zero turns -0 into 0, which is the same number but sorts apart.
                    Some(v) => distinct.push(v + 0.0),
                    None => {}
                }
            }
        }
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        let code = |v: f64| distinct.binary_search_by(|d| d.total_cmp(&(v + 0.0))).ok();
        let coded: Vec<Vec<Option<usize>>> =
            rows.iter().map(|row| row.as_ref().iter().map(|v| v.and_then(code)).collect()).collect();
        let categories = distinct.iter().map(|v| Category::numbered(v.to_string(), *v)).collect();
        Self::from_codes(level, categories, coders, coded)
    }

    /// From labels. `declared` lists the categories in rank order; without it they are the observed labels in
    /// ascending order: as numbers if all of them are numbers (so that 10 follows 9), else as text, which is no rank.
    pub fn from_labels<S: AsRef<str>, R: AsRef<[Option<S>]>>(
        level: Level,
        declared: Option<Vec<Category>>,
        coders: usize,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, RatingsError> {
        let rows: Vec<R> = rows.into_iter().collect();
        let is_declared = declared.is_some();
        let categories = declared.unwrap_or_else(|| {
            let cells = rows.iter().flat_map(|row| row.as_ref().iter().flatten().map(AsRef::as_ref));
            let labels: BTreeSet<&str> = cells.collect();
            let mut categories: Vec<Category> = labels.into_iter().map(Category::new).collect();
            if categories.iter().all(|c| c.value.is_some()) {
                categories.sort_by(|a, b| f64::total_cmp(&a.value.unwrap_or(0.0), &b.value.unwrap_or(0.0)));
            }
            categories
        });
        let by_label: BTreeMap<&str, usize> =
            categories.iter().enumerate().map(|(k, c)| (c.label.as_str(), k)).collect();
        let mut coded = Vec::with_capacity(rows.len());
        for (unit, row) in rows.iter().enumerate() {
            let mut row_codes = Vec::with_capacity(coders);
            for (coder, label) in row.as_ref().iter().enumerate() {
                row_codes.push(match label.as_ref().map(AsRef::as_ref) {
                    None => None,
                    Some(label) => {
                        let found = by_label.get(label).copied();
                        Some(found.ok_or_else(|| RatingsError::Undeclared {
                            unit: unit + 1,
                            coder: coder + 1,
                            value: label.to_owned(),
                        })?)
                    }
                });
            }
            coded.push(row_codes);
        }
        let ranked = is_declared || categories.iter().all(|c| c.value.is_some());
        Ok(Self { ranked, ..Self::from_codes(level, categories, coders, coded)? })
    }

    /// The level of measurement of the variable.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The declared categories in rank order.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Whether the order of the categories means something: they were declared or are numbers. The alphabetical order
    /// of observed words does not.
    pub fn is_ranked(&self) -> bool {
        self.ranked
    }

    /// Number of coders, with or without values.
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// Number of units, with or without values.
    pub fn units(&self) -> usize {
        self.cells.len().checked_div(self.coders).unwrap_or(0)
    }

    /// The code that `coder` gave to `unit`, both from 0; `None` if missing or out of range.
    pub fn code(&self, unit: usize, coder: usize) -> Option<usize> {
        let in_range = coder < self.coders;
        let cell = if in_range { self.cells.get(unit.checked_mul(self.coders)? + coder) } else { None };
        cell.filter(|c| **c != MISSING).map(|c| *c as usize)
    }

    /// The distinct unit profiles with their number: what every coefficient that ignores who coded needs, and what
    /// resampling works on. Computed at first use.
    pub fn unit_counts(&self) -> &UnitCounts {
        self.counts.get_or_init(|| UnitCounts::of(&self.cells, &self.times, self.coders, self.categories.len()))
    }

    /// How much material there is.
    pub fn counts(&self) -> Counts {
        self.unit_counts().counts()
    }

    /// The same values of some coders (from 0) only, in the given order; the categories stay. Coders that do not exist
    /// are passed over.
    #[must_use]
    pub fn of_coders(&self, coders: &[usize]) -> Self {
        let kept: Vec<usize> = coders.iter().copied().filter(|c| *c < self.coders).collect();
        let mut cells = Vec::with_capacity(self.units() * kept.len());
        for (row, _) in self.rows() {
            cells.extend(kept.iter().filter_map(|coder| row.get(*coder)));
        }
        let (categories, times) = (self.categories.clone(), self.times.clone());
        let (level, ranked, coders) = (self.level, self.ranked, kept.len());
        Self { level, categories, ranked, coders, cells, times, counts: OnceLock::new() }
    }

    /// The same coders and categories with other rows, each with the number of units that it stands for.
    #[must_use]
    pub(crate) fn with_rows<'r>(&self, rows: impl Iterator<Item = (&'r [u32], u32)>) -> Self {
        let (mut cells, mut times) = (Vec::new(), Vec::new());
        for (row, number) in rows {
            cells.extend_from_slice(row);
            times.push(number);
        }
        Self { cells, times, categories: self.categories.clone(), counts: OnceLock::new(), ..*self }
    }

    /// Ratings of which nothing is known but the profiles of their units: enough where it does not matter who coded.
    #[must_use]
    pub(crate) fn with_profiles(&self, counts: UnitCounts) -> Self {
        let (cells, times) = (Vec::new(), Vec::new());
        Self { cells, times, categories: self.categories.clone(), counts: OnceLock::from(counts), ..*self }
    }

    /// The same values without one coder (from 0).
    #[must_use]
    pub fn without_coder(&self, coder: usize) -> Self {
        self.of_coders(&(0..self.coders).filter(|c| *c != coder).collect::<Vec<_>>())
    }

    /// Rows of codes, with [`MISSING`] for a missing value, and the number of units that each stands for: one, unless
    /// these ratings were drawn.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&[u32], u32)> {
        let times = self.times.iter().copied().chain(std::iter::repeat(1));
        self.cells.chunks_exact(self.coders.max(1)).zip(times)
    }

    /// The label of a category, for sentences.
    pub(crate) fn label(&self, category: usize) -> String {
        self.categories.get(category).map(|c| c.label.clone()).unwrap_or_default()
    }

    /// Ends early where there is no such category.
    pub(crate) fn require_category(&self, category: usize) -> Result<(), Undefined> {
        let len = self.categories.len();
        if category < len { Ok(()) } else { Err(Undefined::NoSuchIndex { index: category, len }) }
    }

    /// Ends early where there is no such coder.
    pub(crate) fn require_coder(&self, coder: usize) -> Result<(), Undefined> {
        if coder < self.coders { Ok(()) } else { Err(Undefined::NoSuchIndex { index: coder, len: self.coders }) }
    }

    /// Ends early where a coefficient of two coders cannot have a value.
    pub(crate) fn require_two_coders(&self) -> Result<(), Undefined> {
        if self.coders > 2 { Err(Undefined::NotTwoCoders { coders: self.coders }) } else { self.require_pairable() }
    }

    /// Ends early where no coefficient can have a value.
    pub(crate) fn require_pairable(&self) -> Result<(), Undefined> {
        let counts = self.counts();
        if counts.rated_units == 0 {
            Err(Undefined::NoValues)
        } else if counts.coders < 2 {
            Err(Undefined::TooFewCoders { coders: counts.coders })
        } else if counts.pairable_units == 0 {
            Err(Undefined::NothingPairable)
        } else {
            Ok(())
        }
    }
}
