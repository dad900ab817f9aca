//! Agreement over time: week by week of coding.

use crate::jobs::{Cancelled, Monitor};
use crate::report::VariableData;
use crate::report::model::{Figure, line};
use std::collections::BTreeMap;

/// One week of coding of a question.
#[derive(Clone, PartialEq, Debug)]
pub struct Week {
    /// Its Monday, as `2025-05-05`.
    pub monday: String,
    /// Units of that week that two or more coders gave a value.
    pub units: usize,
    /// Percent agreement on them.
    pub percent_agreement: Figure,
    /// Alpha of that week alone.
    pub alpha: Figure,
}

impl Week {
    /// The weeks of a question, from the first to the last; those without a unit that two coders gave a value are left
    /// out. `weeks` holds the week of each unit, counted from the Monday before 1970-01-01; `None` where nobody coded it.
    ///
    /// # Errors
    /// Stopped on request.
    pub fn all(data: &VariableData, weeks: &[Option<i64>], monitor: &Monitor) -> Result<Vec<Self>, Cancelled> {
        let mut units: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (unit, week) in weeks.iter().enumerate() {
            if let Some(week) = week {
                units.entry(*week).or_default().push(unit);
            }
        }
        let mut out = Vec::new();
        for (week, units) in units {
            monitor.check()?;
            let of_week = line(&data.of_units(&units));
            if of_week.pairable_units > 0 {
                out.push(Self {
                    monday: monday(week),
                    units: of_week.pairable_units,
                    percent_agreement: of_week.percent_agreement,
                    alpha: of_week.alpha,
                });
            }
        }
        Ok(out)
    }
}

impl VariableData {
    /// The answers to some units alone.
    fn of_units(&self, units: &[usize]) -> Self {
        let cells = units.iter().filter_map(|unit| self.cells.get(*unit).cloned()).collect();
        Self { cells, ..self.without_cells() }
    }
}

/// The Monday of a week as a date.
fn monday(week: i64) -> String {
    let days = week.saturating_mul(7);
    let first = jiff::civil::date(1969, 12, 29);
    first.checked_add(jiff::Span::new().days(days)).map_or_else(|_| String::new(), |day| day.to_string())
}
