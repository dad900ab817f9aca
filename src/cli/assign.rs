//! Handing out a round on the command line.

use super::output::{json, out};
use super::wrong_call::WrongCall;
use crate::model::{ArticleId, RoundKind};
use crate::project::{Command, Handout, Overlap, Project, Reference, Sample, Stratum, Training};
use anyhow::bail;
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use std::path::PathBuf;

/// What `mizan assign` is told.
#[derive(Args, Debug)]
pub struct AssignArgs {
    /// The project.
    project: PathBuf,
    /// The round; it is begun if there is none of that name.
    #[arg(long, value_name = "NAME")]
    round: String,
    /// What a new round is for.
    #[arg(long, default_value = "main", value_parser = PossibleValuesParser::new(RoundKind::ALL.map(RoundKind::code)))]
    kind: String,
    /// Who gets articles; everybody who does not lead where absent. May be repeated.
    #[arg(long = "coder", value_name = "NAME")]
    coders: Vec<String>,
    /// How many articles, drawn at random; all that are not in the round yet where absent.
    #[arg(long, value_name = "NUMBER")]
    sample: Option<usize>,
    /// Draws from each stratum its share. May be repeated.
    #[arg(long = "by", value_name = "FACT", requires = "sample", value_parser = PossibleValuesParser::new(Stratum::ALL.map(Stratum::code)))]
    by: Vec<String>,
    /// An article by its title, instead of a draw. May be repeated.
    #[arg(long = "article", value_name = "TITLE", conflicts_with = "sample")]
    articles: Vec<String>,
    /// How many articles several people code: a number, or a share such as 20%.
    #[arg(long, default_value = "0", value_name = "NUMBER or SHARE")]
    overlap: String,
    /// How many people code each of those; everybody where absent.
    #[arg(long, value_name = "NUMBER")]
    shared_by: Option<usize>,
    /// Seed of all draws; the same seed gives the same hand-out.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What a training round is held against: the name of somebody who leads, or `adjudicated`.
    #[arg(long, value_name = "NAME", requires = "pass_mark")]
    reference: Option<String>,
    /// The share of answers that must be as in the reference, such as 80%.
    #[arg(long, value_name = "SHARE", requires = "reference")]
    pass_mark: Option<String>,
    /// Only say who would get what.
    #[arg(long)]
    dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Hands out a round, or says what that would do.
pub(super) fn assign(args: &AssignArgs) -> anyhow::Result<()> {
    let (overlap, pass_mark) = (overlap(&args.overlap)?, pass_mark(args.pass_mark.as_deref())?);
    let mut project = Project::open(&args.project)?;
    let all = project.coders()?;
    let mut coders = Vec::new();
    for name in &args.coders {
        match all.iter().find(|c| c.name == name.trim()) {
            Some(coder) => coders.push(coder.id),
            None => bail!("there is no coder called {name} in the project; nothing was handed out"),
        }
    }
    if args.coders.is_empty() {
        coders.extend(all.iter().filter(|c| !c.lead).map(|c| c.id));
    }
    let training = match (args.reference.as_deref(), pass_mark) {
        (Some("adjudicated"), Some(pass_mark)) => Some(Training { reference: Reference::Adjudicated, pass_mark }),
        (Some(name), Some(pass_mark)) => match all.iter().find(|c| c.name == name.trim()) {
            Some(coder) => Some(Training { reference: Reference::Lead(coder.id), pass_mark }),
            None => bail!("there is nobody called {name} in the project; nothing was handed out"),
        },
        _ => None,
    };
    let sample = sample(args, &project)?;
    let known = project.round_named(&args.round)?;
    let is_new = known.is_none();
    if is_new {
        let kind = RoundKind::from_code(&args.kind).unwrap_or(RoundKind::Main);
        project.apply(None, Command::AddRound { name: args.round.clone(), kind })?;
    }
    let Some(round) = project.round_named(&args.round)? else {
        bail!("the round {} could not be begun", args.round);
    };
    let handout = Handout { round: round.id, coders, sample, overlap, shared_by: args.shared_by, seed: args.seed };
    let plan = project.plan_handout(&handout);
    let planned = plan.and_then(|plan| {
        if let (Some(training), false) = (training, args.dry_run) {
            project.apply(None, Command::SetTraining { round: round.id, training: Some(training) })?;
        }
        if !args.dry_run {
            project.apply(None, Command::HandOut { handout: handout.clone(), plan: plan.clone() })?;
        }
        Ok(plan)
    });
    if is_new && (args.dry_run || planned.is_err()) {
        project.undo(None)?;
    }
    let plan = planned?;
    let name = |id| all.iter().find(|c| c.id == id).map(|c| c.name.clone()).unwrap_or_default();
    if args.json {
        let tasks: Vec<_> = plan
            .tasks
            .iter()
            .map(|(c, articles)| json!({ "coder": c, "name": name(*c), "articles": articles }))
            .collect();
        return Ok(json(&json!({
            "project": args.project.display().to_string(),
            "round": round.name,
            "kind": round.kind.code(),
            "seed": args.seed,
            "done": !args.dry_run,
            "tasks": tasks,
            "shared": plan.shared,
            "strata": plan.strata,
        }))?);
    }
    let mut lines = vec![format!("Round {} ({}), seed {}", round.name, round.kind.code(), args.seed)];
    for (coder, articles) in &plan.tasks {
        lines.push(format!("{}: {} articles", name(*coder), articles.len()));
    }
    lines.push(format!("Coded by several: {}", plan.shared.len()));
    for (stratum, all, chosen) in &plan.strata {
        lines.push(format!("  {stratum}: {chosen} of {all}"));
    }
    if args.dry_run {
        lines.push("Nothing was changed: this was a look at what would be handed out.".into());
    }
    Ok(out(&lines.join("\n"))?)
}

fn sample(args: &AssignArgs, project: &Project) -> anyhow::Result<Sample> {
    if !args.articles.is_empty() {
        let documents = project.documents()?;
        let mut picked: Vec<ArticleId> = Vec::new();
        for title in &args.articles {
            let found = documents.iter().flat_map(|d| &d.articles).find(|a| a.title == title.trim());
            match found {
                Some(article) => picked.push(article.id),
                None => bail!("there is no article called {title} in the project; nothing was handed out"),
            }
        }
        return Ok(Sample::Picked(picked));
    }
    let by: Vec<Stratum> = Stratum::ALL.into_iter().filter(|s| args.by.iter().any(|b| b == s.code())).collect();
    Ok(match args.sample {
        None => Sample::All,
        Some(number) if by.is_empty() => Sample::Random(number),
        Some(number) => Sample::Stratified { number, by },
    })
}

fn pass_mark(text: Option<&str>) -> anyhow::Result<Option<f64>> {
    let Some(text) = text else { return Ok(None) };
    match text.trim().strip_suffix('%').map(|share| share.trim().parse::<f64>()) {
        Some(Ok(share)) if (0.0..=100.0).contains(&share) => Ok(Some(share / 100.0)),
        _ => Err(WrongCall::new("--pass-mark is a share such as 80%")),
    }
}

fn overlap(text: &str) -> anyhow::Result<Overlap> {
    let wrong = || WrongCall::new("--overlap is a number of articles, or a share such as 20%");
    match text.trim().strip_suffix('%') {
        Some(share) => {
            let share: f64 = share.trim().parse().map_err(|_| wrong())?;
            if (0.0..=100.0).contains(&share) { Ok(Overlap::Share(share / 100.0)) } else { Err(wrong()) }
        }
        None => text.trim().parse().map(Overlap::Number).map_err(|_| wrong()),
    }
}
