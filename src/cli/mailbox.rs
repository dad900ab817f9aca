//! The mailbox on the command line.

use super::output::{json, out};
use super::packages;
use super::passphrase::PassphraseArgs;
use crate::project::{Mailbox, Project};
use anyhow::{Context, bail};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// What is asked of the mailbox.
#[derive(Args, Debug)]
pub struct MailboxArgs {
    /// The project, or a coder's copy.
    project: PathBuf,
    /// Watch this folder from now on; packages are written into it.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Watch no folder any more.
    #[arg(long, conflicts_with = "folder")]
    none: bool,
    /// Take in what is new.
    #[arg(long)]
    merge: bool,
    /// The passphrase.
    #[command(flatten)]
    passphrase: PassphraseArgs,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Says what lies in the mailbox, and takes in what is new if that is wished.
pub(super) fn mailbox(args: &MailboxArgs) -> anyhow::Result<()> {
    let mut project = Project::open(&args.project)?;
    if args.none || args.folder.is_some() {
        project.set_mailbox(args.folder.as_deref())?;
    }
    let Some(mut watch) = project.watch_mailbox()? else {
        if args.none {
            return Ok(out("No folder is watched any more.")?);
        }
        bail!("{} has no mailbox; choose one with --folder", args.project.display());
    };
    let folder = watch.folder().to_path_buf();
    let found =
        watch.look().with_context(|| format!("the mailbox {} cannot be read; nothing was done", folder.display()))?;
    drop(project);
    if args.merge && !found.new.is_empty() {
        return packages::merge(&args.project, &found.new, false, &args.passphrase, args.json);
    }
    show(&folder, &found, args.json)
}

fn show(folder: &Path, found: &Mailbox, as_json: bool) -> anyhow::Result<()> {
    let names = |paths: &[PathBuf]| -> Vec<String> { paths.iter().map(|p| p.display().to_string()).collect() };
    if as_json {
        return Ok(json(&json!({
            "folder": folder.display().to_string(),
            "new": names(&found.new),
            "taken": found.taken,
            "not_whole": names(&found.not_whole),
            "others": found.others,
        }))?);
    }
    let mut lines = vec![format!("{}: {} new, {} taken in before", folder.display(), found.new.len(), found.taken)];
    lines.extend(names(&found.new).into_iter().map(|name| format!("  new        {name}")));
    let on_its_way = |name| format!("  not whole  {name} (on its way, or damaged; left alone)");
    lines.extend(names(&found.not_whole).into_iter().map(on_its_way));
    Ok(out(&lines.join("\n"))?)
}
