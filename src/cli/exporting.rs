//! `mizan export`.

use super::output::{json, out, progress};
use crate::export::{ExportChoice, ExportError, FORMATS};
use crate::jobs::{Job, Monitor, cancel_on_interrupt};
use crate::project::{ExportOrder, Exported, Project, ProjectError, backups};
use anyhow::bail;
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// What is exported, and where to.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The project.
    project: PathBuf,
    /// The format.
    #[arg(long, default_value = "csv", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|f| f.name)))]
    format: String,
    /// The folder, which is made if need be; or a file, for a format that is one file.
    #[arg(short = 'o', long = "output", alias = "to", default_value = ".", value_name = "PATH")]
    to: PathBuf,
    /// What is left out.
    #[command(flatten)]
    choice: ChoiceArgs,
    /// Replace files that are there already.
    #[arg(long)]
    force: bool,
    /// Of a damaged project: export what can still be read. A table lists the rest; exit code 1 if there is any.
    #[arg(long)]
    rescue: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What is left out.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct ChoiceArgs {
    /// Coders bear names such as coder-k7f2ma, the same in every export of the project. What they wrote themselves stays.
    #[arg(long)]
    pseudonyms: bool,
    /// Leave out the words of articles, quotes too (copyright). Titles, offsets and hashes stay, so whoever has the pages finds every place.
    #[arg(long)]
    no_texts: bool,
}

impl ChoiceArgs {
    pub(super) const fn choice(self) -> ExportChoice {
        ExportChoice { pseudonyms: self.pseudonyms, without_texts: self.no_texts }
    }
}

/// Exports, and says where the files are.
pub(super) fn export(args: &ExportArgs) -> anyhow::Result<()> {
    let order = ExportOrder {
        format: args.format.clone(),
        to: args.to.clone(),
        force: args.force,
        choice: args.choice.choice(),
    };
    let (path, rescue) = (args.project.clone(), args.rescue);
    let done: Result<Exported, ProjectError> = watched("export", move |monitor| {
        let project = if rescue { Project::open_for_rescue(&path) } else { Project::open_read_only(&path) };
        project?.export(&order, monitor)
    })?;
    let exported = done.map_err(|error| refusal(&args.project, error))?;
    if args.json {
        let files: Vec<String> = exported.files.iter().map(|p| p.display().to_string()).collect();
        json(&json!({ "project": args.project.display().to_string(), "files": files, "lost": exported.lost }))?;
    } else if exported.files.len() > MANY {
        out(&format!("Wrote {} files into {}", exported.files.len(), args.to.display()))?;
    } else {
        let names: Vec<String> = exported.files.iter().map(|t| format!("Wrote {}", t.display())).collect();
        out(&names.join("\n"))?;
    }
    match exported.lost.len() {
        0 => Ok(()),
        n => bail!(
            "{} is damaged: what can still be read of it was exported; what is lost stands in not_read.csv ({n} line{}){}",
            args.project.display(),
            if n == 1 { "" } else { "s" },
            newest_backup(&args.project).map(|b| format!("; the newest backup is {}", b.display())).unwrap_or_default()
        ),
    }
}

/// Files that are still named one by one.
const MANY: usize = 40;

/// Does long work beside a bar, which Ctrl+C stops cleanly.
pub(super) fn watched<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce(&Monitor) -> T + Send + 'static,
) -> anyhow::Result<T> {
    let start = Instant::now();
    let job = Job::spawn(what, Arc::new(move || start.elapsed()), None, move |monitor| Ok(work(monitor)));
    cancel_on_interrupt(&job.cancel_token());
    let mut bar: Option<indicatif::ProgressBar> = None;
    let done = job.wait_looking(|now| {
        if let Some(total) = now.total {
            let bar = bar.get_or_insert_with(|| progress(usize::try_from(total).unwrap_or(usize::MAX), what));
            bar.set_length(total);
            bar.set_position(now.done);
        }
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    Ok(done?)
}

fn newest_backup(project: &Path) -> Option<PathBuf> {
    backups(project).into_iter().next().map(|backup| backup.path)
}

/// What to do about an export that came to nothing.
fn refusal(path: &Path, error: ProjectError) -> anyhow::Error {
    if let ProjectError::Export(ExportError::AlreadyThere { .. }) = &error {
        return anyhow::anyhow!("{error}. Choose another folder, or add --force");
    }
    if !error.is_damage() {
        return error.into();
    }
    let backup = newest_backup(path).map(|b| format!(", or export the newest backup: {}", b.display()));
    let backup = backup.unwrap_or_default();
    anyhow::anyhow!("{error}. Nothing was exported: add --rescue to export what can still be read{backup}")
}
