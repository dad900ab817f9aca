//! What a coefficient returns: a figure with its parts, or the reason why there is none.

use thiserror::Error;

use crate::agreement::distributions::{normal_quantile, t_quantile};

/// How much material a figure rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Units handed in, with or without values.
    pub units: usize,
    /// Units with a value from at least one coder.
    pub rated_units: usize,
    /// Units with a value from at least two coders.
    pub pairable_units: usize,
    /// Coders handed in; one who coded nothing still counts.
    pub coders: usize,
    /// Values (not pairs) in pairable units.
    pub pairable_values: usize,
}

/// The two parts that a figure is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis {
    /// Observed agreement and, for chance-corrected coefficients, the agreement expected by chance.
    Agreement {
        /// Between 0 and 1.
        observed: f64,
        /// Between 0 and 1; `None` where the coefficient corrects for nothing.
        expected: Option<f64>,
    },
    /// Observed and expected disagreement, in the square of the metric's unit.
    Disagreement {
        /// Mean squared difference within units.
        observed: f64,
        /// Mean squared difference of all pairable values.
        expected: f64,
    },
    /// A mean of other figures, or an index without an expected part.
    Derived,
}

/// A standard error with the paper that defines it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StandardError {
    /// For an interval around the value.
    pub value: f64,
    /// For the test against zero, where the paper gives another formula.
    pub under_null: Option<f64>,
    /// Author and year, as in the docstring of the coefficient.
    pub source: &'static str,
}

/// Confidence of every analytic interval.
pub const CONFIDENCE: f64 = 0.95;

/// A confidence interval at [`CONFIDENCE`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// How it was made: `t`, `normal`, `F`, `Fisher's z`.
    pub method: &'static str,
}

/// A defined coefficient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The coefficient: always finite.
    pub value: f64,
    /// What it was computed from.
    pub basis: Basis,
    /// `None` where no analytic error is implemented or it cannot be computed from one unit.
    pub error: Option<StandardError>,
    /// `None` where the paper gives none or it cannot be computed from these data.
    pub interval: Option<Interval>,
}

/// Something that a reader must know beside a defined value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Caution {
    /// One pairable unit only.
    #[error("this value rests on a single unit coded by two or more coders, so it says nothing about reliability")]
    SingleUnit,
}

/// Why a coefficient has no value. The sentence is made for a person; the variant for a program.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Undefined {
    /// Fewer than two coders.
    #[error("agreement needs at least two coders; here is {coders}")]
    TooFewCoders {
        /// Coders handed in.
        coders: usize,
    },
    /// No value at all.
    #[error("nobody has coded anything here yet")]
    NoValues,
    /// Values, but no unit with two of them.
    #[error("no unit was coded by two or more coders, so there is nothing to compare")]
    NothingPairable,
    /// Only one value occurs.
    #[error("no variation: every compared value is \u{201c}{value}\u{201d}, so there was nothing to disagree about")]
    NoVariation {
        /// Label of the only value.
        value: String,
    },
    /// The chosen difference function calls all occurring values equal.
    #[error("no variation: the difference function calls all compared values equal")]
    NoDifference,
    /// The variances that the coefficient divides by are zero or cancel out.
    #[error("too little variation: the variances that this coefficient divides by are zero or cancel out")]
    NoVariance,
    /// Fewer than two declared categories.
    #[error("only one category is declared, so agreement by chance cannot be told from agreement")]
    OneCategory,
    /// A two-coder coefficient on another number of coders.
    #[error("this coefficient is defined for exactly two coders; here are {coders}")]
    NotTwoCoders {
        /// Coders handed in.
        coders: usize,
    },
    /// A two-category index on another number of categories.
    #[error("this index is defined for exactly two categories; here are {categories}")]
    NotTwoCategories {
        /// Categories declared.
        categories: usize,
    },
    /// Too few units for a variance between them.
    #[error("variation between units needs at least two units coded by all; here is {units}")]
    TooFewUnits {
        /// Such units.
        units: usize,
    },
    /// No unit that every coder coded.
    #[error("no unit was coded by all coders")]
    NoCompleteUnit,
    /// Interval or ratio metric on values that are no numbers.
    #[error("the value \u{201c}{value}\u{201d} is not a number, so differences between values mean nothing here")]
    NotNumeric {
        /// The first such label.
        value: String,
    },
    /// Ordinal metric on words whose order nobody declared.
    #[error(
        "the values are words without a declared order, so ranks mean nothing here; declare the categories in order"
    )]
    NotRanked,
    /// Ratio metric on a negative number.
    #[error("the ratio metric needs values of zero or more; here is {value}")]
    NegativeOnRatio {
        /// Label of the first such value.
        value: String,
    },
    /// A per-category figure of a category that nobody used.
    #[error("nobody used the value \u{201c}{value}\u{201d}")]
    NeverUsed {
        /// Label of the category.
        value: String,
    },
    /// A per-category, per-coder or per-label figure for an index that does not exist.
    #[error("there is no number {index} in a list of {len}")]
    NoSuchIndex {
        /// Index asked for, from 0.
        index: usize,
        /// Length of the list.
        len: usize,
    },
    /// A table of weights that does not fit the categories.
    #[error("the table of weights has {rows} rows, but there are {categories} categories")]
    WrongTable {
        /// Rows, or the length of the first row that differs.
        rows: usize,
        /// Categories declared.
        categories: usize,
    },
    /// A table of differences that measures none.
    #[error("a table of differences holds numbers of zero or more, the same both ways, and zero between equal values")]
    BadTable,
    /// No span at all on what two or more coders worked on.
    #[error("nobody marked anything here, so there are no spans to compare")]
    NothingMarked,
    /// All coders marked every position.
    #[error("no variation: every coder marked everything, so whether to mark was no question")]
    EverythingMarked,
    /// Spans, but no position that two coders marked.
    #[error("no position was marked by two coders, so their categories cannot be compared")]
    NothingShared,
    /// Weights of a dissimilarity that mean nothing.
    #[error("the weights of the dissimilarity must be numbers above zero, and those between categories from 0 to 1")]
    BadWeights,
    /// No two spans in one unitary alignment.
    #[error("no span is aligned with a span of another coder, so categories cannot be compared")]
    NothingAligned,
    /// Words or sentences are asked for, and nobody knows the texts.
    #[error(
        "the texts are not known, so their words and sentences are not; give them in a column \"text\" of the table of texts"
    )]
    NoTexts,
    /// A question of planning that no number of units answers.
    #[error("no number of units answers these parameters; they are impossible together, or a number is missing")]
    NoPlan,
    /// Segmentations without a cut.
    #[error("two coders made no cut, so there are no boundaries to compare")]
    NoCuts,
    /// A window that is as long as the text.
    #[error("the text has {length} parts, which a window of {window} cannot move over")]
    WindowTooLong {
        /// Length of the text.
        length: u64,
        /// Length of the window.
        window: u64,
    },
    /// Too few spans meet for an expectation.
    #[error("too few marked spans meet: paired with themselves they make up all pairs, so nothing can be expected")]
    OnlySelfPairs,
    /// A coefficient that needs one label per position, on spans that overlap.
    #[error(
        "spans of coder {coder} overlap at position {position} of continuum {continuum}; merge them per label, or use \
         gamma or F1"
    )]
    Overlapping {
        /// Number of the continuum, from 1.
        continuum: usize,
        /// Number of the coder, from 1.
        coder: usize,
        /// First position that two spans share.
        position: u64,
    },
    /// A mean over pairs of coders one of which is undefined.
    #[error("undefined for coders {first} and {second}: {reason}")]
    Pair {
        /// Number of the first coder, from 1.
        first: usize,
        /// Number of the second coder, from 1.
        second: usize,
        /// Why this pair has no value.
        reason: Box<Undefined>,
    },
}

