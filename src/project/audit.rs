//! The audit trail: who did what when, per article and per record, told from the journal.

use super::{Project, ProjectError};
use crate::model::{ArticleId, CoderId, RecordId, Timestamp};
use crate::store::{JournalChange, JournalEntry, Kind};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::{BTreeMap, VecDeque};

/// Steps of the journal that are read at once.
const AT_ONCE: i64 = 2_000;
/// Characters of a long text that are told.
const TOLD: usize = 120;

/// Which entries are wanted; the default is all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AuditFilter {
    /// An article.
    pub article: Option<ArticleId>,
    /// Who did it, or whose work it is.
    pub coder: Option<CoderId>,
    /// A record.
    pub record: Option<RecordId>,
    /// Name of the action, such as `set_answer`.
    pub action: Option<String>,
    /// Not before.
    pub since: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
}

/// A changed row, told for a person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AuditEntry {
    /// Number of the step in the journal; several changes can be one step.
    pub step: i64,
    /// When the step was done.
    #[serde(serialize_with = "moment")]
    pub at: Timestamp,
    /// Who did it; empty for the program itself (command line, import).
    pub by: String,
    /// Whose work it is; empty for what belongs to nobody, such as pages.
    pub of: String,
    /// Identity of who did it.
    #[serde(skip)]
    pub by_id: Option<CoderId>,
    /// Identity of whose work it is.
    #[serde(skip)]
    pub of_id: Option<CoderId>,
    /// Name of the action.
    pub action: String,
    /// `do`, `undo` or `redo`.
    pub kind: &'static str,
    /// Title of the article; empty where it concerns none.
    pub article: String,
    /// Identity of the article.
    pub article_id: Option<ArticleId>,
    /// Code of the unit of the record, or the kind of thing.
    pub thing: String,
    /// Identity of the record.
    pub record: Option<RecordId>,
    /// What changed: the code of a variable, a role, or the name of a column.
    pub what: String,
    /// What was there; empty where there was nothing.
    pub before: String,
    /// What is there now; empty where nothing is.
    pub after: String,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the shape that serde asks for
fn moment<S: serde::Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(at)
}

/// What the journal has told so far of how rows hang together: rows that were taken away are known to nobody else.
#[derive(Debug, Default)]
struct Known {
    people: BTreeMap<String, String>,
    titles: BTreeMap<String, String>,
    article_of_document: BTreeMap<String, String>,
    /// Coding: article and coder.
    codings: BTreeMap<String, (String, String)>,
    /// Record: coding and unit.
    records: BTreeMap<String, (String, String)>,
}

/// The audit trail while it is read, some steps at a time. It goes on where it stopped when more was done since.
#[derive(Debug)]
pub struct AuditReading {
    filter: AuditFilter,
    known: Known,
    /// The step that is read next, and the newest that is known.
    next: i64,
    last: i64,
    most: usize,
    entries: VecDeque<AuditEntry>,
    found: usize,
}

impl AuditReading {
    /// Whether everything that was done when it was last read on is read.
    pub const fn is_complete(&self) -> bool {
        self.next > self.last
    }

    /// The entries, the oldest first; of more than were asked for the newest.
    pub const fn entries(&self) -> &VecDeque<AuditEntry> {
        &self.entries
    }

    /// Number of all entries that were wanted so far, kept or not.
    pub const fn found(&self) -> usize {
        self.found
    }

    /// Which entries are wanted.
    pub const fn filter(&self) -> &AuditFilter {
        &self.filter
    }
}

impl Project {
    /// What was done, the oldest first. What a package brought is told at the moment of the merge, with whose work it is.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn audit(&self, filter: &AuditFilter) -> Result<Vec<AuditEntry>, ProjectError> {
        let mut reading = self.begin_audit(filter.clone(), usize::MAX)?;
        while !reading.is_complete() {
            self.read_audit(&mut reading, AT_ONCE)?;
        }
        Ok(reading.entries.into())
    }

    /// Begins to read what was done; of all that is wanted the newest `most` entries are kept.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn begin_audit(&self, filter: AuditFilter, most: usize) -> Result<AuditReading, ProjectError> {
        let mut known = Known::default();
        for coder in self.store.coders()? {
            known.people.insert(coder.id.to_string(), coder.name);
        }
        let last = self.store.last_step()?;
        Ok(AuditReading { filter, known, next: 1, last, most, entries: VecDeque::new(), found: 0 })
    }

    /// Reads on: at most so many steps, also of those that were made since it began.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn read_audit(&self, reading: &mut AuditReading, steps: i64) -> Result<(), ProjectError> {
        reading.last = self.store.last_step()?;
        let end = reading.next.saturating_add(steps).min(reading.last + 1);
        for entry in self.store.journal(reading.next..end)? {
            for change in &entry.changes {
                reading.known.learn(change);
            }
            for change in &entry.changes {
                // In a copy the trail is that of the coder's own work: what was handed out, and when, could tell what comes again.
                if self.copy_of.is_some()
                    && ["assignments", "rounds", "project_settings"].contains(&change.table.as_str())
                {
                    continue;
                }
                let Some(told) = reading.known.tell(&entry, change, &reading.filter) else { continue };
                reading.found += 1;
                reading.entries.push_back(told);
                if reading.entries.len() > reading.most {
                    reading.entries.pop_front();
                }
            }
        }
        reading.next = end.max(reading.next);
        Ok(())
    }
}

