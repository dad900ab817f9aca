//! Chooses between command line and window; nothing else.

use clap::Parser;
use mizan::cli::{self, Args, Then};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A wrong call ends here, with exit code 2.
    let args = Args::parse();
    let done = match args.verb {
        None => window(args.project),
        Some(verb) => cli::run(verb).and_then(|then| match then {
            Then::Exit => Ok(()),
            Then::Window(project) => window(Some(project)),
        }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::tell(&format!("mizan: {error:#}"));
            cli::exit_code(&error)
        }
    }
}

#[cfg(feature = "gui")]
fn window(project: Option<PathBuf>) -> anyhow::Result<()> {
    mizan::app::run(project)
}

#[cfg(not(feature = "gui"))]
fn window(_project: Option<PathBuf>) -> anyhow::Result<()> {
    anyhow::bail!("this build has no window. {}", cli::WITHOUT_A_WINDOW)
}
