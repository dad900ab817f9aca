//! From the material to the model. Every coefficient comes from the room `agreement`.

use super::adjudicated::adjudication;
use super::material::{Elsewhere, ReportMaterial};
use super::model::{
    CoderReport, Coefficient, ElsewhereReport, GivenValue, MarkCoefficient, MarksReport, Matrix, PairReport,
    ReportDocument, ValueReport, VariableReport, Warning, WeekReport,
};
use super::{FEW_UNITS, RARE};
use crate::agreement::{Inference, IntervalMethod, Ratings, Undefined, alpha_label, specific_agreement};
use crate::jobs::{Cancelled, Monitor};
use crate::model::{AnswerState, Kind, Level};
use crate::report::model::{Figure, Reason, label_of, line};
use crate::report::ratings::{Material, material};
use crate::report::{
    AgreementLine, Assurance, Beside, Comparable, CrossTable, FigureRow, Findings, Influence, MarksLine, Measures,
    Pairs, Request, VariableData, Week, known_figures,
};
use std::collections::{BTreeMap, BTreeSet};

/// How the report is computed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReportOptions {
    /// Resamples of each interval of a coefficient.
    pub replicates: usize,
    /// Resamples of each interval of the findings.
    pub finding_replicates: usize,
    /// Seed of every draw.
    pub seed: u64,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self { replicates: 10_000, finding_replicates: 2_000, seed: 1 }
    }
}

impl ReportDocument {
    /// Computes the report; `monitor` counts questions, kinds of marks and, as one, the findings. The same for the same material, seed
    /// and version on any number of threads.
    ///
    /// # Errors
    /// Stopped on request.
    pub fn of(material: &ReportMaterial, options: ReportOptions, monitor: &Monitor) -> Result<Self, Cancelled> {
        let measured: Vec<usize> =
            (0..material.variables.len()).filter(|n| material.variables[*n].level != Level::None).collect();
        monitor.set_total((measured.len() + material.marks.len() + 1) as u64);
        let mut variables = Vec::with_capacity(measured.len());
        for number in measured {
            monitor.check()?;
            let computing = Computing { material, options, monitor, number, data: &material.variables[number] };
            variables.push(computing.variable()?);
            monitor.advance(1);
        }
        let mut marks = Vec::with_capacity(material.marks.len());
        for of in &material.marks {
            marks.extend(MarksLine::of(of, options.seed, monitor)?.map(marks_report));
            monitor.advance(1);
        }
        let findings = Findings::of(&material.findings, options.finding_replicates, options.seed, monitor)?;
        monitor.advance(1);
        Ok(Self {
            mizan: env!("CARGO_PKG_VERSION").to_owned(),
            seed: options.seed,
            replicates: options.replicates,
            study: material.facts.clone(),
            variables,
            marks,
            without_marks: material.without_marks,
            findings,
        })
    }
}

/// One question while it is computed.
struct Computing<'m> {
    material: &'m ReportMaterial,
    options: ReportOptions,
    monitor: &'m Monitor,
    number: usize,
    data: &'m VariableData,
}

