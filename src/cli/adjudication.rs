//! Where coders differ, and what is decided there, on the command line.

use super::output::{json, out};
use super::wrong_call::WrongCall;
use crate::model::{Cause, CoderId, RoundId};
use crate::project::{
    AgreementChoice, Bulk, Case, CaseFilter, Cases, Command, Judged, Project, Ruling, Standing, read_sheet, write_sheet,
};
use anyhow::bail;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Which cases a call is about.
#[derive(Args, Debug)]
pub(super) struct CaseArgs {
    /// The project.
    pub project: PathBuf,
    /// The round; the study's own where absent.
    #[arg(long, value_name = "NAME")]
    round: Option<String>,
    /// Only this variable, role or unit, by its code. May be repeated.
    #[arg(long = "variable", value_name = "CODE")]
    variables: Vec<String>,
    /// Only this article, by its title.
    #[arg(long, value_name = "TITLE")]
    article: Option<String>,
}

/// What `mizan disagreements` is told.
#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools)] // one per option of the call
pub struct DisagreementsArgs {
    #[command(flatten)]
    which: CaseArgs,
    /// Only what this coder judged, by name or letter; given twice, only where the two differ.
    #[arg(long = "coder", value_name = "NAME")]
    coders: Vec<String>,
    /// Only where these two values stand against each other.
    #[arg(long, value_name = "A,B")]
    values: Option<String>,
    /// Also what is decided, and what a decision rules out.
    #[arg(long)]
    decided: bool,
    /// Also where nobody differs.
    #[arg(long)]
    unanimous: bool,
    /// Names of the coders instead of letters.
    #[arg(long)]
    reveal: bool,
    /// The rules to sharpen instead: questions by the causes of their decisions.
    #[arg(long, conflicts_with = "against")]
    rules: bool,
    /// Each coder against the adjudicated coding instead.
    #[arg(long)]
    against: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Print CSV, to be filled in and given to `mizan adjudicate --decisions`.
    #[arg(long, conflicts_with_all = ["json", "rules", "against"])]
    csv: bool,
}

