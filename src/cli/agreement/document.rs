//! The figures for programs: rows with everything that is needed to compute them again.

use super::args::{AgreementArgs, List};
use super::files::Material;
use crate::agreement::{IntervalMethod, Level};
use crate::report::{AgreementReport, FigureRow, Measures, Request};
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
    report: &AgreementReport,
    of_variables: &[Vec<FigureRow>],
) -> serde_json::Result<Value> {
    let mut document = serde_json::to_value(report)?;
    if let Some(lines) = document["lines"].as_array_mut() {
        for (line, rows) in lines.iter_mut().zip(of_variables) {
            line["measures"] = serde_json::to_value(rows)?;
        }
    }
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
