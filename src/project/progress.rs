//! How far a study is: for who leads, per round and coder; for a coder, their own queue and pace and nothing of others.

use super::begun::begun;
use super::page_work::PageWork;
use super::{AgreementChoice, AgreementData, Project, ProjectError, TrainingState};
use crate::jobs::{Cancelled, Monitor};
use crate::model::{
    AnswerState, ArticleId, Assignment, Bilingual, CoderId, Coding, CodingId, CodingState, Kind, Level, RoundId,
    RoundKind, Timestamp,
};
use crate::report::{AgreementReport, Assurance, TENTATIVE, VariableData};
use serde::Serialize;
use std::collections::BTreeMap;

/// Days after which a begun article counts as unfinished for long.
const LONG: i64 = 3;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// Resamples behind an interval.
const REPLICATES: usize = 2_000;
/// Seed of the resamples.
const SEED: u64 = 1;
/// By how much alpha, or the share of agreement of a coder with the others, must fall for an alarm.
const FALLS: f64 = 0.15;
/// Units that each half must have before their alphas are held against each other.
const LEAST_UNITS: usize = 5;
/// Pairs of answers that each half must have before a coder is said to drift.
const LEAST_PAIRS: usize = 30;

/// A round.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RoundProgress {
    /// Identity.
    pub round: RoundId,
    /// Name.
    pub name: String,
    /// What it is for.
    pub kind: &'static str,
    /// Who has something to do in it.
    pub coders: Vec<CoderProgress>,
    /// Agreement so far, in the order of the codebook: questions with an alpha.
    pub agreement: Vec<QuestionProgress>,
    /// What somebody should look at.
    pub alarms: Vec<Alarm>,
}

/// A coder in a round.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CoderProgress {
    /// Who.
    pub coder: CoderId,
    /// Name.
    pub name: String,
    /// Articles in the queue.
    pub assigned: usize,
    /// Articles in which something is coded and that are not done.
    pub begun: usize,
    /// Articles that are done.
    pub done: usize,
    /// Of those, done with answers missing.
    pub with_gaps: usize,
    /// Minutes at work on an article that is done, the middle one.
    pub median_minutes: Option<f64>,
    /// Articles that were begun long ago and are not done.
    pub unfinished: Vec<Unfinished>,
    /// Questions about themselves that the coder has not answered, of those that are asked before coding.
    pub priors_open: usize,
    /// How the coder does, where the round trains.
    pub training: Option<TrainingState>,
}

/// An article that was begun long ago.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Unfinished {
    /// Identity.
    pub article: ArticleId,
    /// Title.
    pub title: String,
    /// Whole days since it was begun.
    pub days: i64,
}

/// Agreement on a question so far.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct QuestionProgress {
    /// Code of the variable.
    pub variable: String,
    /// The values that identify an obligatory row.
    pub row: Vec<(String, String)>,
    /// Label with the labels of the row.
    pub label: Bilingual,
    /// Units with a value from at least two coders.
    pub units: usize,
    /// Krippendorff's alpha.
    pub alpha: f64,
    /// Lower and upper bound at 95 %; `None` where resampling cannot tell.
    pub interval: Option<(f64, f64)>,
}

/// What somebody should look at.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Alarm {
    /// Alpha of the newer half of the units is well below that of the older half, and below .667.
    Falls {
        /// Code of the variable.
        variable: String,
        /// Label with the labels of the row.
        label: Bilingual,
        /// Alpha of the older half.
        before: f64,
        /// Alpha of the newer half.
        now: f64,
    },
    /// A coder agrees with the others well less often in the newer half of the units than in the older.
    Drifts {
        /// Who.
        coder: CoderId,
        /// Name.
        name: String,
        /// Share of agreeing pairs with the others in the older half.
        before: f64,
        /// The same in the newer half.
        now: f64,
    },
}

/// What a coder sees of their own work. It holds nothing of others.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct OwnProgress {
    /// Articles not begun.
    pub to_do: usize,
    /// Articles begun and not done.
    pub begun: usize,
    /// Articles done.
    pub done: usize,
    /// Minutes at work on an article that is done, the middle one.
    pub median_minutes: Option<f64>,
    /// Articles done in the last seven days.
    pub last_week: usize,
    /// Minutes of work that are left at this pace.
    pub minutes_left: Option<f64>,
    /// Begun articles with the number of answers that are missing, those with least first.
    pub missing: Vec<(String, usize)>,
    /// How the coder does in each round that trains, by its name.
    pub training: Vec<(String, TrainingState)>,
}

impl Project {
    /// How far every round is. The newer half of the units is the half that was begun later.
    ///
    /// # Errors
    /// Something cannot be read, or the work was stopped.
    pub fn progress(&self, monitor: &Monitor) -> Result<Vec<RoundProgress>, ProjectError> {
        let mut rounds = self.progress_counts()?;
        for round in &mut rounds {
            round.measure(&self.agreement_data_of(&round.choice())?, monitor)?;
        }
        Ok(rounds)
    }

