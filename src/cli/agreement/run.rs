//! Computes and prints.

use super::args::{AgreementArgs, Also, Format, List};
use super::document::{document, project_document};
use super::files::{Material, comparable, material};
use super::plan::plan;
use crate::agreement::{Differences, Dissimilarity, Inference, IntervalMethod, Level};
use crate::cli::WrongCall;
use crate::cli::output::{json, out, tell};
use crate::jobs::Monitor;
use crate::project::{AgreementChoice, AgreementData, Project};
use crate::report::{
    Comparable, FigureRow, Measures, NoFigures, Request, UnknownMeasure, figures, gamma_samples, known_figures,
    rows_to_csv, rows_to_table, to_table,
};
use std::collections::BTreeMap;

/// Prints the figures that were asked for.
pub(in crate::cli) fn run(args: &AgreementArgs) -> anyhow::Result<()> {
    if let Some(Also::Plan { question }) = &args.also {
        return plan(question);
    }
    match &args.project {
        Some(path) => of_project(args, &Project::open_read_only(path)?),
        None => of_files(args),
    }
}

pub(super) fn request(args: &AgreementArgs) -> anyhow::Result<Request> {
    let measures = match args.measures.as_ref().map(|List(list)| list) {
        None => Measures::Usual,
        Some(list) if list.iter().any(|name| name == "all") => Measures::All,
        Some(list) => Measures::Named(list.clone()),
    };
    let method = args.interval.unwrap_or(match args.bootstrap {
        Some(_) => IntervalMethod::Bca,
        None => IntervalMethod::Analytic,
    });
    let is_bootstrap = matches!(method, IntervalMethod::Bca | IntervalMethod::Percentile | IntervalMethod::Kalpha);
    if args.bootstrap.is_some() && !is_bootstrap {
        let what = format!("--bootstrap draws for bca, percentile or kalpha, not for --interval {}", method.key());
        return Err(WrongCall::new(&what));
    }
    let replicates = args.bootstrap.map_or(10_000, |n| n as usize);
    let dissimilarity = match args.gamma_weights.as_deref() {
        None => Dissimilarity::default(),
        Some(&[alpha, beta, delta_empty]) => Dissimilarity { alpha, beta, delta_empty, categories: None },
        Some(_) => {
            return Err(WrongCall::new(
                "--gamma-weights takes three numbers: position, category, and an unaligned span",
            ));
        }
    };
    let inference = Inference { method, replicates, seed: args.seed };
    let (required, gamma_samples) = (args.required.clone(), args.gamma_samples.map(|n| n as usize));
    Ok(Request {
        measures,
        inference,
        required,
        differences: None,
        spans_of_1995: None,
        without_gamma: false,
        dissimilarity,
        names: BTreeMap::new(),
        gamma_samples,
    })
}

fn of_files(args: &AgreementArgs) -> anyhow::Result<()> {
    let material = material(args)?;
    let mut request = request(args)?;
    if let Some(table) = &material.weights {
        let differences = Differences::new(table.clone());
        request.differences = Some(differences.map_err(|error| WrongCall::new(&error.to_string()))?);
    }
    request.without_gamma = material.without_gamma;
    request.spans_of_1995.clone_from(&material.spans_of_1995);
    if let Some(weights) = material.dissimilarity.as_ref().filter(|_| args.gamma_weights.is_none()) {
        request.dissimilarity.clone_from(weights);
    }
    if let Comparable::Spans(continua, _) = &material.comparable {
        request.gamma_samples = Some(request.gamma_samples.unwrap_or_else(|| gamma_samples(continua)));
    }
    let mut rows = figures(&material.comparable, &request, &Monitor::silent()).map_err(wrong_name)?;
    rows.extend(of_pairs(&material, &request)?);
    match args.printed() {
        Format::Json => json(&document(args, &material, &request, &rows)?)?,
        Format::Csv => {
            let names = ["coder_a", "coder_b"];
            let of_row =
                |row: &FigureRow| if args.pairs { row.pair.clone().unwrap_or_default().to_vec() } else { Vec::new() };
            let before = if args.pairs { &names[..] } else { &[] };
            out(&rows_to_csv(before, rows.iter().map(|row| (of_row(row), row)))?)?;
            material.notices.iter().for_each(|notice| tell(&format!("mizan: note: {notice}")));
        }
        Format::Table => {
            let mut text = String::new();
            for of_same in rows.chunk_by(|a, b| a.pair == b.pair) {
                if let Some([first, second]) = of_same.first().and_then(|row| row.pair.as_ref()) {
                    text.push_str(&format!("\n{first} and {second}\n"));
                }
                text.push_str(&rows_to_table(of_same));
            }
            for notice in &material.notices {
                text.push_str(&format!("Note: {notice}.\n"));
            }
            if request.inference.method != IntervalMethod::Analytic {
                text.push_str(&format!(
                    "{} resamples, seed {}.\n",
                    request.inference.replicates, request.inference.seed
                ));
            }
            out(&text)?;
        }
    }
    Ok(())
}

