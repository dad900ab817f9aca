//! Spans that coders marked on continua.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::agreement::outcome::{Counts, Undefined};

/// One stretch of a continuum with a category: `start` belongs to it, `end` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First position.
    pub start: u64,
    /// First position after it; above `start`.
    pub end: u64,
    /// Index into the declared categories.
    pub category: usize,
}

impl Span {
    /// Number of positions.
    #[expect(clippy::len_without_is_empty, reason = "an empty span is refused by `Continua`")]
    pub fn len(&self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Number of positions in both.
    pub fn shared(&self, other: &Self) -> u64 {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }
}

/// One continuum: its length, and what each coder marked on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuum {
    /// Number of positions (characters, bytes, tokens; the caller's choice, the same throughout).
    pub length: u64,
    /// One entry per coder: `None` if the coder was not asked, an empty list if the coder found nothing to mark.
    pub codings: Vec<Option<Vec<Span>>>,
}

/// What is wrong with spans that were to become [`Continua`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SpansError {
    /// Another number of codings than coders.
    #[error("continuum {continuum} has {found} codings, but there are {coders} coders; nothing was computed")]
    Codings {
        /// Number of the continuum, from 1.
        continuum: usize,
        /// Codings found.
        found: usize,
        /// Coders announced.
        coders: usize,
    },
    /// A span without a position, or one that ends before it starts.
    #[error(
        "continuum {continuum}, coder {coder}: the span {start} to {end} holds no position; its end must be larger"
    )]
    Empty {
        /// Number of the continuum, from 1.
        continuum: usize,
        /// Number of the coder, from 1.
        coder: usize,
        /// As given.
        start: u64,
        /// As given.
        end: u64,
    },
    /// A span that reaches beyond its continuum.
    #[error("continuum {continuum}, coder {coder}: the span {start} to {end} ends after the continuum ({length})")]
    Outside {
        /// Number of the continuum, from 1.
        continuum: usize,
        /// Number of the coder, from 1.
        coder: usize,
        /// As given.
        start: u64,
        /// As given.
        end: u64,
        /// Length of the continuum.
        length: u64,
    },
    /// A category outside the declared ones.
    #[error(
        "continuum {continuum}, coder {coder}: the category \u{201c}{value}\u{201d} is not among the declared ones; \
         declare it or correct it"
    )]
    Undeclared {
        /// Number of the continuum, from 1.
        continuum: usize,
        /// Number of the coder, from 1.
        coder: usize,
        /// The category, or its index from 0.
        value: String,
    },
    /// Two declared categories with the same label.
    #[error("the category \u{201c}{label}\u{201d} is declared twice; labels must differ")]
    DeclaredTwice {
        /// The label.
        label: String,
    },
    /// Lengths whose squares the arithmetic could not hold exactly enough.
    #[error("continuum {continuum} has {length} positions; more than 2^40 are not supported")]
    TooLong {
        /// Number of the continuum, from 1.
        continuum: usize,
        /// Its length.
        length: u64,
    },
}

const LONGEST: u64 = 1 << 40;

/// Spans with categories: coders x continua.
///
/// Positions are whole numbers from 0. Spans of one coder may touch, be nested or overlap; a coefficient that needs a
/// partition of the continuum is undefined then and says so. What a coder left unmarked is a *gap*. A coder who marked
/// nothing on a continuum agrees with all other gaps on it; a coder who was not asked (`None`) is not compared there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continua {
    categories: Vec<String>,
    coders: usize,
    each: Vec<Continuum>,
}

/// The length of a continuum and per coder a list of (start, end, label).
pub type LabelledCodings<L> = (u64, Vec<Option<Vec<(u64, u64, L)>>>);