    /// How far every round is, without agreement and alarms, which take longer: [`RoundProgress::measure`] adds them.
    ///
    /// # Errors
    /// Something cannot be read.
    pub fn progress_counts(&self) -> Result<Vec<RoundProgress>, ProjectError> {
        let titles: BTreeMap<ArticleId, String> = self.store.articles()?.into_iter().map(|a| (a.id, a.title)).collect();
        let (assignments, codings) = (self.store.assignments()?, self.store.codings()?);
        let codings: Vec<Coding> = codings.into_iter().filter(|c| c.coder != CoderId::ADJUDICATED).collect();
        let at_work = begun(&self.store, &self.books, &codings)?;
        let (began, work, now) = (self.store.begun_at()?, self.store.work_sums()?, self.clock.now());
        let mut out = Vec::new();
        for round in self.store.rounds()? {
            let mut coders = Vec::new();
            for coder in self.coders()? {
                let tasks = |a: &&Assignment| a.coder == coder.id && a.round == round.id;
                let own: Vec<&Coding> = codings
                    .iter()
                    .filter(|c| c.coder == coder.id && c.round == round.id && at_work.contains(&c.id))
                    .collect();
                let assigned = assignments.iter().filter(tasks).count();
                if assigned == 0 && own.is_empty() {
                    continue;
                }
                let done = || own.iter().filter(|c| c.state == CodingState::Done);
                let minutes = done().filter_map(|c| work.get(&c.id)).map(|w| w.active_ms as f64 / 60_000.0).collect();
                let days = |c: &Coding| began.get(&c.id).map_or(0, |at| (now.0 - at.0) / DAY);
                let long = own.iter().filter(|c| c.state == CodingState::Begun && days(c) >= LONG);
                let mut unfinished: Vec<Unfinished> = long
                    .map(|c| Unfinished {
                        article: c.article,
                        title: titles.get(&c.article).cloned().unwrap_or_default(),
                        days: days(c),
                    })
                    .collect();
                unfinished.sort_by_key(|u| (std::cmp::Reverse(u.days), u.article));
                coders.push(CoderProgress {
                    coder: coder.id,
                    name: coder.name,
                    assigned,
                    begun: own.iter().filter(|c| c.state == CodingState::Begun).count(),
                    done: done().count(),
                    with_gaps: done().filter(|c| c.forced_reason.is_some()).count(),
                    median_minutes: median(minutes),
                    unfinished,
                    priors_open: self.priors_open(coder.id)?.0,
                    training: self.training_state(coder.id, round.id)?,
                });
            }
            out.push(RoundProgress {
                round: round.id,
                name: round.name,
                kind: round.kind.code(),
                coders,
                agreement: Vec::new(),
                alarms: Vec::new(),
            });
        }
        Ok(out)
    }

    /// What a coder sees of their own work.
    ///
    /// # Errors
    /// Something cannot be read.
    pub fn own_progress(&self, coder: CoderId) -> Result<OwnProgress, ProjectError> {
        let queue = self.work_list(coder)?;
        let (since, work, now) = (self.store.begun_at()?, self.store.work_sums()?, self.clock.now());
        let count = |state: Option<CodingState>| queue.iter().filter(|item| item.state == state).count();
        let done: Vec<CodingId> =
            queue.iter().filter(|i| i.state == Some(CodingState::Done)).filter_map(|i| i.coding).collect();
        let minutes = done.iter().filter_map(|id| work.get(id)).map(|w| w.active_ms as f64 / 60_000.0).collect();
        let median_minutes = median(minutes);
        let recent = |id: &&CodingId| since.get(*id).is_some_and(|at| now.0 - at.0 < 7 * DAY);
        let mut missing = Vec::new();
        for item in queue.iter().filter(|item| item.state == Some(CodingState::Begun)) {
            let Some(coding) = item.coding.map(|id| self.store.coding(id)).transpose()?.flatten() else { continue };
            let Some(book) = self.books.get(&coding.codebook) else { continue };
            let open = PageWork::of(&self.store, book, &coding)?.missing(book).len();
            missing.push((item.title.clone(), open));
        }
        missing.sort_by_key(|(_, open)| *open);
        let (to_do, begun) = (count(None), count(Some(CodingState::Begun)));
        let mut training = Vec::new();
        for round in self.store.rounds()?.into_iter().filter(|r| r.kind == RoundKind::Training) {
            let state = self.training_state(coder, round.id)?.filter(|state| state.articles > 0);
            training.extend(state.map(|state| (round.name, state)));
        }
        Ok(OwnProgress {
            to_do,
            begun,
            done: done.len(),
            median_minutes,
            last_week: done.iter().filter(recent).count(),
            minutes_left: median_minutes.map(|minutes| minutes * (to_do + begun) as f64),
            missing,
            training,
        })
    }
}

impl RoundProgress {
    /// What of the project its agreement is computed from.
    pub fn choice(&self) -> AgreementChoice {
        AgreementChoice { round: Some(self.round), ..AgreementChoice::default() }
    }

