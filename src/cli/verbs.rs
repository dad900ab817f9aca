//! What each verb does.

use super::agreement::{self, AgreementArgs};
use super::args::Verb;
use super::codebook::{self, codebook_to_begin_with};
use super::documents::{documents, dry_run, files_in};
use super::output::{json, out, progress, tell};
use super::packages;
use crate::export::{ExportView, export};
use crate::project::{Command, Imported, Project, ProjectError, ProjectInfo, backups, check, read_file, write_demo};
use anyhow::{Context, bail};
use serde_json::json;
use std::path::{Path, PathBuf};

/// What is left to do once a verb is done.
pub enum Then {
    /// Nothing.
    Exit,
    /// The window opens a project.
    Window(PathBuf),
}

/// Does what was asked for.
///
/// # Errors
/// One sentence: what happened, where, what was kept, what to do.
pub fn run(verb: Verb) -> anyhow::Result<Then> {
    match verb {
        Verb::New { project, title, codebook, coders, json } => new(&project, title, &codebook, &coders, json)?,
        Verb::Import { project, mut files, dry_run: true, json } => {
            files.insert(0, project);
            dry_run(&files, json)?;
        }
        Verb::Import { project, files, json, .. } => import(&project, &files, json)?,
        Verb::Documents { project, json } => documents(&project, json)?,
        Verb::Codebook(args) => codebook::run(&args)?,
        Verb::Info { project, json } => info(&project, json)?,
        Verb::Pack { project, coder, output, force, json } => packages::pack(&project, &coder, output, force, json)?,
        Verb::Unpack { package, output, json } => packages::unpack(&package, output.as_deref(), json)?,
        Verb::Merge { project, files, dry_run, json } => packages::merge(&project, &files, dry_run, json)?,
        Verb::Agreement(args) => agreement::run(&args)?,
        Verb::Export { project, format, to, force, rescue, json } => {
            let view = if rescue { Project::open_for_rescue(&project) } else { Project::open_read_only(&project) }
                .and_then(|project| project.export_view())
                .map_err(|error| damaged(&project, error))?;
            write_export(&project, &view, &format, &to, force, json)?;
        }
        Verb::Check { project, json } => examine(&project, json)?,
        Verb::Demo { project, open, json } => {
            let written = write_demo(&project)?;
            if !json {
                out(&format!("Wrote the demo project to {}.\n\n{}\n", project.display(), describe(&written.info()?)))?;
            }
            drop(written);
            agreement::run(&AgreementArgs::of_project(project.clone(), json))?;
            if open {
                return Ok(Then::Window(project));
            }
        }
    }
    Ok(Then::Exit)
}

fn new(path: &Path, title: Option<String>, codebook: &str, coders: &[String], as_json: bool) -> anyhow::Result<()> {
    let stem = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if let Some(twice) = coders.iter().enumerate().find(|(i, c)| coders[..*i].iter().any(|d| d.trim() == c.trim())) {
        bail!("{} stands twice among the coders; nothing was made", twice.1.trim());
    }
    if coders.iter().any(|c| c.trim().is_empty()) {
        bail!("a coder needs a name; nothing was made");
    }
    let codebook = codebook_to_begin_with(codebook)?;
    let mut project = Project::create_coded(path, &title.unwrap_or_else(stem), &codebook)?;
    for (i, name) in coders.iter().enumerate() {
        project.apply(None, Command::AddCoder { name: name.clone(), lead: i == 0 })?;
    }
    let info = project.info()?;
    if as_json {
        return Ok(json(&json!({ "project": path.display().to_string(), "info": info }))?);
    }
    Ok(out(&format!("Made the project {}.\n{}", path.display(), describe(&info)))?)
}

