//! From `everything.jsonl` back to a project, in which every figure can be computed again. Identities, times and states are those of the lines;
//! the journal begins anew.

use super::lines::{CodingLine, DecisionLine, DocumentLine, FlagLine, Line, MemoLine, PriorLine, RecordLine};
use crate::jobs::Monitor;
use crate::model::{
    Anchor, Article, Assignment, Block, CodebookVersionId, Coder, CoderId, Coding, Decision, Document, DocumentSource,
    Flag, FrozenText, Link, Memo, Prior, PriorItem, Record, RecordId, Round, RoundId, Timestamp, WorkTime, WorkTimeId,
    Zone, ZoneOrigin,
};
use crate::project::lifecycle::{CODEBOOK, SUGGESTIONS, TITLE};
use crate::project::package::IDENTITY;
use crate::project::{Clock, Mint, Project, ProjectError};
use crate::store::{Step, Store, StoreError, Tx};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::Path;
use uuid::Uuid;

/// Lines that are taken in at once: each step waits for the disk, and is held in memory.
const STEP: usize = 500;
/// The newest form of the lines that is understood.
const FORM: u32 = 1;

/// Why lines gave no project.
#[derive(Debug)]
pub(super) enum NotRestored {
    /// What the lines say cannot be: number of the line, from 1, and what is wrong.
    Line(usize, String),
    /// Something else than the lines.
    Project(ProjectError),
}

impl From<ProjectError> for NotRestored {
    fn from(error: ProjectError) -> Self {
        Self::Project(error)
    }
}

/// Makes a project of lines.
pub(super) fn restore(lines: impl BufRead, at: &Path, monitor: &Monitor) -> Result<Project, NotRestored> {
    let mut store = Store::create(at).map_err(ProjectError::from)?;
    let step = Step { coder: None, action: "restore".into(), undoable: false, at: Timestamp(0) };
    let mut lines = lines.split(b'\n').enumerate().peekable();
    let mut late = Late::default();
    while lines.peek().is_some() {
        monitor.check().map_err(ProjectError::from)?;
        let mut number = 0;
        let taken = store.write(&step, |tx| -> Result<(), StoreOrLine> {
            for (n, line) in lines.by_ref().take(STEP) {
                number = n + 1;
                let line = line.map_err(|e| StoreOrLine::Line(e.to_string()))?;
                if line.is_empty() {
                    continue;
                }
                let line: Line = serde_json::from_slice(&line).map_err(|e| StoreOrLine::Line(e.to_string()))?;
                take(tx, line, &mut late)?;
            }
            Ok(())
        });
        taken.map_err(|e| e.at(number))?;
    }
    let last = store.write(&step, |tx| late.put(tx));
    last.map_err(|e| e.at(0))?;
    drop(store);
    let clock = Clock::manual(Timestamp(0), 1);
    Project::open_with(at, clock.clone(), Mint::seeded(clock, 1)).map_err(NotRestored::Project)
}

enum StoreOrLine {
    Store(StoreError),
    Line(String),
}

impl StoreOrLine {
    fn at(self, line: usize) -> NotRestored {
        match self {
            // A row that the store refuses is a line that says what cannot be.
            Self::Store(error @ StoreError::Refused(_)) => NotRestored::Line(line, error.to_string()),
            Self::Store(error) => NotRestored::Project(error.into()),
            Self::Line(problem) => NotRestored::Line(line, problem),
        }
    }
}