impl Undefined {
    /// The same reason with what `label` calls the value that it speaks of.
    #[must_use]
    pub fn labelled(&self, label: &impl Fn(&str) -> String) -> Self {
        let mut out = self.clone();
        match &mut out {
            Self::NoVariation { value }
            | Self::NotNumeric { value }
            | Self::NegativeOnRatio { value }
            | Self::NeverUsed { value } => *value = label(value),
            Self::Pair { reason, .. } => **reason = reason.labelled(label),
            _ => {}
        }
        out
    }
}

/// The answer of a coefficient.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What it rests on; filled in whether or not there is a value.
    pub counts: Counts,
    /// The figure, or why there is none.
    pub result: Result<Figure, Undefined>,
    /// What to say beside the value.
    pub caution: Option<Caution>,
}

impl Outcome {
    /// Puts counts beside a result. A value that rounding or overflow has made infinite is refused here, once for all
    /// coefficients.
    pub(crate) fn new(counts: Counts, result: Result<Figure, Undefined>) -> Self {
        // Adding zero turns -0 into 0.
        let plain = |f: Figure| Figure { value: f.value + 0.0, ..f };
        let result = result.and_then(|f| if f.value.is_finite() { Ok(plain(f)) } else { Err(Undefined::NoVariance) });
        let caution = (result.is_ok() && counts.pairable_units == 1).then_some(Caution::SingleUnit);
        Self { counts, result, caution }
    }

    /// The value, if there is one.
    pub fn value(&self) -> Option<f64> {
        self.result.as_ref().ok().map(|figure| figure.value)
    }

    /// The reason, if there is no value.
    pub fn undefined(&self) -> Option<&Undefined> {
        self.result.as_ref().err()
    }
}

impl Figure {
    /// (observed - expected) / (1 - expected), for coefficients defined on agreement.
    pub(crate) fn corrected(observed: f64, expected: f64) -> Self {
        let basis = Basis::Agreement { observed, expected: Some(expected) };
        Self { value: (observed - expected) / (1.0 - expected), basis, error: None, interval: None }
    }

    /// 1 - observed / expected, for coefficients defined on disagreement.
    pub(crate) fn from_disagreement(observed: f64, expected: f64) -> Self {
        Self {
            value: 1.0 - observed / expected,
            basis: Basis::Disagreement { observed, expected },
            error: None,
            interval: None,
        }
    }

    /// An agreement that is not corrected for chance.
    pub(crate) fn agreement(observed: f64) -> Self {
        Self { value: observed, basis: Basis::Agreement { observed, expected: None }, error: None, interval: None }
    }

    /// Adds a standard error and, around the value, the interval of a t distribution, cut at 1.
    pub(crate) fn with_t_interval(mut self, error: Option<StandardError>, units: f64) -> Self {
        self.error = error;
        self.interval = error.map(|e| {
            let half = t_quantile(f64::midpoint(1.0, CONFIDENCE), units - 1.0) * e.value;
            Interval { low: self.value - half, high: (self.value + half).min(1.0), method: "t" }
        });
        self
    }

    /// Adds a standard error and, around the value, the interval of a normal distribution.
    pub(crate) fn with_normal_interval(mut self, error: StandardError) -> Self {
        let half = normal_quantile(f64::midpoint(1.0, CONFIDENCE)) * error.value;
        self.error = Some(error);
        self.interval = Some(Interval { low: self.value - half, high: self.value + half, method: "normal" });
        self
    }

    /// An index or a mean.
    pub(crate) fn derived(value: f64) -> Self {
        Self { value, basis: Basis::Derived, error: None, interval: None }
    }
}
