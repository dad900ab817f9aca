//! Relations of all coders aligned at once, and what is coded of the aligned ones.

use crate::agreement::outcome::{Counts, Figure, Outcome, Undefined};
use crate::agreement::ratings::{Category, Level, Ratings, RatingsError};
use crate::agreement::spans::alignment::align;
use crate::agreement::spans::dissimilarity::{Dissimilarity, Unit};
use crate::agreement::spans::plain_outcome;
use crate::agreement::spans::relations::{Relation, Relations};

/// Which coders' relations stand for the same attribution: per entry a text and, per coder, a relation or none. All from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlignedRelations {
    /// Entries with a relation of two coders or more, by text and position.
    pub matched: Vec<(usize, Vec<Option<usize>>)>,
    /// Entries with a relation of one coder only.
    pub unmatched: Vec<(usize, Vec<Option<usize>>)>,
}

/// Aligns the relations of all coders by their extent: that of one role (from 0), or of all roles together.
///
/// Relations whose extents do not meet are not worth aligning, however many coders there are.
///
/// # Formula
/// The best alignment of [`best_alignment`](crate::agreement::best_alignment) with beta = 0 and alpha = 1 + pairs of coders, so
/// that leaving two spans alone costs less than aligning them as soon as they do not overlap.
/// # Source
/// Mathet, Widlöcher & Métivier (2015), sections 4.4 and 5.1, with the extent of the anchors as position.
/// # Undefined
/// A relation without an anchor there is in no entry. Nobody asked, nothing aligned: both lists are empty.
pub fn align_relations(relations: &Relations, role: Option<usize>) -> AlignedRelations {
    let mut aligned = AlignedRelations { matched: Vec::new(), unmatched: Vec::new() };
    for (text, codings) in relations.texts().iter().enumerate() {
        let asked: Vec<(usize, &Vec<Relation>)> =
            codings.iter().enumerate().filter_map(|(coder, coding)| Some((coder, coding.as_ref()?))).collect();
        if asked.len() < 2 {
            continue;
        }
        let placed = |(_, coding): &(usize, &Vec<Relation>)| -> Vec<(Unit, usize)> {
            let extent = |(number, relation): (usize, &Relation)| {
                let (start, end) = relation.extent(role)?;
                Some((Unit { start: start as f64, end: end as f64, category: 0 }, number))
            };
            let mut units: Vec<(Unit, usize)> = coding.iter().enumerate().filter_map(extent).collect();
            units.sort_by(|(a, i), (b, j)| a.start.total_cmp(&b.start).then(a.end.total_cmp(&b.end)).then(i.cmp(j)));
            units
        };
        let units: Vec<Vec<(Unit, usize)>> = asked.iter().map(placed).collect();
        let pairs = asked.len() * (asked.len() - 1) / 2;
        let weights = Dissimilarity { alpha: 1.0 + pairs as f64, beta: 0.0, ..Dissimilarity::default() };
        let codings_of: Vec<Vec<Unit>> =
            units.iter().map(|list| list.iter().map(|(unit, _)| *unit).collect()).collect();
        for tuple in align(&codings_of, &weights).unitary {
            let mut entry = vec![None; relations.coders()];
            for (coder, place) in &tuple {
                entry[asked[*coder].0] = units[*coder].get(*place).map(|(_, number)| *number);
            }
            let list = if tuple.len() > 1 { &mut aligned.matched } else { &mut aligned.unmatched };
            list.push((text, entry));
        }
    }
    aligned
}

impl AlignedRelations {
    /// An attribute of the matched relations as ratings, one unit per entry, for alpha and all other coefficients of coded
    /// values. `code` gives the index into `categories` for (text, coder, relation), or `None` if it was not coded.
    pub fn ratings(
        &self,
        level: Level,
        categories: Vec<Category>,
        coders: usize,
        code: impl Fn(usize, usize, usize) -> Option<usize>,
    ) -> Result<Ratings, RatingsError> {
        let row = |(text, entry): &(usize, Vec<Option<usize>>)| -> Vec<Option<usize>> {
            entry.iter().enumerate().map(|(coder, relation)| code(*text, coder, (*relation)?)).collect()
        };
        Ratings::from_codes(level, categories, coders, self.matched.iter().map(row))
    }
}

/// Agreement on nesting: of the pairs of matched relations, the share that both stand alone or are nested in relations that
/// are matched with each other.
///
/// # Formula
/// Agreeing pairs / pairs, over all pairs of coders within the entries of [`align_relations`].
/// # Source
/// As Wiebe, Wilson & Cardie (2005), section 5, compare nested sources: only where the relations themselves are matched.
/// # Undefined
/// As [`relation_f1`](crate::agreement::relation_f1); also if nothing is matched.
pub fn nesting_agreement(relations: &Relations, aligned: &AlignedRelations) -> Outcome {
    let compute = || {
        relations.require_relations()?;
        let parent = |text: usize, coder: usize, relation: usize| {
            relations.texts().get(text)?.get(coder)?.as_ref()?.get(relation)?.parent
        };
        let entry_of = |text: usize, coder: usize, relation: usize| {
            aligned.matched.iter().position(|(t, entry)| *t == text && entry.get(coder) == Some(&Some(relation)))
        };
        let (mut same, mut pairs) = (0.0, 0.0);
        for (text, entry) in &aligned.matched {
            let nested: Vec<Option<Option<usize>>> = entry
                .iter()
                .enumerate()
                .filter_map(|(coder, relation)| {
                    let parent = parent(*text, coder, (*relation)?);
                    Some(parent.map(|parent| entry_of(*text, coder, parent)))
                })
                .collect();
            for (index, a) in nested.iter().enumerate() {
                for b in &nested[index + 1..] {
                    pairs += 1.0;
                    // A parent that nobody else marked is the same as no other.
                    same += f64::from(u8::from(a == b && *a != Some(None)));
                }
            }
        }
        if pairs > 0.0 { Ok(Figure::agreement(same / pairs)) } else { Err(Undefined::NothingAligned) }
    };
    let counts: Counts = relations.counts();
    plain_outcome(counts, compute())
}
