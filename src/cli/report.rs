//! `mizan report`: the reliability report and the findings as files.

use super::exporting::watched;
use super::output::{json, out};
use super::wrong_call::WrongCall;
use crate::export::ExportError;
use crate::project::{AgreementChoice, Facet, Project, ProjectError, ReportChoice, ReportOrder, Reported};
use crate::report::{Origin, ReportOptions};
use anyhow::bail;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;

/// What `mizan report` is called with.
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// The project.
    pub project: PathBuf,
    /// The folder, which is made if need be.
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    pub to: PathBuf,
    /// The round; that of the study itself where absent.
    #[arg(long, value_name = "NAME")]
    pub round: Option<String>,
    /// Codes of the variables that are reported; all where absent.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub variables: Vec<String>,
    /// The seed of everything that is drawn; the same seed gives the same report.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Resamples of each interval.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    pub bootstrap: u32,
    /// Which codings the findings rest on.
    #[arg(long, value_enum, default_value_t = FindingsFrom::All)]
    pub findings: FindingsFrom,
    /// Leave out what was marked in the texts, which takes longest.
    #[arg(long)]
    pub without_spans: bool,
    /// Replace files that are there already.
    #[arg(long)]
    pub force: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Which codings the findings rest on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum FindingsFrom {
    /// Every finished coding, each article counted once.
    All,
    /// What was adjudicated alone.
    Adjudicated,
}

/// Computes the report and writes it.
pub(super) fn report(args: &ReportArgs) -> anyhow::Result<()> {
    let project = Project::open_read_only(&args.project)?;
    let choice = choice(args, &project)?;
    drop(project);
    let options = ReportOptions { seed: args.seed, replicates: args.bootstrap as usize, ..ReportOptions::default() };
    let order = ReportOrder { to: args.to.clone(), force: args.force, options };
    let path = args.project.clone();
    let done = watched("report", move |monitor| Project::open_read_only(&path)?.report(&choice, &order, monitor))?;
    let reported: Reported = match done {
        Err(ProjectError::Export(error @ ExportError::AlreadyThere { .. })) => {
            bail!("{error}. Choose another folder, or add --force")
        }
        done => done?,
    };
    let (document, targets) = (&reported.document, &reported.files);
    if args.json {
        let paths: Vec<String> = targets.iter().map(|p| p.display().to_string()).collect();
        return Ok(json(&json!({
            "project": args.project.display().to_string(), "seed": args.seed, "files": paths,
            "variables": document.variables.len(), "findings": document.findings.findings.len(),
        }))?);
    }
    let main: Vec<String> =
        targets.iter().filter(|t| t.parent() == Some(&args.to)).map(|t| format!("Wrote {}", t.display())).collect();
    let more = targets.len() - main.len();
    Ok(out(&format!("{}\nand {more} files in tables, plots and recompute.", main.join("\n")))?)
}

fn choice(args: &ReportArgs, project: &Project) -> anyhow::Result<ReportChoice> {
    let mut agreement = AgreementChoice::default();
    if let Some(name) = &args.round {
        match project.round_named(name)? {
            Some(round) => agreement.round = Some(round.id),
            None => bail!("there is no round called {name} in the project"),
        }
    }
    if !args.variables.is_empty() {
        let book = project.codebook()?;
        let known: Vec<&str> = book.units.iter().flat_map(|u| u.variables.iter().map(|v| v.code.as_str())).collect();
        for code in &args.variables {
            if !known.contains(&code.trim()) {
                let what = format!("the codebook has no variable {code}; there are {}", known.join(", "));
                return Err(WrongCall::new(&what));
            }
        }
        let wanted = |code: &str| args.variables.iter().any(|v| v.trim() == code);
        agreement.without = known.iter().filter(|c| !wanted(c)).map(|c| (Facet::Question, (*c).to_owned())).collect();
    }
    let findings = match args.findings {
        FindingsFrom::All => Origin::All,
        FindingsFrom::Adjudicated => Origin::Adjudicated,
    };
    Ok(ReportChoice { agreement, without_marks: args.without_spans, findings })
}
