//! Codings as texts with marks: each anchor is a mark, each record's marks bear its name, and its first mark bears its answers.

use crate::export::{ExportCoding, ExportError, ExportPage, ExportSource};
use crate::model::{
    AnnotationSet, Answer, AnswerState, Cardinality, Codebook, Document, Fact, Mark, NoteTarget, Record, RecordId,
    Unit, Value,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A text and what everybody marked in it.
pub(super) struct Text {
    pub(super) document: Arc<Document>,
    /// A name that is safe in every file system and stands once in the export.
    pub(super) stem: String,
    /// BLAKE3 of the text as it was imported, in hexadecimal.
    pub(super) hash: String,
    pub(super) works: Vec<Work>,
}

/// What one coder marked in a text in one round.
pub(super) struct Work {
    /// A name for folders: the coder, and the round where there are several.
    pub(super) folder: String,
    pub(super) coder: String,
    pub(super) round: String,
    pub(super) book: Arc<Codebook>,
    pub(super) set: AnnotationSet,
    /// Records that have a name so far.
    named: usize,
    /// Records without words: what they answer, like marks.
    pub(super) wordless: Vec<Mark>,
    /// Whether its text has several articles: then nobody could tell which one an answer about the text as a whole is about.
    pub(super) several: bool,
    /// First byte and byte behind the last of each article that it is about.
    pub(super) articles: Vec<(usize, usize)>,
    /// What no format of spans carries, and how many.
    pub(super) left: BTreeMap<String, usize>,
}

/// The texts of a source in its order, one after the other.
pub(super) struct Texts<'a> {
    source: &'a mut dyn ExportSource,
    stems: BTreeSet<String>,
    folders: BTreeMap<String, (String, String)>,
}

impl<'a> Texts<'a> {
    pub(super) fn of(source: &'a mut dyn ExportSource) -> Self {
        Self { source, stems: BTreeSet::new(), folders: BTreeMap::new() }
    }

    /// The next text that somebody coded, with the works on it in their order.
    pub(super) fn next(&mut self) -> Result<Option<Text>, ExportError> {
        while let Some(page) = self.source.next_page()? {
            if !page.document.text.is_empty() && !page.codings.is_empty() {
                return Ok(Some(self.text(&page)));
            }
        }
        Ok(None)
    }

    fn text(&mut self, page: &ExportPage) -> Text {
        let name = &page.document.source.file_name;
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let mut works: Vec<Work> = Vec::new();
        for coding in &page.codings {
            let same = |w: &Work| w.coder == coding.coder && w.round == coding.round;
            let at = works.iter().position(same).unwrap_or(works.len());
            if at == works.len() {
                works.push(Work::new(coding, self.folder(coding)));
            }
            works[at].add(coding);
        }
        let stem = once(&safe(stem), &mut self.stems);
        Text { document: Arc::clone(&page.document), stem, hash: page.text_hash.clone(), works }
    }

    fn folder(&mut self, coding: &ExportCoding) -> String {
        let several = self.source.head().works.iter().filter(|w| w.coder == coding.coder).count() > 1;
        let wanted = if several { format!("{} ({})", coding.coder, coding.round) } else { coding.coder.clone() };
        folder(&wanted, &coding.coder, &coding.round, &mut self.folders)
    }
}

impl Work {
    fn new(coding: &ExportCoding, folder: String) -> Self {
        Self {
            folder,
            coder: coding.coder.clone(),
            round: coding.round.clone(),
            book: Arc::clone(&coding.book),
            set: AnnotationSet { annotator: Some(coding.coder.clone()), ..AnnotationSet::default() },
            named: 0,
            wordless: Vec::new(),
            several: coding.articles > 1,
            articles: Vec::new(),
            left: BTreeMap::new(),
        }
    }