impl Computing<'_> {
    fn variable(&self) -> Result<VariableReport, Cancelled> {
        let data = self.data;
        let basics = line(data);
        let beside = Beside::of(data);
        let given = material(data).0;
        let assurance = self.assurance(data)?;
        let influence = Influence::of(data, &self.monitor.apart())?;
        let pairs = Pairs::of(data, &self.monitor.apart())?;
        let name = |coder: usize| data.coders.get(coder).cloned().unwrap_or_default();
        let values = values(data, &given);
        let weeks = self.material.weeks.get(self.number).map(Vec::as_slice).unwrap_or_default();
        let weeks = Week::all(data, weeks, self.monitor)?.into_iter().map(|week| WeekReport {
            monday: week.monday,
            units: week.units,
            percent_agreement: week.percent_agreement.value(),
            alpha: week.alpha.value(),
        });
        let primary = coefficient(data, &basics, assurance);
        let (warnings, rare) = warnings(data, &basics, &beside, &primary, assurance, &values);
        let worked: BTreeSet<_> = data
            .cells
            .iter()
            .zip(&data.articles)
            .filter(|(row, _)| row.iter().any(Option::is_some))
            .flat_map(|(_, articles)| articles)
            .collect();
        let alpha_without: BTreeMap<usize, Option<f64>> =
            influence.coders.iter().map(|(coder, figure)| (*coder, figure.value())).collect();
        Ok(VariableReport {
            variable: data.variable.clone(),
            row: data.row.clone(),
            unit: data.unit.clone(),
            label: data.label.clone(),
            definition: self.material.definitions.get(&data.variable).cloned().unwrap_or_default(),
            level: data.level,
            kind: data.kind,
            articles: worked.len(),
            units: basics.units,
            pairable_units: basics.pairable_units,
            pairable_values: basics.pairable_values,
            coders: basics.coders,
            not_applicable: basics.not_applicable,
            cannot_decide: basics.cannot_decide,
            not_yet_coded: basics.not_yet_coded,
            overlap: beside.overlap,
            missing: beside.missing,
            largest: basics
                .largest
                .as_ref()
                .map(|l| (GivenValue { code: l.code.clone(), label: l.label.clone() }, l.share)),
            percent_agreement: basics.percent_agreement.value(),
            no_percent: basics.percent_agreement.reason().map(|reason| said(data, reason)),
            primary,
            standard_error: assurance.map(|a| a.standard_error),
            below_tentative: assurance.map(|a| a.below_tentative),
            below_reliable: assurance.map(|a| a.below_reliable),
            met: assurance.map(|a| a.benchmark()),
            companions: self.companions(&basics, &given)?,
            matrix: matrix(data, &given, &pairs),
            pairs: pairs
                .pairs
                .iter()
                .map(|pair| PairReport {
                    coders: [name(pair.first), name(pair.second)],
                    units: pair.units,
                    percent_agreement: pair.percent_agreement.value(),
                    alpha: pair.alpha.value(),
                })
                .collect(),
            coders_against: self.coders_against(&given, &pairs, &alpha_without)?,
            weeks: weeks.collect(),
            elsewhere: self.elsewhere(&basics, assurance)?,
            adjudication: self.same(&self.material.adjudicated).and_then(adjudication),
            warnings,
            rare,
            values,
        })
    }

    fn assurance(&self, data: &VariableData) -> Result<Option<Assurance>, Cancelled> {
        Ok(Assurance::of(data, self.options.replicates, self.options.seed, &self.monitor.apart())?.ok())
    }

    /// The same question among others.
    fn same<'v>(&self, among: &'v [VariableData]) -> Option<&'v VariableData> {
        among.iter().find(|of| of.variable == self.data.variable && of.row == self.data.row)
    }

    fn figures(
        &self,
        comparable: &Comparable,
        keys: &[&str],
        method: IntervalMethod,
    ) -> Result<Vec<FigureRow>, Cancelled> {
        let names = self.data.values.iter().map(|(code, label)| (code.clone(), label.en.clone())).collect();
        let request = Request {
            measures: Measures::Named(keys.iter().map(|key| (*key).to_owned()).collect()),
            inference: Inference { method, replicates: self.options.replicates, seed: self.options.seed },
            required: Vec::new(),
            differences: None,
            spans_of_1995: None,
            without_gamma: true,
            dissimilarity: crate::agreement::Dissimilarity::default(),
            names,
            gamma_samples: None,
        };
        Ok(known_figures(comparable, &request, &self.monitor.apart())?.0)
    }

    /// What is printed beside the primary coefficient: nominal beside ordinal alpha, what two coders' papers print, and AC1 where one
    /// value is so frequent that alpha says little.
    fn companions(&self, basics: &AgreementLine, given: &Material) -> Result<Vec<Coefficient>, Cancelled> {
        let (resampled, printed): (&[&str], Vec<&str>) = match given {
            Material::Values(ratings) => {
                let is_choice = self.data.kind == Kind::Choice;
                let mut printed = Vec::new();
                match (self.data.level, ratings.coders() == 2) {
                    (Level::Nominal, true) => printed.push("cohen_kappa"),
                    (Level::Nominal, false) => printed.push("fleiss_kappa"),
                    (Level::Ordinal, true) => printed.push("cohen_kappa_quadratic"),
                    _ => {}
                }
                if is_choice && basics.largest.as_ref().is_some_and(|l| l.share > super::PREVALENT) {
                    printed.push("ac1");
                }
                (if self.data.level == Level::Ordinal { &["alpha_nominal"] } else { &[] }, printed)
            }
            Material::Sets(_) => (&["alpha_set_jaccard"], Vec::new()),
            Material::Unusable(_) => return Ok(Vec::new()),
        };
        let Ok(comparable) = self.data.comparable() else { return Ok(Vec::new()) };
        let mut found = self.figures(&comparable, resampled, IntervalMethod::Bca)?;
        if !printed.is_empty() {
            found.extend(self.figures(&comparable, &printed, IntervalMethod::Analytic)?);
        }
        Ok(found.into_iter().map(Coefficient::from).collect())
    }

    fn coders_against(
        &self,
        given: &Material,
        pairs: &Pairs,
        alpha_without: &BTreeMap<usize, Option<f64>>,
    ) -> Result<Vec<CoderReport>, Cancelled> {
        if pairs.coders.len() < 2 {
            return Ok(Vec::new());
        }
        let ratings: &Ratings = match given {
            Material::Values(ratings) => ratings,
            Material::Sets(sets) => sets.as_nominal(),
            Material::Unusable(_) => return Ok(Vec::new()),
        };
        // Coders without any value would leave each pair with them, and so every mean, undefined.
        let of = ratings.of_coders(&pairs.coders);
        let is_named = self.data.kind == Kind::Choice && pairs.coders.len() > 2;
        let kappas: Vec<Option<f64>> = if is_named {
            let rows =
                self.figures(&Comparable::Values(of.clone()), &["coder_mean_kappa"], IntervalMethod::Analytic)?;
            rows.into_iter().map(|row| row.value).collect()
        } else {
            Vec::new()
        };
        let report = |(place, coder): (usize, &usize)| {
            let (mut same, mut all, mut values) = (0_usize, 0_usize, 0_usize);
            for unit in 0..of.units() {
                let Some(own) = of.code(unit, place) else { continue };
                let others = (0..of.coders()).filter(|other| *other != place).filter_map(|other| of.code(unit, other));
                let before = all;
                for other in others {
                    same += usize::from(other == own);
                    all += 1;
                }
                values += usize::from(all > before);
            }
            CoderReport {
                coder: self.data.coders.get(*coder).cloned().unwrap_or_default(),
                values,
                percent_agreement: (all > 0).then(|| same as f64 / all as f64),
                mean_kappa: kappas.get(place).copied().flatten(),
                alpha_without: alpha_without.get(coder).copied().flatten(),
            }
        };
        Ok(pairs.coders.iter().enumerate().map(report).collect())
    }

    /// The question in all rounds and versions with finished work, this one first.
    fn elsewhere(&self, here: &AgreementLine, own: Option<Assurance>) -> Result<Vec<ElsewhereReport>, Cancelled> {
        let report =
            |round: &str, version: &str, data: &VariableData, line: &AgreementLine, assurance| ElsewhereReport {
                round: round.to_owned(),
                version: version.to_owned(),
                coders: line.coders,
                units: line.pairable_units,
                percent_agreement: line.percent_agreement.value(),
                alpha: coefficient(data, line, assurance),
            };
        let facts = &self.material.facts;
        let mut out = vec![report(&facts.round.name, &facts.version, self.data, here, own)];
        for Elsewhere { round, version, variables, .. } in &self.material.elsewhere {
            let Some(data) = self.same(variables) else { continue };
            let line = line(data);
            if line.pairable_units > 0 {
                out.push(report(round, version, data, &line, self.assurance(data)?));
            }
        }
        if out.len() == 1 {
            out.clear();
        }
        Ok(out)
    }
}

