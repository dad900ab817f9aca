//! `mizan reuse`.

use super::output::{json, out, progress};
use crate::jobs::Monitor;
use crate::project::{Comparison, Project, Reuse, ReuseArticle};
use serde_json::{Value, json};
use std::ops::Range;
use std::path::Path;

/// Documents that are read between two steps of the progress bar.
const AT_ONCE: usize = 64;

/// Prints which articles of a project share their words.
pub(super) fn reuse(path: &Path, least: f64, differences: bool, as_json: bool) -> anyhow::Result<()> {
    let project = Project::open_read_only(path)?;
    let mut reading = project.begin_reuse()?;
    let bar = progress(reading.progress().1, "Articles");
    while !reading.is_complete() {
        project.read_reuse(&mut reading, AT_ONCE)?;
        bar.set_position(reading.progress().0 as u64);
    }
    bar.finish_and_clear();
    let found = reading.find(least, &Monitor::silent())?;
    if as_json { print_json(&project, &found, least, differences) } else { print(&project, &found, differences) }
}

fn print_json(project: &Project, found: &Reuse, least: f64, differences: bool) -> anyhow::Result<()> {
    let equal: Vec<Vec<&ReuseArticle>> =
        found.equal.iter().map(|group| group.iter().filter_map(|at| found.articles.get(*at)).collect()).collect();
    let mut pairs = Vec::new();
    for pair in &found.pairs {
        let (Some(first), Some(second)) = (found.articles.get(pair.first), found.articles.get(pair.second)) else {
            continue;
        };
        let older = if found.is_older(pair.first, pair.second) { "first" } else { "unknown" };
        let mut told = json!({
            "first": first,
            "second": second,
            "older": older,
            "containment": (pair.containment * 1e4).round() / 1e4,
            "shared_shingles": pair.shared,
            "shingles": pair.shingles,
        });
        if differences {
            let both = project.compare_articles(first.article, second.article)?;
            told["only_first"] = only(&both, 0);
            told["only_second"] = only(&both, 1);
        }
        pairs.push(told);
    }
    Ok(json(&json!({ "least": least, "articles": found.articles.len(), "equal": equal, "pairs": pairs }))?)
}

/// Words of one side that the other has not, as places of its frozen text.
fn only(both: &Comparison, side: usize) -> Value {
    let side = &both.sides[side];
    let place = |range: &Range<usize>| json!({ "start": range.start, "end": range.end, "text": side.document.text.as_str().get(range.clone()) });
    side.paragraphs.iter().flat_map(|p| &p.only).map(place).collect()
}

fn print(project: &Project, found: &Reuse, differences: bool) -> anyhow::Result<()> {
    let name = |at: usize| {
        let Some(article) = found.articles.get(at) else { return String::new() };
        let outlet = article.outlet.as_deref().unwrap_or("outlet unknown");
        let date = article.date.as_deref().unwrap_or("date unknown");
        format!("{} ({outlet}, {date}, {})", article.title, article.file)
    };
    let mut lines = Vec::new();
    for group in &found.equal {
        lines.push(format!("{} articles of the same words:", group.len()));
        lines.extend(group.iter().map(|at| format!("  {}", name(*at))));
    }
    for pair in &found.pairs {
        let order = if found.is_older(pair.first, pair.second) { "older" } else { "which was first is unknown" };
        lines.push(format!("{:.0} % shared ({order}):", pair.containment * 100.0));
        lines.push(format!("  {}", name(pair.first)));
        lines.push(format!("  {}", name(pair.second)));
        let (Some(first), Some(second)) = (found.articles.get(pair.first), found.articles.get(pair.second)) else {
            continue;
        };
        if differences {
            let both = project.compare_articles(first.article, second.article)?;
            for (sign, side) in ["-", "+"].into_iter().zip(&both.sides) {
                let text = side.document.text.as_str();
                let runs = side.paragraphs.iter().flat_map(|p| &p.only);
                lines.extend(runs.filter_map(|r| text.get(r.clone())).map(|words| format!("    {sign} {words}")));
            }
        }
    }
    if lines.is_empty() {
        lines.push(format!("No two of {} articles share so much.", found.articles.len()));
    }
    Ok(out(&lines.join("\n"))?)
}
