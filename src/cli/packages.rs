//! Packages on the command line: pack, merge, unpack.

use super::output::{json, out};
use super::passphrase::PassphraseArgs;
use crate::model::Coder;
use crate::project::{MergeReport, Opening, PackageReport, Project, Sender, open_package};
use anyhow::bail;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Whether a package is to be protected.
pub(super) struct Protection {
    /// It is.
    pub(super) protect: bool,
    /// It is not, although it came so.
    pub(super) readable: bool,
    /// By what.
    pub(super) passphrase: PassphraseArgs,
}

/// Packs for a coder, or what a coder did.
pub(super) fn pack(
    path: &Path,
    coder: &str,
    to: Option<PathBuf>,
    force: bool,
    protection: &Protection,
    as_json: bool,
) -> anyhow::Result<()> {
    let mut project = Project::open(path)?;
    let coder = find(&project.coders()?, coder)?;
    let protects = protection.protect || !protection.readable && project.goes_back_protected()?;
    let words = if protects { Some(protection.passphrase.choose()?) } else { None };
    let packed = project.pack(coder.id)?;
    let packed = match &words {
        Some(words) => packed.protected(words)?,
        None => packed,
    };
    let to = match to {
        Some(to) => to,
        None => project.place_of(&packed)?,
    };
    packed.write(&to, force).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => {
            anyhow::anyhow!(
                "{} is there already; nothing was written. Choose another name, or add --force",
                to.display()
            )
        }
        _ => anyhow::Error::new(e).context(format!("{} could not be written", to.display())),
    })?;
    if as_json {
        return Ok(json(&json!({
            "project": path.display().to_string(),
            "package": to.display().to_string(),
            "coder": packed.coder,
            "name": packed.name,
            "from": packed.from,
            "articles": packed.articles,
            "codings": packed.codings,
            "records": packed.records,
            "bytes": packed.bytes.len(),
            "protected": protects,
        }))?);
    }
    let own = format!("{} codings, {} records of their own", packed.codings, packed.records);
    Ok(out(&match packed.from {
        Sender::Lead => format!("Packed {} for {}: {} articles, {own}.", to.display(), packed.name, packed.articles),
        Sender::Coder => format!("Packed {} from {}: {own}.", to.display(), packed.name),
    })?)
}

/// A coder by name, or by identity.
fn find(coders: &[Coder], wanted: &str) -> anyhow::Result<Coder> {
    let is_it = |c: &&Coder| c.name == wanted.trim() || c.id.to_string() == wanted;
    if let Some(coder) = coders.iter().find(is_it) {
        return Ok(coder.clone());
    }
    let names: Vec<&str> = coders.iter().map(|c| c.name.as_str()).collect();
    bail!("there is no coder called {wanted} in the project (it has: {})", names.join(", "))
}

/// Merges packages, or says what that would do.
pub(super) fn merge(
    path: &Path,
    files: &[PathBuf],
    dry_run: bool,
    words: &PassphraseArgs,
    as_json: bool,
) -> anyhow::Result<()> {
    let passphrase = words.of_files(files)?;
    let opening = Opening { passphrase: passphrase.as_ref(), monitor: None };
    let mut project = Project::open(path)?;
    let report = if dry_run {
        project.preview_merge(files, opening)?
    } else {
        // The way back, should anybody want it.
        project.backup()?;
        project.merge_with(None, files, opening)?
    };
    show(path, &report, as_json)
}

fn show(path: &Path, report: &MergeReport, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let packages: Vec<_> = report.packages.iter().map(package_json).collect();
        json(&json!({ "project": path.display().to_string(), "merged": report.done, "packages": packages }))?;
    } else {
        let mut lines: Vec<String> = report.packages.iter().map(package_line).collect();
        if !report.done {
            lines.push("Nothing was changed: this was a look at what merging would do.".into());
        }
        out(&lines.join("\n"))?;
    }
    match (report.refused(), report.packages.len()) {
        (0, _) => Ok(()),
        (1, 1) => bail!("the package was refused"),
        (n, all) => bail!("{n} of {all} packages were refused; the others are as listed"),
    }
}

fn package_json(package: &PackageReport) -> serde_json::Value {
    json!({
        "file": package.path.display().to_string(),
        "coder": package.coder(),
        "name": package.name(),
        "made_at": package.made_at().map(|t| t.to_string()),
        "sum": package.sum(),
        "tables": package.counts,
        "waiting": package.waiting,
        "protected": package.protected,
        "refused": package.refused.as_ref().map(ToString::to_string),
    })
}

fn package_line(package: &PackageReport) -> String {
    if let Some(reason) = &package.refused {
        return format!("refused: {reason}");
    }
    let sum = package.sum();
    let records = package.of_table("records");
    let waiting = match package.waiting {
        0 => String::new(),
        n => format!("; {n} wait, because what they belong to was taken away"),
    };
    format!(
        "{}, by {}: {} new ({} records), {} changed, {} unchanged{waiting}",
        package.path.display(),
        package.name().unwrap_or_default(),
        sum.new,
        records.new,
        sum.changed,
        sum.unchanged
    )
}

/// Opens a package as a project of its coder.
pub(super) fn unpack(package: &Path, to: Option<&Path>, words: &PassphraseArgs, as_json: bool) -> anyhow::Result<()> {
    let passphrase = words.of_files(&[package.to_path_buf()])?;
    let opened = open_package(package, to, Opening { passphrase: passphrase.as_ref(), monitor: None })?;
    let project = opened.project.display().to_string();
    if as_json {
        let packages: Vec<_> = opened.report.packages.iter().map(package_json).collect();
        return Ok(json(&json!({ "project": project, "is_new": opened.is_new, "packages": packages }))?);
    }
    let done = if opened.is_new { "Made" } else { "Brought up to date" };
    Ok(out(&format!("{done} {project}."))?)
}