impl Continua {
    /// From indices into `categories`. Spans are put in order; two equal spans of one coder are kept as two.
    pub fn new(
        categories: Vec<String>,
        coders: usize,
        continua: impl IntoIterator<Item = Continuum>,
    ) -> Result<Self, SpansError> {
        let mut labels = BTreeSet::new();
        if let Some(twice) = categories.iter().find(|label| !labels.insert(label.as_str())) {
            return Err(SpansError::DeclaredTwice { label: twice.clone() });
        }
        let mut checked = Vec::new();
        for (index, mut continuum) in continua.into_iter().enumerate() {
            let (number, length) = (index + 1, continuum.length);
            if continuum.codings.len() != coders {
                return Err(SpansError::Codings { continuum: number, found: continuum.codings.len(), coders });
            }
            if length > LONGEST {
                return Err(SpansError::TooLong { continuum: number, length });
            }
            for (coder, coding) in continuum.codings.iter_mut().enumerate() {
                let coder = coder + 1;
                for Span { start, end, category } in coding.iter().flatten().copied() {
                    if start >= end {
                        return Err(SpansError::Empty { continuum: number, coder, start, end });
                    }
                    if end > length {
                        return Err(SpansError::Outside { continuum: number, coder, start, end, length });
                    }
                    if category >= categories.len() {
                        return Err(SpansError::Undeclared { continuum: number, coder, value: category.to_string() });
                    }
                }
                if let Some(spans) = coding {
                    spans.sort_unstable();
                }
            }
            checked.push(continuum);
        }
        Ok(Self { categories, coders, each: checked })
    }

    /// From labels. `declared` lists the
    /// categories; without it they are the observed labels in ascending order.
    pub fn from_labels<L: AsRef<str>>(
        declared: Option<Vec<String>>,
        coders: usize,
        continua: impl IntoIterator<Item = LabelledCodings<L>>,
    ) -> Result<Self, SpansError> {
        let continua: Vec<LabelledCodings<L>> = continua.into_iter().collect();
        let categories = declared.unwrap_or_else(|| {
            let spans = continua.iter().flat_map(|(_, codings)| codings.iter().flatten().flatten());
            let labels: BTreeSet<&str> = spans.map(|(_, _, label)| label.as_ref()).collect();
            labels.into_iter().map(str::to_owned).collect()
        });
        let by_label: BTreeMap<&str, usize> = categories.iter().enumerate().map(|(k, l)| (l.as_str(), k)).collect();
        let mut coded = Vec::with_capacity(continua.len());
        for (index, (length, codings)) in continua.iter().enumerate() {
            let mut of_coders = Vec::with_capacity(coders);
            for (coder, coding) in codings.iter().enumerate() {
                let span = |(start, end, label): &(u64, u64, L)| match by_label.get(label.as_ref()) {
                    Some(category) => Ok(Span { start: *start, end: *end, category: *category }),
                    None => Err(SpansError::Undeclared {
                        continuum: index + 1,
                        coder: coder + 1,
                        value: label.as_ref().to_owned(),
                    }),
                };
                of_coders.push(coding.as_ref().map(|c| c.iter().map(span).collect::<Result<Vec<_>, _>>()).transpose()?);
            }
            coded.push(Continuum { length: *length, codings: of_coders });
        }
        Self::new(categories, coders, coded)
    }

    /// The declared categories.
    pub fn categories(&self) -> &[String] {
        &self.categories
    }

    /// Number of coders, with or without spans.
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// The continua, spans ascending by start, end and category.
    pub fn continua(&self) -> &[Continuum] {
        &self.each
    }

    /// The same codings of some coders (from 0) only, in the given order. Coders that do not exist are passed over.
    #[must_use]
    pub fn of_coders(&self, coders: &[usize]) -> Self {
        let kept: Vec<usize> = coders.iter().copied().filter(|c| *c < self.coders).collect();
        let pick = |continuum: &Continuum| Continuum {
            length: continuum.length,
            codings: kept.iter().map(|coder| continuum.codings[*coder].clone()).collect(),
        };
        let each = self.each.iter().map(pick).collect();
        Self { categories: self.categories.clone(), coders: kept.len(), each }
    }

    /// The same spans of one category (from 0) only; the categories stay.
    #[must_use]
    pub fn of_category(&self, category: usize) -> Self {
        let mut kept = self.clone();
        for coding in kept.each.iter_mut().flat_map(|c| c.codings.iter_mut().flatten()) {
            coding.retain(|span| span.category == category);
        }
        kept
    }

    /// Spans of one coder that share a position joined into one, whatever their categories (the first one's is kept). What the
    /// unitizing family says of these is whether coders marked the same, however often.
    #[must_use]
    pub fn merged(&self) -> Self {
        let join = |spans: &Vec<Span>| {
            let mut joined: Vec<Span> = Vec::new();
            for span in spans {
                match joined.last_mut() {
                    Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                    _ => joined.push(*span),
                }
            }
            joined
        };
        let one = |continuum: &Continuum| Continuum {
            length: continuum.length,
            codings: continuum.codings.iter().map(|coding| coding.as_ref().map(join)).collect(),
        };
        Self { categories: self.categories.clone(), coders: self.coders, each: self.each.iter().map(one).collect() }
    }