/// What `mizan adjudicate` is told.
#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools)] // one per option of the call
pub struct AdjudicateArgs {
    #[command(flatten)]
    which: CaseArgs,
    /// Who decides; the only one who leads where absent.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// A table of decisions (CSV or JSON).
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Take over what all coders hold.
    #[arg(long)]
    unanimous: bool,
    /// Take what more than half of the coders hold, where there is such a thing.
    #[arg(long)]
    majority: bool,
    /// Only say what would be decided.
    #[arg(long)]
    dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl CaseArgs {
    fn choice(&self, project: &Project) -> anyhow::Result<AgreementChoice> {
        let round: Option<RoundId> = match &self.round {
            None => None,
            Some(name) => match project.round_named(name)? {
                Some(round) => Some(round.id),
                None => bail!("there is no round called {name} in the project"),
            },
        };
        Ok(AgreementChoice { round, ..AgreementChoice::default() })
    }

    fn filter(&self, project: &Project, cases: &Cases) -> anyhow::Result<CaseFilter> {
        let known = |code: &String| {
            let of = |unit: &crate::model::Unit| {
                unit.code == *code || unit.variable(code).is_some() || unit.role(code).is_some()
            };
            cases.book.units.iter().any(of)
        };
        if let Some(code) = self.variables.iter().find(|code| !known(code)) {
            bail!("the codebook has no variable, role or unit {code}");
        }
        let article = match &self.article {
            None => None,
            Some(title) => {
                let documents = project.documents()?;
                let found = documents.iter().flat_map(|d| &d.articles).find(|a| a.title == title.trim());
                match found {
                    Some(article) => Some(article.id),
                    None => bail!("there is no article called {title} in the project"),
                }
            }
        };
        Ok(CaseFilter { items: self.variables.clone(), article, ..CaseFilter::default() })
    }
}

/// Says where coders differ.
pub(super) fn disagreements(args: &DisagreementsArgs) -> anyhow::Result<()> {
    let project = Project::open_read_only(&args.which.project)?;
    let cases = project.cases(&args.which.choice(&project)?, None)?;
    let mut filter = args.which.filter(&project, &cases)?;
    for name in &args.coders {
        match Project::case_coder(&cases, name) {
            Some(place) => filter.coders.push(place),
            None => bail!("nobody called {name} has finished an article in this round"),
        }
    }
    if let Some(values) = &args.values {
        let Some((a, b)) = values.split_once(',') else {
            return Err(WrongCall::new("--values is two codes with a comma between them, such as -1,2"));
        };
        filter.values = Some((a.trim().to_owned(), b.trim().to_owned()));
    }
    (filter.settled, filter.unanimous) = (args.decided, args.unanimous);
    let name = |place: usize| match cases.coders.get(place) {
        Some(coder) if args.reveal => coder.name.clone(),
        _ => Cases::letter(place),
    };
    if args.rules {
        return rules(&cases, args.json);
    }
    if args.against {
        return against(&cases, args.json, &name);
    }
    let wanted: Vec<&Case> = cases.wanted(&filter).collect();
    if args.csv {
        let table = write_sheet(&cases, wanted.into_iter(), args.reveal);
        return Ok(out(&String::from_utf8_lossy(&table))?);
    }
    if args.json {
        let coders: Vec<String> = (0..cases.coders.len()).map(name).collect();
        let listed: Vec<Value> = wanted.iter().map(|case| case_json(&cases, case, &name)).collect();
        return Ok(json(&json!({
            "project": args.which.project.display().to_string(),
            "round": cases.round,
            "codebook": format!("{} {}", cases.book.id, cases.book.version),
            "coders": coders,
            "open": cases.open(),
            "cases": listed,
        }))?);
    }
    let mut lines = Vec::new();
    let mut title = None;
    for case in &wanted {
        if title != Some(case.article) {
            lines.push(case.title.clone());
            title = Some(case.article);
        }
        let held = case.cells.iter().enumerate();
        let held = held.filter_map(|(place, cell)| Some(format!("{} {}", name(place), shown(cell.as_ref()?))));
        let words = if case.words.is_empty() { String::new() } else { format!(" «{}»", case.words) };
        let ruled = match (&case.ruled, case.standing) {
            (Some(ruled), Standing::Settled) => format!("  → {}", shown(ruled)),
            (_, Standing::Moot) => "  (ruled out)".to_owned(),
            _ => String::new(),
        };
        let held: Vec<String> = held.collect();
        lines.push(format!("  {} {}{words}: {}{ruled}", case.asked.item(), case.label.en, held.join(", ")));
    }
    lines.push(format!("{} shown, {} open in the round", wanted.len(), cases.open()));
    Ok(out(&lines.join("\n"))?)
}

fn shown(judged: &Judged) -> String {
    match judged {
        Judged::Spans(spans) if spans.is_empty() => "no words".to_owned(),
        judged if judged.is_open() => "not coded".to_owned(),
        judged => judged.code(),
    }
}

fn case_json(cases: &Cases, case: &Case, name: &dyn Fn(usize) -> String) -> Value {
    let cells: serde_json::Map<String, Value> = case
        .cells
        .iter()
        .enumerate()
        .filter_map(|(place, cell)| Some((name(place), json!(cell.as_ref()?.code()))))
        .collect();
    let place = |id: Option<CoderId>| cases.coders.iter().position(|c| Some(c.id) == id);
    let decision = case.decision.as_ref().map(|d| {
        json!({
            "manner": d.manner.code(),
            "taken_from": place(d.taken_from).map(name),
            "cause": d.cause.map(Cause::code),
            "reason": d.reason,
            "at": d.at.to_string(),
        })
    });
    json!({
        "case": case.id.to_string(),
        "article": case.article,
        "title": case.title,
        "unit": case.unit,
        "row": case.row,
        "item": case.asked.item(),
        "label": case.label,
        "words": case.words,
        "standing": case.standing,
        "cells": cells,
        "majority": case.majority().map(Judged::code),
        "adjudicated": case.ruled.as_ref().filter(|_| case.standing == Standing::Settled).map(Judged::code),
        "decision": decision,
    })
}

fn rules(cases: &Cases, as_json: bool) -> anyhow::Result<()> {
    let rules = cases.rules_to_sharpen();
    if as_json {
        return Ok(json(&json!({ "rules": rules }))?);
    }
    let mut lines = Vec::new();
    for rule in &rules {
        let why: Vec<String> = rule.causes.iter().map(|c| format!("{} {}", c.cause.code(), c.decisions)).collect();
        let counts = format!("coders differ in {} of {}", rule.differ, rule.cases);
        lines.push(format!("{} {} ({}): {counts}; {}", rule.unit, rule.item, rule.label.en, why.join(", ")));
        lines.extend(rule.reasons.iter().map(|reason| format!("    {reason}")));
    }
    if rules.is_empty() {
        lines.push("No decision names an unclear rule, an ambiguous text or a missing value.".to_owned());
    }
    Ok(out(&lines.join("\n"))?)
}

fn against(cases: &Cases, as_json: bool, name: &dyn Fn(usize) -> String) -> anyhow::Result<()> {
    let against = cases.against();
    if as_json {
        let with_name = |a: &crate::project::Against| json!({ "coder": name(a.coder), "cases": a.cases, "same": a.same, "questions": a.questions });
        return Ok(json(&json!({ "against": against.iter().map(with_name).collect::<Vec<_>>() }))?);
    }
    let mut lines = Vec::new();
    for of in &against {
        lines.push(format!("{}: the same as adjudicated in {} of {}", name(of.coder), of.same, of.cases));
        for q in &of.questions {
            let alpha = q.alpha.map(|a| format!(", alpha {a:.2}")).unwrap_or_default();
            lines.push(format!("    {} {} ({}): {} of {}{alpha}", q.unit, q.item, q.label.en, q.same, q.cases));
        }
    }
    Ok(out(&lines.join("\n"))?)
}

/// Decides.
pub(super) fn adjudicate(args: &AdjudicateArgs) -> anyhow::Result<()> {
    if args.decisions.is_none() && !args.unanimous && !args.majority {
        return Err(WrongCall::new("say what is to be decided: --decisions FILE, --unanimous or --majority"));
    }
    let lines = args.decisions.as_deref().map(read_sheet).transpose()?.unwrap_or_default();
    let mut project = Project::open(&args.which.project)?;
    let by = who(&project, args.by.as_deref())?;
    let choice = args.which.choice(&project)?;
    let before = project.cases(&choice, None)?;
    let filter = args.which.filter(&project, &before)?;
    let mut counts = [0_usize; 3];
    let mut steps = 0;
    let decided = (|| -> anyhow::Result<()> {
        let mut apply = |project: &mut Project, cases: &Cases, rulings: Vec<Ruling>| -> anyhow::Result<usize> {
            let number = rulings.len();
            if number == 0 {
                return Ok(0);
            }
            let (round, version) = (cases.round, cases.version);
            if !project.apply(by, Command::Adjudicate { round, version, rulings })?.changed {
                return Ok(0);
            }
            steps += 1;
            Ok(number)
        };
        let verdicts = before.verdicts(&lines)?;
        // Whether there is a record at all comes before what is said of it.
        let (there, rest): (Vec<_>, Vec<_>) = verdicts.into_iter().partition(|v| v.case.item == "there");
        counts[0] = apply(&mut project, &before, before.rulings(&there)?)?;
        let now = if counts[0] > 0 { project.cases(&choice, None)? } else { before.clone() };
        counts[0] += apply(&mut project, &now, now.rulings(&rest)?)?;
        // Each round of decisions can open what waited for it.
        let kinds = [(args.majority, Bulk::Majority, 2), (args.unanimous, Bulk::Unanimous, 1)];
        for (_, bulk, place) in kinds.into_iter().filter(|(wanted, ..)| *wanted) {
            loop {
                let cases = project.cases(&choice, None)?;
                let rulings = cases.bulk(bulk, &filter);
                let done = apply(&mut project, &cases, rulings)?;
                counts[place] += done;
                if done == 0 {
                    break;
                }
            }
        }
        Ok(())
    })();
    let after = project.cases(&choice, None);
    if args.dry_run || decided.is_err() {
        for _ in 0..steps {
            project.undo(by)?;
        }
    }
    decided?;
    let open = after?.open();
    let [from_file, unanimous, majority] = counts;
    if args.json {
        return Ok(json(&json!({
            "project": args.which.project.display().to_string(),
            "round": before.round,
            "decided": from_file,
            "unanimous": unanimous,
            "majority": majority,
            "open_before": before.open(),
            "open": open,
            "done": !args.dry_run,
        }))?);
    }
    let mut lines = vec![
        format!("Decided from the table   {from_file}"),
        format!("Taken by majority        {majority}"),
        format!("Taken over, unanimous    {unanimous}"),
        format!("Still open               {open} (before: {})", before.open()),
    ];
    if args.dry_run {
        lines.push("Nothing was changed: this was a look at what would be decided.".into());
    }
    Ok(out(&lines.join("\n"))?)
}

/// Who decides: the one named, or the only one who leads.
fn who(project: &Project, name: Option<&str>) -> anyhow::Result<Option<CoderId>> {
    let coders = project.coders()?;
    if let Some(name) = name {
        return match coders.iter().find(|c| c.name == name.trim()) {
            Some(coder) => Ok(Some(coder.id)),
            None => bail!("there is no coder called {name} in the project; nothing was decided"),
        };
    }
    let leads: Vec<&crate::model::Coder> = coders.iter().filter(|c| c.lead).collect();
    match leads.as_slice() {
        [only] => Ok(Some(only.id)),
        _ => Err(WrongCall::new("say who decides: --by NAME")),
    }
}