    fn add(&mut self, coding: &ExportCoding) {
        let book = Arc::clone(&coding.book);
        let blocks = coding.document.blocks.get(coding.article.blocks.clone()).unwrap_or_default();
        let begin = blocks.first().map_or(0, |b| b.span.start());
        self.articles.push((begin, blocks.last().map_or(begin, |b| b.span.end())));
        let first = self.named;
        self.named += coding.records.len();
        // Names that are the same in every export of the same codings.
        let names: BTreeMap<RecordId, String> =
            coding.records.iter().enumerate().map(|(n, r)| (r.id, format!("r{}", first + n + 1))).collect();
        for record in &coding.records {
            let Some(unit) = book.unit(&record.unit) else { continue };
            let own = names.get(&record.id).cloned().unwrap_or_default();
            let mut attributes = vec![(Mark::RECORD.to_owned(), own.clone())];
            let name = |id| names.get(&id).cloned();
            let parent = record.parent.and_then(name).map(|p| (Mark::PARENT.to_owned(), p));
            let links = record.links.iter().filter_map(|l| Some((Mark::link_attribute(&l.role), name(l.to)?)));
            let answers = answers(unit, record);
            let memo = coding.memos.iter().filter(|m| m.target == NoteTarget::Record(record.id));
            let memo: Vec<&str> = memo.map(|m| m.text.as_str()).collect();
            let note = (!memo.is_empty()).then(|| memo.join("\n"));
            let mut anchors: Vec<_> = record.anchors.iter().collect();
            anchors.sort_by_key(|a| (a.span, a.role.clone()));
            let whole: Vec<_> = parent.into_iter().chain(links).chain(answers).collect();
            let mark = |label: &str, attributes: Vec<(String, String)>, note: Option<String>| Mark {
                layer: unit.code.clone(),
                label: label.to_owned(),
                attributes,
                note,
                ..Mark::default()
            };
            if anchors.is_empty() {
                let stands_only = unit.row_of(record).is_some_and(|row| row.len() == record.answers.len());
                if record.answers.is_empty() && note.is_none() && whole.is_empty() || stands_only && note.is_none() {
                    continue;
                }
                if unit.cardinality == Cardinality::One && note.is_none() {
                    self.set.facts.extend(whole.into_iter().map(|(name, value)| Fact { name, value, at: Some(begin) }));
                } else {
                    attributes.extend(whole);
                    self.wordless.push(Mark { id: own, at: Some(begin), ..mark("", attributes, note) });
                }
                continue;
            }
            for (at, anchor) in anchors.into_iter().enumerate() {
                let mut own = attributes.clone();
                if at == 0 {
                    own.extend(whole.clone());
                }
                let id = format!("T{}", self.set.marks.len() + 1);
                let note = note.clone().filter(|_| at == 0);
                self.set.marks.push(Mark { id, pieces: vec![anchor.span], ..mark(&anchor.role, own, note) });
            }
        }
        let on_whole = coding.memos.iter().filter(|m| !matches!(m.target, NoteTarget::Record(_))).count();
        self.leave("memo on a whole coding", on_whole);
        self.leave("flag", coding.flags.len());
        self.leave("suggestion that was shown", coding.records.iter().filter(|r| r.proposal.is_some()).count());
        self.leave("working time and state of a coding", 1);
    }

    fn leave(&mut self, what: &str, count: usize) {
        if count > 0 {
            *self.left.entry(what.to_owned()).or_default() += count;
        }
    }

    /// First byte and byte behind the last of the article at a byte.
    pub(super) fn article_at(&self, at: Option<usize>) -> (usize, usize) {
        let found = self.articles.iter().find(|(begin, _)| Some(*begin) == at).or(self.articles.first());
        found.copied().unwrap_or_default()
    }

    /// The first mark of each record, by the record's name.
    pub(super) fn heads(&self) -> BTreeMap<&str, &Mark> {
        let mut out = BTreeMap::new();
        for mark in &self.set.marks {
            if let Some(record) = mark.attribute(Mark::RECORD) {
                out.entry(record).or_insert(mark);
            }
        }
        out
    }

