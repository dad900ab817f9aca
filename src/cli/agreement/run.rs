//! Computes and prints.

use super::args::{AgreementArgs, Also, Format, List};
use super::document::{document, project_document};
use super::files::material;
use super::plan::plan;
use crate::agreement::{Differences, Dissimilarity, Inference, IntervalMethod};
use crate::cli::WrongCall;
use crate::cli::output::{json, out, tell};
use crate::jobs::Monitor;
use crate::project::Project;
use crate::report::{
    Comparable, FigureRow, Measures, NoFigures, Request, figures, gamma_samples, rows_to_csv, rows_to_table, to_table,
};

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
    if let Comparable::Spans(continua) = &material.comparable {
        request.gamma_samples = Some(request.gamma_samples.unwrap_or_else(|| gamma_samples(continua)));
    }
    let rows = figures(&material.comparable, &request, &Monitor::silent()).map_err(wrong_name)?;
    match args.printed() {
        Format::Json => json(&document(args, &material, &request, &rows)?)?,
        Format::Csv => {
            out(&rows_to_csv(&[], rows.iter().map(|row| (Vec::new(), row)))?)?;
            material.notices.iter().for_each(|notice| tell(&format!("mizan: note: {notice}")));
        }
        Format::Table => {
            let mut text = rows_to_table(&rows);
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

fn of_project(args: &AgreementArgs, project: &Project) -> anyhow::Result<()> {
    let data = project.agreement_data()?;
    let mut request = request(args)?;
    if args.printed() == Format::Table && args.measures.is_none() && args.bootstrap.is_none() && args.interval.is_none()
    {
        return Ok(out(&to_table(&data.report()))?);
    }
    // A name that fits the kind of one variable need not fit that of another.
    let named = std::mem::take(&mut request.measures);
    let mut of_variables: Vec<Vec<FigureRow>> = Vec::new();
    let (mut known, mut unknown) = (false, None);
    let report = data.report();
    for variable in data.variables.iter().filter(|v| v.level != crate::model::Level::None) {
        let (measures, comparable) = (named.clone(), variable.comparable());
        let rows = match comparable.map(|c| figures(&c, &Request { measures, ..request.clone() }, &Monitor::silent())) {
            Ok(Ok(rows)) => {
                known = true;
                rows
            }
            Ok(Err(error)) => {
                unknown = Some(error);
                Vec::new()
            }
            Err(_) => Vec::new(),
        };
        of_variables.push(rows);
    }
    if let Some(error) = unknown.filter(|_| !known) {
        return Err(wrong_name(error));
    }
    match args.printed() {
        Format::Json => json(&project_document(args, &named, &request, &report, &of_variables)?)?,
        Format::Csv => {
            let rows = report.lines.iter().zip(&of_variables).flat_map(|(line, rows)| {
                let place: Vec<&str> = line.row.iter().map(|(_, value)| value.as_str()).collect();
                let before = vec![line.variable.clone(), place.join(" ")];
                rows.iter().map(move |row| (before.clone(), row))
            });
            out(&rows_to_csv(&["variable", "row"], rows)?)?;
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
            out(&text)?;
        }
    }
    Ok(())
}

fn wrong_name(error: NoFigures) -> anyhow::Error {
    match error {
        NoFigures::Unknown(unknown) => WrongCall::new(&unknown.to_string()),
        NoFigures::Cancelled(cancelled) => cancelled.into(),
    }
}
