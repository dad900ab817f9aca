//! What each verb does.

use super::adjudication;
use super::agreement::{self, AgreementArgs};
use super::args::Verb;
use super::assign;
use super::bundle;
use super::codebook::{self, codebook_to_begin_with};
use super::documents::{documents, dry_run};
use super::exporting;
use super::importing::import;
use super::lock;
use super::mailbox;
use super::output::{json, out};
use super::packages::{self, Protection};
use super::progress;
use super::report;
use super::reuse::reuse;
use super::search::search;
use crate::import::{Format, Holds, How};
use crate::project::{AnnotationChoice, AnnotationLabels, Command, Project, ProjectInfo, check, write_demo};
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
        Verb::Export(args) => exporting::export(&args)?,
        Verb::Report(args) => report::report(&args)?,
        Verb::Bundle(args) => bundle::bundle(&args)?,
        Verb::Verify(args) => bundle::verify(&args)?,
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