fn parsed(image: Option<&String>) -> Option<Json> {
    image.and_then(|image| serde_json::from_str(image).ok())
}

fn text(image: &Json, column: &str) -> Option<String> {
    image.get(column)?.as_str().map(str::to_owned)
}

impl Known {
    fn learn(&mut self, change: &JournalChange) {
        let Some(image) = parsed(change.after.as_ref().or(change.before.as_ref())) else { return };
        let of = |column: &str| text(&image, column).unwrap_or_default();
        let key = change.key.clone();
        match change.table.as_str() {
            "coders" => {
                self.people.entry(key).or_insert_with(|| of("name"));
            }
            "articles" => {
                self.article_of_document.entry(of("document")).or_insert_with(|| key.clone());
                self.titles.insert(key, of("title"));
            }
            "codings" => {
                self.codings.insert(key, (of("article"), of("coder")));
            }
            "records" => {
                self.records.insert(key, (of("coding"), of("unit")));
            }
            _ => {}
        }
    }

    fn tell(&self, entry: &JournalEntry, change: &JournalChange, filter: &AuditFilter) -> Option<AuditEntry> {
        let (before, after) = (parsed(change.before.as_ref()), parsed(change.after.as_ref()));
        let image = after.as_ref().or(before.as_ref())?;
        let of = |column: &str| text(image, column);
        let table = change.table.as_str();
        let record = match table {
            "records" => Some(change.key.clone()),
            "answers" => change.key.split('/').next().map(str::to_owned),
            _ => of("record"),
        };
        let (coding_of_record, unit) =
            record.as_ref().and_then(|record| self.records.get(record)).cloned().unwrap_or_default();
        let coding = match table {
            "codings" => Some(change.key.clone()),
            _ => of("coding").or(Some(coding_of_record).filter(|coding| !coding.is_empty())),
        };
        let (of_coding, coder) = coding.and_then(|coding| self.codings.get(&coding)).cloned().unwrap_or_default();
        let document = || of("document").and_then(|document| self.article_of_document.get(&document).cloned());
        let article = match table {
            "articles" => Some(change.key.clone()),
            "assignments" => of("article"),
            _ => Some(of_coding).filter(|article| !article.is_empty()).or_else(document),
        };
        let whose = Some(coder).filter(|coder| !coder.is_empty()).or_else(|| of("coder"));
        let whose = if table == "coders" { Some(change.key.clone()) } else { whose };
        let wanted = filter.article.is_none_or(|id| article == Some(id.to_string()))
            && filter.record.is_none_or(|id| record == Some(id.to_string()))
            && filter.coder.is_none_or(|id| entry.coder == Some(id) || whose == Some(id.to_string()))
            && filter.action.as_ref().is_none_or(|action| *action == entry.action)
            && filter.since.is_none_or(|since| entry.at >= since)
            && filter.until.is_none_or(|until| entry.at < until);
        if !wanted {
            return None;
        }
        let name = |id: &String| self.people.get(id).cloned().unwrap_or_default();
        let (what, before, after) = told(table, &change.key, before.as_ref(), after.as_ref());
        Some(AuditEntry {
            step: entry.seq,
            at: entry.at,
            by: entry.coder.map(|coder| name(&coder.to_string())).unwrap_or_default(),
            of: whose.as_ref().map(name).unwrap_or_default(),
            by_id: entry.coder,
            of_id: whose.and_then(|id| id.parse().ok()),
            action: entry.action.clone(),
            kind: match entry.kind {
                Kind::Do => "do",
                Kind::Undo => "undo",
                Kind::Redo => "redo",
            },
            article: article.as_ref().and_then(|id| self.titles.get(id)).cloned().unwrap_or_default(),
            article_id: article.and_then(|id| id.parse().ok()),
            thing: if unit.is_empty() { table.trim_end_matches('s').to_owned() } else { unit },
            record: record.and_then(|id| id.parse().ok()),
            what,
            before,
            after,
        })
    }
}

