//! Before tables are read: what their columns hold is shown and may be changed, unless it is known of files with the same header.

use super::Logic;
use super::study::Study;
use crate::import::{ColumnMap, How, TableLook};
use crate::jobs::Monitor;
use crate::project::{columns_of, files_in};
use std::path::{Path, PathBuf};

/// Tables that are shown; the others of a folder are read as their columns are guessed.
const TABLES: usize = 20;

/// Tables that wait for a word on their columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ColumnsLook {
    /// What is to be read.
    pub paths: Vec<PathBuf>,
    /// The tables that are not known yet, each with the name of its file.
    pub tables: Vec<(String, TableLook)>,
}

impl Logic {
    /// Shows the columns of new tables among files, or reads the files where there are none.
    pub(super) fn look_at_tables(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        if !paths.iter().any(|path| is_table(path) || holds_table(path)) {
            return self.begin_reading(ctx, paths, How::default());
        }
        let (ctx, files) = (ctx.clone(), paths.clone());
        let work = move |study: &mut Option<Study>, _: &Monitor| {
            let known = study.as_ref().map(|s| s.project().remembered_columns());
            known.map(|known| known.map(|columns| new_tables(&files, columns)))
        };
        self.set_apart(self.strings().importing.looking, work, move |logic, ended| match ended {
            None => {}
            Some(Err(error)) => logic.refuse(&error),
            Some(Ok((how, tables))) if tables.is_empty() => logic.begin_reading(&ctx, paths, how),
            Some(Ok((_, tables))) => logic.columns_look = Some(ColumnsLook { paths, tables }),
        });
    }

    /// Remembers what columns hold and reads the files.
    pub(super) fn read_tables(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>, maps: &[ColumnMap]) {
        let Some(study) = self.study.as_mut() else { return };
        let remembered = study.remember_columns(maps);
        match remembered {
            Ok(columns) => self.begin_reading(ctx, paths, How { columns, ..How::default() }),
            Err(error) => self.refuse(&error),
        }
    }
}

/// Tables whose header is new, each once.
fn new_tables(paths: &[PathBuf], columns: Vec<ColumnMap>) -> (How, Vec<(String, TableLook)>) {
    let how = How { columns, ..How::default() };
    let mut out: Vec<(String, TableLook)> = Vec::new();
    for file in files_in(paths).iter().filter(|file| is_table(file)) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for look in columns_of(file, &how).unwrap_or_default() {
            // What has no names cannot be remembered, and few columns are no table of articles.
            let new = !look.chosen && look.line > 0 && look.columns.len() > 1;
            if new && out.len() < TABLES && !out.iter().any(|(_, o)| o.map().header == look.map().header) {
                out.push((name.clone(), look));
            }
        }
    }
    (how, out)
}

fn is_table(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    matches!(ending.as_str(), "csv" | "tsv" | "tab" | "xlsx" | "xlsm" | "jsonl" | "ndjson")
}

/// Whether a folder itself holds a table.
fn holds_table(path: &Path) -> bool {
    path.is_dir() && std::fs::read_dir(path).into_iter().flatten().flatten().any(|e| is_table(&e.path()))
}
