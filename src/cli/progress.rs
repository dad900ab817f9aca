//! How far a study is, and who did what, on the command line.

use super::output::{json, out};
use super::wrong_call::WrongCall;
use crate::jobs::Monitor;
use crate::model::{CoderId, Timestamp};
use crate::project::{Alarm, AuditFilter, OwnProgress, Project, RoundProgress, TrainingState, audit_table};
use anyhow::bail;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// What `mizan audit` is told.
#[derive(Args, Debug)]
pub struct AuditArgs {
    /// The project.
    project: PathBuf,
    /// Only this article, by its title.
    #[arg(long, value_name = "TITLE")]
    article: Option<String>,
    /// Only what this person did, and what was done to their work.
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// Only this record, by its identity.
    #[arg(long, value_name = "ID")]
    record: Option<String>,
    /// Only this action, such as `set_answer`.
    #[arg(long, value_name = "NAME")]
    action: Option<String>,
    /// Not before this day (YYYY-MM-DD, UTC) or moment (2025-05-01T08:00:00Z).
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Before this day or moment.
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Print CSV.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

fn person(project: &Project, name: &str) -> anyhow::Result<CoderId> {
    match project.coders()?.iter().find(|c| c.name == name.trim()) {
        Some(coder) => Ok(coder.id),
        None => bail!("there is no coder called {name} in the project"),
    }
}

/// Says how far a study is; in a coder's copy, or for one coder, only what is theirs.
pub(super) fn progress(path: &Path, coder: Option<&str>, round: Option<&str>, as_json: bool) -> anyhow::Result<()> {
    let project = Project::open_read_only(path)?;
    let named = coder.map(|name| person(&project, name)).transpose()?;
    if let Some(own) = named.or(project.copy_of()) {
        return own_progress(path, &project.own_progress(own)?, as_json);
    }
    let mut rounds = project.progress(&Monitor::silent())?;
    if let Some(name) = round {
        rounds.retain(|round| round.name == name.trim());
        if rounds.is_empty() {
            bail!("there is no round called {name} in the project");
        }
    }
    if as_json {
        return Ok(json(&json!({ "project": path.display().to_string(), "rounds": rounds }))?);
    }
    let lines: Vec<String> = rounds.iter().flat_map(told).collect();
    Ok(out(&lines.join("\n"))?)
}

fn told(round: &RoundProgress) -> Vec<String> {
    let mut lines = vec![format!("{} ({})", round.name, round.kind)];
    for c in &round.coders {
        let minutes = c.median_minutes.map(|m| format!(", median {m:.1} min")).unwrap_or_default();
        let gaps = if c.with_gaps > 0 { format!(" ({} with gaps)", c.with_gaps) } else { String::new() };
        lines.push(format!("  {}: {} assigned, {} begun, {} done{gaps}{minutes}", c.name, c.assigned, c.begun, c.done));
        lines.extend(c.training.iter().filter(|t| t.articles > 0).map(|t| format!("    {}", trained(t))));
        lines.extend(c.unfinished.iter().map(|u| format!("    unfinished for {} days: {}", u.days, u.title)));
    }
    for q in &round.agreement {
        let interval = q.interval.map(|(low, high)| format!(" [{low:.3}, {high:.3}]")).unwrap_or_default();
        lines.push(format!("  {} {}: alpha {:.3}{interval}, {} units", q.variable, q.label.en, q.alpha, q.units));
    }
    for alarm in &round.alarms {
        lines.push(match alarm {
            Alarm::Falls { variable, label, before, now } => {
                format!("  ! {variable} {} falls: alpha {before:.3}, then {now:.3}", label.en)
            }
            Alarm::Drifts { name, before, now, .. } => {
                let percent = |share: f64| share * 100.0;
                format!(
                    "  ! {name} drifts: agrees with others in {:.0} %, then {:.0} %",
                    percent(*before),
                    percent(*now)
                )
            }
        });
    }
    lines
}

/// How somebody does in a training round.
fn trained(state: &TrainingState) -> String {
    let mark = state.mark().map_or_else(|| "no mark yet".to_owned(), |mark| format!("mark {:.0} %", mark * 100.0));
    let end = match state.passed {
        Some(true) => "passed".to_owned(),
        Some(false) => "not passed".to_owned(),
        None => format!("{} of {} done", state.done, state.articles),
    };
    format!("training: {mark} (pass mark {:.0} %), {end}", state.pass_mark * 100.0)
}

fn own_progress(path: &Path, own: &OwnProgress, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        return Ok(json(&json!({ "project": path.display().to_string(), "own": own }))?);
    }
    let mut lines = vec![
        format!("To do   {}", own.to_do),
        format!("Begun   {}", own.begun),
        format!("Done    {} ({} begun in the last seven days)", own.done, own.last_week),
    ];
    if let (Some(pace), Some(left)) = (own.median_minutes, own.minutes_left) {
        lines.push(format!("Pace    {pace:.1} minutes for an article, {left:.0} minutes left"));
    }
    lines.extend(own.training.iter().map(|(round, state)| format!("{round}: {}", trained(state))));
    lines.extend(own.missing.iter().map(|(title, open)| format!("  {open} missing: {title}")));
    Ok(out(&lines.join("\n"))?)
}

