//! Shares and means of what comes in clusters, such as statements in articles, with intervals by drawing whole clusters.

use crate::agreement::outcome::{CONFIDENCE, Interval};
use crate::agreement::random::Random;
use crate::jobs::{Cancelled, Monitor, in_parts};

/// Clusters that a ratio must rest on before it gets an interval.
pub const LEAST_CLUSTERS: usize = 5;

/// What clusters add to a sum: (cluster, amount), each cluster at most once.
pub type Added = Vec<(u32, f64)>;

/// Ratios with one denominator, such as the shares of all values in a group.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ClusteredGroup {
    /// The denominator.
    pub whole: Added,
    /// The numerators.
    pub parts: Vec<Added>,
}

/// A ratio with its interval.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ClusteredFigure {
    /// Sum of the part over sum of the whole.
    pub value: f64,
    /// The percentile interval; `None` where fewer than [`LEAST_CLUSTERS`] clusters stand behind it, or where every draw gives
    /// the same (a share of 0 or 1): then drawing cannot show how far it could be off.
    pub interval: Option<Interval>,
}

/// Ratios of groups, and differences of ratios, as they come out.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ClusteredFigures {
    /// Per group its ratios; `None` where the whole is zero.
    pub groups: Vec<Vec<Option<ClusteredFigure>>>,
    /// Per pair the difference of its two ratios, the first less the second; `None` where one of them has no value.
    pub differences: Vec<Option<ClusteredFigure>>,
}

/// A ratio by its group and its place in it.
pub type RatioPlace = (usize, usize);

/// Ratio estimates with percentile intervals: in each replicate as many clusters are drawn with replacement as there are, each with
/// all that it holds, and every ratio is computed from the same draw.
///
/// # Source
/// Davison & Hinkley (1997), section 3.8; Field & Welsh (2007), cluster bootstrap.
///
/// # Errors
/// Stopped on request.
pub fn clustered_figures(
    clusters: usize,
    groups: &[ClusteredGroup],
    differences: &[(RatioPlace, RatioPlace)],
    replicates: usize,
    seed: u64,
    monitor: &Monitor,
) -> Result<ClusteredFigures, Cancelled> {
    let once = vec![1_u32; clusters];
    let observed = ratios(groups, &once);
    let drawn = replicate(clusters, groups, replicates, seed, monitor)?;
    let starts: Vec<usize> = groups
        .iter()
        .scan(0, |next, group| {
            let start = *next;
            *next += group.parts.len();
            Some(start)
        })
        .collect();
    let column = |at: usize| drawn.iter().map(move |row| row.get(at).copied().unwrap_or(f64::NAN));
    let place = |(group, part): RatioPlace| starts.get(group).map(|start| start + part);
    let of_group = |(number, group): (usize, &ClusteredGroup)| {
        let clusters = group.whole.iter().filter(|(_, amount)| *amount > 0.0).count();
        let figure = |part: usize| {
            let at = place((number, part))?;
            let value = observed.get(at).copied().filter(|v| v.is_finite())?;
            let interval = if clusters < LEAST_CLUSTERS { None } else { percentiles(column(at)) };
            Some(ClusteredFigure { value, interval })
        };
        (0..group.parts.len()).map(figure).collect()
    };
    let figures: Vec<Vec<Option<ClusteredFigure>>> = groups.iter().enumerate().map(of_group).collect();
    let difference = |(first, second): &(RatioPlace, RatioPlace)| {
        let of = |place: &RatioPlace| figures.get(place.0)?.get(place.1).copied().flatten();
        let (a, b) = (of(first)?, of(second)?);
        let (x, y) = (place(*first)?, place(*second)?);
        // Where one of the two cannot be told apart from chance, their difference cannot either.
        let rests = a.interval.is_some() && b.interval.is_some();
        let interval = if rests { percentiles(column(x).zip(column(y)).map(|(x, y)| x - y)) } else { None };
        Some(ClusteredFigure { value: a.value - b.value, interval })
    };
    let differences = differences.iter().map(difference).collect();
    Ok(ClusteredFigures { groups: figures, differences })
}

/// All ratios in their order, each NaN where its whole is zero; `times` says how often each cluster counts.
fn ratios(groups: &[ClusteredGroup], times: &[u32]) -> Vec<f64> {
    let sum = |added: &Added| -> f64 {
        let amounts = added
            .iter()
            .map(|(cluster, amount)| f64::from(times.get(*cluster as usize).copied().unwrap_or(0)) * amount);
        // Without a part it is zero and not a negative one.
        amounts.sum::<f64>() + 0.0
    };
    let mut out = Vec::new();
    for group in groups {
        let whole = sum(&group.whole);
        out.extend(group.parts.iter().map(|part| if whole > 0.0 { sum(part) / whole } else { f64::NAN }));
    }
    out
}

fn replicate(
    clusters: usize,
    groups: &[ClusteredGroup],
    replicates: usize,
    seed: u64,
    monitor: &Monitor,
) -> Result<Vec<Vec<f64>>, Cancelled> {
    let parts = in_parts(replicates, 8, |range| {
        let mut times = vec![0_u32; clusters];
        let one = |number: usize| {
            monitor.check()?;
            let mut random = Random::stream(seed, number as u64);
            times.fill(0);
            for _ in 0..clusters {
                let cluster = (random.unit() * clusters as f64) as usize;
                if let Some(time) = times.get_mut(cluster) {
                    *time += 1;
                }
            }
            Ok(ratios(groups, &times))
        };
        range.map(one).collect::<Result<Vec<_>, Cancelled>>()
    });
    let mut all = Vec::with_capacity(replicates);
    for part in parts {
        all.extend(part?);
    }
    Ok(all)
}

