//! Documents of word processors: paragraphs with styles. Exports of press databases hold many articles in one file, each with its header and an
//! end; they become a document each.

use super::batch::ImportBatch;
use super::markup::{
    ARTICLE, AUTHOR, BODY, CELL, DATE, H1, HEADING, HEADLINE, ITEM, Mark, Markup, PARAGRAPH, PageFacts, Section,
};
use super::registry::Source;
use super::sink::Sink;
use super::{ImportError, WarningKind, html, page};
use crate::model::{Block, FrozenText};
use std::collections::BTreeMap;

/// A paragraph.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Paragraph {
    /// Its words.
    pub text: String,
    /// Level of a heading, from 1; 0 for running text.
    pub heading: u8,
    /// Whether it is an item of a list.
    pub item: bool,
    /// Whether it stands in a cell of a table.
    pub cell: bool,
    /// Letters in bold, and all letters.
    pub bold: usize,
}

/// Paragraphs of one file, which may hold many articles; readers stop behind them.
pub(super) const PARAGRAPHS: usize = 400_000;

/// Bytes of the longest line that may be a label.
const LABEL: usize = 200;

/// Lines with which press databases end an article.
const ENDS: &[&str] = &[
    "end of document",
    "نهايه المستند",
    "конец документа",
    "fin du document",
    "fin del documento",
    "ende des dokuments",
];
/// The line before the text of an article in such an export.
const BODY_LABELS: &[&str] = &["body", "النص", "full text", "текст", "texte", "texto", "haupttext"];
/// Labels of header lines and the facts that stand behind them.
const LABELS: &[(&str, &str)] = &[
    ("byline", "author"),
    ("by", "author"),
    ("section", "section"),
    ("dateline", "dateline"),
    ("load date", "load_date"),
    ("language", "language_name"),
    ("length", "length"),
    ("الكاتب", "author"),
    ("القسم", "section"),
];

/// Makes documents of paragraphs: one, or one for each article of an export.
pub(super) fn read(
    source: Source<'_>,
    format: &'static str,
    encoding: &str,
    paragraphs: &[Paragraph],
    facts: &BTreeMap<String, String>,
    sink: &mut Sink<'_>,
) -> Result<(), ImportError> {
    if paragraphs.len() > PARAGRAPHS {
        let file = source.name.to_owned();
        return Err(ImportError::TooManyBlocks { file, blocks: paragraphs.len(), limit: PARAGRAPHS });
    }
    let ends: Vec<usize> = (0..paragraphs.len()).filter(|i| is_end(&paragraphs[*i].text)).collect();
    let put = |sink: &mut Sink<'_>, mut batch: ImportBatch| {
        for document in &mut batch.documents {
            document.metadata.insert("encoding".into(), encoding.to_owned());
        }
        sink.put(batch);
    };
    let letters: usize = paragraphs.iter().map(|p| p.text.len()).sum();
    if ends.is_empty() && letters > page::TEXT_LIMIT {
        let file = source.name.to_owned();
        return Err(ImportError::TooLarge { file, bytes: letters, limit: page::TEXT_LIMIT });
    }
    if ends.is_empty() {
        let all = one(source, format, paragraphs, facts.clone(), None)?;
        if all.documents.iter().any(|d| !d.blocks.is_empty()) {
            put(sink, all);
        }
    } else {
        let mut from = 0;
        for end in ends.iter().copied().chain([paragraphs.len()]) {
            let until = (end + 1).min(paragraphs.len());
            let piece = paragraphs.get(from..until).unwrap_or_default();
            if piece.iter().map(|p| p.text.trim().len()).sum::<usize>() > 40 {
                let (header, body) = header(piece);
                let bytes = piece.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n");
                let part = Source { name: source.name, bytes: bytes.as_bytes() };
                match one(part, format, piece, header, Some(body)) {
                    Ok(read) => put(sink, read),
                    Err(error) => sink.warn(source.name, None, WarningKind::LeftOut { reason: error.to_string() }),
                }
            }
            from = until;
        }
    }
    if sink.documents() == 0 {
        return Err(ImportError::Empty { file: source.name.to_owned() });
    }
    Ok(())
}

fn is_end(text: &str) -> bool {
    // A paragraph may be as long as the file; a label is short.
    text.len() <= LABEL && ENDS.contains(&super::normal::key(text).as_str())
}