/// A reason in English, with the labels of the question.
fn said(data: &VariableData, reason: &Reason) -> String {
    let label = |code: &str| label_of(data, code).en;
    match reason {
        Reason::Coefficient(reason) => reason.labelled(&label).to_string(),
        reason => reason.to_string(),
    }
}

fn coefficient(data: &VariableData, line: &AgreementLine, assurance: Option<Assurance>) -> Coefficient {
    Coefficient {
        measure: line.measure.clone(),
        value: line.alpha.value(),
        low: assurance.map(|a| a.low),
        high: assurance.map(|a| a.high),
        method: assurance.map(|_| IntervalMethod::Bca.key().to_owned()),
        undefined: line.alpha.reason().map(|reason| said(data, reason)),
    }
}

fn given_value(data: &VariableData, code: &str) -> GivenValue {
    GivenValue { code: code.to_owned(), label: label_of(data, code) }
}

/// Values that a matrix has rows for at most: more do not fit a page.
const MOST_ROWS: usize = 16;

/// Which value stands against which: of two coders as it is; of more the matrix of coincidences.
fn matrix(data: &VariableData, given: &Material, pairs: &Pairs) -> Option<Matrix> {
    if !matches!(data.kind, Kind::Choice | Kind::Depth) {
        return None;
    }
    if let [first, second] = pairs.coders.as_slice() {
        let cross = CrossTable::of(data, *first, *second);
        if cross.cells.is_empty() || cross.values.len() > MOST_ROWS {
            return None;
        }
        let n = cross.values.len();
        let cells = (0..n).map(|r| (0..n).map(|c| cross.count(r, c) as f64).collect()).collect();
        let values = cross.values.into_iter().map(|v| GivenValue { code: v.code, label: v.label }).collect();
        let name = |coder: usize| data.coders.get(coder).cloned().unwrap_or_default();
        return Some(Matrix { coders: Some([name(*first), name(*second)]), values, cells });
    }
    let Material::Values(ratings) = given else { return None };
    let all = ratings.unit_counts().coincidences();
    let used: Vec<usize> = (0..all.len()).filter(|n| all[*n].iter().sum::<f64>() > 0.0).collect();
    if used.is_empty() || used.len() > MOST_ROWS {
        return None;
    }
    let cells = used.iter().map(|r| used.iter().map(|c| all[*r][*c]).collect()).collect();
    let name = |n: &usize| ratings.categories().get(*n).map_or("", |c| c.label.as_str()).to_owned();
    let values = used.iter().map(|n| given_value(data, &name(n))).collect();
    Some(Matrix { coders: None, values, cells })
}

