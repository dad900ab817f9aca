//! Documents of word processors: paragraphs with styles, or an export of a press database (`press`).

use super::batch::ImportBatch;
use super::markup::{ARTICLE, CELL, H1, HEADING, HEADLINE, ITEM, Mark, Markup, PARAGRAPH, PageFacts, Section};
use super::registry::Source;
use super::sink::Sink;
use super::{ImportError, page, press};
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
    /// Number of its page, from 1; 0 where there are no pages.
    pub page: usize,
}

/// Paragraphs of one file, which may hold many articles; readers stop behind them.
pub(super) const PARAGRAPHS: usize = 400_000;

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
    let lines = press::lines_of(paragraphs);
    if let Some(export) = press::find(&lines) {
        return press::read(source, format, encoding, &lines, export, sink);
    }
    let letters: usize = paragraphs.iter().map(|p| p.text.len()).sum();
    if letters > page::TEXT_LIMIT {
        let file = source.name.to_owned();
        return Err(ImportError::TooLarge { file, bytes: letters, limit: page::TEXT_LIMIT });
    }
    let mut batch = one(source, format, paragraphs, facts)?;
    if batch.documents.iter().all(|d| d.blocks.is_empty()) {
        return Err(ImportError::Empty { file: source.name.to_owned() });
    }
    for document in &mut batch.documents {
        document.metadata.insert("encoding".into(), encoding.to_owned());
    }
    sink.put(batch);
    Ok(())
}

/// One document.
fn one(
    source: Source<'_>,
    format: &'static str,
    paragraphs: &[Paragraph],
    facts: &BTreeMap<String, String>,
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
    for (range, at) in ranges {
        let (Some(span), Some(paragraph)) = (text.trimmed_span(range), paragraphs.get(at)) else { continue };
        let chars = text.quote(span).chars().filter(|c| !c.is_whitespace()).count();
        let mut hints = match paragraph.heading {
            0 => PARAGRAPH,
            1 => HEADING | H1 | HEADLINE,
            _ => HEADING,
        };
        hints |= if paragraph.item { ITEM } else { 0 } | if paragraph.cell { CELL } else { 0 };
        if paragraph.heading == 1 {
            starts.push(marks.len());
        }
        let bold = paragraph.bold as f64 / paragraph.text.chars().filter(|c| !c.is_whitespace()).count().max(1) as f64;
        let part = match paragraph.heading {
            0 if paragraph.cell => "td".to_owned(),
            0 => "p".to_owned(),
            level => format!("h{level}"),
        };
        let path = match paragraph.page {
            0 => format!("document/{part}"),
            page => format!("page {page}/{part}"),
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
    if marks.iter().any(|m| m.has(HEADING)) {
        let markup =
            Markup { marks, sections, facts: PageFacts { facts: facts.clone(), ..PageFacts::default() }, plan: None };
        return page::batch(source, format, text, blocks, Some(&markup));
    }
    // Without styles the words alone tell what is what, as in a text file.
    let mut batch = page::batch(source, format, text, blocks, None)?;
    for document in &mut batch.documents {
        for (name, value) in facts {
            document.metadata.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    Ok(batch)
}
