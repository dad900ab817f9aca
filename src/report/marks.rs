//! What coders marked in the texts: spans in a role, whole records of spans, and ordered lists.

use crate::agreement::{
    self, Caution, Estimate, GammaOptions, Inference, IntervalMethod, Material, Outcome, RelationMatch, Undefined,
    align_relations, gamma, nesting_agreement, relation_f1,
};
use crate::jobs::{Cancelled, Monitor};
use crate::model::{Bilingual, Judgements, Tied};
use crate::report::comparable::{Comparable, NotComparable};
use crate::report::figures::gamma_samples;
use crate::report::model::{Figure, Reason};

/// Replicates of an interval over texts: each computes the coefficient anew, which takes longer than for coded values.
const REPLICATES: usize = 1_000;
/// Samples of gamma at most: as many as tell it to two decimals, for a figure that is read beside others.
const SAMPLES: usize = 60;

/// Marks times ways in which the spans of so many coders can stand together, beyond which gamma would take minutes and is left out;
/// `mizan agreement` computes it where it is named.
const MOST_FOR_GAMMA: f64 = 500_000.0;

/// Marks of all coders, ready to be compared.
#[derive(Clone, PartialEq, Debug)]
pub struct Marks {
    /// Code of the role's or list's question (`R1`, `A8`), or of the unit.
    pub code: String,
    /// Label of the unit.
    pub unit: Bilingual,
    /// Label of the role or of the list; that of the unit for whole records.
    pub label: Bilingual,
    /// Spans on articles, records of spans, or lists. Positions are characters of the article.
    pub judgements: Judgements,
}

/// A figure on marks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MarksFigure {
    /// Krippendorff's alpha of unitizing, marked against not marked; spans of one coder that overlap are joined.
    Unitizing,
    /// Gamma with shuffled continua.
    Gamma,
    /// F1 of equal spans or records.
    ExactF1,
    /// F1 of spans that share a character, or of records whose spans do so in every role.
    OverlapF1,
    /// Records that several coders marked.
    Matched,
    /// Records that one coder alone marked.
    Unmatched,
    /// Agreement on what is nested in what.
    Nesting,
    /// Alpha of ordered lists.
    Chain,
    /// How alike two lists are.
    ChainSimilarity,
}

/// An interval at 95 %, where there is one.
pub type Bounds = Option<(f64, f64)>;

/// A line of figures on marks.
#[derive(Clone, PartialEq, Debug)]
pub struct MarksLine {
    /// As in [`Marks`].
    pub code: String,
    /// As in [`Marks`].
    pub unit: Bilingual,
    /// As in [`Marks`].
    pub label: Bilingual,
    /// Coders who worked on an article.
    pub coders: usize,
    /// Articles that two coders or more worked on.
    pub articles: usize,
    /// Marks in these; of lists, their number.
    pub marks: usize,
    /// The figures in reading order, with the bounds of the interval at 95 % where there is one.
    pub figures: Vec<(MarksFigure, Figure, Bounds)>,
    /// What a reader must know beside them.
    pub caution: Option<Caution>,
}

impl Marks {
    /// The same for every coefficient.
    ///
    /// # Errors
    /// If the marks fit no text; those of a project do.
    pub fn comparable(&self) -> Result<Comparable, NotComparable> {
        Comparable::new(self.judgements.clone(), crate::agreement::Level::Nominal)
    }
}