/// What of a row changed, and from what to what.
fn told(table: &str, key: &str, before: Option<&Json>, after: Option<&Json>) -> (String, String, String) {
    let both = |what: &str, tell: &dyn Fn(&Json) -> String| {
        (what.to_owned(), before.map(tell).unwrap_or_default(), after.map(tell).unwrap_or_default())
    };
    let image = after.or(before);
    let column = |column: &'static str| move |image: &Json| plain(image.get(column));
    match table {
        "priors" => both(key.rsplit('/').next().unwrap_or_default(), &answer),
        "answers" => both(key.split_once('/').map_or("", |(_, variable)| variable), &answer),
        "anchors" => {
            let role = image.and_then(|image| text(image, "role")).unwrap_or_default();
            both(&role, &|image| cut(&plain(image.get("quote"))))
        }
        "memos" => both("memo", &|image| cut(&plain(image.get("text")))),
        "flags" => both("flag", &column("code")),
        "records" => both("record", &|_| "there".to_owned()),
        "codings" => both("coding", &column("state")),
        "links" => both(&image.and_then(|image| text(image, "role")).unwrap_or_default(), &column("to_record")),
        "zones" => both("zone", &column("kind")),
        "work_times" => both("active_ms", &column("active_ms")),
        "coders" => both("name", &column("name")),
        "rounds" => both("round", &column("name")),
        "articles" | "documents" => both("title", &column("title")),
        "project_settings" => both(key, &|image| cut(&plain(image.get("value")))),
        "decisions" => both(key.split_once('/').map_or("", |(_, item)| item), &decision),
        "assignments" => both("assigned", &|_| "yes".to_owned()),
        _ => both(table, &|_| "there".to_owned()),
    }
}

fn plain(value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= TOLD {
        return text.to_owned();
    }
    text.chars().take(TOLD).chain(['…']).collect()
}

/// An answer as tables have it: codes joined by `|`, `NA`, `UNC`; a question mark behind what is not sure.
fn answer(image: &Json) -> String {
    let state = text(image, "state").unwrap_or_default();
    let mut told = match state.as_str() {
        "na" => "NA".to_owned(),
        "unc" => "UNC".to_owned(),
        _ => {
            let value: Json = serde_json::from_str(&plain(image.get("value"))).unwrap_or_default();
            // One value under the name of its kind.
            match value.as_object().and_then(|map| map.values().next()) {
                Some(Json::Array(codes)) => codes.iter().map(|code| plain(Some(code))).collect::<Vec<_>>().join("|"),
                other => cut(&plain(other)),
            }
        }
    };
    if image.get("unsure").and_then(Json::as_i64) == Some(1) {
        told.push_str(" ?");
    }
    told
}

fn decision(image: &Json) -> String {
    let parts = ["manner", "cause", "reason"].map(|column| plain(image.get(column)));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The trail as a table. UTF-8 with a byte order mark, so that spreadsheets show Arabic.
pub fn audit_table(entries: &[AuditEntry]) -> Vec<u8> {
    const HEAD: [&str; 13] = [
        "step",
        "at",
        "by",
        "of",
        "action",
        "kind",
        "article",
        "article_id",
        "thing",
        "record",
        "what",
        "before",
        "after",
    ];
    let mut table = csv::WriterBuilder::new().from_writer(vec![0xef, 0xbb, 0xbf]);
    // Writing into memory does not fail, and all rows have the same length.
    table.write_record(HEAD).unwrap_or_default();
    for e in entries {
        let id = |id: Option<String>| id.unwrap_or_default();
        let row = [
            e.step.to_string(),
            e.at.to_string(),
            e.by.clone(),
            e.of.clone(),
            e.action.clone(),
            e.kind.to_owned(),
            e.article.clone(),
            id(e.article_id.map(|id| id.to_string())),
            e.thing.clone(),
            id(e.record.map(|id| id.to_string())),
            e.what.clone(),
            e.before.clone(),
            e.after.clone(),
        ];
        table.write_record(row.map(|cell| harmless(&cell))).unwrap_or_default();
    }
    table.into_inner().unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    let is_number = cell.parse::<f64>().is_ok();
    if !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
