//! How many relations two coders both marked.

use crate::agreement::outcome::{Figure, Outcome, Undefined};
use crate::agreement::registry::KeyedFigure;
use crate::agreement::spans::f1::Matched;
use crate::agreement::spans::matching::largest_matching;
use crate::agreement::spans::relation_alignment::{align_relations, nesting_agreement};
use crate::agreement::spans::relations::{Relation, Relations};

/// When two relations count as the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelationMatch {
    /// The same anchor in every role; equal relations of one coder count once.
    Exact,
    /// The anchors of one role (from 0) share a position; one to one, as many as possible. Relations that leave the role
    /// open are not counted.
    Role(usize),
    /// The anchors of every role share a position, or are open for both; one to one, as many as possible.
    AllRoles,
}

/// Matched relations of two coders (from 0) and how many there are: what was not matched is the difference.
pub fn matched_relations(relations: &Relations, how: RelationMatch, first: usize, second: usize) -> Matched {
    let mut sum = Matched::default();
    for (a, b) in relations.common(first, second) {
        sum.add(&match how {
            RelationMatch::Exact => {
                let (a, b) = (distinct(a.iter().map(|r| &r.anchors)), distinct(b.iter().map(|r| &r.anchors)));
                Matched::of_equals(&a, &b)
            }
            RelationMatch::Role(role) => {
                let filled = |coding: &[Relation]| -> Vec<Relation> {
                    let with = |r: &&Relation| r.anchors.get(role).is_some_and(|fragments| !fragments.is_empty());
                    coding.iter().filter(with).cloned().collect()
                };
                one_to_one(&filled(a), &filled(b), |x, y| x.meets(y, role))
            }
            RelationMatch::AllRoles => one_to_one(a, b, Relation::meets_throughout),
        });
    }
    sum
}

/// F1 of whole relations, the mean over all pairs of coders.
///
/// # Formula
/// As [`span_f1_mean`](crate::agreement::span_f1_mean), over relations in place of spans.
/// # Source
/// Hripcsak & Rothschild (2005).
/// # Undefined
/// Fewer than two coders, nobody marked anything, or a pair of coders who both marked nothing.
pub fn relation_f1(relations: &Relations, how: RelationMatch) -> Outcome {
    mean(relations, |first, second| matched_relations(relations, how, first, second).f1())
}

/// F1 of the anchors of one role (from 0), each compared by itself, the mean over all pairs of coders.
///
/// # Formula
/// 2 |A and B| / (|A| + |B|), A and B the distinct anchors in that role.
/// # Source
/// Hripcsak & Rothschild (2005).
/// # Undefined
/// As [`relation_f1`]; also if there is no such role.
pub fn role_f1(relations: &Relations, role: usize) -> Outcome {
    let len = relations.roles().len();
    if role >= len {
        return super::plain_outcome(relations.counts(), Err(Undefined::NoSuchIndex { index: role, len }));
    }
    mean(relations, |first, second| {
        let anchors = |coding: &[Relation]| -> Vec<Vec<(u64, u64)>> {
            distinct(coding.iter().map(|r| &r.anchors[role]).filter(|fragments| !fragments.is_empty()))
        };
        let mut sum = Matched::default();
        for (a, b) in relations.common(first, second) {
            sum.add(&Matched::of_equals(&anchors(a), &anchors(b)));
        }
        sum.f1()
    })
}

/// Wiebe's directional agreement of two coders (from 0): how much of what the first marked the second marked too.
///
/// # Formula
/// |A matched| / |A|
/// # Source
/// Wiebe, Wilson & Cardie (2005), Annotating expressions of opinions and emotions in language, section 5.1 (agr).
/// # Undefined
/// Fewer than two coders, nobody marked anything, no such coder, or the first coder marked nothing.
pub fn relation_agr(relations: &Relations, how: RelationMatch, first: usize, second: usize) -> Outcome {
    let compute = || {
        relations.require_relations()?;
        let len = relations.coders();
        if let Some(index) = [first, second].into_iter().find(|coder| *coder >= len) {
            return Err(Undefined::NoSuchIndex { index, len });
        }
        let share = matched_relations(relations, how, first, second).share_of_first();
        share.map(Figure::agreement).ok_or(Undefined::NothingMarked)
    };
    super::plain_outcome(relations.counts(), compute())
}

/// Every figure of relations with its key; the directional ones where there are two coders.
pub fn relation_figures(relations: &Relations) -> Vec<(String, Outcome)> {
    relation_measures(relations).into_iter().map(|(key, compute)| (key, compute(relations))).collect()
}

/// The figures of relations with these roles and coders.
pub(crate) fn relation_measures(relations: &Relations) -> Vec<KeyedFigure<'static, Relations>> {
    let mut found: Vec<KeyedFigure<'static, Relations>> = Vec::new();
    let f1 = |how| Box::new(move |r: &Relations| relation_f1(r, how));
    found.push(("relation_f1_exact".to_owned(), f1(RelationMatch::Exact)));
    found.push(("relation_f1_overlap_all_roles".to_owned(), f1(RelationMatch::AllRoles)));
    for (role, name) in relations.roles().iter().enumerate() {
        found.push((format!("relation_f1_overlap_{name}"), f1(RelationMatch::Role(role))));
        found.push((format!("role_f1_exact.{name}"), Box::new(move |r| role_f1(r, role))));
    }
    found.push(("nesting_agreement".to_owned(), Box::new(|r| nesting_agreement(r, &align_relations(r, None)))));
    if relations.coders() == 2 {
        for (key, first, second) in [("agr_a_b", 0, 1), ("agr_b_a", 1, 0)] {
            let agr = |how| Box::new(move |r: &Relations| relation_agr(r, how, first, second));
            found.push((format!("{key}_exact"), agr(RelationMatch::Exact)));
            found.push((format!("{key}_all_roles_overlap"), agr(RelationMatch::AllRoles)));
            for (role, name) in relations.roles().iter().enumerate() {
                found.push((format!("{key}_{name}_overlap"), agr(RelationMatch::Role(role))));
            }
        }
    }
    found
}

fn mean(relations: &Relations, f1: impl Fn(usize, usize) -> Option<f64>) -> Outcome {
    let compute = || {
        relations.require_relations()?;
        let coders = relations.coders();
        let (mut sum, mut number) = (0.0, 0.0);
        for (first, second) in (0..coders).flat_map(|a| (a + 1..coders).map(move |b| (a, b))) {
            if relations.common(first, second).next().is_none() {
                continue;
            }
            let reason = || Box::new(Undefined::NothingMarked);
            let pair = || Undefined::Pair { first: first + 1, second: second + 1, reason: reason() };
            sum += f1(first, second).ok_or_else(pair)?;
            number += 1.0;
        }
        Ok(Figure::derived(sum / number))
    };
    super::plain_outcome(relations.counts(), compute())
}

fn distinct<'a, T: Ord + Clone + 'a>(items: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut items: Vec<T> = items.cloned().collect();
    items.sort();
    items.dedup();
    items
}

fn one_to_one(a: &[Relation], b: &[Relation], same: impl Fn(&Relation, &Relation) -> bool) -> Matched {
    let edges = |x: &Relation| (0..b.len()).filter(|y| same(x, &b[*y])).collect();
    let edges: Vec<Vec<usize>> = a.iter().map(edges).collect();
    let both = largest_matching(&edges, b.len()) as f64;
    Matched { of_first: both, of_second: both, first: a.len() as f64, second: b.len() as f64 }
}