/// The declared values of a choice, or the labels of a set, with what coders made of each.
fn values(data: &VariableData, given: &Material) -> Vec<ValueReport> {
    match given {
        Material::Values(ratings) if data.kind == Kind::Choice => {
            let totals = ratings.unit_counts().pairable_totals();
            let all: f64 = totals.iter().sum();
            let of = |(place, category): (usize, &crate::agreement::Category)| {
                let count = totals.get(place).copied().unwrap_or_default();
                ValueReport {
                    value: given_value(data, &category.label),
                    count,
                    share: (all > 0.0).then(|| count / all),
                    specific_agreement: specific_agreement(ratings, place).value(),
                    alpha: None,
                }
            };
            ratings.categories().iter().enumerate().map(of).collect()
        }
        Material::Sets(sets) => {
            let of = |(place, code): (usize, &String)| {
                let given = sets.label_ratings(place)?;
                // 0 is "not given", 1 "given".
                let totals = given.unit_counts().pairable_totals();
                let count = totals.get(1).copied().unwrap_or_default();
                let all: f64 = totals.iter().sum();
                Some(ValueReport {
                    value: given_value(data, code),
                    count,
                    share: (all > 0.0).then(|| count / all),
                    specific_agreement: specific_agreement(&given, 1).value(),
                    alpha: alpha_label(sets, place).value(),
                })
            };
            sets.labels().iter().enumerate().filter_map(of).collect()
        }
        _ => Vec::new(),
    }
}

fn warnings(
    data: &VariableData,
    basics: &AgreementLine,
    beside: &Beside,
    primary: &Coefficient,
    assurance: Option<Assurance>,
    values: &[ValueReport],
) -> (Vec<Warning>, Vec<GivenValue>) {
    let no_variation = matches!(
        basics.alpha,
        Figure::Undefined(Reason::Coefficient(Undefined::NoVariation { .. } | Undefined::NoDifference))
    );
    let rare: Vec<GivenValue> = values
        .iter()
        .filter(|v| v.count < RARE && (v.count > 0.0 || data.kind == Kind::Choice))
        .map(|v| v.value.clone())
        .collect();
    let worked = (0..data.coders.len()).filter(|c| data.cells.iter().any(|row| matches!(row.get(*c), Some(Some(_)))));
    let worked = worked.count();
    let is_asked = data.cells.iter().flatten().flatten().any(|state| *state != AnswerState::NotApplicable);
    let all = [
        (Warning::NoVariation, no_variation),
        (Warning::SingleUnit, basics.pairable_units == 1),
        (Warning::FewUnits, basics.pairable_units > 1 && basics.pairable_units < FEW_UNITS),
        (Warning::Prevalence, basics.largest.as_ref().is_some_and(|l| l.share > super::PREVALENT && l.share < 1.0)),
        (Warning::RareValues, !rare.is_empty() && primary.value.is_some()),
        (Warning::CoderShort, is_asked && basics.coders < worked && basics.coders > 0),
        (Warning::OnePair, basics.coders == 2 && basics.pairable_units > 0),
        (Warning::NotShown, assurance.is_some_and(|a| a.below_tentative > crate::report::RISK)),
        (Warning::OffScale, basics.off_scale > 0),
        (Warning::Missing, beside.missing.is_some_and(|share| share > 0.1)),
    ];
    let warned: Vec<Warning> = all.into_iter().filter(|(_, holds)| *holds).map(|(warning, _)| warning).collect();
    let rare = if warned.contains(&Warning::RareValues) { rare } else { Vec::new() };
    (warned, rare)
}

fn marks_report(line: MarksLine) -> MarksReport {
    let figure = |(what, figure, bounds): (_, Figure, Option<(f64, f64)>)| MarkCoefficient {
        what,
        value: figure.value(),
        low: bounds.map(|(low, _)| low),
        high: bounds.map(|(_, high)| high),
        undefined: figure.reason().map(ToString::to_string),
    };
    MarksReport {
        code: line.code,
        unit: line.unit,
        label: line.label,
        coders: line.coders,
        articles: line.articles,
        marks: line.marks,
        figures: line.figures.into_iter().map(figure).collect(),
        single: line.caution.is_some(),
    }
}
