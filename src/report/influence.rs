//! Which coder and which unit pull alpha down.

use crate::agreement::{Undefined, alpha_set_without_each_unit, alpha_without_each_unit};
use crate::jobs::{Cancelled, Monitor};
use crate::model::AnswerState;
use crate::report::VariableData;
use crate::report::model::{Figure, Reason, alpha_of, line};
use crate::report::ratings::{Material, material};

/// Units that are named at most.
const MOST_UNITS: usize = 5;

/// What alpha would be without each of the coders, and without the units that pull it down most.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Influence {
    /// Places of the coders with values, each with alpha of the others; none where there are fewer than three.
    pub coders: Vec<(usize, Figure)>,
    /// Places of the units without which alpha is highest, each with that alpha, the highest first; only where it is
    /// higher than alpha of all.
    pub units: Vec<(usize, f64)>,
}

impl Influence {
    /// Computes it; see [`alpha_without_each_unit`].
    ///
    /// # Errors
    /// Stopped on request.
    pub fn of(data: &VariableData, monitor: &Monitor) -> Result<Self, Cancelled> {
        let has_values =
            |coder: &usize| data.cells.iter().any(|row| matches!(row.get(*coder), Some(Some(AnswerState::Coded(_)))));
        let with_values: Vec<usize> = (0..data.coders.len()).filter(has_values).collect();
        let given = material(data).0;
        let mut coders = Vec::new();
        for coder in with_values.iter().filter(|_| with_values.len() > 2) {
            monitor.check()?;
            let alpha = match &given {
                Material::Values(ratings) => alpha_of(data.level, &ratings.without_coder(*coder)).1.into(),
                _ => line(&data.without_coder(*coder)).alpha,
            };
            coders.push((*coder, alpha));
        }
        let (whole, without) = match given {
            Material::Values(ratings) => (line(data).alpha, alpha_without_each_unit(&ratings, ratings.level())),
            Material::Sets(sets) => (line(data).alpha, alpha_set_without_each_unit(&sets)),
            Material::Unusable(reason) => (Figure::Undefined(Reason::Answers(reason)), Err(Undefined::NoValues)),
        };
        let mut units: Vec<(usize, f64)> = match (whole.value(), without) {
            (Some(whole), Ok(without)) => {
                let higher = |(unit, alpha): (usize, Option<f64>)| Some((unit, alpha.filter(|a| *a > whole + 1e-9)?));
                without.into_iter().enumerate().filter_map(higher).collect()
            }
            _ => Vec::new(),
        };
        units.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        units.truncate(MOST_UNITS);
        Ok(Self { coders, units })
    }
}

impl VariableData {
    /// The answers of all coders but one.
    fn without_coder(&self, coder: usize) -> Self {
        let but = |row: &Vec<Option<AnswerState>>| {
            let mut row = row.clone();
            if let Some(cell) = row.get_mut(coder) {
                *cell = None;
            }
            row
        };
        Self { cells: self.cells.iter().map(but).collect(), ..self.without_cells() }
    }

    /// Two coders who gave a unit different values, by their places; the first such pair.
    pub fn apart(&self, unit: usize) -> Option<(usize, usize)> {
        let row = self.cells.get(unit)?;
        let coded: Vec<(usize, &AnswerState)> = row
            .iter()
            .enumerate()
            .filter_map(|(coder, cell)| Some((coder, cell.as_ref().filter(|s| matches!(s, AnswerState::Coded(_)))?)))
            .collect();
        coded.iter().enumerate().find_map(|(n, (first, a))| {
            let (second, _) = coded[n + 1..].iter().find(|(_, b)| a != b)?;
            Some((*first, *second))
        })
    }
}
