//! `mizan import` into a project.

use super::documents::Said;
use super::output::{out, progress, tell};
use crate::import::How;
use crate::jobs::Monitor;
use crate::project::{
    AnnotationChoice, AnnotationSum, DocumentAccount, Done, FileAccounts, Imported, Project, ProjectError,
    account_of_refusal, columns_of, files_in,
};
use anyhow::bail;
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Adds files to a project and says what each brought.
pub(super) fn import(
    path: &Path,
    paths: &[PathBuf],
    mut how: How,
    annotations: AnnotationChoice,
    as_json: bool,
) -> anyhow::Result<()> {
    let mut project = Project::open(path)?;
    project.choose_annotations(annotations)?;
    let files = files_in(paths);
    // What the call says of columns holds for files with the same header from now on.
    if how.given.is_empty() {
        how.columns = project.remembered_columns()?;
    } else {
        let looks = files.iter().filter_map(|file| columns_of(file, &how).ok()).flatten();
        let maps: Vec<_> = looks.filter(|look| look.line > 0).map(|look| look.map()).collect();
        project.remember_columns(&maps)?;
    }
    let bar = progress(files.len(), "import");
    let mut all =
        Told { files: &files, said: if as_json { Some(Said::begin(true)?) } else { None }, ..Told::default() };
    let mut trouble = None;
    project.import_files(None, &files, &how, &Monitor::silent(), |at, done| {
        let ended = matches!(done, Done::End);
        match bar.suspend(|| all.tell(at, done)) {
            Ok(go_on) => {
                bar.inc(u64::from(ended));
                go_on
            }
            Err(error) => {
                trouble = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    bar.finish_and_clear();
    if let Some(error) = trouble {
        return Err(error.into());
    }
    let mut kept = "the project".to_owned();
    if all.failed.iter().any(ProjectError::is_moved)
        && let Ok(Some(backup)) = project.backup()
    {
        // If the file was deleted, this is the last moment in which what it held can be written.
        kept = format!("the backup {}", backup.display());
    }
    if let Some(said) = all.said.take() {
        said.end(&[("project", json!(path.display().to_string())), ("files", json!(all.report))])?;
    }
    let not = files.len() - all.whole;
    match all.failed.pop() {
        _ if files.is_empty() => bail!("no file stands in the folder; nothing was imported"),
        None => Ok(()),
        Some(only) if files.len() == 1 => Err(only.into()),
        Some(_) => bail!("{not} of {} files were not imported; all others are in {kept}", files.len()),
    }
}

/// What was said so far, and what became of the file that is under way.
#[derive(Default)]
struct Told<'a> {
    files: &'a [PathBuf],
    said: Option<Said>,
    accounts: FileAccounts,
    report: Vec<Value>,
    failed: Vec<ProjectError>,
    /// Files that went in without a failure.
    whole: usize,
    current: Imported,
    error: Option<String>,
}

impl Told<'_> {
    /// Says documents in JSON, where that is wanted.
    fn say(&mut self, what: impl FnOnce(&mut FileAccounts, &mut dyn FnMut(&DocumentAccount))) -> std::io::Result<()> {
        let Some(said) = &mut self.said else { return Ok(()) };
        let mut told = Ok(());
        what(&mut self.accounts, &mut |document| {
            if told.is_ok() {
                told = said.document(document);
            }
        });
        told
    }

    fn tell(&mut self, at: usize, done: Done) -> std::io::Result<ControlFlow<()>> {
        let path = self.files.get(at).map(|f| f.display().to_string()).unwrap_or_default();
        match done {
            Done::Imported(mut one, batch) => {
                self.say(|accounts, say| accounts.read(&path, &batch, say))?;
                self.current.documents.append(&mut one.documents);
                self.current.known.append(&mut one.known);
                self.current.articles.append(&mut one.articles);
                self.current.warnings.append(&mut one.warnings);
                self.current.questions += one.questions;
                self.current.annotations.add(one.annotations);
            }
            Done::Failed(error) => {
                if self.files.len() > 1 {
                    tell(&format!("mizan: {error}"));
                }
                self.say(|accounts, say| accounts.failed(&account_of_refusal(&path, &error.to_string()), say))?;
                self.error.get_or_insert_with(|| error.to_string());
                let ends = error.stops_all();
                self.failed.push(error);
                if ends {
                    self.end(&path)?;
                    return Ok(ControlFlow::Break(()));
                }
            }
            Done::End => self.end(&path)?,
        }
        Ok(ControlFlow::Continue(()))
    }

    fn end(&mut self, file: &str) -> std::io::Result<()> {
        self.say(|accounts, say| accounts.end(file, say))?;
        let imported = std::mem::take(&mut self.current);
        let error = self.error.take();
        self.whole += usize::from(error.is_none());
        let brought_any = !imported.documents.is_empty() || !imported.known.is_empty();
        if self.said.is_none() {
            if error.is_none() || brought_any {
                let mut lines = vec![format!("{file}: {}", brought(&imported))];
                lines.extend(imported.warnings.iter().map(|w| format!("  warning: {w}")));
                out(&lines.join("\n"))?;
            }
            return Ok(());
        }
        let mut entry = json!({
            "file": file,
            "documents": imported.documents,
            "articles": imported.articles,
            "known": imported.known.iter().map(|(_, id)| id).collect::<Vec<_>>(),
            "questions": imported.questions,
            "warnings": imported.warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        });
        if imported.annotations.is_any() {
            let sum = imported.annotations;
            entry["annotations"] = json!({
                "spans": sum.spans,
                "records": sum.records,
                "known": sum.known,
                "unplaced": sum.unplaced,
                "refused": sum.refused,
            });
        }
        if let Some(error) = error {
            entry = if brought_any { entry } else { json!({ "file": file }) };
            entry["error"] = json!(error);
        }
        self.report.push(entry);
        Ok(())
    }
}

fn brought(imported: &Imported) -> String {
    let annotations = annotated(imported.annotations);
    if imported.documents.is_empty() && !imported.known.is_empty() {
        return match annotations {
            Some(annotations) => format!("its text is in the project already; {annotations}"),
            None => "is in the project already".into(),
        };
    }
    let mut text = match imported.articles.len() {
        0 => "no article was found on it; mark one on the import screen".into(),
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    };
    if imported.questions > 0 {
        text.push_str("; something is to be settled on the import screen");
    }
    if let Some(annotations) = annotations {
        text.push_str("; ");
        text.push_str(&annotations);
    }
    text
}

/// What annotations brought, where the file had any.
fn annotated(sum: AnnotationSum) -> Option<String> {
    let spans = |n: usize| if n == 1 { "1 span".to_owned() } else { format!("{n} spans") };
    let records = |n: usize| if n == 1 { "1 record".to_owned() } else { format!("{n} records") };
    let mut parts = vec![format!("{} in {} came in", spans(sum.spans), records(sum.records))];
    if sum.known > 0 {
        parts.push(format!("{} there already", records(sum.known)));
    }
    if sum.unplaced > 0 {
        parts.push(format!("{} without a place in the codebook", spans(sum.unplaced)));
    }
    if sum.refused > 0 {
        parts.push(format!("{} refused", spans(sum.refused)));
    }
    sum.is_any().then(|| parts.join(", "))
}
