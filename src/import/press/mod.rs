//! Exports of press databases (Nexis Uni, `LexisNexis`, Factiva): many articles in one file, each with its header, and around them a
//! cover or a summary of the search. Each article becomes a document with the facts of its header; every line of it is kept, and what the
//! layout says that a line is, is not guessed.
//!
//! The layouts were learned from real exports and from what `LexisNexisTools` (Gruber) and tm.plugin.factiva (Bouchet-Valat) say of them.

mod article;
mod factiva;
mod label;
mod lexis;
mod nexis;

use super::ImportError;
use super::page;
use super::paragraphs::Paragraph;
use super::registry::Source;
use super::sink::Sink;
use super::{ImportBatch, WarningKind};
use crate::model::ZoneKind;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Bytes of the longest line that may belong to a header or part articles from each other.
const SHORT: usize = 300;
/// Facts of one header, and characters of one that are kept; the line itself stays in the text.
const FACTS: usize = 40;
const FACT_CHARS: usize = 500;

/// A line of an export: a paragraph of a word processor, or a part of one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Line<'a> {
    /// Its words, without white space around them.
    text: &'a str,
    /// Whether it looks like a title: bold, or in a heading's style.
    strong: bool,
    /// Whether only a line break parts it from the line before.
    joined: bool,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
    fn is_short(&self) -> bool {
        self.text.len() <= SHORT
    }
    /// Its words in one spelling; nothing for a line that is too long to be a label.
    fn key(&self) -> String {
        if self.is_short() { super::normal::key(self.text) } else { String::new() }
    }
    fn has_date(&self) -> bool {
        self.text.len() <= 120 && super::dates::look(self.text, &super::normal::words(self.text, 0)).date
    }
}

/// What a line of an article is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    /// What the layout says.
    Known(ZoneKind),
    /// The story, in which rules find crossheads, disclaimers and the rest.
    Body,
}

/// A field of a header: no part of what readers saw.
const FIELD: Role = Role::Known(ZoneKind::Boilerplate);

/// An article of an export.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Article {
    /// Its lines, half-open.
    lines: Range<usize>,
    /// What each of them is.
    roles: Vec<Role>,
    /// Lines that go on with the line before, which the export broke at its width.
    broken: BTreeSet<usize>,
    /// Facts by name.
    facts: BTreeMap<String, String>,
}

impl Article {
    fn new(lines: Range<usize>) -> Self {
        Self { roles: vec![FIELD; lines.len()], lines, broken: BTreeSet::new(), facts: BTreeMap::new() }
    }

    fn mark(&mut self, line: usize, role: Role) {
        let at = line.checked_sub(self.lines.start).and_then(|at| self.roles.get_mut(at));
        if let Some(slot) = at {
            *slot = role;
        }
    }

    fn mark_all(&mut self, lines: Range<usize>, role: Role) {
        lines.for_each(|line| self.mark(line, role));
    }

    /// Keeps a fact; a second value of the same name follows the first.
    fn put(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() || self.facts.len() >= FACTS && !self.facts.contains_key(name) {
            return;
        }
        let slot = self.facts.entry(name.to_owned()).or_default();
        let room = FACT_CHARS.saturating_sub(slot.chars().count() + 1);
        if !slot.is_empty() && room > 0 {
            slot.push(' ');
        }
        slot.extend(value.chars().take(room));
    }

    /// Keeps the day that a header prints: in the study's form, and as it stands.
    fn put_date(&mut self, printed: &str) {
        let day = super::html::iso_date(printed).or_else(|| super::printed_date(printed).map(|d| d.day.to_string()));
        self.facts.insert("date".into(), day.unwrap_or_else(|| printed.to_owned()));
        self.facts.insert("date_printed".into(), printed.to_owned());
        self.facts.insert("date_from".into(), "header".into());
    }

    fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// A file of a press database.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Export {
    /// Name of the database, as people know it.
    database: &'static str,
    articles: Vec<Article>,
    /// How many articles its cover promises.
    promised: Option<usize>,
}

/// Takes an export apart; `None` where the lines bear no database's marks.
pub(super) fn find(lines: &[Line<'_>]) -> Option<Export> {
    factiva::find(lines).or_else(|| nexis::find(lines)).or_else(|| lexis::find(lines))
}

/// The lines of a word processor's paragraphs.
pub(super) fn lines_of(paragraphs: &[Paragraph]) -> Vec<Line<'_>> {
    let of = |paragraph: &'_ Paragraph| {
        let letters = paragraph.text.chars().filter(|c| !c.is_whitespace()).count();
        paragraph.heading > 0 || letters > 0 && paragraph.bold * 10 >= letters * 9
    };
    let mut out = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let strong = of(paragraph);
        for (n, line) in paragraph.text.split('\n').enumerate() {
            out.push(Line { text: line.trim(), strong, joined: n > 0 });
        }
    }
    out
}

/// The lines of a text.
pub(super) fn lines_of_text(text: &str) -> Vec<Line<'_>> {
    text.split('\n').map(|line| Line { text: line.trim(), strong: false, joined: true }).collect()
}

/// Hands each article of an export on, and what stands around them.
pub(super) fn read(
    source: Source<'_>,
    format: &'static str,
    encoding: &str,
    lines: &[Line<'_>],
    export: Export,
    sink: &mut Sink<'_>,
) -> Result<(), ImportError> {
    let Export { database, articles, promised } = export;
    let found = articles.len();
    let mut around: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for article in articles {
        if sink.is_stopped() {
            return Ok(());
        }
        around.push(end..article.lines.start);
        end = article.lines.end;
        let first = article.lines.start + 1;
        match article::read(source, format, lines, article) {
            Ok(read) => put(read, database, encoding, sink),
            Err(error) => sink.warn(source.name, Some(first), WarningKind::LeftOut { reason: error.to_string() }),
        }
    }
    around.push(end..lines.len());
    match article::cover(source, format, lines, &around) {
        Ok(Some(cover)) => put(cover, database, encoding, sink),
        Ok(None) => {}
        Err(error) => sink.warn(source.name, None, WarningKind::LeftOut { reason: error.to_string() }),
    }
    if let Some(promised) = promised.filter(|p| *p > found) {
        sink.warn(source.name, None, WarningKind::FewerArticles { promised, found });
    }
    if sink.documents() == 0 {
        return Err(ImportError::Empty { file: source.name.to_owned() });
    }
    Ok(())
}

fn put(mut batch: ImportBatch, database: &'static str, encoding: &str, sink: &mut Sink<'_>) {
    for document in &mut batch.documents {
        document.metadata.insert("encoding".into(), encoding.to_owned());
        document.metadata.insert("database".into(), database.to_owned());
    }
    sink.put(batch);
}

/// Bytes of a whole export; each of its articles is held to [`page::TEXT_LIMIT`].
pub(super) const LIMIT: usize = 6 * page::TEXT_LIMIT;
