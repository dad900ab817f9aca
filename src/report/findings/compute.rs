//! Shares, means and their intervals.

use super::gather::{Counted, FindingsMaterial, FoundArticle, Gathered, Origin};
use super::plan::Part;
use crate::agreement::{Added, ClusteredFigure, ClusteredFigures, ClusteredGroup, RatioPlace, clustered_figures};
use crate::jobs::{Cancelled, Monitor};
use crate::model::Bilingual;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The key of a group that holds all outlets.
const WHOLE: &str = "*";
/// The code of the values that are too rare to stand by themselves.
const REST: &str = "\u{2026}";

/// Where a group stands along an axis.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct GroupKey {
    /// Code of the value, the fact itself, or `*` for all.
    pub code: String,
    /// What a person reads.
    pub label: Bilingual,
}

/// A mean with its interval.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Mean {
    /// The mean, in the numbers of the scale.
    pub value: f64,
    /// Lower bound at 95 %, where there is an interval.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
}

/// How often a value was given in a group.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Share {
    /// Records with the value; one that stands in one of several codings of its article counts less than one.
    pub count: f64,
    /// Share of the group, from 0 to 1.
    pub share: f64,
    /// Lower bound at 95 %, where there is an interval.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Places of the articles behind it, in [`Findings::articles`].
    pub articles: Vec<usize>,
}

/// One group of a finding.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FindingGroup {
    /// Along the axes of the finding.
    pub key: Vec<GroupKey>,
    /// Articles in it.
    pub articles: usize,
    /// Records in it, counted as in [`Share::count`].
    pub count: f64,
    /// One for each value of the finding.
    pub shares: Vec<Share>,
    /// Mean of the scale; `None` where values are no numbers or none is on the scale.
    pub mean: Option<Mean>,
    /// Different wordings of what was marked, where they are counted.
    pub wordings: Option<usize>,
}

/// The means of two groups against each other.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Contrast {
    /// Along all axes but the last.
    pub key: Vec<GroupKey>,
    /// The value of the last axis whose mean is the first.
    pub first: Bilingual,
    /// The value whose mean is taken from it.
    pub second: Bilingual,
    /// First mean less second mean.
    pub difference: Mean,
}

/// A distribution over groups.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Finding {
    /// Stable name.
    pub code: String,
    /// What it is about.
    pub part: Part,
    /// Title.
    pub title: Bilingual,
    /// What is counted.
    pub note: Bilingual,
    /// What the axes are called.
    pub by: Vec<Bilingual>,
    /// What is counted: code and label, in the order of the codebook; of names the most frequent first.
    pub values: Vec<GroupKey>,
    /// The number of each value on a scale; all `None` where there is no scale.
    pub scale: Vec<Option<f64>>,
    /// The groups in the order of their keys, those of all outlets first.
    pub groups: Vec<FindingGroup>,
    /// Differences of means.
    pub contrasts: Vec<Contrast>,
}

impl Finding {
    /// Whether the values stand on a scale with two sides.
    pub fn is_diverging(&self) -> bool {
        let numbers = || self.scale.iter().flatten();
        numbers().any(|n| *n < 0.0) && numbers().any(|n| *n > 0.0)
    }
}

/// What was found.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Findings {
    /// Which codings it rests on.
    pub origin: Origin,
    /// Finished codings.
    pub codings: usize,
    /// Replicates of the intervals.
    pub replicates: usize,
    /// Their seed.
    pub seed: u64,
    /// The articles that groups and shares point to.
    pub articles: Vec<FoundArticle>,
    /// In the order of the plan; what has no records is left out.
    pub findings: Vec<Finding>,
}

impl Findings {
    /// Computes all findings with intervals that are drawn over articles, the same for the same seed.
    ///
    /// # Errors
    /// Stopped on request.
    pub fn of(material: &FindingsMaterial, replicates: usize, seed: u64, monitor: &Monitor) -> Result<Self, Cancelled> {
        let drafts: Vec<Draft<'_>> = material.gathered.iter().map(Draft::of).collect();
        let drafts: Vec<Draft<'_>> = drafts.into_iter().filter(|draft| !draft.groups.is_empty()).collect();
        // All findings rest on the same draws.
        let (mut groups, mut differences) = (Vec::new(), Vec::new());
        let mut starts = Vec::new();
        for draft in &drafts {
            let start = groups.len();
            starts.push((start, differences.len()));
            groups.extend(draft.ratios.iter().cloned());
            let moved = |(group, part): RatioPlace| (group + start, part);
            differences.extend(draft.contrasts.iter().map(|c| (moved(c.first), moved(c.second))));
        }
        let found =
            clustered_figures(material.articles.len(), &groups, &differences, replicates, seed, &monitor.apart())?;
        let findings = drafts.into_iter().zip(starts).map(|(draft, start)| draft.finding(&found, start)).collect();
        Ok(Self {
            origin: material.origin,
            codings: material.codings,
            replicates,
            seed,
            articles: material.articles.clone(),
            findings,
        })
    }
}

