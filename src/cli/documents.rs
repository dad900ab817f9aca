//! What Mizan makes of files and of a project's documents: `mizan import --dry-run` and `mizan documents`.

use super::output::{json, out, progress};
use crate::project::{DocumentAccount, Project, account_of_file, account_of_refusal, read_file};
use anyhow::bail;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Says what would be imported; nothing is written and no project is needed.
pub(super) fn dry_run(files: &[PathBuf], as_json: bool) -> anyhow::Result<()> {
    let files = &files_in(files);
    let bar = progress(files.len(), "read");
    let mut found = Vec::new();
    for file in files {
        let path = file.display().to_string();
        match read_file(file) {
            Ok(bytes) => found.extend(account_of_file(&path, &bytes)),
            Err(error) => found.push(account_of_refusal(&path, &error.to_string())),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    print(&found, as_json)?;
    match found.iter().filter(|d| d.format.is_none()).count() {
        0 => Ok(()),
        1 if found.len() == 1 => bail!("the file cannot be imported"),
        n => bail!("{n} of {} files cannot be imported", files.len()),
    }
}

/// Folders inside each other that are looked into.
const DEPTH: usize = 32;

/// The files that are meant: those named, and those in named folders and the folders in them, in the order of their names. Hidden files,
/// projects and their backups are no pages, and links to folders are not followed: they may lead round in a circle.
pub(super) fn files_in(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() { walk(path, 0, &mut out) } else { out.push(path.clone()) }
    }
    out
}

fn walk(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) {
    let mut inside: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    inside.sort();
    for path in inside {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let lower = name.to_lowercase();
        let own = [".mizan", ".mizan.backups", ".mizan-journal"].iter().any(|end| lower.ends_with(end));
        if name.starts_with('.') || own {
            continue;
        }
        if !path.is_dir() {
            out.push(path);
        } else if !path.is_symlink() && depth < DEPTH {
            walk(&path, depth + 1, out);
        }
    }
}

/// Says what is kept of a project's documents.
pub(super) fn documents(project: &Path, as_json: bool) -> anyhow::Result<()> {
    print(&Project::open_read_only(project)?.document_accounts()?, as_json)
}

fn print(documents: &[DocumentAccount], as_json: bool) -> anyhow::Result<()> {
    if as_json {
        return Ok(json(&json!({ "documents": documents }))?);
    }
    let lines: Vec<String> = documents.iter().map(describe).collect();
    Ok(if lines.is_empty() { out("There is no document yet.") } else { out(&lines.join("\n")) }?)
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
