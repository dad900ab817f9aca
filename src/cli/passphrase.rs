//! Where a passphrase comes from: a file, the environment, or the person at the terminal. Never the command line, which other people on
//! the computer can read.

use crate::project::{Passphrase, Protected};
use anyhow::{Context, bail};
use clap::Args;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

/// The name of the variable that holds a passphrase.
const VARIABLE: &str = "MIZAN_PASSPHRASE";

/// How a passphrase is given.
#[derive(Args, Debug, Default)]
pub struct PassphraseArgs {
    /// Read the passphrase from the first line of this file; otherwise from the variable `MIZAN_PASSPHRASE`, or it is asked for.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl PassphraseArgs {
    /// A new passphrase.
    pub(super) fn choose(&self) -> anyhow::Result<Passphrase> {
        let words = if let Some(words) = self.given()? {
            words
        } else {
            let words = ask("New passphrase: ")?;
            if ask("The same again: ")? != words {
                bail!("the two passphrases differ; nothing was written");
            }
            words
        };
        Ok(Passphrase::chosen(&words)?)
    }

    /// The passphrase of those files that need one; `None` where none of them does.
    pub(super) fn of_files(&self, files: &[PathBuf]) -> anyhow::Result<Option<Passphrase>> {
        let Some(first) = files.iter().find(|f| Protected::at(f).is_some()) else { return Ok(None) };
        if let Some(words) = self.given()? {
            return Ok(Some(Passphrase::typed(&words)));
        }
        // Without a terminal each file says for itself that it needs one.
        if !std::io::stdin().is_terminal() {
            return Ok(None);
        }
        Ok(Some(Passphrase::typed(&ask(&format!("Passphrase of {}: ", first.display()))?)))
    }

    fn given(&self) -> anyhow::Result<Option<String>> {
        match &self.passphrase_file {
            Some(path) => first_line(path).map(Some),
            None => Ok(std::env::var(VARIABLE).ok()),
        }
    }
}

fn first_line(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the passphrase cannot be read from {}; nothing was done", path.display()))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

fn ask(prompt: &str) -> anyhow::Result<String> {
    if !std::io::stdin().is_terminal() {
        bail!(
            "a passphrase is needed; nothing was done. Give it with --passphrase-file, or in the variable {VARIABLE}"
        );
    }
    rpassword::prompt_password(prompt).context("the passphrase cannot be read from the terminal; nothing was done")
}