/// Place and code along each axis.
type Order = Vec<(usize, String)>;

/// A contrast before it is computed.
struct DraftContrast {
    key: Vec<GroupKey>,
    sides: [Bilingual; 2],
    first: RatioPlace,
    second: RatioPlace,
}

/// A finding before its intervals.
struct Draft<'g> {
    of: &'g Gathered,
    values: Vec<GroupKey>,
    scale: Vec<Option<f64>>,
    groups: Vec<FindingGroup>,
    /// Two for each group: the shares, and the mean.
    ratios: Vec<ClusteredGroup>,
    contrasts: Vec<DraftContrast>,
}

impl<'g> Draft<'g> {
    fn of(of: &'g Gathered) -> Self {
        let (values, place_of) = values(of);
        let scale = values.iter().map(|v| if of.plan.mean { v.code.parse::<f64>().ok() } else { None }).collect();
        let mut draft = Self { of, values, scale, groups: Vec::new(), ratios: Vec::new(), contrasts: Vec::new() };
        // A study of one outlet needs no line for all of them.
        let outlets: BTreeSet<Option<&String>> = of.groups.iter().map(|codes| codes.first()).collect();
        let by_outlet = of.plan.by.first().is_some_and(|by| by == "outlet") && outlets.len() > 1;
        // Sorted by the order of each axis.
        let mut keyed: BTreeMap<Order, (Vec<GroupKey>, Vec<u32>)> = BTreeMap::new();
        for (number, codes) in of.groups.iter().enumerate() {
            let along = codes.iter().zip(&of.axes).map(|(code, axis)| {
                let (place, label) = axis.place(code);
                ((place.saturating_add(1), code.clone()), GroupKey { code: code.clone(), label })
            });
            let (order, key): (Vec<_>, Vec<_>) = along.unzip();
            if by_outlet {
                let all = Bilingual { en: "All".into(), ar: "الكل".into() };
                let (mut order, mut key) = (order.clone(), key.clone());
                if let (Some(first), Some(of_all)) = (order.first_mut(), key.first_mut()) {
                    *first = (0, WHOLE.to_owned());
                    *of_all = GroupKey { code: WHOLE.to_owned(), label: all };
                }
                keyed.entry(order).or_insert_with(|| (key, Vec::new())).1.push(number as u32);
            }
            keyed.entry(order).or_insert_with(|| (key, Vec::new())).1.push(number as u32);
        }
        let mut counted: Vec<&Counted> = of.counted.iter().collect();
        counted.sort_by_key(|c| (c.group, c.article));
        let of_group = |group: u32| {
            let from = counted.partition_point(|c| c.group < group);
            let to = counted.partition_point(|c| c.group <= group);
            counted.get(from..to).unwrap_or_default()
        };
        for (key, groups) in keyed.into_values() {
            let mut rows: Vec<&Counted> = groups.iter().flat_map(|g| of_group(*g)).copied().collect();
            rows.sort_by_key(|c| c.article);
            draft.add(key, &rows, &place_of);
            if of.plan.wordings.is_some() {
                let wordings: BTreeSet<&String> = groups.iter().filter_map(|g| of.wordings.get(g)).flatten().collect();
                if let Some(group) = draft.groups.last_mut() {
                    group.wordings = Some(wordings.len());
                }
            }
        }
        draft.contrast();
        draft
    }

    fn add(&mut self, key: Vec<GroupKey>, rows: &[&Counted], place_of: &[usize]) {
        let mut shares = ClusteredGroup { whole: Added::new(), parts: vec![Added::new(); self.values.len()] };
        let mut mean = ClusteredGroup { whole: Added::new(), parts: vec![Added::new()] };
        for row in rows {
            let weight = row.weight;
            let value = place_of.get(row.value as usize).copied().unwrap_or_default();
            add(&mut shares.whole, row.article, weight);
            if let Some(part) = shares.parts.get_mut(value) {
                add(part, row.article, weight);
            }
            if let Some(Some(number)) = self.scale.get(value) {
                add(&mut mean.whole, row.article, weight);
                if let Some(part) = mean.parts.first_mut() {
                    add(part, row.article, weight * number);
                }
            }
        }
        // The sum of nothing is a negative zero, which nobody wants to read.
        let sum = |added: &Added| added.iter().map(|(_, amount)| amount).sum::<f64>() + 0.0;
        let share = |part: &Added| Share {
            count: sum(part),
            share: 0.0,
            low: None,
            high: None,
            articles: part.iter().map(|(article, _)| *article as usize).collect(),
        };
        self.groups.push(FindingGroup {
            key,
            articles: shares.whole.len(),
            count: sum(&shares.whole),
            shares: shares.parts.iter().map(share).collect(),
            mean: None,
            wordings: None,
        });
        self.ratios.extend([shares, mean]);
    }