    /// Adds agreement so far and alarms. Needs no project: it can be done elsewhere.
    ///
    /// # Errors
    /// The work was stopped.
    pub fn measure(&mut self, data: &AgreementData, monitor: &Monitor) -> Result<(), Cancelled> {
        (self.agreement, self.alarms) = agreement(data, monitor)?;
        Ok(())
    }
}

/// The middle one; of an even number the mean of the two in the middle.
fn median(mut all: Vec<f64>) -> Option<f64> {
    all.sort_by(f64::total_cmp);
    let middle = all.len() / 2;
    let upper = *all.get(middle)?;
    if all.len() % 2 == 1 {
        Some(upper)
    } else {
        all.get(middle.checked_sub(1)?).map(|lower| f64::midpoint(*lower, upper))
    }
}

type Agreement = (Vec<QuestionProgress>, Vec<Alarm>);

/// Agreement so far with its intervals, and what falls or drifts.
fn agreement(data: &AgreementData, monitor: &Monitor) -> Result<Agreement, Cancelled> {
    let report = data.report();
    let (mut questions, mut alarms) = (Vec::new(), Vec::new());
    let measured = data.variables.iter().filter(|of| of.level != Level::None);
    for (of, line) in measured.zip(&report.lines) {
        monitor.check()?;
        let Some(alpha) = line.alpha.value() else { continue };
        let assurance = Assurance::of(of, REPLICATES, SEED, &monitor.apart())?.ok();
        questions.push(QuestionProgress {
            variable: line.variable.clone(),
            row: line.row.clone(),
            label: line.label.clone(),
            units: line.pairable_units,
            alpha,
            interval: assurance.map(|a| (a.low, a.high)),
        });
        let [older, newer] = halves(of, data).map(|half| figures(&half));
        if let (Some((before, n)), Some((now, m))) = (older, newer)
            && n.min(m) >= LEAST_UNITS
            && before - now >= FALLS
            && now < TENTATIVE
        {
            alarms.push(Alarm::Falls { variable: line.variable.clone(), label: line.label.clone(), before, now });
        }
    }
    alarms.extend(drifts(data));
    Ok((questions, alarms))
}

/// Alpha with the number of units that it rests on.
fn figures(data: &VariableData) -> Option<(f64, usize)> {
    let report = AgreementReport::of(std::slice::from_ref(data), 0);
    let line = report.lines.first()?;
    Some((line.alpha.value()?, line.pairable_units))
}

/// The units that several coders have, older and newer half.
fn halves(of: &VariableData, data: &AgreementData) -> [VariableData; 2] {
    let mut units: Vec<(Timestamp, usize)> = Vec::new();
    for (unit, cells) in of.cells.iter().enumerate() {
        if cells.iter().flatten().count() < 2 {
            continue;
        }
        let articles = of.articles.get(unit).map(Vec::as_slice).unwrap_or_default();
        let codings = articles.iter().flat_map(|a| data.coders.iter().filter_map(|c| data.codings.get(&(*a, *c))));
        let began = codings.filter_map(|coding| data.begun.get(coding)).max();
        units.push((began.copied().unwrap_or(Timestamp(0)), unit));
    }
    units.sort_unstable();
    let middle = units.len() / 2;
    let part = |units: &[(Timestamp, usize)]| {
        let pick = |(_, unit): &(Timestamp, usize)| of.cells.get(*unit).cloned();
        VariableData {
            cells: units.iter().filter_map(pick).collect(),
            units: Vec::new(),
            articles: Vec::new(),
            records: Vec::new(),
            ..of.clone()
        }
    };
    [part(&units[..middle]), part(&units[middle..])]
}

/// Coders whose agreement with the others has fallen, over all questions with a choice of values.
fn drifts(data: &AgreementData) -> Vec<Alarm> {
    // Per coder, older and newer half: agreeing pairs, and all.
    let mut pairs = vec![[[0_usize; 2]; 2]; data.coders.len()];
    for of in data.variables.iter().filter(|of| of.kind == Kind::Choice) {
        for (half, part) in halves(of, data).iter().enumerate() {
            for cells in &part.cells {
                let coded = |place: usize| match cells.get(place) {
                    Some(Some(AnswerState::Coded(value))) => Some(value),
                    _ => None,
                };
                for (place, counts) in pairs.iter_mut().enumerate() {
                    let Some(own) = coded(place) else { continue };
                    for other in (0..cells.len()).filter(|other| *other != place).filter_map(coded) {
                        counts[half][0] += usize::from(own == other);
                        counts[half][1] += 1;
                    }
                }
            }
        }
    }
    let names = data.variables.first().map(|of| of.coders.clone()).unwrap_or_default();
    let mut out = Vec::new();
    for ((coder, [older, newer]), name) in data.coders.iter().zip(pairs).zip(names) {
        let share = |[same, all]: [usize; 2]| (all >= LEAST_PAIRS).then(|| same as f64 / all as f64);
        if let (Some(before), Some(now)) = (share(older), share(newer))
            && before - now >= FALLS
        {
            out.push(Alarm::Drifts { coder: *coder, name, before, now });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_middle_is_that_of_the_sorted() {
        assert_eq!(median(Vec::new()), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }
}