    /// Ties between marks, for formats that have no names of records: first mark of a record to its others, and what records are
    /// to each other. Also how many lead to records without words.
    pub(super) fn ties(&self) -> (Vec<crate::model::Tie>, usize) {
        let heads = self.heads();
        let (mut ties, mut wordless) = (Vec::new(), 0);
        for mark in &self.set.marks {
            let Some(head) = mark.attribute(Mark::RECORD).and_then(|r| heads.get(r)) else { continue };
            if head.id != mark.id {
                let (from, to) = (head.id.clone(), mark.id.clone());
                ties.push(crate::model::Tie { label: mark.layer.clone(), from, to });
                continue;
            }
            for (name, value) in &mark.attributes {
                let role = match name.as_str() {
                    Mark::PARENT => Mark::PARENT,
                    other => match other.strip_prefix("link_") {
                        Some(role) => role,
                        None => continue,
                    },
                };
                match heads.get(value.as_str()) {
                    Some(to) => {
                        let label = format!("{}_{role}", mark.layer);
                        ties.push(crate::model::Tie { label, from: mark.id.clone(), to: to.id.clone() });
                    }
                    None => wordless += 1,
                }
            }
        }
        (ties, wordless)
    }
}

/// Whether an attribute says how records belong together, and no answer.
pub(super) fn is_structure(name: &str) -> bool {
    name == Mark::RECORD || name == Mark::PARENT || name.starts_with("link_")
}

/// A record's answers in the order of the codebook, and the states that stand beside values.
fn answers(unit: &Unit, record: &Record) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut states: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for variable in &unit.variables {
        let Some(Answer { state, unsure }) = record.answers.get(&variable.code) else { continue };
        let code = variable.code.as_str();
        match state {
            AnswerState::Coded(value) => match in_words(value) {
                Some(words) => out.push((code.to_owned(), words)),
                None => states.entry(Mark::NONE_OF_THEM).or_default().push(code),
            },
            AnswerState::CannotDecide => states.entry(Mark::CANNOT_DECIDE).or_default().push(code),
            AnswerState::NotApplicable => states.entry(Mark::NOT_APPLICABLE).or_default().push(code),
            AnswerState::NotYetCoded => continue,
        }
        if *unsure {
            states.entry(Mark::UNSURE).or_default().push(code);
        }
    }
    out.extend(states.into_iter().map(|(state, codes)| (state.to_owned(), codes.join("|"))));
    out
}

/// A value in words; `None` for a set without values.
fn in_words(value: &Value) -> Option<String> {
    Some(match value {
        Value::Code(text) | Value::Date(text) | Value::Text(text) => text.clone(),
        Value::Codes(codes) if codes.is_empty() => return None,
        Value::Codes(codes) => codes.join("|"),
        Value::Number(number) => number.to_string(),
    })
}

/// The folder of a coder's work, which no other coder gets.
fn folder(wanted: &str, coder: &str, round: &str, there: &mut BTreeMap<String, (String, String)>) -> String {
    let whose = (coder.to_owned(), round.to_owned());
    let base = safe(wanted);
    for n in 1.. {
        let name = if n == 1 { base.clone() } else { format!("{base} {n}") };
        match there.get(&name.to_lowercase()) {
            Some(owner) if *owner == whose => return name,
            Some(_) => {}
            None => {
                there.insert(name.to_lowercase(), whose);
                return name;
            }
        }
    }
    base
}

fn once(name: &str, there: &mut BTreeSet<String>) -> String {
    let mut out = name.to_owned();
    let mut n = 1;
    while !there.insert(out.to_lowercase()) {
        n += 1;
        out = format!("{name} {n}");
    }
    out
}

/// A name that no file system refuses or takes for a path.
pub(super) fn safe(name: &str) -> String {
    let taken = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let clean: String = name.chars().take(100).map(|c| if taken(c) { '_' } else { c }).collect();
    let clean = clean.trim().trim_matches('.').trim();
    let upper = clean.to_ascii_uppercase();
    let reserved = ["CON", "PRN", "AUX", "NUL"].contains(&upper.as_str())
        || ["COM", "LPT"].iter().any(|p| upper.strip_prefix(p).is_some_and(|n| n.len() == 1));
    match clean {
        "" => "text".to_owned(),
        _ if reserved => format!("{clean}_"),
        _ => clean.to_owned(),
    }
}
