//! Cheapest exact cover of units by tuples that are local in position.

use crate::agreement::spans::tuples::Tuples;

/// A choice of tuples that covers each unit once.
pub(crate) struct Cover {
    /// Chosen tuples.
    pub(crate) chosen: Vec<u32>,
    /// Sum of what they cost above the prices of their members.
    pub(crate) above: f64,
    /// Whether no cheaper cover exists.
    pub(crate) is_best: bool,
}

/// A partial cover: units before the layer's unit are covered, and those of the mask beyond it.
#[derive(Clone, Copy)]
struct State {
    mask: u128,
    above: f64,
    layer: u32,
    parent: u32,
    tuple: u32,
}

const NONE: u32 = u32::MAX;

/// Partial covers kept in memory at most.
const MOST_STATES: usize = 1_500_000;

/// Goes through the units of one component (ascending numbers) and covers the first uncovered one by each of its tuples.
///
/// `left` is what a tuple costs above the prices of its members, never negative; so a partial cover that is above `limit`
/// cannot become a better cover than one at the limit. At most `beam` partial covers per unit are kept; with no beam the
/// answer is exact. `None` if there is no cover within the limit, or the search was given up.
pub(crate) fn cheapest(
    tuples: &Tuples,
    of_component: &[u32],
    units: &[u32],
    left: &[f64],
    limit: f64,
    beam: Option<usize>,
) -> Option<Cover> {
    let place = |unit: u32| units.binary_search(&unit).ok();
    let mut by_first: Vec<Vec<(u128, f64, u32)>> = vec![Vec::new(); units.len()];
    let mut is_best = beam.is_none();
    for tuple in of_component {
        let places: Vec<usize> = tuples.get(*tuple).iter().filter_map(|u| place(*u)).collect();
        let (first, last) = (*places.iter().min()?, *places.iter().max()?);
        if last - first >= 128 {
            is_best = false;
            continue;
        }
        let mask = places.iter().fold(0_u128, |mask, place| mask | (1 << (place - first)));
        by_first[first].push((mask, left[*tuple as usize], *tuple));
    }
    for list in &mut by_first {
        list.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.2.cmp(&b.2)));
    }
    let mut layers: Vec<Vec<State>> = vec![Vec::new(); units.len() + 1];
    layers[0].push(State { mask: 0, above: 0.0, layer: 0, parent: NONE, tuple: NONE });
    let mut kept = 0;
    for at in 0..units.len() {
        let mut states = std::mem::take(&mut layers[at]);
        states.sort_by(|a, b| a.mask.cmp(&b.mask).then(a.above.total_cmp(&b.above)));
        states.dedup_by_key(|s| s.mask);
        if let Some(beam) = beam.filter(|beam| states.len() > *beam) {
            states.sort_by(|a, b| a.above.total_cmp(&b.above).then(a.mask.cmp(&b.mask)));
            states.truncate(beam);
        }
        kept += states.len();
        if kept > MOST_STATES {
            return None;
        }
        for (number, state) in states.iter().enumerate() {
            for (mask, left, tuple) in &by_first[at] {
                let above = state.above + left;
                if above > limit {
                    break;
                }
                if state.mask & mask == 0 {
                    let covered = state.mask | mask;
                    let run = covered.trailing_ones();
                    let mask = covered.checked_shr(run).unwrap_or(0);
                    let next = State { mask, above, layer: at as u32, parent: number as u32, tuple: *tuple };
                    layers[at + run as usize].push(next);
                }
            }
        }
        layers[at] = states;
    }
    let mut state = *layers[units.len()].iter().min_by(|a, b| a.above.total_cmp(&b.above))?;
    let above = state.above;
    let mut chosen = Vec::new();
    while state.tuple != NONE {
        chosen.push(state.tuple);
        state = layers[state.layer as usize][state.parent as usize];
    }
    chosen.reverse();
    Some(Cover { chosen, above, is_best })
}
