//! The codebook on the command line: read it, compare it with a new version, publish that.

use super::output::{json, out};
use crate::export::{DocumentForm, codebook_document};
use crate::model::{Change, Codebook, Finding, Weight};
use crate::project::{AnswerLine, CodebookPlan, Project, TEMPLATES, Template, read_file};
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::{Path, PathBuf};

/// How a codebook is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(super) enum Form {
    /// As data, to be edited and published as a new version.
    Json,
    /// For people: headings and tables.
    #[default]
    Markdown,
    /// For people: a page for a browser or a word processor.
    Html,
}

/// What is wanted of a codebook.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct CodebookArgs {
    /// A project, a codebook file (JSON), or the name of a template.
    #[arg(value_name = "PROJECT|FILE|TEMPLATE")]
    source: PathBuf,
    /// How it is printed.
    #[arg(long, value_enum, default_value_t, conflicts_with_all = ["compare", "publish", "versions"])]
    format: Form,
    /// Say what this newer version would change in the project, and what would become of the answers; nothing is written.
    #[arg(long, value_name = "FILE", conflicts_with = "publish")]
    compare: Option<PathBuf>,
    /// Publish this newer version: new codings get it. A published version never changes.
    #[arg(long, value_name = "FILE")]
    publish: Option<PathBuf>,
    /// With --publish: carry the codings of the version before over to the new one. Without it they stay under theirs.
    #[arg(long, requires = "publish")]
    carry_over: bool,
    /// A table (CSV) with the columns variable, from and to: what values become. An empty `to` asks again; `*` as `from` stands for
    /// all answers to the question.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Say what is to be put right: what the schema asks for, what must hold together, and advice.
    #[arg(long, conflicts_with_all = ["compare", "publish", "versions", "format"])]
    check: bool,
    /// List the versions that the project holds.
    #[arg(long, conflicts_with_all = ["compare", "publish"])]
    versions: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Does what was asked for.
pub(super) fn run(args: &CodebookArgs) -> anyhow::Result<()> {
    let table = args.answers.as_deref().map(answer_table).transpose()?.unwrap_or_default();
    if let Some(file) = &args.compare {
        let plan =
            Project::open_read_only(&args.source)?.plan_codebook(&text_of(file)?, &table).with_context(|| of(file))?;
        return say(&plan, args.json);
    }
    if let Some(file) = &args.publish {
        let json = text_of(file)?;
        let mut project = Project::open(&args.source)?;
        if args.carry_over {
            // It is on nobody's undo history.
            project.backup()?;
        }
        let plan = project.publish_codebook(None, &json, &table, args.carry_over).with_context(|| of(file))?;
        return say(&plan, args.json);
    }
    if args.versions {
        let versions = Project::open_read_only(&args.source)?.codebook_versions()?;
        if args.json {
            return Ok(json(&json!({ "versions": versions }))?);
        }
        let line = |v: &crate::project::VersionInfo| {
            let holds = if v.holds { ", for new codings" } else { "" };
            format!("{} {}: {} codings{holds}", v.codebook, v.version, v.codings)
        };
        return Ok(out(&versions.iter().map(line).collect::<Vec<_>>().join("\n"))?);
    }
    let book = book_of(&args.source)?;
    if args.check {
        return check(&book, args.json);
    }
    let form = if args.json { Form::Json } else { args.format };
    let text = match form {
        Form::Json => serde_json::to_string_pretty(&book)?,
        Form::Markdown => codebook_document(&book, DocumentForm::Markdown),
        Form::Html => codebook_document(&book, DocumentForm::Html),
    };
    Ok(out(&text)?)
}

/// Says what is to be put right; fails where it is more than advice.
fn check(book: &Codebook, as_json: bool) -> anyhow::Result<()> {
    let found = book.findings();
    let is_advice = |finding: &Finding| finding.weight == Weight::Advice;
    if as_json {
        let told = |f: &Finding| json!({ "part": f.part.to_string(), "problem": f.problem.to_string(), "advice": is_advice(f) });
        json(&json!({ "findings": found.iter().map(told).collect::<Vec<_>>() }))?;
    } else {
        let told = |f: &Finding| if is_advice(f) { format!("{f} (advice)") } else { f.to_string() };
        let lines: Vec<String> = found.iter().map(told).collect();
        out(&if lines.is_empty() { "Nothing is to be put right.".to_owned() } else { lines.join("\n") })?;
    }
    let wrong = found.iter().filter(|f| !is_advice(f)).count();
    if wrong > 0 {
        bail!("{wrong} of these must be put right before the codebook can be published");
    }
    Ok(())
}

