//! Prices of units: a lower bound on the cost of any alignment, and with it the tuples that no best one contains.

use crate::agreement::spans::tuples::Tuples;

/// Units with the tuples that hold them.
pub(crate) struct Incidence {
    tuples: Vec<u32>,
    starts: Vec<usize>,
}

impl Incidence {
    pub(crate) fn of(tuples: &Tuples, units: usize) -> Self {
        let mut starts = vec![0; units + 1];
        for unit in tuples.iter().flatten() {
            starts[*unit as usize + 1] += 1;
        }
        for unit in 0..units {
            starts[unit + 1] += starts[unit];
        }
        let (mut next, mut list) = (starts.clone(), vec![0; starts[units]]);
        for (number, tuple) in tuples.iter().enumerate() {
            for unit in tuple {
                list[next[*unit as usize]] = number as u32;
                next[*unit as usize] += 1;
            }
        }
        Self { tuples: list, starts }
    }

    fn of_unit(&self, unit: usize) -> &[u32] {
        &self.tuples[self.starts[unit]..self.starts[unit + 1]]
    }
}

/// How often the prices are gone through.
const SWEEPS: usize = 120;

/// Raises the bound by setting the price of one unit after the other between its cheapest and its second cheapest tuple
/// (Wedelin 1995: then exactly one of them pays), and ends with prices that no tuple of the set undercuts.
pub(crate) fn raise(tuples: &Tuples, prices: &mut [f64]) {
    let incidence = Incidence::of(tuples, prices.len());
    let left_of = |prices: &[f64]| -> Vec<f64> {
        let paid = |tuple: &[u32]| tuple.iter().map(|u| prices[*u as usize]).sum::<f64>();
        tuples.iter().zip(&tuples.cost).map(|(tuple, cost)| cost - paid(tuple)).collect()
    };
    let bound =
        |prices: &[f64], left: &[f64]| prices.iter().sum::<f64>() + left.iter().map(|l| l.min(0.0)).sum::<f64>();
    let mut left = left_of(prices);
    let (mut best, mut kept, mut idle) = (bound(prices, &left), prices.to_vec(), 0);
    for sweep in 0..SWEEPS {
        for step in 0..prices.len() {
            let unit = if sweep % 2 == 0 { step } else { prices.len() - 1 - step };
            let (mut first, mut second) = (f64::INFINITY, f64::INFINITY);
            for tuple in incidence.of_unit(unit) {
                let left = left[*tuple as usize];
                if left < first {
                    (first, second) = (left, first);
                } else if left < second {
                    second = left;
                }
            }
            let by = if second.is_finite() { f64::midpoint(first, second) } else { first };
            prices[unit] += by;
            for tuple in incidence.of_unit(unit) {
                left[*tuple as usize] -= by;
            }
        }
        let now = bound(prices, &left);
        if now > best + 1e-9 {
            (best, idle) = (now, 0);
            kept.copy_from_slice(prices);
        } else {
            idle += 1;
            if idle > 6 {
                break;
            }
        }
    }
    prices.copy_from_slice(&kept);
    respect(tuples, prices);
    fill(tuples, &incidence, prices);
}

/// Softness of the first pass of [`soften`], as a share of the dearest tuple, and how often it is halved.
const SOFTEST: f64 = 0.05;
const HALVINGS: usize = 8;
/// Sweeps at each softness.
const SOFT_SWEEPS: usize = 16;

/// Raises the bound where [`raise`] is stuck: every tuple may be used in part, the more the less it costs above the prices
/// of its members, and prices are set so that the parts at each unit add up to one; the softness is lowered step by step
/// (entropic regularisation, as Sinkhorn's scaling). Ends with prices that no tuple of the set undercuts, and keeps the old
/// ones if they bound better.
pub(crate) fn soften(tuples: &Tuples, prices: &mut [f64]) {
    let incidence = Incidence::of(tuples, prices.len());
    respect(tuples, prices);
    let before = prices.to_vec();
    let dearest = tuples.cost.iter().copied().fold(0.0, f64::max);
    let mut left: Vec<f64> = tuples
        .iter()
        .zip(&tuples.cost)
        .map(|(tuple, cost)| cost - tuple.iter().map(|u| prices[*u as usize]).sum::<f64>())
        .collect();
    let mut softness = SOFTEST * dearest;
    for _ in 0..HALVINGS {
        for sweep in 0..SOFT_SWEEPS {
            for step in 0..prices.len() {
                let unit = if sweep % 2 == 0 { step } else { prices.len() - 1 - step };
                let of_unit = incidence.of_unit(unit);
                let least = of_unit.iter().map(|t| left[*t as usize]).fold(f64::INFINITY, f64::min);
                let parts: f64 = of_unit.iter().map(|t| ((least - left[*t as usize]) / softness).exp()).sum();
                let by = least - softness * parts.ln();
                prices[unit] += by;
                for tuple in of_unit {
                    left[*tuple as usize] -= by;
                }
            }
        }
        softness /= 2.0;
    }
    respect(tuples, prices);
    fill(tuples, &incidence, prices);
    if prices.iter().sum::<f64>() < before.iter().sum::<f64>() {
        prices.copy_from_slice(&before);
    }
}

/// Raises each price as far as no tuple is undercut.
fn fill(tuples: &Tuples, incidence: &Incidence, prices: &mut [f64]) {
    let paid = |tuple: &[u32]| tuple.iter().map(|u| prices[*u as usize]).sum::<f64>();
    let mut left: Vec<f64> = tuples.iter().zip(&tuples.cost).map(|(tuple, cost)| cost - paid(tuple)).collect();
    for (unit, price) in prices.iter_mut().enumerate() {
        let by = incidence.of_unit(unit).iter().map(|t| left[*t as usize]).fold(f64::INFINITY, f64::min);
        *price += by;
        for tuple in incidence.of_unit(unit) {
            left[*tuple as usize] -= by;
        }
    }
}

/// Lowers prices until no tuple costs less than its members.
pub(crate) fn respect(tuples: &Tuples, prices: &mut [f64]) {
    for (tuple, cost) in tuples.iter().zip(&tuples.cost) {
        let over = tuple.iter().map(|u| prices[*u as usize]).sum::<f64>() - cost;
        if over > 0.0 {
            for unit in tuple {
                prices[*unit as usize] -= over / tuple.len() as f64;
            }
        }
    }
}