impl From<StoreError> for StoreOrLine {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What can only be put when all else is there, and what was met so far.
#[derive(Default)]
struct Late {
    assignments: Vec<Assignment>,
    links: Vec<(RecordId, Link)>,
    /// By name, for lines that speak of them so.
    coders: BTreeMap<String, CoderId>,
    rounds: BTreeMap<String, RoundId>,
    books: BTreeMap<String, CodebookVersionId>,
}

impl Late {
    fn put(&self, tx: &mut Tx<'_>) -> Result<(), StoreOrLine> {
        for assignment in &self.assignments {
            tx.put_assignment(assignment)?;
        }
        for (record, link) in &self.links {
            tx.put_link(*record, link)?;
        }
        Ok(())
    }
}

fn take(tx: &mut Tx<'_>, line: Line, late: &mut Late) -> Result<(), StoreOrLine> {
    match line {
        Line::Project { form, title, current_codebook } => {
            if form > FORM {
                return Err(StoreOrLine::Line(format!("a newer program wrote it (form {form})")));
            }
            tx.set_project_setting(TITLE, &title)?;
            tx.set_project_setting(CODEBOOK, &current_codebook.to_string())?;
            tx.set_project_setting(IDENTITY, &current_codebook.to_string())?;
            tx.set_project_setting(SUGGESTIONS, "off")?;
        }
        Line::Codebook { id, codebook } => {
            let name = |key: &str| codebook.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
            late.books.insert(format!("{} {}", name("id"), name("version")), id);
            tx.put_codebook_version(id, &codebook.to_string())?;
        }
        Line::Coder { id, name, lead } => {
            late.coders.insert(name.clone(), id);
            tx.put_coder(&Coder { id, name, lead })?;
        }
        Line::Round { id, name, purpose } => {
            late.rounds.insert(name.clone(), id);
            tx.put_round(&Round { id, name, kind: purpose })?;
        }
        Line::Prior(line) => {
            let PriorLine { unit, subject, variable, answer, .. } = *line;
            let of = |what: &str| StoreOrLine::Line(format!("it speaks of a {what} that is not there"));
            let coder = *late.coders.get(&line.coder).ok_or_else(|| of("coder"))?;
            let round = *late.rounds.get(&line.round).ok_or_else(|| of("round"))?;
            let codebook = *late.books.get(&line.codebook).ok_or_else(|| of("codebook"))?;
            let item = PriorItem { unit, subject, variable };
            tx.put_prior(&Prior { coder, item, round, codebook, answer })?;
        }
        Line::Assignment { id, coder, article, round, position } => {
            late.assignments.push(Assignment { id, coder, article, round, position });
        }
        Line::Document(line) => document(tx, *line)?,
        Line::Coding(line) => coding(tx, *line, late)?,
        Line::Decision(line) => {
            let DecisionLine { thing, item, coding, manner, taken_from, cause, reason, there, coder, at } = *line;
            tx.dated(at);
            tx.put_decision(&Decision { thing, item, coding, manner, taken_from, cause, reason, there, coder, at })?;
        }
    }
    Ok(())
}

fn document(tx: &mut Tx<'_>, line: DocumentLine) -> Result<(), StoreOrLine> {
    let text = line.text.or(line.shape).ok_or_else(|| StoreOrLine::Line("it has neither text nor shape".into()))?;
    let text = FrozenText::new(text);
    let span = |start, end| text.span(start, end).map_err(|e| StoreOrLine::Line(e.to_string()));
    let blocks = line.blocks.into_iter().map(|(start, end, path)| Ok(Block { span: span(start, end)?, path }));
    let source = text.as_str().as_bytes();
    let document = Document {
        id: line.id,
        title: line.title,
        source: DocumentSource {
            file_name: line.file,
            format: line.format,
            hash: blake3::hash(source).to_hex().to_string(),
            byte_len: source.len() as u64,
            imported_at: line.imported_at,
        },
        language: line.language,
        direction: line.direction,
        metadata: line.metadata,
        blocks: blocks.collect::<Result<_, StoreOrLine>>()?,
        text: text.clone(),
    };
    tx.put_document(&document, source)?;
    for zone in line.zones {
        let origin = match zone.coder {
            Some(coder) => ZoneOrigin::Coder(coder),
            None => ZoneOrigin::Rule {
                rule: zone.rule.unwrap_or_default(),
                confidence: zone.confidence.unwrap_or_default(),
            },
        };
        let (document, span) = (line.id, span(zone.start, zone.end)?);
        let (id, block, kind, repeat) = (zone.id, zone.block, zone.kind, zone.repeat);
        tx.put_zone(&Zone { id, document, block, span, kind, repeat, origin })?;
    }
    for article in line.articles {
        let blocks = article.first_block..article.end_block;
        tx.put_article(&Article { id: article.id, document: line.id, title: article.title, blocks })?;
    }
    for of_coder in line.notes {
        notes(tx, of_coder.memos, of_coder.flags)?;
    }
    Ok(())
}

fn notes(tx: &mut Tx<'_>, memos: Vec<MemoLine>, flags: Vec<FlagLine>) -> Result<(), StoreOrLine> {
    for MemoLine { id, coder, on, text } in memos {
        tx.put_memo(&Memo { id, coder, target: on, text })?;
    }
    for FlagLine { id, coder, on, code } in flags {
        tx.put_flag(&Flag { id, coder, target: on, code })?;
    }
    Ok(())
}

fn coding(tx: &mut Tx<'_>, line: CodingLine, late: &mut Late) -> Result<(), StoreOrLine> {
    tx.dated(line.begun_at);
    tx.put_coding(&Coding {
        id: line.id,
        article: line.article,
        coder: line.coder,
        round: line.round,
        codebook: line.codebook,
        state: line.state,
        forced_reason: line.forced_reason,
    })?;
    if line.active_ms != 0 || line.idle_ms != 0 {
        let key = blake3::hash(line.id.uuid().as_bytes());
        let mut id = [0; 16];
        id.copy_from_slice(&key.as_bytes()[..16]);
        tx.put_work_time(&WorkTime {
            id: WorkTimeId::from_uuid(uuid::Builder::from_random_bytes(id).into_uuid()),
            coding: line.id,
            started_at: line.begun_at,
            active_ms: line.active_ms,
            idle_ms: line.idle_ms,
        })?;
    }
    let page = tx.store().article(line.article)?.map(|a| a.document);
    let text = page.map(|page| tx.store().text(page)).transpose()?.flatten();
    let text = text.ok_or_else(|| StoreOrLine::Line("its article is missing".into()))?;
    for record in parents_first(line.records)? {
        let mut anchors = Vec::with_capacity(record.anchors.len());
        for anchor in record.anchors {
            let span = text.span(anchor.start, anchor.end).map_err(|e| StoreOrLine::Line(e.to_string()))?;
            let quote = anchor.quote.unwrap_or_else(|| text.quote(span).to_owned());
            anchors.push(Anchor { id: anchor.id, role: anchor.role, span, quote });
        }
        let links = record.links.into_iter().map(|l| (record.id, Link { id: l.id, role: l.role, to: l.to }));
        late.links.extend(links);
        tx.put_record(&Record {
            id: record.id,
            coding: line.id,
            unit: record.unit,
            parent: record.parent,
            position: record.position,
            proposal: None,
            answers: record.answers,
            anchors,
            links: Vec::new(),
        })?;
    }
    notes(tx, line.memos, line.flags)
}

/// Records with those before them under which they hang.
fn parents_first(records: Vec<RecordLine>) -> Result<Vec<RecordLine>, StoreOrLine> {
    let own: BTreeSet<Uuid> = records.iter().map(|r| r.id.uuid()).collect();
    let mut waiting: BTreeMap<Uuid, Vec<RecordLine>> = BTreeMap::new();
    let (count, mut out) = (records.len(), Vec::with_capacity(records.len()));
    for record in records {
        match record.parent.map(RecordId::uuid).filter(|parent| own.contains(parent)) {
            Some(parent) => waiting.entry(parent).or_default().push(record),
            None => out.push(record),
        }
    }
    let mut at = 0;
    while let Some(record) = out.get(at) {
        let under = waiting.remove(&record.id.uuid()).unwrap_or_default();
        out.extend(under);
        at += 1;
    }
    if out.len() < count {
        return Err(StoreOrLine::Line("records hang under each other in a circle".into()));
    }
    Ok(out)
}
