//! `mizan search`.

use super::output::{json, out};
use crate::project::{Found, Project};
use serde_json::json;
use std::path::Path;

/// Prints the documents in which all words of a query occur.
pub(super) fn search(path: &Path, query: &str, limit: usize, as_json: bool) -> anyhow::Result<()> {
    let Found { hits, total } = Project::open_read_only(path)?.search(query, limit)?;
    let more = total > hits.len();
    if as_json {
        return Ok(json(&json!({ "query": query, "total": total, "more": more, "results": hits }))?);
    }
    let mut lines: Vec<String> = Vec::new();
    for hit in &hits {
        let places = hit.highlights.len();
        lines.push(format!("{}: {} ({places} place{})", hit.path, hit.title, if places == 1 { "" } else { "s" }));
        lines.push(format!("  {}", hit.excerpt));
    }
    if more {
        lines.push(format!("These are {} of {total}; --limit shows more of them.", hits.len()));
    }
    Ok(if lines.is_empty() { out("Nothing was found.") } else { out(&lines.join("\n")) }?)
}
