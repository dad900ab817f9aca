//! What Mizan makes of files and of a project's documents: `mizan import --dry-run` and `mizan documents`.

use super::output::{JsonList, out, progress};
use super::together::Together;
use crate::import::{How, ImportBatch, TableLook};
use crate::jobs::Monitor;
use crate::model::Codebook;
use crate::project::{
    AnnotationChoice, AnnotationLabels, DocumentAccount, FileAccounts, LabelProposal, OfFile, Project,
    account_of_refusal, columns_of, default_codebook, files_in, proposed_labels, read_files,
};
use anyhow::bail;
use serde_json::json;
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Says what would be imported; nothing is written and no project is needed. Each document is said as soon as it is read.
pub(super) fn dry_run(
    paths: &[PathBuf],
    how: &How,
    annotations: &AnnotationChoice,
    as_json: bool,
) -> anyhow::Result<()> {
    let mut proposed = ProposedLabels::begin(annotations)?;
    let files = files_in(paths);
    let bar = progress(files.len(), "read");
    let tables: Vec<(String, TableLook)> = files
        .iter()
        .flat_map(|file| {
            let path = file.display().to_string();
            columns_of(file, how).unwrap_or_default().into_iter().map(move |look| (path.clone(), look))
        })
        .collect();
    if !as_json {
        tables.iter().try_for_each(|(path, look)| out(&mapping(path, look)))?;
    }
    let mut said = Said::begin(as_json)?;
    let mut accounts = FileAccounts::default();
    let (mut failed, mut trouble) = (0, None);
    let mut tell = |at: usize, piece: OfFile| {
        let path = files.get(at).map(|f| f.display().to_string()).unwrap_or_default();
        let mut told = Ok(());
        let mut say = |document: &DocumentAccount| {
            if told.is_ok() {
                told = bar.suspend(|| said.document(document));
            }
        };
        match piece {
            OfFile::Read(batch) => {
                proposed.count(&batch, &annotations.labels);
                accounts.read(&path, &batch, &mut say);
            }
            OfFile::Failed(error) => {
                failed += usize::from(accounts.is_empty());
                accounts.failed(&account_of_refusal(&path, &error.to_string()), &mut say);
            }
            OfFile::End => {
                accounts.end(&path, &mut say);
                bar.inc(1);
            }
        }
        match told {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                trouble = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    let mut together = Together::default();
    read_files(&files, how, &Monitor::silent(), |next| {
        if next.is_none_or(|(at, piece)| together.hold(at, piece)) {
            return ControlFlow::Continue(());
        }
        together.framed().into_iter().try_for_each(|(at, piece)| tell(at, piece))
    });
    // What is left after a break is told to nobody.
    let _stopped = together.framed().into_iter().try_for_each(|(at, piece)| tell(at, piece));
    bar.finish_and_clear();
    if let Some(error) = trouble {
        return Err(error.into());
    }
    proposed.tell(said, &tables)?;
    match failed {
        0 => Ok(()),
        1 if files.len() == 1 => bail!("the file cannot be imported"),
        n => bail!("{n} of {} files cannot be imported", files.len()),
    }
}

/// What the labels of annotations would become under the codebook that projects begin with.
struct ProposedLabels {
    book: Arc<Codebook>,
    labels: BTreeMap<String, LabelProposal>,
}

impl ProposedLabels {
    fn begin(annotations: &AnnotationChoice) -> anyhow::Result<Self> {
        let book = default_codebook();
        annotations.labels.check(&book)?;
        Ok(Self { book, labels: BTreeMap::new() })
    }

    fn count(&mut self, batch: &ImportBatch, labels: &AnnotationLabels) {
        for document in &batch.documents {
            for one in proposed_labels(&document.annotations, &self.book, labels) {
                match self.labels.get_mut(&one.label) {
                    Some(there) => there.count += one.count,
                    None => drop(self.labels.insert(one.label.clone(), one)),
                }
            }
        }
    }

    /// Ends what was said with the labels and the columns of tables, where there are any.
    fn tell(self, said: Said, tables: &[(String, TableLook)]) -> io::Result<()> {
        if said.json.is_some() {
            let one = |l: &LabelProposal| json!({ "label": l.label, "count": l.count, "place": l.place });
            let labels: Vec<_> = self.labels.values().map(one).collect();
            let table = |(path, look): &(String, TableLook)| json!({ "path": path, "sheet": look.sheet, "line": look.line, "chosen": look.chosen, "columns": look.columns });
            let tables: Vec<_> = tables.iter().map(table).collect();
            let beside = [("labels", labels), ("tables", tables)].into_iter().filter(|(_, list)| !list.is_empty());
            return said.end(&beside.map(|(name, list)| (name, json!(list))).collect::<Vec<_>>());
        }
        let none = self.labels.is_empty();
        said.end(&[])?;
        if none {
            return Ok(());
        }
        let mut lines = vec!["Labels, and their places in the codebook:".to_owned()];
        lines.extend(self.labels.values().map(|l| match &l.place {
            Some(place) => format!("  {} ({}): {place}", l.label, l.count),
            None => format!("  {} ({}): no place; name one with --labels, or it is kept in the memo", l.label, l.count),
        }));
        out(&lines.join("\n"))
    }
}

/// What the columns of a table are taken for, in one line.
fn mapping(path: &str, look: &TableLook) -> String {
    let sheet = look.sheet.map(|n| format!(", sheet {n}")).unwrap_or_default();
    let columns: Vec<String> = look.columns.iter().map(|c| format!("{} \u{2192} {}", c.name, c.holds.code())).collect();
    format!("{path}{sheet}: columns {}", columns.join(", "))
}

/// Says what is kept of a project's documents.
pub(super) fn documents(project: &Path, as_json: bool) -> anyhow::Result<()> {
    let project = Project::open_read_only(project)?;
    let mut said = Said::begin(as_json)?;
    for document in project.document_accounts()? {
        said.document(&document?)?;
    }
    Ok(said.end(&[])?)
}

/// Documents on their way to the standard output, one by one.
pub(super) struct Said {
    json: Option<JsonList>,
    any: bool,
}

impl Said {
    pub(super) fn begin(as_json: bool) -> io::Result<Self> {
        Ok(Self { json: if as_json { Some(JsonList::begin("documents")?) } else { None }, any: false })
    }

    pub(super) fn document(&mut self, document: &DocumentAccount) -> io::Result<()> {
        self.any = true;
        match &mut self.json {
            Some(list) => list.item(document),
            None => out(&describe(document)),
        }
    }

    /// Ends the list; `beside` stands behind it in the JSON.
    pub(super) fn end(self, beside: &[(&str, serde_json::Value)]) -> io::Result<()> {
        match self.json {
            Some(list) => list.end(beside),
            None if self.any => Ok(()),
            None => out("There is no document yet."),
        }
    }
}

fn describe(document: &DocumentAccount) -> String {
    let mut lines = vec![match &document.format {
        Some(format) => format!(
            "{}: {format}, {}, language {}, {} of {} bytes of text in {} articles",
            document.path,
            document.encoding.as_deref().unwrap_or("no text"),
            document.language.as_deref().unwrap_or("unknown"),
            document.articles.iter().map(|a| a.end - a.start).sum::<usize>(),
            document.bytes,
            document.articles.len(),
        ),
        None => format!("{}: not read", document.path),
    }];
    for article in &document.articles {
        let known: Vec<&str> =
            [&article.outlet, &article.author, &article.date].into_iter().filter_map(|f| f.as_deref()).collect();
        lines.push(format!(
            "  article: {}{}{}",
            article.title,
            if known.is_empty() { "" } else { " \u{2014} " },
            known.join(", ")
        ));
        if !article.chain.is_empty() {
            lines.push(format!("    from: {}", article.chain.join(" \u{2190} ")));
        }
    }
    for found in &document.disclaimers {
        lines.push(format!(
            "  disclaimer ({}; owner {}; {}, {}): {}",
            found.facets.form.join(", "),
            found.facets.owner.join(found.facets.joined_by.map_or(", ", |j| if j == "or" { " or " } else { " and " })),
            found.facets.scope,
            found.position,
            found.text
        ));
    }
    lines.extend(document.warnings.iter().map(|w| match w.line {
        Some(line) => format!("  warning: line {line}: {}", w.message),
        None => format!("  warning: {}", w.message),
    }));
    lines.join("\n")
}