/// Says who did what when.
pub(super) fn audit(args: &AuditArgs) -> anyhow::Result<()> {
    let (since, until) = (moment(args.since.as_deref())?, moment(args.until.as_deref())?);
    let project = Project::open_read_only(&args.project)?;
    let article = match &args.article {
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
    let record = match &args.record {
        None => None,
        Some(id) => match id.parse() {
            Ok(id) => Some(id),
            Err(_) => return Err(WrongCall::new("--record is the identity of a record")),
        },
    };
    let coder = args.coder.as_deref().map(|name| person(&project, name)).transpose()?;
    let filter = AuditFilter { article, coder, record, action: args.action.clone(), since, until };
    let entries = project.audit(&filter)?;
    if args.csv {
        return Ok(out(&String::from_utf8_lossy(&audit_table(&entries)))?);
    }
    if args.json {
        return Ok(json(&json!({ "project": args.project.display().to_string(), "entries": entries }))?);
    }
    let mut lines = Vec::with_capacity(entries.len() + 1);
    for e in &entries {
        let who = if e.by.is_empty() { "mizan" } else { &e.by };
        let whose = if e.of.is_empty() || e.of == e.by { String::new() } else { format!(" (work of {})", e.of) };
        let kind = if e.kind == "do" { String::new() } else { format!("{} ", e.kind) };
        let place = if e.article.is_empty() { String::new() } else { format!(" [{}]", e.article) };
        let change = match (e.before.as_str(), e.after.as_str()) {
            ("", after) => after.to_owned(),
            (before, "") => format!("{before} → nothing"),
            (before, after) => format!("{before} → {after}"),
        };
        lines.push(format!("{}  {who}{whose}: {kind}{}{place} {} {}: {change}", e.at, e.action, e.thing, e.what));
    }
    lines.push(format!("{} changes", entries.len()));
    Ok(out(&lines.join("\n"))?)
}

/// A day or a moment, in UTC.
fn moment(text: Option<&str>) -> anyhow::Result<Option<Timestamp>> {
    let Some(text) = text else { return Ok(None) };
    let day = text.trim().parse::<jiff::civil::Date>().ok();
    let day = day.and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC).ok()).map(|zoned| zoned.timestamp());
    match day.or_else(|| text.trim().parse::<jiff::Timestamp>().ok()) {
        Some(at) => Ok(Some(Timestamp(at.as_millisecond()))),
        None => Err(WrongCall::new("a day is YYYY-MM-DD, a moment 2025-05-01T08:00:00Z")),
    }
}
