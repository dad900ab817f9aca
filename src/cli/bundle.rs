//! `mizan bundle` and `mizan verify`.

use super::exporting::watched;
use super::output::{json, out};
use crate::project::{BundleOrder, Project, ProjectError, verify_bundle};
use crate::report::ReportOptions;
use anyhow::bail;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// What is bundled, and where to.
#[derive(Debug, Args)]
pub struct BundleArgs {
    /// The project.
    project: PathBuf,
    /// The archive.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: PathBuf,
    /// Leave out the words of articles, quotes too (copyright). Titles, offsets and hashes stay.
    #[arg(long)]
    no_texts: bool,
    /// Replace a file that is there already.
    #[arg(long)]
    force: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What is verified.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The bundle.
    file: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn bundle(args: &BundleArgs) -> anyhow::Result<()> {
    let order = BundleOrder {
        to: args.output.clone(),
        force: args.force,
        without_texts: args.no_texts,
        report: ReportOptions::default(),
    };
    let path = args.project.clone();
    let done: Result<_, ProjectError> =
        watched("bundle", move |monitor| Project::open_read_only(&path)?.bundle(&order, monitor))?;
    let bundled = done?;
    let file = args.output.display().to_string();
    if args.json {
        return Ok(json(&json!({ "file": file, "files": bundled.files, "blake3": bundled.blake3 }))?);
    }
    Ok(out(&format!("Wrote {file}: {} files. BLAKE3 {}", bundled.files, bundled.blake3))?)
}

pub(super) fn verify(args: &VerifyArgs) -> anyhow::Result<()> {
    let path = args.file.clone();
    let verified = watched("verify", move |monitor| verify_bundle(&path, monitor))??;
    let file = args.file.display().to_string();
    if args.json {
        json(&json!({ "file": file, "verified": verified }))?;
    } else {
        let mut lines: Vec<String> = verified.differences.iter().map(|d| format!("{}: {}", d.file, d.what)).collect();
        lines.push(format!(
            "{}: {} files, {} cells of tables and {} figures are as the data have them",
            verified.project, verified.files, verified.cells, verified.figures
        ));
        out(&lines.join("\n"))?;
    }
    match verified.differences.len() {
        0 => Ok(()),
        1 => bail!("1 difference in {file}"),
        n => bail!("{n} differences in {file}"),
    }
}