/// Facts of an article's header in an export, and the index of its first paragraph of text.
fn header(piece: &[Paragraph]) -> (BTreeMap<String, String>, usize) {
    let mut facts = BTreeMap::new();
    let filled: Vec<usize> = (0..piece.len()).filter(|i| !piece[*i].text.trim().is_empty()).collect();
    let label =
        filled.iter().take(25).copied().find(|i| {
            piece[*i].text.len() <= LABEL && BODY_LABELS.contains(&super::normal::key(&piece[*i].text).as_str())
        });
    let body = label.map_or_else(|| filled.get(3).copied().unwrap_or(0), |l| l + 1);
    for at in filled.iter().copied().filter(|i| *i < body || piece.len() - i < 6) {
        let text = piece[at].text.trim();
        if let Some((name, value)) = text.split_once(':').or_else(|| text.split_once('：')) {
            let name = super::normal::key(name);
            if let Some((_, fact)) = LABELS.iter().find(|(l, _)| *l == name) {
                facts.insert((*fact).to_owned(), value.trim().to_owned());
            }
        }
    }
    // The newspaper stands under the title and the date under the newspaper.
    let second = filled.get(1).map(|i| piece[*i].text.trim()).filter(|t| !t.is_empty() && t.chars().count() < 80);
    if let Some(outlet) = second.filter(|_| label.is_some()) {
        facts.insert("outlet".into(), outlet.to_owned());
    }
    let third = filled.get(2).map(|i| piece[*i].text.trim()).filter(|t| t.chars().count() < 80);
    if let Some(date) = third.filter(|t| label.is_some() && super::dates::look(t, &super::normal::words(t, 0)).any()) {
        let day = html::iso_date(date).or_else(|| super::printed_date(date).map(|d| d.day.to_string()));
        facts.insert("date".into(), day.unwrap_or_else(|| date.to_owned()));
        facts.insert("date_printed".into(), date.to_owned());
        facts.insert("date_from".into(), "header".into());
    }
    (facts, body)
}

/// One document. `body` is the first paragraph of the text where a header tells it.
fn one(
    source: Source<'_>,
    format: &'static str,
    paragraphs: &[Paragraph],
    facts: BTreeMap<String, String>,
    body: Option<usize>,
) -> Result<ImportBatch, ImportError> {
    let mut text = String::new();
    let mut ranges = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        // A line break inside a paragraph parts its lines.
        for (n, line) in paragraph.text.split('\n').enumerate() {
            if n > 0 {
                text.push('\n');
            }
            ranges.push((text.len()..text.len() + line.len(), at));
            text.push_str(line);
        }
    }
    let text = FrozenText::new(text);
    let (mut blocks, mut marks, mut starts) = (Vec::new(), Vec::new(), Vec::new());
    let first = paragraphs.iter().position(|p| !p.text.trim().is_empty());
    for (range, at) in ranges {
        let (Some(span), Some(paragraph)) = (text.trimmed_span(range), paragraphs.get(at)) else { continue };
        let chars = text.quote(span).chars().filter(|c| !c.is_whitespace()).count();
        let mut hints = match (paragraph.heading, body) {
            (1, None) => HEADING | H1 | HEADLINE,
            (1.., None) => HEADING,
            (_, Some(_)) if Some(at) == first => HEADING | H1 | HEADLINE,
            (_, Some(b)) if at >= b => PARAGRAPH | BODY,
            (_, Some(_)) => header_hints(&paragraph.text),
            (0, None) => PARAGRAPH,
        };
        hints |= if paragraph.item { ITEM } else { 0 } | if paragraph.cell { CELL } else { 0 };
        if paragraph.heading == 1 && body.is_none() {
            starts.push(marks.len());
        }
        let bold = paragraph.bold as f64 / paragraph.text.chars().filter(|c| !c.is_whitespace()).count().max(1) as f64;
        let path = if paragraph.heading > 0 {
            format!("document/h{}", paragraph.heading)
        } else {
            format!("document/{}", if paragraph.cell { "td" } else { "p" })
        };
        blocks.push(Block { span, path: Some(path) });
        marks.push(Mark { hints, chars: chars as u32, bold, ..Mark::default() });
    }
    // Each title begins an article of its own.
    let mut sections = vec![Section { parent: 0, own: 0, blocks: 0..marks.len(), small: false }];
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(marks.len());
        sections.push(Section { parent: 0, own: ARTICLE, blocks: *start..end, small: false });
        for mark in marks.get_mut(*start..end).unwrap_or_default() {
            mark.section = n + 1;
        }
    }
    let styled = body.is_some() || marks.iter().any(|m| m.has(HEADING));
    let titles = body.and(first).and_then(|f| paragraphs.get(f)).map(|p| p.text.trim().to_owned());
    let authors = facts.get("author").cloned().into_iter().collect();
    let page_facts = PageFacts { facts, titles: titles.into_iter().collect(), authors, ..PageFacts::default() };
    let markup = Markup { marks, sections, facts: page_facts };
    if styled {
        return page::batch(source, format, text, blocks, Some(&markup));
    }
    // Without styles the words alone tell what is what, as in a text file.
    let mut batch = page::batch(source, format, text, blocks, None)?;
    for document in &mut batch.documents {
        for (name, value) in &markup.facts.facts {
            document.metadata.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    Ok(batch)
}

fn header_hints(text: &str) -> u32 {
    match text.split_once(':').map(|(l, _)| super::normal::key(l)).as_deref() {
        Some("byline" | "by" | "الكاتب") => AUTHOR,
        Some("dateline" | "load date") => DATE,
        _ if text.len() <= LABEL
            && super::dates::look(text, &super::normal::words(text, 0)).date
            && text.chars().count() < 80 =>
        {
            DATE
        }
        _ => 0,
    }
}
