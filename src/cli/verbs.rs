//! What each verb does.

use super::adjudication;
use super::agreement::{self, AgreementArgs};
use super::args::Verb;
use super::assign;
use super::codebook::{self, codebook_to_begin_with};
use super::documents::{documents, dry_run};
use super::importing::import;
use super::lock;
use super::mailbox;
use super::output::{json, out};
use super::packages::{self, Protection};
use super::progress;
use super::reuse::reuse;
use super::search::search;
use crate::export::{ExportFile, ExportView, export};
use crate::import::{Format, Holds, How};
use crate::project::{
    AnnotationChoice, AnnotationLabels, Command, Project, ProjectError, ProjectInfo, backups, check, write_demo,
};
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
        Verb::Import { project, mut files, format, columns, coder, labels, dry_run: true, json } => {
            files.insert(0, project);
            dry_run(&files, &how(&format, columns), &annotation_choice(coder, labels.as_deref())?, json)?;
        }
        Verb::Import { project, files, format, columns, coder, labels, json, .. } => {
            import(&project, &files, how(&format, columns), annotation_choice(coder, labels.as_deref())?, json)?;
        }
        Verb::Documents { project, json } => documents(&project, json)?,
        Verb::Codebook(args) => codebook::run(&args)?,
        Verb::Search { project, query, limit, json } => search(&project, &query.join(" "), limit, json)?,
        Verb::Reuse { project, least, differences, json } => reuse(&project, least, differences, json)?,
        Verb::Info { project, json } => info(&project, json)?,
        Verb::Assign(args) => assign::assign(&args)?,
        Verb::Pack { project, coder, output, force, protect, readable, passphrase, json } => {
            let protection = Protection { protect, readable, passphrase };
            packages::pack(&project, &coder, output, force, &protection, json)?;
        }
        Verb::Unpack { package, output, passphrase, json } => {
            packages::unpack(&package, output.as_deref(), &passphrase, json)?;
        }
        Verb::Merge { project, files, dry_run, passphrase, json } => {
            packages::merge(&project, &files, dry_run, &passphrase, json)?;
        }
        Verb::Mailbox(args) => mailbox::mailbox(&args)?,
        Verb::Lock { project, output, keep, force, passphrase, json } => {
            lock::lock(&project, output, keep, force, &passphrase, json)?;
        }
        Verb::Unlock { locked, output, passphrase, json } => lock::unlock(&locked, output, &passphrase, json)?,
        Verb::Disagreements(args) => adjudication::disagreements(&args)?,
        Verb::Adjudicate(args) => adjudication::adjudicate(&args)?,
        Verb::Progress { project, coder, round, json } => {
            progress::progress(&project, coder.as_deref(), round.as_deref(), json)?;
        }
        Verb::Audit(args) => progress::audit(&args)?,
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

/// How a call wants its files to be read; without a format the contents are to tell.
fn how(format: &str, given: Vec<(Holds, String)>) -> How {
    How { given, ..How::as_format(Format::named(format)) }
}

/// How annotations are taken in.
fn annotation_choice(coder: Option<String>, labels: Option<&Path>) -> anyhow::Result<AnnotationChoice> {
    let labels = match labels {
        Some(file) => {
            let json = std::fs::read_to_string(file)
                .with_context(|| format!("{} cannot be read; nothing was imported", file.display()))?;
            AnnotationLabels::from_json(&json)?
        }
        None => AnnotationLabels::default(),
    };
    Ok(AnnotationChoice { coder, labels })
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
    let mut files = export(format, view)?;
    let (folder, folder_name) = named_file(&mut files, folder);
    let cannot = || format!("the folder {} cannot be made; nothing was written", folder_name.display());
    let targets: Vec<PathBuf> = files.iter().map(|f| folder.join(&f.name)).collect();
    std::fs::create_dir_all(&folder).with_context(cannot)?;
    for inner in targets.iter().filter_map(|t| t.parent()) {
        std::fs::create_dir_all(inner).with_context(cannot)?;
    }
    if let Some(there) = targets.iter().find(|t| t.exists() && !force) {
        bail!("{} is there already; nothing was written. Choose another folder, or add --force", there.display());
    }
    for (file, target) in files.iter().zip(&targets) {
        // Written beside and renamed, so that no reader ever sees half a table.
        let part = beside(target.parent().unwrap_or(&folder))
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

/// The folder that files are written into. Where a path has the ending of a format's one file, that file gets its name, and what stands
/// beside it a name like it.
fn named_file(files: &mut [ExportFile], path: &Path) -> (PathBuf, PathBuf) {
    let ending = |name: &str| Path::new(name).extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let wanted = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let [main, beside @ ..] = files else { return (path.to_owned(), path.to_owned()) };
    let one_file = !path.is_dir() && wanted.is_some() && ending(&main.name) == wanted && beside.len() < 3;
    let (Some(name), Some(stem)) = (path.file_name().filter(|_| one_file), path.file_stem()) else {
        return (path.to_owned(), path.to_owned());
    };
    main.name = name.to_string_lossy().into_owned();
    for file in beside {
        file.name = format!("{}.{}", stem.to_string_lossy(), file.name);
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
    (folder.clone(), folder)
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
