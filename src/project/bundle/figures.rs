//! The figures of a bundle: computed by whoever makes it and by whoever verifies it, in the same way from the same codings.

use crate::project::{Project, ProjectError, ReportOrder};
use crate::report::ReportOptions;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::Path;

/// Where they stand in a bundle.
pub(super) const FILE: &str = "figures.json";

/// How the report of a bundle is drawn: whoever verifies it draws the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Drawn {
    seed: u64,
    replicates: usize,
    finding_replicates: usize,
}

impl Drawn {
    pub(super) const fn of(options: ReportOptions) -> Self {
        let ReportOptions { seed, replicates, finding_replicates } = options;
        Self { seed, replicates, finding_replicates }
    }

    /// A report drawn so, into a folder.
    pub(super) fn order(self, folder: &Path) -> ReportOrder {
        let Self { seed, replicates, finding_replicates } = self;
        let options = ReportOptions { replicates, finding_replicates, seed };
        ReportOrder { to: folder.to_path_buf(), force: false, options }
    }
}

/// All figures of a project: agreement per question of every round that has finished work is that of `mizan agreement`.
pub(super) fn figures(project: &Project) -> Result<Value, ProjectError> {
    let report = project.agreement()?;
    Ok(json!({ "agreement": serde_json::to_value(&report).unwrap_or_default(), "counts": counts(project)? }))
}

fn counts(project: &Project) -> Result<Value, ProjectError> {
    let info = project.info()?;
    let coder = |c: &crate::project::CoderInfo| json!({ "name": c.name, "to_do": c.to_do, "begun": c.begun, "done": c.done, "records": c.records });
    Ok(json!({
        "documents": info.documents,
        "articles": info.articles,
        "coders": info.coders.iter().map(coder).collect::<Vec<_>>(),
        "decisions": project.store.decisions()?.len(),
    }))
}

/// Where two values differ: path, and what stands on each side. Numbers that differ by rounding alone are the same.
pub(super) fn differences(path: &str, one: &Value, other: &Value, out: &mut Vec<(String, String, String)>) {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|k| !a.contains_key(*k))) {
                let nothing = Value::Null;
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                differences(&path, a.get(key).unwrap_or(&nothing), b.get(key).unwrap_or(&nothing), out);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for n in 0..a.len().max(b.len()) {
                let nothing = Value::Null;
                let name = a.get(n).or(b.get(n)).and_then(named).unwrap_or_else(|| n.to_string());
                differences(
                    &format!("{path}[{name}]"),
                    a.get(n).unwrap_or(&nothing),
                    b.get(n).unwrap_or(&nothing),
                    out,
                );
            }
        }
        (Value::Number(a), Value::Number(b)) if near(a.as_f64(), b.as_f64()) => {}
        (a, b) if a == b => {}
        (a, b) => out.push((path.to_owned(), short(a), short(b))),
    }
}

/// What a line of a list is called in it.
fn named(value: &Value) -> Option<String> {
    ["variable", "name", "code"].iter().find_map(|key| value.get(key)?.as_str().map(str::to_owned))
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    one.zip(other).is_some_and(|(a, b)| (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0))
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    let start: String = text.chars().take(80).collect();
    if start.len() < text.len() { format!("{start}…") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named_by_its_path_and_rounding_is_nothing() {
        let one = json!({ "lines": [{ "variable": "A1", "alpha": 0.5 }, { "variable": "A2", "alpha": 1.0 }], "n": 3 });
        let other = json!({ "lines": [{ "variable": "A1", "alpha": 0.5 + 1e-13 }, { "variable": "A2", "alpha": 0.9 }], "m": 1, "n": 3 });
        let mut out = Vec::new();
        differences("", &one, &other, &mut out);
        let paths: Vec<&str> = out.iter().map(|(path, _, _)| path.as_str()).collect();
        assert_eq!(paths, ["lines[A2].alpha", "m"]);
        assert_eq!((out[0].1.as_str(), out[0].2.as_str()), ("1.0", "0.9"));
    }
}
