//! What a person said of the columns of tables is remembered for files with the same header.

use super::{Project, ProjectError, read_file};
use crate::import::{ColumnMap, How, TableLook, look_at_columns};
use crate::store::Step;
use std::path::Path;

/// Fact of a file: the remembered columns, as JSON.
const COLUMNS: &str = "columns";
/// Headers that are remembered; the oldest are forgotten.
const HEADERS: usize = 200;
/// Endings of files that may be tables.
const TABLES: &[&str] = &["csv", "tsv", "tab", "xlsx", "xlsm", "json", "jsonl", "ndjson"];

/// The columns of a file's tables, without reading its articles; nothing for a file that is no table.
///
/// # Errors
/// The file cannot be read, or a column that was named is not there.
pub fn columns_of(path: &Path, how: &How) -> Result<Vec<TableLook>, ProjectError> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let named = how.format.is_some_and(|f| matches!(f.name, "table" | "xlsx" | "json"));
    if !named && !TABLES.contains(&ending.as_str()) {
        return Ok(Vec::new());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(look_at_columns(&name, &read_file(path)?, how)?)
}

impl Project {
    /// What is remembered of tables by their headers.
    ///
    /// # Errors
    /// The project cannot be read.
    pub fn remembered_columns(&self) -> Result<Vec<ColumnMap>, ProjectError> {
        let kept = self.store.file_fact(COLUMNS)?;
        // What an older or newer program wrote in another form is no reason not to import.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Remembers what columns hold, in place of what was remembered of the same header. Nothing of that is on the undo history.
    ///
    /// # Errors
    /// The project cannot be written.
    pub fn remember_columns(&mut self, maps: &[ColumnMap]) -> Result<(), ProjectError> {
        let mut all = self.remembered_columns()?;
        let before = all.clone();
        all.retain(|kept| !maps.iter().any(|m| m.header == kept.header));
        all.extend(maps.iter().cloned());
        all.drain(..all.len().saturating_sub(HEADERS));
        if all == before {
            return Ok(());
        }
        let Ok(text) = serde_json::to_string(&all) else { return Ok(()) };
        let step = Step { coder: None, action: "columns".into(), undoable: false, at: self.clock.now() };
        self.store.write(&step, |tx| tx.put_file_fact(COLUMNS, &text).map_err(ProjectError::from))?;
        Ok(())
    }
}
