//! Before and after: the coders on the units that were decided, and each of them against what was decided.

use super::model::AdjudicationReport;
use crate::jobs::Monitor;
use crate::model::AnswerState;
use crate::report::model::line;
use crate::report::{Pairs, VariableData};

/// What adjudication changed in a question. `with` has what was decided as one more coder, the last one.
pub(super) fn adjudication(with: &VariableData) -> Option<AdjudicationReport> {
    let decided = with.coders.len().checked_sub(1)?;
    let value = |row: &[Option<AnswerState>], place: usize| match row.get(place) {
        Some(Some(state @ AnswerState::Coded(_))) => Some(state.clone()),
        _ => None,
    };
    let of_coders = |row: &[Option<AnswerState>]| (0..decided).filter_map(|c| value(row, c)).collect::<Vec<_>>();
    let rows: Vec<&Vec<Option<AnswerState>>> =
        with.cells.iter().filter(|row| value(row, decided).is_some() && of_coders(row).len() > 1).collect();
    if rows.is_empty() {
        return None;
    }
    let only = VariableData { cells: rows.into_iter().cloned().collect(), ..with.without_cells() };
    let coders = VariableData {
        coders: with.coders.iter().take(decided).cloned().collect(),
        cells: only.cells.iter().map(|row| row.iter().take(decided).cloned().collect()).collect(),
        ..with.without_cells()
    };
    let before = line(&coders);
    let differs = |row: &&Vec<Option<AnswerState>>| {
        let held = of_coders(row);
        held.windows(2).any(|two| two[0] != two[1])
    };
    let (mut upheld, mut all) = (0_usize, 0_usize);
    for row in &only.cells {
        let ruled = value(row, decided);
        for held in of_coders(row) {
            upheld += usize::from(Some(held) == ruled);
            all += 1;
        }
    }
    let pairs = Pairs::of(&only, &Monitor::silent()).ok()?;
    let against = (0..decided).filter_map(|coder| {
        let pair = pairs.get(coder, decided).filter(|pair| pair.units > 0)?;
        Some((only.coders.get(coder)?.clone(), pair.units, pair.percent_agreement.value(), pair.alpha.value()))
    });
    Some(AdjudicationReport {
        units: only.cells.len(),
        differed: only.cells.iter().filter(differs).count(),
        percent_before: before.percent_agreement.value(),
        alpha_before: before.alpha.value(),
        upheld: (all > 0).then(|| upheld as f64 / all as f64),
        coders: against.collect(),
    })
}