/// The figures of every two coders.
fn of_pairs(material: &Material, request: &Request) -> anyhow::Result<Vec<FigureRow>> {
    let Some(judgements) = &material.of_pairs else { return Ok(Vec::new()) };
    let (coders, level) = (judgements.coders(), material.level.unwrap_or(Level::Nominal));
    let request = &Request { spans_of_1995: None, ..request.clone() };
    let mut all = Vec::new();
    for (first, second) in (0..coders.len()).flat_map(|a| (a + 1..coders.len()).map(move |b| (a, b))) {
        let two = comparable(judgements.of_two(first, second), level)?;
        let pair = Some([coders[first].clone(), coders[second].clone()]);
        let rows = figures(&two, request, &Monitor::silent()).map_err(wrong_name)?;
        all.extend(rows.into_iter().map(|row| FigureRow { pair: pair.clone(), ..row }));
    }
    Ok(all)
}

fn of_project(args: &AgreementArgs, project: &Project) -> anyhow::Result<()> {
    let data = project.agreement_data_of(&choice(args, project)?)?;
    let mut request = request(args)?;
    // Of many texts it takes long, so it is computed where it is asked for.
    request.without_gamma = request.measures == Measures::Usual;
    let is_plain = args.measures.is_none() && args.bootstrap.is_none() && args.interval.is_none();
    if args.printed() == Format::Table && is_plain {
        let mut text = to_table(&data.report());
        let request = Request { measures: Measures::Named(PLAIN.map(str::to_owned).to_vec()), ..request };
        text.push_str(&tables_of_marks(&data, &of_marks(&data, &request, &mut Names::default())?));
        return Ok(out(&text)?);
    }
    let mut names = Names::default();
    let report = data.report();
    let mut of_variables: Vec<Vec<FigureRow>> = Vec::new();
    for variable in data.variables.iter().filter(|v| v.level != crate::model::Level::None) {
        let labels = variable.values.iter().map(|(code, label)| (code.clone(), label.en.clone())).collect();
        let request = Request { names: labels, ..request.clone() };
        // Answers that fit no scale have their reason in the line.
        let comparable = variable.comparable().ok();
        of_variables.push(comparable.map_or(Ok(Vec::new()), |c| names.figures(&c, &request))?);
    }
    let of_marks = of_marks(&data, &request, &mut names)?;
    if let Some(unknown) = names.unknown() {
        return Err(wrong_name(unknown.into()));
    }
    match args.printed() {
        Format::Json => {
            let measures = &request.measures;
            json(&project_document(args, measures, &request, (&report, &of_variables), (&data.marks, &of_marks))?)?;
        }
        Format::Csv => {
            let of_variables = report.lines.iter().zip(&of_variables).flat_map(|(line, rows)| {
                let place: Vec<&str> = line.row.iter().map(|(_, value)| value.as_str()).collect();
                let before = vec![line.variable.clone(), place.join(" ")];
                rows.iter().map(move |row| (before.clone(), row))
            });
            let of_marks = data
                .marks
                .iter()
                .zip(&of_marks)
                .flat_map(|(marks, rows)| rows.iter().map(|row| (vec![marks.code.clone(), String::new()], row)));
            out(&rows_to_csv(&["variable", "row"], of_variables.chain(of_marks))?)?;
        }
        Format::Table => {
            let mut text = String::new();
            for (line, rows) in report.lines.iter().zip(&of_variables) {
                let place: Vec<&str> = line.row.iter().map(|(_, value)| value.as_str()).collect();
                text.push_str(&format!(
                    "{} {} {} ({})\n",
                    line.variable,
                    place.join(" "),
                    line.label.en,
                    line.level.code()
                ));
                text.push_str(&rows_to_table(rows));
                text.push('\n');
            }
            text.push_str(&tables_of_marks(&data, &of_marks));
            out(&text)?;
        }
    }
    Ok(())
}