    fn contrast(&mut self) {
        let Some([first, second]) = &self.of.plan.contrast else { return };
        let mean_of = |code: &str, before: &[GroupKey]| {
            let is = |group: &FindingGroup| {
                group.key.split_last().is_some_and(|(last, rest)| last.code == code && rest == before)
            };
            let place = self.groups.iter().position(is)?;
            let label = self.groups.get(place)?.key.last()?.label.clone();
            Some(((2 * place + 1, 0), label))
        };
        let mut contrasts = Vec::new();
        for group in &self.groups {
            let Some((last, before)) = group.key.split_last() else { continue };
            if last.code != *first {
                continue;
            }
            if let (Some((a, x)), Some((b, y))) = (mean_of(first, before), mean_of(second, before)) {
                contrasts.push(DraftContrast { key: before.to_vec(), sides: [x, y], first: a, second: b });
            }
        }
        self.contrasts = contrasts;
    }

    fn finding(mut self, found: &ClusteredFigures, (groups, differences): (usize, usize)) -> Finding {
        let bounds = |figure: ClusteredFigure| (figure.interval.map(|i| i.low), figure.interval.map(|i| i.high));
        let mean = |figure: ClusteredFigure| {
            let (low, high) = bounds(figure);
            Mean { value: figure.value, low, high }
        };
        for (number, group) in self.groups.iter_mut().enumerate() {
            let of = |n: usize| found.groups.get(groups + 2 * number + n).map(Vec::as_slice).unwrap_or_default();
            for (share, figure) in group.shares.iter_mut().zip(of(0)) {
                if let Some(figure) = figure {
                    share.share = figure.value;
                    (share.low, share.high) = bounds(*figure);
                }
            }
            group.mean = of(1).first().copied().flatten().map(mean);
        }
        let contrasts = self.contrasts.into_iter().enumerate().filter_map(|(number, draft)| {
            let figure = found.differences.get(differences + number).copied().flatten()?;
            let [first, second] = draft.sides;
            Some(Contrast { key: draft.key, first, second, difference: mean(figure) })
        });
        let plan = &self.of.plan;
        Finding {
            contrasts: contrasts.collect(),
            code: plan.code.clone(),
            part: plan.part,
            title: plan.title.clone(),
            note: plan.note.clone(),
            by: self.of.axes.iter().map(|axis| axis.label.clone()).collect(),
            values: self.values,
            scale: self.scale,
            groups: self.groups,
        }
    }
}

/// Adds to the last cluster, or begins the next: rows come in the order of their clusters.
fn add(added: &mut Added, cluster: u32, amount: f64) {
    match added.last_mut() {
        Some((last, sum)) if *last == cluster => *sum += amount,
        _ => added.push((cluster, amount)),
    }
}

/// The values in their order, and for each code that was met its place among them.
fn values(of: &Gathered) -> (Vec<GroupKey>, Vec<usize>) {
    let mut weights = vec![0.0; of.codes.codes.len()];
    for counted in &of.counted {
        if let Some(weight) = weights.get_mut(counted.value as usize) {
            *weight += counted.weight;
        }
    }
    let mut found: Vec<(usize, f64, usize, GroupKey)> = Vec::new();
    for (number, (code, weight)) in of.codes.codes.iter().zip(weights).enumerate() {
        let (place, label) = of.values.place(code);
        // What is declared has its order; of names the most frequent comes first.
        let rank = if place == usize::MAX { -weight } else { 0.0 };
        found.push((place, rank, number, GroupKey { code: code.clone(), label }));
    }
    if !of.plan.chain {
        // A value that nobody gave is a result, too, where the codebook lists it; one that something else tells apart is none.
        for (place, (code, label)) in of.values.declared.iter().enumerate() {
            let is_scale = code.parse::<f64>().is_ok() && of.plan.mean;
            if is_scale && !of.codes.codes.contains(code) {
                found.push((place, 0.0, usize::MAX, GroupKey { code: code.clone(), label: label.clone() }));
            }
        }
    }
    found.sort_by(|a, b| (a.0.cmp(&b.0)).then(a.1.total_cmp(&b.1)).then_with(|| a.3.code.cmp(&b.3.code)));
    let most = of.plan.most.unwrap_or(usize::MAX);
    let rest = found.len() > most;
    let mut place_of = vec![0; of.codes.codes.len()];
    for (place, (_, _, number, _)) in found.iter().enumerate() {
        if let Some(slot) = place_of.get_mut(*number) {
            *slot = place.min(most);
        }
    }
    let mut values: Vec<GroupKey> = found.into_iter().take(most).map(|(_, _, _, key)| key).collect();
    if rest {
        values.push(GroupKey { code: REST.into(), label: Bilingual { en: "rarer".into(), ar: "أندر".into() } });
    }
    (values, place_of)
}