/// The codebook that a new project begins with: a template by its name, or a file.
pub(super) fn codebook_to_begin_with(named: &str) -> anyhow::Result<String> {
    match Template::named(named) {
        Some(template) => Ok(template.json()?),
        None if !Path::new(named).exists() => {
            let known: Vec<_> = TEMPLATES.iter().map(|t| t.name).collect();
            bail!("there is neither a template nor a file \u{201c}{named}\u{201d}; templates: {}", known.join(", "))
        }
        None => text_of(Path::new(named)),
    }
}

fn book_of(source: &Path) -> anyhow::Result<Codebook> {
    if let Some(template) = source.to_str().and_then(Template::named).filter(|_| !source.exists()) {
        return Ok(template.codebook());
    }
    let is_json = std::fs::File::open(source).is_ok_and(|file| {
        let mut start = Vec::new();
        std::io::Read::read_to_end(&mut std::io::Read::take(file, 64), &mut start).is_ok()
            && String::from_utf8_lossy(&start).trim_start_matches('\u{feff}').trim_start().starts_with('{')
    });
    if is_json {
        return Codebook::from_json(&text_of(source)?).with_context(|| of(source));
    }
    Ok((*Project::open_read_only(source)?.codebook()?).clone())
}

fn of(file: &Path) -> String {
    file.display().to_string()
}

fn text_of(file: &Path) -> anyhow::Result<String> {
    let bytes = read_file(file)?;
    let Ok(text) = String::from_utf8(bytes) else { bail!("{} is not text in UTF-8", file.display()) };
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Reads a table of answers.
fn answer_table(file: &Path) -> anyhow::Result<Vec<AnswerLine>> {
    let text = text_of(file)?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let head = reader.headers().with_context(|| of(file))?.clone();
    let column = |name: &str| {
        let found = head.iter().position(|h| h == name);
        found.with_context(|| format!("{} has no column {name}; its columns are variable, from and to", file.display()))
    };
    let (variable, from, to) = (column("variable")?, column("from")?, column("to")?);
    let mut out = Vec::new();
    for row in reader.records() {
        let row = row.with_context(|| of(file))?;
        let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
        out.push((cell(variable), cell(from), Some(cell(to)).filter(|to| !to.is_empty())));
    }
    Ok(out)
}

fn say(plan: &CodebookPlan, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        return Ok(json(&serde_json::to_value(plan)?)?);
    }
    let mut lines = vec![format!("From {} to {}:", plan.before, plan.after)];
    if plan.changes.is_empty() {
        lines.push("  nothing differs".into());
    }
    lines.extend(plan.changes.iter().map(|change| format!("  {}", in_words(change))));
    lines.push(format!("{} codings under {}.", plan.codings, plan.before));
    let changed = plan.answers.iter().filter(|(_, n)| n.mapped + n.again + n.aside > 0);
    for (variable, n) in changed {
        lines.push(format!(
            "  {variable}: {} kept, {} become another value, {} to be coded again, {} no longer asked",
            n.kept, n.mapped, n.again, n.aside
        ));
    }
    lines.push(match (plan.moved, plan.reopened) {
        (true, n) => {
            format!("They were carried over; {n} that were done are open again, because something is missing now.")
        }
        (false, _) => format!("They stay under {} unless they are carried over.", plan.before),
    });
    Ok(out(&lines.join("\n"))?)
}

fn in_words(change: &Change) -> String {
    match change {
        Change::UnitAdded { unit } => format!("new unit {unit}"),
        Change::UnitRemoved { unit } => format!("unit {unit} is gone"),
        Change::UnitChanged { unit, what } => format!("unit {unit}: other {what}"),
        Change::VariableAdded { variable } => format!("new question {variable}"),
        Change::VariableRemoved { variable } => format!("question {variable} is gone"),
        Change::VariableChanged { variable, what } => format!("question {variable}: other {what}"),
        Change::ValueAdded { variable, value } => format!("{variable}: new value {value}"),
        Change::ValueRemoved { variable, value } => format!("{variable}: value {value} is gone"),
        Change::Reworded { place } => format!("{place}: other words"),
        Change::Arranged => "panels or flags are arranged in another way".into(),
    }
}
