//! Locking a project with a passphrase, and unlocking it.

use super::output::{json, out};
use super::passphrase::PassphraseArgs;
use crate::project::{LOCKED_EXTENSION, lock_project, unlock_project};
use anyhow::bail;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Puts a project away.
pub(super) fn lock(
    project: &Path,
    to: Option<PathBuf>,
    keep: bool,
    force: bool,
    words: &PassphraseArgs,
    as_json: bool,
) -> anyhow::Result<()> {
    let to = to.unwrap_or_else(|| project.with_extension(LOCKED_EXTENSION));
    if to.exists() && !force {
        bail!("{} is there already; nothing was written. Choose another name, or add --force", to.display());
    }
    let locked = lock_project(project, &to, &words.choose()?, keep)?;
    if as_json {
        let removed: Vec<String> = locked.removed.iter().map(|p| p.display().to_string()).collect();
        return Ok(json(&json!({ "locked": locked.path.display().to_string(), "removed": removed }))?);
    }
    let mut lines =
        vec![format!("Locked {}. Without its passphrase nobody can read it: keep that.", locked.path.display())];
    lines.extend(locked.removed.iter().map(|path| format!("Removed {}.", path.display())));
    Ok(out(&lines.join("\n"))?)
}

/// Makes a locked project readable again.
pub(super) fn unlock(locked: &Path, to: Option<PathBuf>, words: &PassphraseArgs, as_json: bool) -> anyhow::Result<()> {
    let to = to.unwrap_or_else(|| locked.with_extension("mizan"));
    let passphrase = words.of_files(&[locked.to_path_buf()])?;
    unlock_project(locked, &to, passphrase.as_ref())?;
    if as_json {
        return Ok(json(&json!({ "project": to.display().to_string() }))?);
    }
    Ok(out(&format!("Made {}. {} stays as it was.", to.display(), locked.display()))?)
}
