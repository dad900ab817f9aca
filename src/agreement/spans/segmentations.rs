//! Where coders cut a text into segments.

use thiserror::Error;

use crate::agreement::outcome::{Counts, Undefined};
use crate::agreement::spans::continua::Continua;
use crate::agreement::spans::texts;

/// One text and where each coder cut it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segmented {
    /// Number of atoms (sentences, paragraphs) that cuts can stand between.
    pub length: u64,
    /// Per coder the cuts, ascending: 3 stands for a cut after the third atom. `None` if the coder was not asked.
    pub cuts: Vec<Option<Vec<u64>>>,
}

/// What is wrong with masses that were to become [`Segmentations`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SegmentationError {
    /// Another number of codings than coders.
    #[error("text {text} has {found} segmentations, but there are {coders} coders; nothing was computed")]
    Codings {
        /// Number of the text, from 1.
        text: usize,
        /// Segmentations found.
        found: usize,
        /// Coders announced.
        coders: usize,
    },
    /// A segment without atoms.
    #[error("text {text}, coder {coder}: segment {segment} holds nothing; a segment has one atom or more")]
    Empty {
        /// Number of the text, from 1.
        text: usize,
        /// Number of the coder, from 1.
        coder: usize,
        /// Number of the segment, from 1.
        segment: usize,
    },
    /// Two coders whose segments add up to different lengths.
    #[error("text {text}: the segments of coder {coder} add up to {found}, those of others to {length}")]
    Length {
        /// Number of the text, from 1.
        text: usize,
        /// Number of the coder, from 1.
        coder: usize,
        /// Sum of this coder's segments.
        found: u64,
        /// Sum of the segments of the coders before.
        length: u64,
    },
}

/// Segmentations: coders x texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segmentations {
    coders: usize,
    texts: Vec<Segmented>,
}

impl Segmentations {
    /// From masses: per text and coder the number of atoms in each segment.
    pub fn from_masses<T: IntoIterator<Item = Option<Vec<u64>>>>(
        coders: usize,
        texts: impl IntoIterator<Item = T>,
    ) -> Result<Self, SegmentationError> {
        let mut checked = Vec::new();
        for (index, codings) in texts.into_iter().enumerate() {
            let text = index + 1;
            let (mut length, mut cuts) = (None, Vec::with_capacity(coders));
            for (index, masses) in codings.into_iter().enumerate() {
                let coder = index + 1;
                let Some(masses) = masses else {
                    cuts.push(None);
                    continue;
                };
                if let Some(segment) = masses.iter().position(|mass| *mass == 0) {
                    return Err(SegmentationError::Empty { text, coder, segment: segment + 1 });
                }
                let mut ends: Vec<u64> = Vec::with_capacity(masses.len());
                for mass in masses {
                    ends.push(ends.last().map_or(mass, |before| before.saturating_add(mass)));
                }
                let found = ends.pop().unwrap_or(0);
                let length = *length.get_or_insert(found);
                if found != length {
                    return Err(SegmentationError::Length { text, coder, found, length });
                }
                cuts.push(Some(ends));
            }
            if cuts.len() != coders {
                return Err(SegmentationError::Codings { text, found: cuts.len(), coders });
            }
            checked.push(Segmented { length: length.unwrap_or(0), cuts });
        }
        Ok(Self { coders, texts: checked })
    }

    /// Every start and end of a span, inside its continuum, is a cut.
    pub fn from_spans(continua: &Continua) -> Self {
        let texts = continua.continua().iter().map(|continuum| {
            let cuts = |spans: &Vec<super::continua::Span>| {
                let mut cuts: Vec<u64> = spans.iter().flat_map(|s| [s.start, s.end]).collect();
                cuts.retain(|cut| *cut > 0 && *cut < continuum.length);
                cuts.sort_unstable();
                cuts.dedup();
                cuts
            };
            Segmented {
                length: continuum.length,
                cuts: continuum.codings.iter().map(|c| c.as_ref().map(cuts)).collect(),
            }
        });
        Self { coders: continua.coders(), texts: texts.collect() }
    }

    /// Number of coders.
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// The texts.
    pub fn texts(&self) -> &[Segmented] {
        &self.texts
    }

    /// The texts with these numbers (from 0), each as often as it is named. Numbers that do not exist are passed over.
    #[must_use]
    pub(crate) fn of_texts(&self, numbers: &[usize]) -> Self {
        let texts = texts::named(&self.texts, numbers);
        Self { coders: self.coders, texts }
    }

    /// Which texts two or more coders cut.
    pub(crate) fn takes_part(&self) -> Vec<bool> {
        self.texts.iter().map(|text| text.cuts.iter().flatten().count() >= 2).collect()
    }

    /// How much material there is. A unit is a text; a value is a cut.
    pub fn counts(&self) -> Counts {
        texts::counts(self.coders, self.texts.iter().map(|text| text.cuts.as_slice()))
    }

    /// Every text with every pair of coders who both cut it: its length and both lists of cuts.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (u64, &[u64], &[u64])> {
        self.texts.iter().flat_map(|text| {
            let coded: Vec<&[u64]> = text.cuts.iter().flatten().map(Vec::as_slice).collect();
            let pairs = (0..coded.len()).flat_map(|a| (a + 1..coded.len()).map(move |b| (a, b))).collect::<Vec<_>>();
            pairs.into_iter().map(move |(a, b)| (text.length, coded[a], coded[b]))
        })
    }

    /// Ends early where no coefficient can have a value.
    pub(crate) fn require_pairs(&self) -> Result<(), Undefined> {
        texts::require_pairable(&self.counts())
    }
}
