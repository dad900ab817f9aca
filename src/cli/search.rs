//! `mizan search`.

use super::output::{json, out};
use crate::project::Project;
use serde_json::json;
use std::path::Path;

/// Prints the documents in which all words of a query occur.
pub(super) fn search(path: &Path, query: &str, limit: usize, as_json: bool) -> anyhow::Result<()> {
    let (hits, more) = Project::open_read_only(path)?.search(query, limit)?;
    if as_json {
        return Ok(json(&json!({ "query": query, "more": more, "results": hits }))?);
    }
    let mut lines: Vec<String> = Vec::new();
    for hit in &hits {
        let places = hit.highlights.len();
        lines.push(format!("{}: {} ({places} place{})", hit.path, hit.title, if places == 1 { "" } else { "s" }));
        lines.push(format!("  {}", hit.excerpt));
    }
    if more {
        lines.push(format!("There are more than {limit}; --limit shows more of them."));
    }
    Ok(if lines.is_empty() { out("Nothing was found.") } else { out(&lines.join("\n")) }?)
}