fn import(path: &Path, files: &[PathBuf], as_json: bool) -> anyhow::Result<()> {
    let mut project = Project::open(path)?;
    let files = &files_in(files);
    let bar = progress(files.len(), "import");
    let (mut lines, mut report, mut failed) = (Vec::new(), Vec::new(), Vec::new());
    let mut kept = "the project".to_owned();
    let mut left = files.len();
    for file in files {
        left -= 1;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let done = read_file(file).and_then(|bytes| project.import_bytes(None, &name, &bytes));
        match done {
            Ok(imported) => {
                lines.push(format!("{}: {}", file.display(), brought(&imported)));
                lines.extend(imported.warnings.iter().map(|w| format!("  warning: {w}")));
                report.push(json!({
                    "file": file.display().to_string(),
                    "documents": imported.documents,
                    "articles": imported.articles,
                    "known": imported.known.iter().map(|(_, id)| id).collect::<Vec<_>>(),
                    "questions": imported.questions,
                    "warnings": imported.warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
                }));
            }
            Err(error) => {
                report.push(json!({ "file": file.display().to_string(), "error": error.to_string() }));
                if files.len() > 1 {
                    bar.suspend(|| tell(&format!("mizan: {error}")));
                }
                let ends = error.stops_all();
                if error.is_moved()
                    && let Ok(Some(backup)) = project.backup()
                {
                    // If the file was deleted, this is the last moment in which what it held can be written.
                    kept = format!("the backup {}", backup.display());
                }
                failed.push(error);
                if ends {
                    break;
                }
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if as_json {
        json(&json!({ "project": path.display().to_string(), "files": report }))?;
    } else if !lines.is_empty() {
        out(&lines.join("\n"))?;
    }
    match failed.pop() {
        None if files.is_empty() => bail!("no file stands in the folder; nothing was imported"),
        None => Ok(()),
        Some(only) if files.len() == 1 => Err(only.into()),
        Some(_) => {
            let not = failed.len() + 1 + left;
            bail!("{not} of {} files were not imported; all others are in {kept}", files.len())
        }
    }
}

fn brought(imported: &Imported) -> String {
    if imported.documents.is_empty() && !imported.known.is_empty() {
        return "is in the project already".into();
    }
    let mut text = match imported.articles.len() {
        0 => "no article was found on it; mark one on the import screen".into(),
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    };
    if imported.questions > 0 {
        text.push_str("; something is to be settled on the import screen");
    }
    text
}

fn info(path: &Path, as_json: bool) -> anyhow::Result<()> {
    let info = Project::open_read_only(path)?.info()?;
    if as_json {
        return Ok(json(&json!({ "project": path.display().to_string(), "info": info }))?);
    }
    Ok(out(&describe(&info))?)
}

fn describe(info: &ProjectInfo) -> String {
    let mut lines = vec![
        format!("Project     {}", info.title),
        format!("Codebook    {}", info.codebook),
        format!("Documents   {}", info.documents),
        format!("Articles    {}", info.articles),
        format!("Suggestions {}", if info.suggestions { "on" } else { "off" }),
    ];
    if info.coders.is_empty() {
        lines.push("Coders      nobody yet".into());
    }
    for coder in &info.coders {
        lines.push(format!(
            "Coder       {}{}: {} to do, {} begun, {} done, {} records, {} min at work",
            coder.name,
            if coder.lead { " (leads)" } else { "" },
            coder.to_do,
            coder.begun,
            coder.done,
            coder.records,
            coder.active_minutes,
        ));
    }
    lines.join("\n")
}

fn write_export(
    path: &Path,
    view: &ExportView,
    format: &str,
    folder: &Path,
    force: bool,
    as_json: bool,
) -> anyhow::Result<()> {
    let files = export(format, view)?;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} cannot be made; nothing was written", folder.display()))?;
    let targets: Vec<PathBuf> = files.iter().map(|f| folder.join(&f.name)).collect();
    if let Some(there) = targets.iter().find(|t| t.exists() && !force) {
        bail!("{} is there already; nothing was written. Choose another folder, or add --force", there.display());
    }
    for (file, target) in files.iter().zip(&targets) {
        // Written beside and renamed, so that no reader ever sees half a table.
        let part = beside(folder)
            .and_then(|mut part| std::io::Write::write_all(&mut part, &file.bytes).map(|()| part))
            .with_context(|| format!("{} could not be written", target.display()))?;
        part.persist(target).with_context(|| format!("{} could not be written", target.display()))?;
    }
    if as_json {
        let project = path.display().to_string();
        json(&json!({ "project": project, "files": shown(&targets), "lost": view.lost }))?;
    } else {
        let names: Vec<String> = targets.iter().map(|t| format!("Wrote {}", t.display())).collect();
        out(&names.join("\n"))?;
    }
    match view.lost.len() {
        0 => Ok(()),
        n => bail!(
            "{} is damaged: what can still be read of it was exported; what is lost stands in not_read.csv ({n} line{}){}",
            path.display(),
            if n == 1 { "" } else { "s" },
            newest_backup(path).map(|b| format!("; the newest backup is {}", b.display())).unwrap_or_default()
        ),
    }
}

fn newest_backup(project: &Path) -> Option<PathBuf> {
    backups(project).into_iter().next().map(|backup| backup.path)
}

/// What to do about a project that is too damaged to be exported.
fn damaged(path: &Path, error: ProjectError) -> anyhow::Error {
    if !error.is_damage() {
        return error.into();
    }
    let backup = newest_backup(path).map(|b| format!(", or export the newest backup: {}", b.display()));
    let backup = backup.unwrap_or_default();
    anyhow::anyhow!("{error}. Nothing was exported: add --rescue to export what can still be read{backup}")
}

/// A temporary file in a folder, which others may read as they may read any new file there.
fn beside(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Paths for JSON, which knows nothing but Unicode.
fn shown(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|p| p.display().to_string()).collect()
}

fn examine(path: &Path, as_json: bool) -> anyhow::Result<()> {
    let findings = check(path)?;
    if as_json {
        json(&json!({ "project": path.display().to_string(), "findings": findings }))?;
    } else if findings.is_empty() {
        out(&format!("{} is sound.", path.display()))?;
    } else {
        out(&findings.join("\n"))?;
    }
    match findings.len() {
        0 => Ok(()),
        1 => bail!("1 finding in {}; nothing was changed", path.display()),
        n => bail!("{n} findings in {}; nothing was changed", path.display()),
    }
}