/// What of the project is compared: everything, or what was coded under one version of the codebook.
fn choice(args: &AgreementArgs, project: &Project) -> anyhow::Result<AgreementChoice> {
    let all = AgreementChoice::default();
    let Some(version) = &args.codebook_version else { return Ok(all) };
    let known = project.codebook_ids()?;
    let named = known.iter().find(|(_, info)| info.version == *version);
    let Some((id, _)) = named else {
        let versions: Vec<&str> = known.iter().map(|(_, info)| info.version.as_str()).collect();
        anyhow::bail!("the project has no version {version} of the codebook; it has {}", versions.join(", "));
    };
    Ok(AgreementChoice { version: Some(*id), ..all })
}

/// What is said of marks in the first table of a project: what takes no time.
const PLAIN: [&str; 10] = [
    "bu_alpha_merged",
    "f1_exact_unlabelled_pooled",
    "f1_overlap_unlabelled_pooled",
    "relation_f1_exact",
    "relation_f1_overlap_all_roles",
    "nesting_agreement",
    "relations_matched",
    "relations_unmatched",
    "alpha_chain",
    "chain_similarity",
];

/// The names that were asked for: one that fits the kind of one variable need not fit that of another.
#[derive(Default)]
struct Names {
    /// Those that nothing so far has known; `None` before anything was asked.
    unknown: Option<Vec<UnknownMeasure>>,
}

impl Names {
    fn figures(&mut self, comparable: &Comparable, request: &Request) -> anyhow::Result<Vec<FigureRow>> {
        let (rows, unknown) = known_figures(comparable, request, &Monitor::silent())?;
        self.unknown = Some(match self.unknown.take() {
            None => unknown,
            Some(before) => before.into_iter().filter(|b| unknown.iter().any(|u| u.name == b.name)).collect(),
        });
        Ok(rows)
    }

    /// A name that nothing has known.
    fn unknown(self) -> Option<UnknownMeasure> {
        self.unknown?.into_iter().next()
    }
}

/// The figures of what was marked.
fn of_marks(data: &AgreementData, request: &Request, names: &mut Names) -> anyhow::Result<Vec<Vec<FigureRow>>> {
    data.marks.iter().map(|marks| names.figures(&marks.comparable()?, request)).collect()
}

fn tables_of_marks(data: &AgreementData, of_marks: &[Vec<FigureRow>]) -> String {
    let mut text = String::new();
    for (marks, rows) in data.marks.iter().zip(of_marks).filter(|(_, rows)| !rows.is_empty()) {
        text.push_str(&format!("\n{} {} \u{b7} {}\n", marks.code, marks.unit.en, marks.label.en));
        text.push_str(&rows_to_table(rows));
    }
    text
}

fn wrong_name(error: NoFigures) -> anyhow::Error {
    match error {
        NoFigures::Unknown(unknown) => WrongCall::new(&unknown.to_string()),
        NoFigures::Cancelled(cancelled) => cancelled.into(),
    }
}
