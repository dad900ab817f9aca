//! The figures for programs: rows with everything that is needed to compute them again.

use super::args::{AgreementArgs, List};
use super::files::Material;
use crate::agreement::{IntervalMethod, Level};
use crate::report::{AgreementReport, FigureRow, Marks, Measures, Request};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The figures of files.
pub(super) fn document(
    args: &AgreementArgs,
    material: &Material,
    request: &Request,
    rows: &[FigureRow],
) -> serde_json::Result<Value> {
    let mut options = options(&request.measures, request);
    let path = |path: &Option<PathBuf>| path.as_ref().map(|p| p.display().to_string());
    let list = |list: &Option<List>| list.as_ref().map(|List(list)| list.clone());
    options["ratings"] = json!(path(&args.ratings));
    options["spans"] = json!(path(&args.spans));
    options["relations"] = json!(path(&args.relations));
    options["data"] = json!(path(&args.data));
    options["continuum"] = json!(path(&args.continuum));
    options["level"] = json!(material.level.map(Level::key));
    options["sets"] = json!(args.sets);
    options["chains"] = json!(args.chains);
    options["pairs"] = json!(args.pairs);
    options["categories"] = json!(list(&args.categories));
    options["roles"] = json!(list(&args.roles));
    options["missing"] = json!(list(&args.missing));
    options["weights"] = json!(material.weights);
    Ok(json!({
        "mizan": env!("CARGO_PKG_VERSION"),
        "kind": material.kind,
        "coders": material.coders,
        "categories": material.categories,
        "options": options,
        "seed": request.inference.seed,
        "notices": material.notices,
        "measures": serde_json::to_value(rows)?,
    }))
}

/// The report of a project with the figures of each variable beside its line.
pub(in crate::cli) fn project_document(
    args: &AgreementArgs,
    measures: &Measures,
    request: &Request,
    (report, of_variables): (&AgreementReport, &[Vec<FigureRow>]),
    (marks, of_marks): (&[Marks], &[Vec<FigureRow>]),
) -> serde_json::Result<Value> {
    let mut document = serde_json::to_value(report)?;
    if let Some(lines) = document["lines"].as_array_mut() {
        for ((line, of_report), rows) in lines.iter_mut().zip(&report.lines).zip(of_variables) {
            if let Some(why) = of_report.why() {
                line["alpha"]["undefined"] = json!(why);
            }
            line["measures"] = serde_json::to_value(rows)?;
        }
    }
    let of_marks = marks.iter().zip(of_marks).map(|(marks, rows)| {
        let (unit, label) = (serde_json::to_value(&marks.unit)?, serde_json::to_value(&marks.label)?);
        Ok(json!({ "variable": marks.code, "unit": unit, "label": label, "measures": serde_json::to_value(rows)? }))
    });
    document["marks"] = Value::Array(of_marks.collect::<serde_json::Result<Vec<Value>>>()?);
    document["options"] = options(measures, request);
    document["options"]["project"] = json!(args.project.as_ref().map(|p| p.display().to_string()));
    document["seed"] = json!(request.inference.seed);
    Ok(document)
}

fn options(measures: &Measures, request: &Request) -> Value {
    let inference = request.inference;
    let is_drawn = !matches!(inference.method, IntervalMethod::Analytic | IntervalMethod::Jackknife);
    json!({
        "measures": match measures {
            Measures::Usual => json!("usual"),
            Measures::All => json!("all"),
            Measures::Named(names) => json!(names),
        },
        "interval": inference.method.key(),
        "bootstrap": is_drawn.then_some(inference.replicates),
        "seed": inference.seed,
        "required": request.required,
        "gamma_weights": [request.dissimilarity.alpha, request.dissimilarity.beta, request.dissimilarity.delta_empty],
        "gamma_samples": request.gamma_samples,
    })
}