/// The interval between the outer percentiles of the defined replicates.
fn percentiles(replicates: impl Iterator<Item = f64>) -> Option<Interval> {
    let mut defined: Vec<f64> = replicates.filter(|r| r.is_finite()).collect();
    defined.sort_by(f64::total_cmp);
    let (least, most) = (*defined.first()?, *defined.last()?);
    if most - least <= 1e-12 {
        return None;
    }
    let tail = (1.0 - CONFIDENCE) / 2.0;
    let at = |share: f64| {
        let place = share * (defined.len() - 1) as f64;
        let (low, high) = (defined.get(place.floor() as usize)?, defined.get(place.ceil() as usize)?);
        Some(low + (high - low) * place.fract())
    };
    Some(Interval { low: at(tail)?, high: at(1.0 - tail)?, method: "cluster bootstrap" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(clusters: usize, group: &ClusteredGroup) -> Vec<Option<ClusteredFigure>> {
        let groups = std::slice::from_ref(group);
        clustered_figures(clusters, groups, &[], 4_000, 1, &Monitor::silent()).unwrap().groups.remove(0)
    }

    /// Standard error of a ratio of cluster sums by Taylor's series (Cochran 1977, section 6.4).
    fn linearised(group: &ClusteredGroup, clusters: usize) -> f64 {
        let sum = |added: &Added| added.iter().map(|(_, x)| x).sum::<f64>();
        let (whole, part) = (sum(&group.whole), sum(&group.parts[0]));
        let of = |added: &Added, n: u32| added.iter().find(|(c, _)| *c == n).map_or(0.0, |(_, x)| *x);
        let residual = |n: u32| of(&group.parts[0], n) - part / whole * of(&group.whole, n);
        let squares: f64 = (0..clusters as u32).map(|n| residual(n).powi(2)).sum();
        squares.sqrt() / whole
    }

    /// 200 articles with 1 to 6 statements each; what an article says once it tends to say again.
    fn speaking() -> ClusteredGroup {
        let whole: Added = (0..200_u32).map(|n| (n, f64::from(1 + n * 7 % 6))).collect();
        let part = whole.iter().map(|(n, all)| (*n, if n % 3 == 0 { *all } else { (all / 4.0).floor() })).collect();
        ClusteredGroup { whole, parts: vec![part] }
    }

    #[test]
    fn an_interval_is_as_wide_as_the_variance_between_clusters_says() {
        let group = speaking();
        let found = figures(200, &group)[0].unwrap();
        let interval = found.interval.unwrap();
        let (width, expected) = (interval.high - interval.low, 2.0 * 1.96 * linearised(&group, 200));
        assert!((width / expected - 1.0).abs() < 0.06, "{width} for {expected}");
        // The same statements, each as if it were an article of its own: too narrow.
        let n: f64 = group.whole.iter().map(|(_, x)| x).sum();
        let alone = 2.0 * 1.96 * (found.value * (1.0 - found.value) / n).sqrt();
        assert!(width > 1.25 * alone, "{width} for {alone}");
    }

    #[test]
    fn statements_that_stand_alone_have_the_interval_of_a_share() {
        let whole: Added = (0..400).map(|n| (n, 1.0)).collect();
        let part = (0..120).map(|n| (n, 1.0)).collect();
        let found = figures(400, &ClusteredGroup { whole, parts: vec![part] })[0].unwrap();
        let interval = found.interval.unwrap();
        let half = 1.96 * (0.3_f64 * 0.7 / 400.0).sqrt();
        assert!((found.value - 0.3).abs() < 1e-12);
        assert!((interval.low - (0.3 - half)).abs() < 0.004 && (interval.high - (0.3 + half)).abs() < 0.004);
    }

    #[test]
    fn what_drawing_cannot_tell_has_no_interval() {
        let whole: Added = (0..40).map(|n| (n, 2.0)).collect();
        let all = ClusteredGroup { parts: vec![whole.clone(), Vec::new()], whole };
        let found = figures(40, &all);
        assert_eq!((found[0].unwrap().value, found[0].unwrap().interval), (1.0, None));
        assert_eq!((found[1].unwrap().value, found[1].unwrap().interval), (0.0, None));
        let few = ClusteredGroup { whole: vec![(0, 1.0), (1, 1.0)], parts: vec![vec![(0, 1.0)]] };
        assert_eq!(figures(40, &few)[0].unwrap().interval, None);
        let none = ClusteredGroup { whole: Vec::new(), parts: vec![Vec::new()] };
        assert_eq!(figures(40, &none)[0], None);
    }

    #[test]
    fn a_difference_is_drawn_from_both_at_once() {
        let whole: Added = (0..300).map(|n| (n, 1.0)).collect();
        let first: Added = (0..150).map(|n| (n, 1.0)).collect();
        // The same articles twice: whatever is drawn, the two do not differ.
        let groups = vec![ClusteredGroup { whole, parts: vec![first.clone(), first] }];
        let found =
            clustered_figures(300, &groups, &[((0, 0), (0, 1))], 500, 1, &Monitor::silent()).unwrap().differences[0];
        assert_eq!(found.map(|f| (f.value, f.interval)), Some((0.0, None)));
        let seeds = [1, 1, 2].map(|seed| {
            let found = clustered_figures(200, &[speaking()], &[], 300, seed, &Monitor::silent()).unwrap();
            found.groups[0][0].unwrap().interval.unwrap().low
        });
        assert!(seeds[0].to_bits() == seeds[1].to_bits() && seeds[0].to_bits() != seeds[2].to_bits());
    }
}