impl MarksLine {
    /// Computes the figures. Intervals are drawn over articles, the same for the same seed on any number of threads.
    ///
    /// # Errors
    /// Stopped on request.
    pub fn of(marks: &Marks, seed: u64, monitor: &Monitor) -> Result<Option<Self>, Cancelled> {
        let Ok(comparable) = marks.comparable() else { return Ok(None) };
        let inference = Inference { method: IntervalMethod::Bca, replicates: REPLICATES, seed };
        let drawn = |material: Material<'_>, key: &str| -> Result<Option<Estimate>, Cancelled> {
            Ok(material.estimate(key, inference, &monitor.apart())?.and_then(|found| found.into_iter().next()))
        };
        let mut found = Vec::new();
        let mut with_interval = |what, estimate: Option<Estimate>| {
            if let Some(estimate) = estimate {
                let interval = estimate.interval().map(|i| (i.low, i.high));
                found.push((what, Figure::from(estimate.outcome), interval));
            }
        };
        let counts = match &comparable {
            Comparable::Spans(continua, _) => {
                with_interval(MarksFigure::Unitizing, drawn(Material::Spans(continua), "bu_alpha_merged")?);
                let ways = (continua.coders() as f64).exp2() * continua.counts().pairable_values as f64;
                if ways <= MOST_FOR_GAMMA {
                    let samples = gamma_samples(continua).min(SAMPLES);
                    let options = GammaOptions { samples, seed, ..GammaOptions::default() };
                    let of_gamma = match gamma(continua, &options, &monitor.apart())? {
                        Ok(family) => family.gamma.into(),
                        Err(reason) => Figure::Undefined(Reason::Coefficient(reason)),
                    };
                    found.push((MarksFigure::Gamma, of_gamma, None));
                }
                for (what, how) in [
                    (MarksFigure::ExactF1, agreement::SpanMatch::Exact),
                    (MarksFigure::OverlapF1, agreement::SpanMatch::Overlap),
                ] {
                    found.push((what, agreement::span_f1_pooled(continua, how, false).into(), None));
                }
                continua.counts()
            }
            Comparable::Relations(relations, _) => {
                let aligned = align_relations(relations, None);
                let counts = relations.counts();
                let number = |n: usize| match counts.pairable_units {
                    0 => Figure::Undefined(Reason::Coefficient(Undefined::NothingPairable)),
                    _ => Figure::Value(n as f64),
                };
                let mut plain = |what, outcome: Outcome| found.push((what, outcome.into(), None));
                plain(MarksFigure::ExactF1, relation_f1(relations, RelationMatch::Exact));
                plain(MarksFigure::OverlapF1, relation_f1(relations, RelationMatch::AllRoles));
                plain(MarksFigure::Nesting, nesting_agreement(relations, &aligned));
                found.push((MarksFigure::Matched, number(aligned.matched.len()), None));
                found.push((MarksFigure::Unmatched, number(aligned.unmatched.len()), None));
                counts
            }
            Comparable::Chains(chains) => {
                with_interval(MarksFigure::Chain, drawn(Material::Chains(chains), "alpha_chain")?);
                found.push((MarksFigure::ChainSimilarity, agreement::chain_similarity(chains).into(), None));
                chains.counts()
            }
            _ => return Ok(None),
        };
        monitor.check()?;
        let caution = (counts.pairable_units == 1).then_some(Caution::SingleUnit);
        Ok(Some(Self {
            code: marks.code.clone(),
            unit: marks.unit.clone(),
            label: marks.label.clone(),
            coders: coders_at_work(&marks.judgements),
            articles: counts.pairable_units,
            marks: counts.pairable_values,
            figures: found,
            caution,
        }))
    }
}

/// Coders with work on any text.
fn coders_at_work(judgements: &Judgements) -> usize {
    let worked = |coder: usize| match judgements {
        Judgements::Marked(marked) => marked.texts.iter().any(|t| matches!(t.codings.get(coder), Some(Some(_)))),
        Judgements::Tied(tied) => tied.texts.iter().any(|codings| matches!(codings.get(coder), Some(Some(_)))),
        Judgements::Rated(rated) => {
            let rows = rated.cells.chunks_exact(rated.coders.len().max(1));
            rows.into_iter().any(|row| row.get(coder).is_some_and(|cell| *cell != crate::model::NOT_RATED))
        }
        _ => false,
    };
    (0..judgements.coders().len()).filter(|coder| worked(*coder)).count()
}

/// Which records of several coders stand for the same thing: per entry a text and, per coder, the number of the coder's
/// record or none; entries in the order of the texts, those of several coders before those of one.
pub fn aligned_records(tied: &Tied) -> Vec<(usize, Vec<Option<usize>>)> {
    match Comparable::new(Judgements::Tied(tied.clone()), crate::agreement::Level::Nominal) {
        Ok(Comparable::Relations(relations, _)) => {
            let aligned = align_relations(&relations, None);
            let mut entries: Vec<_> = aligned.matched.into_iter().chain(aligned.unmatched).collect();
            entries.sort_by_key(|(text, _)| *text);
            entries
        }
        _ => Vec::new(),
    }
}