    /// The continua with these numbers (from 0), each as often as it is named. Numbers that do not exist are passed over.
    #[must_use]
    pub(crate) fn of_continua(&self, numbers: &[usize]) -> Self {
        let each = super::texts::named(&self.each, numbers);
        Self { categories: self.categories.clone(), coders: self.coders, each }
    }

    /// Which continua two or more coders worked on.
    pub(crate) fn takes_part(&self) -> Vec<bool> {
        self.each.iter().map(Continuum::is_pairable).collect()
    }

    /// How much material there is. A unit is a continuum; a value is a span.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { units: self.each.len(), coders: self.coders, ..Counts::default() };
        for continuum in &self.each {
            let spans: usize = continuum.spans().count();
            counts.rated_units += usize::from(continuum.coded() > 0);
            if continuum.is_pairable() {
                counts.pairable_units += 1;
                counts.pairable_values += spans;
            }
        }
        counts
    }

    /// The continua that two or more coders worked on.
    pub(crate) fn pairable(&self) -> impl Iterator<Item = &Continuum> {
        self.each.iter().filter(|c| c.is_pairable())
    }

    /// The label of a category, for sentences.
    pub(crate) fn label(&self, category: usize) -> String {
        self.categories.get(category).cloned().unwrap_or_default()
    }

    /// Ends early where there is no such category, or nobody used it.
    pub(crate) fn require_used(&self, category: usize) -> Result<(), Undefined> {
        let len = self.categories.len();
        if category >= len {
            return Err(Undefined::NoSuchIndex { index: category, len });
        }
        let used = self.pairable().flat_map(Continuum::spans).any(|span| span.category == category);
        if used { Ok(()) } else { Err(Undefined::NeverUsed { value: self.label(category) }) }
    }

    /// Ends early where no coefficient can have a value: fewer than two coders, no continuum that two of them worked on,
    /// or no span on any of these.
    pub(crate) fn require_spans(&self) -> Result<(), Undefined> {
        if self.coders < 2 {
            return Err(Undefined::TooFewCoders { coders: self.coders });
        }
        let mut pairable = self.pairable().peekable();
        if pairable.peek().is_none() {
            let coded = self.each.iter().any(|c| c.coded() > 0);
            return Err(if coded { Undefined::NothingPairable } else { Undefined::NoValues });
        }
        if pairable.flat_map(Continuum::spans).next().is_none() { Err(Undefined::NothingMarked) } else { Ok(()) }
    }

    /// Ends early where spans of one coder overlap.
    pub(crate) fn require_partition(&self) -> Result<(), Undefined> {
        for (number, continuum) in self.each.iter().enumerate().filter(|(_, c)| c.is_pairable()) {
            for (coder, coding) in continuum.codings.iter().enumerate() {
                if let Some(pair) = coding.iter().flat_map(|c| c.windows(2)).find(|w| w[0].end > w[1].start) {
                    let (continuum, coder, position) = (number + 1, coder + 1, pair[1].start);
                    return Err(Undefined::Overlapping { continuum, coder, position });
                }
            }
        }
        Ok(())
    }
}

impl Continuum {
    /// Number of coders who worked on it.
    pub fn coded(&self) -> usize {
        self.codings.iter().flatten().count()
    }

    /// Whether two or more coders worked on it.
    pub fn is_pairable(&self) -> bool {
        self.coded() >= 2
    }

    /// What one coder (from 0) left unmarked, as ranges of positions.
    pub fn gaps(&self, coder: usize) -> Vec<std::ops::Range<u64>> {
        let Some(Some(spans)) = self.codings.get(coder) else { return Vec::new() };
        let (mut gaps, mut at) = (Vec::new(), 0);
        for span in spans {
            if span.start > at {
                gaps.push(at..span.start);
            }
            at = at.max(span.end);
        }
        if at < self.length {
            gaps.push(at..self.length);
        }
        gaps
    }

    pub(crate) fn spans(&self) -> impl Iterator<Item = &Span> {
        self.codings.iter().flatten().flatten()
    }
}
